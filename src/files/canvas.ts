import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SKRSContext2D } from '@napi-rs/canvas';

/*
 * Where pictures and printed pages are drawn. The letters come with the project, so a machine without a single font draws
 * the same; there is no emoji among them, and none is drawn.
 */

export type Pen = SKRSContext2D;
type Canvas = typeof import('@napi-rs/canvas');
export type Studio = Pick<Canvas, 'createCanvas' | 'PDFDocument'>;

/** The house's: those of the bot's own picture. */
export const colours = {
  clay: '#b4532a',
  clayDark: '#8a3c1c',
  cream: '#fff4e6',
  gold: '#f6c177',
  ink: '#2b211b',
  inkSoft: '#6d5f56',
  line: '#e6d8c9',
  paper: '#ffffff',
} as const;

/** Set when the studio opens: one name for each slice of the font, in the order in which a letter is looked for. */
let families = 'sans-serif';

/** Each costs a moment when it is first drawn with, so they are few. */
type Weight = 400 | 500 | 700 | 900;

/**
 * Takes up letters of this size. Its weight is said twice: not every release of the canvas sets a variable font by the first.
 *
 * @param size in pixels of a picture, points of a page
 */
export function useFont(pen: Pen, size: number, weight: Weight = 400): void {
  pen.font = `${weight} ${size}px ${families}`;
  pen.fontVariationSettings = `'wght' ${weight}`;
}

let opened: Promise<Studio> | undefined;

/**
 * The canvas with its letters: a quarter of a second and 100 MB, once, and only for a bot that draws. The font comes in a
 * hundred slices by rarity of character, each under a name of its own: under one name for all, some releases of the canvas
 * look into the first slice only.
 */
export function openStudio(): Promise<Studio> {
  opened ??= furnish().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function furnish(): Promise<Studio> {
  const canvas: Canvas = await import('@napi-rs/canvas');
  const slice = 'noto-sans-sc-latin-wght-normal.woff2';
  const folder = dirname(
    fileURLToPath(import.meta.resolve(`@fontsource-variable/noto-sans-sc/files/${slice}`)),
  );
  const slices = (await readdir(folder)).filter((file) => file.endsWith('.woff2'));
  const names = slices.sort().map((file, nth) => {
    const name = `Niangjia Sans ${nth}`;
    if (!canvas.GlobalFonts.registerFromPath(join(folder, file), name)) throw new Error('unreadable font');
    return `"${name}"`;
  });
  families = names.join(', ');
  return canvas;
}

/** A text for the pen: what the letters can't show is left out rather than drawn as an empty box. */
export function drawable(text: string): string {
  return (
    text
      .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u200d\ufe0f\p{Cc}]/gu, '')
      // Between Latin letters the Chinese font's apostrophe would be as wide as a character.
      .replace(/(?<=\p{Script=Latin})’(?=\p{Script=Latin})/gu, "'")
      .replace(/\s+/gu, ' ')
      .trim()
  );
}

const han = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}';
const opening = '（《〈“‘「『【';
const closing = '，。、；：！？）》〉”’」』】…';
/** What stays on one line: a Chinese character or a Latin word, with the signs that may not be parted from it. */
const piece = new RegExp(
  `[${opening}]*(?:[${han}]|[^\\s${han}${opening}${closing}]+)[${closing}]*\\s*|\\S\\s*`,
  'gu',
);

/** How wide a text is for each point of its size. Letters grow evenly, so one measuring serves every size. */
type Measure = (text: string) => number;

function measureIn(pen: Pen, weight: Room['weight']): Measure {
  const known = new Map<string, number>();
  return (text) => {
    let width = known.get(text);
    if (width === undefined) {
      useFont(pen, 100, weight);
      width = pen.measureText(text).width / 100;
      known.set(text, width);
    }
    return width;
  };
}

/** The text in lines no wider than `width`. A word too long for a line is broken. */
function wrap(text: string, width: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const begin = () => {
    if (line !== '') lines.push(line.trimEnd());
    line = '';
    used = 0;
  };
  for (const word of text.match(piece) ?? []) {
    const whole = measure(word.trimEnd()) <= width;
    if (whole && used + measure(word.trimEnd()) > width) begin();
    for (const part of whole ? [word] : word) {
      if (used + measure(part.trimEnd()) > width) begin();
      line += part;
      used += measure(part);
    }
  }
  begin();
  return lines;
}

export interface Fitted {
  readonly size: number;
  readonly lines: readonly string[];
}

export interface Room {
  readonly width: number;
  /** At most so many lines. */
  readonly lines: number;
  readonly size: number;
  /** Smaller it does not get: what is still too long ends in an ellipsis. */
  readonly least: number;
  readonly weight?: Weight;
}

/** The text as large as there is room for, its lines about equally long: a name's last letter does not stand alone. */
export function fitText(
  pen: Pen,
  written: string,
  { width, lines: most, size, least, weight }: Room,
): Fitted {
  const text = drawable(written);
  const measure = measureIn(pen, weight);
  for (let tried = size; ; tried = Math.max(least, tried * 0.96)) {
    const lines = wrap(text, width / tried, measure);
    if (lines.length <= most) return { size: tried, lines: balance(text, width / tried, lines, measure) };
    if (tried > least) continue;
    const shown = lines.slice(0, most);
    return {
      size: tried,
      lines: [...shown.slice(0, -1), shorten(`${shown.at(-1)}…`, width / tried, measure)],
    };
  }
}

/** Of the ways to break it into as few lines, the most even; if one of them breaks after commas, the most even of those. */
function balance(text: string, width: number, lines: readonly string[], measure: Measure): readonly string[] {
  let even = lines;
  let afterCommas: readonly string[] | undefined;
  // Narrower than its longest word, it would break that.
  const word = Math.max(0, ...(text.match(piece) ?? []).map((each) => measure(each.trimEnd())));
  for (let share = 1; lines.length > 1 && share > 0.5; share -= 0.02) {
    if (width * share < word) break;
    const narrower = wrap(text, width * share, measure);
    if (narrower.length > lines.length) break;
    even = narrower;
    if (narrower.slice(0, -1).every((line) => /[，、。；：,.;:]$/u.test(line))) afterCommas = narrower;
  }
  return afterCommas ?? even;
}

function shorten(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  const letters = [...text.replace(/…$/u, '')];
  while (letters.length > 0 && measure(`${letters.join('')}…`) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

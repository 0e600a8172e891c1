/*
 * How a name is taken apart, whoever wrote it and however: 金隅大厦, 金隅大廈, ＪＩＮＹＵ　大厦, jinyudasha and Jinyu Building
 * become lists of tokens whose sounds can be compared. Glossary:
 * - a token is one Chinese character, one word, one syllable of pinyin, or one number;
 * - its sounds are how it may be said, in letters, likeliest first; a word's is itself;
 * - a folded sound has lost what many people neither say nor type apart: zh and z, -ng and -n.
 */

/** What is known of Chinese characters, from libraries that are loaded when first needed. */
export interface Han {
  /** Traditional characters as simplified ones; anything else stays. */
  simplify(text: string): string;
  /** For each code point of a text of Chinese characters, its readings in plain letters, the one meant here first. */
  readings(text: string): readonly (readonly string[])[];
  /**
   * One character by itself, with whichever readings it has; the same object each time. Nothing for a traditional one:
   * what it becomes depends on what stands beside it.
   */
  character(character: string): Token | undefined;
}

export interface Token {
  readonly written: string;
  readonly sounds: readonly string[];
  readonly folded: readonly string[];
  readonly kind: 'han' | 'word' | 'number';
}

export type Spelled = readonly Token[];

/** One spelling for all: width, case, spaces and punctuation don't matter. */
export function normaliseName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

const piece = /[零〇一二三四五六七八九十百]+|\p{Script=Han}|\p{N}+|(?:(?!\p{Script=Han})\p{L})+/gu;

/** Nothing in it that has to be brought into one form first, as in most names. */
const isPlain = /^[\u4e00-\u9fff\da-z ]*$/u;

/**
 * A name or a query as tokens.
 *
 * @param apart when it is only to be compared: each character by itself, which is ten times as quick
 */
export function spell(text: string, library: Han, { apart = false } = {}): Spelled {
  const simple = apart ? characterByCharacter(text, library) : undefined;
  if (simple) return simple;
  const plain = plainForm(text, library);
  // Not before it is asked for: what is written the same needs no sound to be recognised.
  let readings: readonly (readonly string[])[] | undefined;
  const inContext = (start: number, length: number) => {
    readings ??= library.readings(plain.replace(/[^\p{Script=Han}]/gu, ''));
    return readings.slice(start, start + length);
  };
  const tokens: Token[] = [];
  let position = 0;
  for (const [found] of plain.matchAll(piece)) {
    if (!/^\p{Script=Han}/u.test(found)) {
      tokens.push(...(/^\p{N}/u.test(found) ? [number(found)] : word(found)));
      continue;
    }
    const start = position;
    const length = [...found].length;
    position += length;
    if (length > 1 || found in digits) {
      const value = readNumeral(found);
      const aloud = () => inContext(start, length).map(([likeliest = '']) => likeliest);
      tokens.push(later(value, 'number', () => [value, aloud().join('')]));
    } else
      tokens.push(
        (apart ? library.character(found) : undefined) ??
          later(found, 'han', () => inContext(start, 1)[0] ?? [found]),
      );
  }
  return tokens;
}

/** Most names: nothing in them but simplified characters, and no numerals. */
function characterByCharacter(text: string, library: Han): Spelled | undefined {
  const tokens: Token[] = [];
  for (const character of text) {
    const token = character in digits ? undefined : library.character(character);
    if (!token) return undefined;
    tokens.push(token);
  }
  return tokens;
}

function plainForm(text: string, library: Han): string {
  const lower = text.toLowerCase();
  if (isPlain.test(lower)) return library.simplify(lower);
  return (
    library
      .simplify(lower.normalize('NFKC').toLowerCase())
      // Tone marks and ü of carefully written pinyin; the sign in Di’anmen is no gap.
      .normalize('NFD')
      .replace(/[\p{M}'’ʼ]/gu, '')
      .normalize('NFC')
  );
}

/** A token whose sounds are known when they are first asked for. */
export function later(written: string, kind: Token['kind'], say: () => readonly string[]): Token {
  let sounds: readonly string[] | undefined;
  let folded: readonly string[] | undefined;
  const spoken = () => {
    sounds ??= unique(say().map(plainVowel));
    return sounds;
  };
  return {
    written,
    kind,
    get sounds() {
      return spoken();
    },
    get folded() {
      folded ??= unique(spoken().map(foldSound));
      return folded;
    },
  };
}

/** Folded as a whole, so that it doesn't matter where one syllable ends: fang-an and fan-gan. */
function foldSound(letters: string): string {
  return letters.replace(/([zcs])h/gu, '$1').replace(/ng/gu, 'n');
}

/** lü, lv, and lu: no keyboard has the first. */
function plainVowel(letters: string): string {
  return letters.replace(/([ln])[vü]/gu, '$1u');
}

// ── Numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const digits: Readonly<Record<string, number>> = {
  ...{ 零: 0, 〇: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 百: 100 },
};
const spoken = ['ling', 'yi', 'er', 'san', 'si', 'wu', 'liu', 'qi', 'ba', 'jiu'];

/** 五 → 5, 十二 → 12, 一百零三 → 103; without 十 and 百, figure by figure. */
function readNumeral(characters: string): string {
  const values = [...characters].map((character) => digits[character] ?? 0);
  if (values.every((value) => value < 10)) return values.join('');
  let sum = 0;
  let pending = 0;
  for (const value of values) {
    if (value < 10) pending = value;
    else {
      sum += (pending || 1) * value;
      pending = 0;
    }
  }
  return String(sum + pending);
}

function number(figures: string): Token {
  const plain = figures.replace(/^0+(?=.)/u, '');
  const value = Number(plain);
  const tens = Math.floor(value / 10);
  const aloud =
    plain.length > 2
      ? undefined
      : `${tens > 1 ? spoken[tens] : ''}${tens > 0 ? 'shi' : ''}${tens > 0 && value % 10 === 0 ? '' : (spoken[value % 10] ?? '')}`;
  return later(plain, 'number', () => (aloud ? [plain, aloud] : [plain]));
}

// ── Words in letters ─────────────────────────────────────────────────────────────────────────────────────────────────

/** A word of English, or what pinyin was written together. */
function word(letters: string): Token[] {
  const syllables = englishWords.has(letters) || letters.length > 40 ? undefined : splitPinyin(letters);
  return (syllables ?? [letters]).map((each) => later(each, 'word', () => [each]));
}

/** These could be read as pinyin, too, or stand at the end of names. */
const englishWords = new Set([
  ...[
    'house',
    'mansion',
    'lane',
    'hotel',
    'he',
    'me',
    'the',
    'in',
    'at',
    'a',
    'e',
    'o',
    'i',
    'we',
    'to',
    'one',
  ],
  ...[
    'gate',
    'sale',
    'line',
    'home',
    'same',
    'name',
    'done',
    'are',
    'pen',
    'nine',
    'wine',
    'dance',
    'chance',
  ],
]);

const syllable = (() => {
  const simple =
    'a|ai|an|ang|ao|e|ei|en|eng|er|o|ou|[bpmfdtnlgkhzcsr]a|' +
    '[bpmdtnlgkhzcs]ai|[bpmfdtnlgkhzcsr]an|[bpmfdtnlgkhzcsr]ang|[bpmdtnlgkhzcsr]ao|[mdtnlgkhzcsr]e|[bpmfdnlghkz]ei|' +
    '[bpmfdngkhzcsr]en|[bpmfdtnlgkhzcsr]eng|[bpmfl]o|[pmfdtnlgkhzcsr]ou|[bpmfdtnlgkhzcsrjqxy]u|[dtnlgkhzcsr]ong|' +
    '[dtnlgkhzcsr]uo|[dtgkhzcsr]ui|[dtnlgkhzcsrjqxy]un|[dtnlgkhzcsrjqxy]uan|[gkh]ua|[gkh]uai|[gkh]uang|' +
    '[bpmdtnljqx]i|[zcsr]i|[jqxdl]ia|[bpmdtnljqx]ian|[nljqx]iang|[bpmdtnljqx]iao|[bpmdtnljqx]ie|[bpmnljqx]in|' +
    '[bpmdtnljqx]ing|[mdnljqx]iu|[jqx]iong|[ln]v|[lnjqxy]ue|' +
    'ya|yan|yang|yao|ye|yi|yin|ying|yo|yong|you|wa|wai|wan|wang|wei|wen|weng|wo|wu';
  const retroflex =
    '[zcs]h(?:a|ai|an|ang|ao|e|en|eng|i|ou|u|ua|uai|uan|uang|ui|un|uo)|[zc]hong|[zs]hei|ri|rua';
  return new RegExp(`^(?:${retroflex}|${simple})$`, 'u');
})();

/** The syllables of pinyin written together, long ones first; nothing if it isn't pinyin, or is one syllable. */
export function splitPinyin(letters: string): readonly string[] | undefined {
  const dead = new Set<number>();
  const from = (start: number): readonly string[] | undefined => {
    if (start === letters.length) return [];
    if (dead.has(start)) return undefined;
    for (let length = Math.min(6, letters.length - start); length > 0; length--) {
      const first = letters.slice(start, start + length);
      if (!syllable.test(first)) continue;
      const rest = from(start + length);
      if (rest) return [first, ...rest];
    }
    dead.add(start);
    return undefined;
  };
  return /^[a-zü]+$/u.test(letters) ? from(0) : undefined;
}

export function unique<T>(values: Iterable<T>): readonly T[] {
  return [...new Set(values)];
}

// ── What tokens say ──────────────────────────────────────────────────────────────────────────────────────────────────

export function written(tokens: Spelled): string {
  return tokens.map((token) => token.written).join('');
}

/** The likeliest sound of it all, folded. */
export function sound(tokens: Spelled): string {
  return foldSound(said(tokens));
}

function said(tokens: Spelled): string {
  return tokens.map(({ sounds: [likeliest = ''] }) => likeliest).join('');
}

/**
 * How it may be said, likeliest first: characters with several readings change one at a time, which is as often as a
 * name has two of them that anybody reads differently.
 */
export function sayings(tokens: Spelled, most: number): readonly string[] {
  const all = [said(tokens)];
  // A number read aloud in one place is in the others, too.
  if (tokens.some(({ kind }) => kind === 'number')) {
    all.push(
      tokens.map(({ kind, sounds }) => (kind === 'number' && sounds.at(-1)) || sounds[0] || '').join(''),
    );
  }
  for (const [at, { sounds, kind }] of tokens.entries()) {
    if (kind === 'number') continue;
    for (const other of sounds.slice(1)) {
      if (all.length >= most) break;
      all.push(said(tokens.slice(0, at)) + other + said(tokens.slice(at + 1)));
    }
  }
  return unique(all).slice(0, most);
}

/** The same, folded. */
export function soundings(tokens: Spelled, most: number): readonly string[] {
  return unique(sayings(tokens, most).map(foldSound));
}

/** The first letters: jyds. With zh, ch, sh folded, both ways of writing them are the same. */
export function initials(tokens: Spelled, most: number): readonly string[] {
  const first = tokens.map(({ written: text, kind, sounds }) =>
    later(text, kind, () => sounds.map((each) => (/^\d/u.test(each) ? each : each.slice(0, 1)))),
  );
  return sayings(first, most);
}

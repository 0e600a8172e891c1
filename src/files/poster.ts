import { type Named, type Words, wordsFor } from '../domain/language.ts';
import type { Translate, Translations } from '../i18n/index.ts';
import {
  colours,
  drawable,
  type Fitted,
  fitText,
  openStudio,
  type Pen,
  type Room,
  useFont,
} from './canvas.ts';
import { drawQrCode } from './qr-code.ts';

/*
 * For a lobby's wall: A4, Chinese and English, a code to scan. It says where the union is, and of nobody that she is in it.
 */

export interface PosterFacts {
  readonly building: Named;
  readonly street: Named & {
    readonly stationPlace: Words;
    readonly stationHours: Words;
    readonly phone: string;
  };
  /** Null: the building has none yet, and the poster asks who would like one. */
  readonly union: PosterUnion | null;
  /** Beside a stall: where that is, and the form begins at once. */
  readonly stall?: { readonly place: string };
  /** What the code says. */
  readonly link: string;
  readonly demo: boolean;
}

interface PosterUnion extends Named {
  readonly office: Words;
  readonly officeHours: Words;
  readonly phone: string;
  readonly station: { readonly place: Words; readonly hours: Words } | null;
}

/** A4 in points. */
const page = { width: 595.28, height: 841.89 };
const centre = page.width / 2;
const margin = 50;
/** 300 dots an inch are 2480 × 3508, what Telegram shows as a photo; the file stays far below its 10 MB. */
const dotsPerPoint = 300 / 72;

/** Posters as one document, a page each, with text as text: it prints sharp at any size. */
export async function posterPdf(
  posters: readonly PosterFacts[],
  translations: Translations,
): Promise<Uint8Array> {
  const { PDFDocument } = await openStudio();
  const [only, another] = posters;
  const pdf = new PDFDocument({
    title: only && !another ? only.building.name : translations.zh.plain('profile.name'),
    creator: 'Niangjia',
  });
  for (const facts of posters) {
    // Its declaration names the browser's context; what it gives is the canvas's own.
    drawPoster(pdf.beginPage(page.width, page.height) as unknown as Pen, facts, translations);
    pdf.endPage();
  }
  return pdf.close();
}

export async function posterPicture(facts: PosterFacts, translations: Translations): Promise<Uint8Array> {
  const { createCanvas } = await openStudio();
  const canvas = createCanvas(Math.round(page.width * dotsPerPoint), Math.round(page.height * dotsPerPoint));
  const pen = canvas.getContext('2d');
  pen.scale(dotsPerPoint, dotsPerPoint);
  drawPoster(pen, facts, translations);
  return canvas.encode('png');
}

function drawPoster(pen: Pen, facts: PosterFacts, { zh, en }: Translations): void {
  const { union, stall } = facts;
  // Too little to see, enough to keep “fi” two letters: who copies a name from the document gets all of it.
  pen.letterSpacing = '0.02px';
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, page.width, page.height);
  drawSender(pen, facts, zh);

  const [headline, what] = stall
    ? (['poster.headlineAtStall', 'poster.whatAtStall'] as const)
    : union
      ? (['poster.headline', 'poster.what'] as const)
      : (['poster.headlineWithout', 'poster.whatWithout'] as const);
  write(pen, zh.plain(headline), 92, { size: 43, weight: 900, colour: colours.clay });
  write(pen, en.plain(headline), 151, { size: 16.5, weight: 400, colour: colours.inkSoft });

  drawHouse(pen);
  pen.fillStyle = colours.paper;
  pen.beginPath();
  pen.roundRect(centre - 112, 258, 224, 224, 12);
  pen.fill();
  drawQrCode(pen, facts.link, { x: centre - 108, y: 262, side: 216 }, colours.ink);
  const address = facts.link.replace(/^https:\/\//u, '');
  write(pen, address, 487, { size: 9.5, colour: colours.inkSoft, width: wall.width - 40 });
  drawBuilding(pen, facts.building);

  let y = 610;
  if (stall) y = write(pen, stall.place, y, { size: 15, least: 9, colour: colours.clay }) + 4;
  if (union) {
    y = write(pen, union.name, y, { size: 21, least: 11.5, weight: 700 });
    y = write(pen, union.nameEn ?? '', y + 3, { size: 12, least: 8, weight: 400, colour: colours.inkSoft });
    y += 10;
  }
  y = write(pen, zh.plain(what), y, { size: 13.5, lines: 2 });
  write(pen, en.plain(what), y + 3, { size: 10, colour: colours.inkSoft, lines: 2 });
  drawContacts(pen, facts, { zh, en });
}

/** Who speaks: the bot's picture and name, and whose streets these are. */
function drawSender(pen: Pen, { street }: PosterFacts, zh: Translate): void {
  pen.fillStyle = colours.clay;
  pen.beginPath();
  pen.roundRect(margin, 38, 30, 30, 8);
  pen.fill();
  pen.strokeStyle = colours.cream;
  pen.lineWidth = 2.4;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  path(pen, [margin + 5, 52], [margin + 15, 44.5], [margin + 25, 52]);
  path(pen, [margin + 8, 53], [margin + 8, 61.5], [margin + 22, 61.5], [margin + 22, 53]);
  heart(pen, margin + 15, 52.5, 7.5);

  pen.textBaseline = 'alphabetic';
  pen.textAlign = 'left';
  pen.fillStyle = colours.ink;
  useFont(pen, 17, 700);
  pen.fillText(zh.plain('profile.name'), margin + 39, 59);
  pen.textAlign = 'right';
  pen.fillStyle = colours.inkSoft;
  useFont(pen, 11.5);
  pen.fillText(drawable(zh.plain('staff.street', { street: street.name })), page.width - margin, 58);
}

const wall = { left: centre - 190, top: 262, width: 380, bottom: 586 };

/** The roof over the code, and a heart in its gable: a home to turn to. */
function drawHouse(pen: Pen): void {
  const right = wall.left + wall.width;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.fillStyle = colours.cream;
  pen.beginPath();
  pen.moveTo(centre, 186);
  pen.lineTo(right, 268);
  pen.lineTo(right, wall.bottom - 14);
  pen.quadraticCurveTo(right, wall.bottom, right - 14, wall.bottom);
  pen.lineTo(wall.left + 14, wall.bottom);
  pen.quadraticCurveTo(wall.left, wall.bottom, wall.left, wall.bottom - 14);
  pen.lineTo(wall.left, 268);
  pen.closePath();
  pen.fill();
  pen.strokeStyle = colours.clay;
  pen.lineWidth = 13;
  path(pen, [wall.left - 34, 277], [centre, 186], [right + 34, 277]);
  heart(pen, centre, 225, 25);
}

function drawBuilding(pen: Pen, building: Named): void {
  const width = wall.width - 36;
  const room = { width, lines: 2, size: 27, least: 15, weight: 700 } as const;
  const chinese = fitText(pen, building.name, room);
  const english = building.nameEn
    ? fitText(pen, building.nameEn, { width, lines: 1, size: 13, least: 8, weight: 400 })
    : null;
  const height = heightOf(chinese) + (english ? heightOf(english) + 2 : 0);
  const y = put(pen, chinese, 544 - height / 2, { ...room, colour: colours.ink });
  if (english) put(pen, english, y + 2, { weight: 400, colour: colours.inkSoft });
}

/** Where there is somebody to talk to, for who has no phone at hand or prefers a face. */
function drawContacts(pen: Pen, facts: PosterFacts, { zh, en }: Translations): void {
  const contacts = contactsOf(facts);
  pen.strokeStyle = colours.line;
  pen.lineWidth = 0.8;
  path(pen, [margin, 749], [page.width - margin, 749]);
  const gap = 24;
  const width = (page.width - 2 * margin - gap * (contacts.length - 1)) / contacts.length;
  for (const [nth, { label, place, hours, phone }] of contacts.entries()) {
    const x = margin + nth * (width + gap) + (contacts.length === 1 ? width / 2 : 0);
    const align = contacts.length === 1 ? 'center' : 'left';
    const inColumn = { width, x, align } as const;
    let y = write(pen, zh.plain(label), 757, { ...inColumn, size: 11, weight: 700, colour: colours.clay });
    for (const t of [zh, en]) {
      const where = t.plain('poster.where', {
        place: wordsFor(place, t.language),
        hours: wordsFor(hours, t.language),
      });
      const own = t === zh ? where : `${t.plain(label)}: ${where}`;
      const text = phone && t === zh ? `${own}，${t.plain('poster.phone', { phone })}` : own;
      const style = t === zh ? { size: 10 } : { size: 8, colour: colours.inkSoft };
      y = write(pen, text, y + 2, { ...inColumn, ...style, least: 6, lines: 2 });
    }
  }
  if (facts.demo)
    write(pen, `${zh.plain('poster.demo')} · ${en.plain('poster.demo')}`, 829, {
      size: 6.5,
      colour: colours.inkSoft,
    });
}

function contactsOf({ union, street }: PosterFacts) {
  if (!union) {
    const { stationPlace: place, stationHours: hours, phone } = street;
    return [{ label: 'poster.streetStation', place, hours, phone } as const];
  }
  const { station, office: place, officeHours: hours, phone } = union;
  return [
    ...(station ? [{ label: 'poster.station', ...station, phone: '' } as const] : []),
    { label: 'poster.office', place, hours, phone } as const,
  ];
}

interface Style extends Partial<Room> {
  readonly size: number;
  readonly colour?: string;
  readonly x?: number;
  readonly align?: 'left' | 'center';
}

/** A text below `y`, in the middle of the page, as large as it fits. @returns where it ends */
function write(pen: Pen, text: string, y: number, style: Style): number {
  if (drawable(text) === '') return y;
  const { width = page.width - 2 * margin, lines = 1, least = style.size * 0.6 } = style;
  return put(pen, fitText(pen, text, { ...style, width, lines, least }), y, style);
}

function put(
  pen: Pen,
  { size, lines }: Fitted,
  y: number,
  { weight, colour = colours.ink, x = centre, align = 'center' }: Omit<Style, 'size'>,
): number {
  useFont(pen, size, weight);
  pen.fillStyle = colour;
  pen.textAlign = align;
  pen.textBaseline = 'alphabetic';
  for (const [nth, line] of lines.entries()) pen.fillText(line, x, y + size * (0.98 + nth * leading));
  return y + heightOf({ size, lines });
}

const leading = 1.36;

function heightOf({ size, lines }: Fitted): number {
  return size * leading * lines.length;
}

function path(pen: Pen, [x, y]: Point, ...others: readonly Point[]): void {
  pen.beginPath();
  pen.moveTo(x, y);
  for (const [toX, toY] of others) pen.lineTo(toX, toY);
  pen.stroke();
}
type Point = readonly [x: number, y: number];

/** @param top where its two halves meet; `size` is its width */
function heart(pen: Pen, x: number, top: number, size: number): void {
  const half = size / 2;
  pen.fillStyle = colours.gold;
  pen.beginPath();
  pen.moveTo(x, top);
  pen.bezierCurveTo(
    x + half * 0.25,
    top - half * 0.75,
    x + half,
    top - half * 0.65,
    x + half,
    top + half * 0.1,
  );
  pen.bezierCurveTo(x + half, top + half * 0.75, x + half * 0.4, top + half * 1.1, x, top + half * 1.55);
  pen.bezierCurveTo(
    x - half * 0.4,
    top + half * 1.1,
    x - half,
    top + half * 0.75,
    x - half,
    top + half * 0.1,
  );
  pen.bezierCurveTo(x - half, top - half * 0.65, x - half * 0.25, top - half * 0.75, x, top);
  pen.fill();
}

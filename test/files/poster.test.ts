import { inflateSync } from 'node:zlib';
import { loadImage } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { fitText, openStudio, useFont } from '../../src/files/canvas.ts';
import { type PosterFacts, posterPdf, posterPicture } from '../../src/files/poster.ts';
import { createTranslations } from '../../src/i18n/index.ts';
import { scan } from '../support/scan.ts';

const translations = createTranslations('Asia/Shanghai');
const words = (zh: string, en: string) => ({ zh, en });

const jinyu: PosterFacts = {
  building: { name: '金隅大厦', nameEn: 'Jinyu Building' },
  street: {
    name: '金融街街道',
    nameEn: 'Jinrongjie Subdistrict',
    stationPlace: words('街道工会服务站大厅', 'the street’s union hall'),
    stationHours: words('工作日 9:00–17:00', 'working days 9:00–17:00'),
    phone: '010-5550-0001',
  },
  union: {
    name: '金隅阳光楼宇工会联合会',
    nameEn: 'Jinyu Sunshine Federation of Building Unions',
    office: words('金隅大厦 3 层', 'Jinyu Building, floor 3'),
    officeHours: words('工作日 9:30–17:30', 'working days 9:30–17:30'),
    phone: '010-5550-0201',
    station: { place: words('B1 层', 'floor B1'), hours: words('全天', 'always') },
  },
  link: 'https://t.me/niangjia_bot?start=b_p7g8n',
  demo: true,
};
const longest: PosterFacts = {
  ...jinyu,
  building: { name: '国际金融'.repeat(10), nameEn: 'International Finance Tower '.repeat(3).slice(0, 80) },
  union: jinyu.union && {
    ...jinyu.union,
    name: '楼宇工会联合会'.repeat(6).slice(0, 40),
    nameEn: 'W'.repeat(80),
    office: words('很长的地点'.repeat(30), 'a very long place '.repeat(20)),
  },
};
const odd: PosterFacts = {
  ...jinyu,
  building: { name: '😀<b>楼\u202E\u0000', nameEn: '' },
  union: null,
  link: `https://t.me/${'b'.repeat(32)}?start=b_${'x'.repeat(62)}`,
};

test.each([
  ['an ordinary building', jinyu],
  ['an odd name and the longest link', odd],
])('as a picture within Telegram’s limits, whose code leads to the building: %s', async (_what, facts) => {
  const png = await posterPicture(facts, translations);
  const image = await loadImage(png);
  expect([image.width, image.height]).toEqual([2480, 3508]);
  expect(png.length).toBeLessThan(10_000_000);
  expect(await scan(image)).toBe(facts.link);
});

test.each([
  ['an ordinary building', jinyu],
  ['the longest names', longest],
  ['a building without a union', { ...jinyu, union: null }],
  ['an odd name and the longest link', odd],
])('as a page of A4: %s', async (_what, facts) => {
  const pdf = Buffer.from(await posterPdf([facts], translations)).toString('latin1');
  expect(pdf.startsWith('%PDF-1.')).toBe(true);
  expect(pdf.trimEnd().endsWith('%%EOF')).toBe(true);
  expect(/\/MediaBox \[(.*)\]/u.exec(pdf)?.[1]).toBe('0 0 595 842');
  // Text as text, not as a picture of it.
  expect(pdf.includes('/Subtype /Image')).toBe(false);
});

test('what a page says can be searched: both names, and the address under the code', async () => {
  const letters = lettersOf(await posterPdf([jinyu], translations));
  for (const name of ['金隅大厦', 'JinyuBuilding', '金隅阳光楼宇工会联合会', 'fi'])
    expect([...name].filter((letter) => !letters.has(letter))).toEqual([]);
});

test('a page for each building', async () => {
  const pdf = Buffer.from(await posterPdf([jinyu, longest, odd], translations)).toString('latin1');
  expect(pdf.match(/\/Type \/Page\b/gu)).toHaveLength(3);
});

test('letters are themselves, not empty boxes, common ones and rare ones, and heavier ones are darker', async () => {
  const { createCanvas } = await openStudio();
  const drawn = (letter: string, weight: 400 | 700) => {
    const pen = createCanvas(60, 60).getContext('2d');
    useFont(pen, 50, weight);
    pen.fillText(letter, 5, 50);
    return [...pen.getImageData(0, 0, 60, 60).data].filter((_value, at) => at % 4 === 3);
  };
  const letters = [...'大隅鸿檀Jy8'];
  expect(new Set(letters.map((letter) => drawn(letter, 400).join())).size).toBe(letters.length);
  const ink = (letter: string, weight: 400 | 700) => drawn(letter, weight).reduce((sum, each) => sum + each);
  for (const letter of letters) expect(ink(letter, 700)).toBeGreaterThan(1.15 * ink(letter, 400));
});

describe('letters in the room there is', () => {
  const fitted = async (text: string, room: { lines: number; width?: number; least?: number }) => {
    const { createCanvas } = await openStudio();
    const pen = createCanvas(10, 10).getContext('2d');
    const { size, lines } = fitText(pen, text, { width: 200, size: 20, least: 10, ...room });
    useFont(pen, size);
    return { size, lines, widest: Math.max(...lines.map((line) => pen.measureText(line).width)) };
  };

  test.each([
    ['金隅大厦', 1, ['金隅大厦']],
    ['在这栋楼上班，就能入会。', 2, ['在这栋楼上班，', '就能入会。']],
    ['你好（北京）大厦和别的很多楼', 2, ['你好（北京）大', '厦和别的很多楼']],
    ['working days 9:30–17:30', 2, ['working days', '9:30–17:30']],
    ['楼 👍\u0000 里', 1, ['楼 里']],
  ])('%s', async (text, lines, expected) => {
    const found = await fitted(text, { lines, width: lines === 1 ? 200 : 150 });
    expect(found.lines).toEqual(expected);
  });

  test('they shrink before anything is cut, and nothing is ever wider than the room', async () => {
    const one = await fitted('国际金融'.repeat(4), { lines: 1 });
    expect(one.size).toBeLessThan(20);
    expect(one.lines).toEqual(['国际金融'.repeat(4)]);
    for (const text of ['国际金融'.repeat(40), 'W'.repeat(300), 'a '.repeat(300), '（'.repeat(90)]) {
      const cut = await fitted(text, { lines: 2 });
      expect(cut.widest).toBeLessThanOrEqual(200.5);
      expect(cut.lines).toHaveLength(2);
      expect(cut.lines.at(-1)).toMatch(/…$/u);
    }
  });
});

/** The letters that a PDF says its glyphs stand for. */
function lettersOf(pdf: Uint8Array): Set<string> {
  const bytes = Buffer.from(pdf);
  const letters = new Set<string>();
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 7)) {
    if (bytes.subarray(at - 3, at).toString() === 'end') continue;
    let text: string;
    try {
      text = inflateSync(bytes.subarray(at + 7)).toString('latin1');
    } catch {
      continue;
    }
    if (!text.includes('begincmap')) continue;
    for (const [, code = ''] of text.matchAll(/^<[0-9A-F]+> <([0-9A-F]{4})>$/gmu))
      letters.add(String.fromCodePoint(Number.parseInt(code, 16)));
    for (const [, from = '', to = '', code = ''] of text.matchAll(
      /^<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]{4})>$/gmu,
    ))
      for (let nth = 0; nth <= Number.parseInt(to, 16) - Number.parseInt(from, 16); nth += 1)
        letters.add(String.fromCodePoint(Number.parseInt(code, 16) + nth));
  }
  return letters;
}

import { loadImage } from '@napi-rs/canvas';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { type Counts, coverageOf, lackKeys, type UnionCounts } from '../../src/domain/coverage.ts';
import { explain, nothing } from '../../src/domain/coverage-changes.ts';
import type { BuildingId, StreetId, UnionId } from '../../src/domain/ids.ts';
import { type Bar, drawBarChart } from '../../src/files/bar-chart.ts';
import { openStudio } from '../../src/files/canvas.ts';
import { drawCoverage } from '../../src/files/coverage-picture.ts';
import { type CoverageFacts, writeCoverage } from '../../src/files/coverage-workbook.ts';
import { createTranslations } from '../../src/i18n/index.ts';

const timeZone = 'Asia/Shanghai';
const { zh, en } = createTranslations(timeZone);
const streets = [
  { id: 1 as StreetId, code: 'e', name: '东街街道', nameEn: 'East Street' },
  { id: 2 as StreetId, code: 'w', name: '西街街道', nameEn: 'West Street' },
];
const noLacks = Object.fromEntries(lackKeys.map((key) => [key, 0])) as UnionCounts['lacks'];
const raw: Counts = { unions: 1, buildings: 2, units: 10, nonPublic: 8, workers: 400, members: 100 };
const unions: UnionCounts[] = [1, 2].map((id) => ({
  union: { id: id as UnionId, code: `u${id}`, name: `=1+${id}`, nameEn: `Union ${id}` },
  street: id as StreetId,
  raw: { ...raw, members: 100 * id },
  qualified: { ...raw, units: 7, members: 90 * id },
  lacks: { ...noLacks, unitRoom: 3, memberUnit: 10 * id },
  demo: true,
}));
const coverage = coverageOf('2026-09-30', { kind: 'district' }, streets, unions);
const housed = { buildings: 1, units: 10, nonPublic: 8, workers: 400 };
const house = { id: 5 as BuildingId, code: 'b', name: '一号楼', nameEn: null };

function facts(changed = false): CoverageFacts {
  const before = coverageOf('2026-08-31', { kind: 'district' }, streets, [
    { ...unions[0], raw: { ...raw, workers: 370 } } as UnionCounts,
    ...unions.slice(1),
  ]);
  const [first] = unions;
  if (!first) throw new Error('no union');
  const shift = {
    street: first.street,
    union: first.union.id,
    building: house.id,
    cause: 'headCount' as const,
    raw: { ...nothing, workers: 30 },
    qualified: nothing,
  };
  return {
    coverage,
    streets,
    unions,
    buildings: [
      {
        building: house,
        union: first.union.id,
        street: first.street,
        raw: housed,
        qualified: housed,
        lacks: noLacks,
      },
    ],
    incomplete: {
      total: 1,
      records: [{ union: first.union, building: house, unit: '甲', lacks: ['unitRoom', 'unitWorkers'] }],
    },
    changes: changed
      ? explain({
          before,
          after: coverage,
          shifts: [shift],
          names: {
            streets: new Map(streets.map((street) => [street.id, street])),
            unions: new Map(unions.map(({ union }) => [union.id, union])),
            buildings: new Map([[house.id, house]]),
          },
        })
      : null,
  };
}

describe('the table', () => {
  test('has a sheet for each view, numbers as numbers, shares as shares, and a total that is the sum', async () => {
    const { sheets } = await readXlsx(await writeCoverage(facts(true), { t: zh, timeZone }), {
      readStyles: true,
    });
    expect(sheets.map(({ name }) => name)).toEqual(['汇总', '街道', '工会', '楼宇', '待补', '变化']);
    const [, byStreet, byUnion, , incomplete, changes] = sheets;
    const rows = byStreet?.rows ?? [];
    const header = rows.findIndex(([first]) => first === '街道');
    const body = rows.slice(header + 1);
    expect(body.map((row) => row.slice(0, 9))).toEqual([
      ['东街街道', 1, 2, 10, 8, 0.8, 400, 100, 0.25],
      ['西街街道', 1, 2, 10, 8, 0.8, 400, 200, 0.5],
      ['合计', 2, 4, 20, 16, 0.8, 800, 300, 0.375],
    ]);
    // What somebody called a union stays text.
    expect(byUnion?.rows.find(([, union]) => union === '=1+1')).toBeDefined();
    expect(incomplete?.rows.at(-1)).toEqual(['=1+1', '一号楼', '甲', '房间号、职工人数']);
    expect(changes?.rows.at(-1)?.[8]).toBe(30);
    const told = changes?.rows.filter(([, , , cause]) => cause === '单位人数变化') ?? [];
    expect(told.map((row) => row[8])).toEqual([30]);
  });

  test('says what it is, of when, and that it is invented; prints on a page', async () => {
    const { sheets } = await readXlsx(await writeCoverage(facts(), { t: en, timeZone }));
    for (const { rows, freezePane, pageSetup } of sheets) {
      expect(rows[0]?.[0]).toBe('The district · on 30 Sept 2026');
      expect(rows.some(([note]) => String(note).startsWith('Demonstration data'))).toBe(true);
      expect(freezePane?.rows).toBeGreaterThan(1);
      expect(pageSetup?.printArea).toMatch(/^\$A\$1:\$[A-Z]+\$\d+$/u);
    }
  });

  test('never says how many members a building has', async () => {
    const { sheets } = await readXlsx(await writeCoverage(facts(true), { t: zh, timeZone }));
    const buildings = sheets.find(({ name }) => name === '楼宇');
    expect(JSON.stringify(buildings?.rows)).not.toContain('会员');
  });
});

describe('the picture', () => {
  /** How dark it is at a place, 0–1. */
  async function eyeOf(png: Uint8Array) {
    const picture = await loadImage(Buffer.from(png));
    const pen = (await openStudio()).createCanvas(picture.width, picture.height).getContext('2d');
    pen.drawImage(picture, 0, 0);
    return {
      width: picture.width,
      height: picture.height,
      /** Where along this line the bar's colour ends. */
      end(y: number): number {
        const line = pen.getImageData(0, y, picture.width, 1).data;
        const isBar = (x: number) => (line[4 * x] ?? 0) > 100 && (line[4 * x + 2] ?? 255) < 60;
        return Array.from({ length: picture.width }, (_, x) => x).findLast(isBar) ?? 0;
      },
    };
  }

  test('is as wide as a phone shows it, with bars as long as their values', async () => {
    const bar = (value: number): Bar => ({ label: '东街街道', value, shown: `${value}` });
    const eye = await eyeOf(
      await drawBarChart({
        title: '一',
        under: '二',
        bars: [bar(1), bar(0.5), bar(0.25)],
        full: 1,
        notes: [],
      }),
    );
    expect(eye.width).toBe(1080);
    const ends = Array.from({ length: eye.height }, (_, y) => eye.end(y));
    const lengths = [...new Set(ends.slice(60).filter((end) => end > 400))].sort((one, other) => other - one);
    const [longest = 0, half = 0] = [lengths[0], lengths.find((end) => end < (lengths[0] ?? 0) - 100)];
    const left = 380;
    expect((half - left) / (longest - left)).toBeCloseTo(0.5, 1);
  });

  test.each([zh, en])('of a district: $language', async (t) => {
    const eye = await eyeOf(await drawCoverage(coverage, t, timeZone));
    expect([eye.width, eye.height > 400, eye.height < 900]).toEqual([1080, true, true]);
  });

  test.each([0, 1, 200])('of %i bars, with the oddest names, is one that Telegram takes', async (count) => {
    const bars = Array.from(
      { length: count },
      (_, index): Bar => ({
        label: '🏢<b>很长很长很长的街道名称'.repeat(4),
        value: index === 0 ? null : index,
        shown: '–',
        behind: '1,000,000 / 1,000,000',
      }),
    );
    const eye = await eyeOf(await drawBarChart({ title: '题'.repeat(200), under: '', bars, notes: ['注'] }));
    expect(eye.width + eye.height).toBeLessThan(10_000);
    expect(eye.height / eye.width).toBeLessThan(20);
  });
});

import { describe, expect, test } from 'vitest';
import { needsSurvey } from '../../../src/domain/needs-survey.ts';
import { axesOf } from '../../../src/domain/suppression/axes.ts';
import { takeUnionPage } from '../../../src/domain/suppression/page.ts';
import { sumFigures } from '../../../src/domain/suppression/sum.ts';
import { isEnough } from '../../../src/domain/suppression/take.ts';
import { Counter, countingOf, sumTallies } from '../../../src/domain/suppression/tally.ts';
import { takeTogether } from '../../../src/domain/suppression/together.ts';
import type { Answers } from '../../../src/domain/survey.ts';

const counting = countingOf(needsSurvey.definition);
const on = '2026-11-23';

function tallyOf(sheets: readonly Answers[]) {
  const counter = new Counter(counting);
  for (const sheet of sheets) counter.add(sheet);
  return counter.tally;
}
const sheet = (interests: string[], often = 'monthly'): Answers => ({
  interests,
  frequency: [often],
  times: ['lunch'],
});
const times = (n: number, answers: Answers) => Array.from({ length: n }, () => answers);

function union(street: number, sheets: readonly Answers[]) {
  const tally = tallyOf(sheets);
  const page = takeUnionPage(counting, new Map([[null, tally]]), { members: 500, on });
  if (!page) throw new Error('too few');
  return { street, page, tally };
}

describe('what few want in each union', () => {
  const few = (street: number, n: number) =>
    union(street, [...times(n, sheet(['legal'])), ...times(20, sheet(['crafts']))]);
  const legal = (unions: ReturnType<typeof union>[]) => {
    const { streets, district } = takeTogether(counting, unions);
    return {
      streets: Object.keys(streets).filter((street) => 'interests.legal' in (streets[street] ?? {})),
      district: district['interests.legal'],
    };
  };

  test('is shown of a street where each of them might have none', () => {
    expect(legal([few(1, 3), few(1, 3), few(1, 2)])).toEqual({ streets: ['1'], district: undefined });
  });
  test('isn’t, where it would tell of each that it has some', () => {
    expect(legal([few(1, 4), few(1, 4)]).streets).toEqual([]);
    expect(legal([few(1, 3), few(1, 2)]).streets).toEqual([]);
  });
  test('is shown of the district, where the streets are too small', () => {
    expect(legal([few(1, 3), few(2, 3), few(3, 2)])).toEqual({ streets: [], district: { yes: 8, no: 60 } });
  });
});

describe('a union’s buildings', () => {
  const page = (parts: Record<string, readonly Answers[]>) =>
    takeUnionPage(
      counting,
      new Map(
        Object.entries(parts).map(([key, sheets]) => [key === '' ? null : Number(key), tallyOf(sheets)]),
      ),
      { members: 500, on },
    );
  const half = (n: number) => [...times(n, sheet(['crafts'])), ...times(n, sheet(['film']))];

  test('are told apart, when each table can be for all of them', () => {
    const shown = page({ 1: half(8), 2: half(6), '': half(5) });
    expect(shown?.buildings['1']?.axes['interests.crafts']?.cells).toEqual({ yes: 8, no: 8 });
    expect(Object.keys(shown?.buildings ?? {})).toEqual(['1', '2']);
  });
  test('aren’t, when one of them would be the difference', () => {
    const shown = page({ 1: half(8), 2: [...times(3, sheet(['crafts'])), ...times(9, sheet(['film']))] });
    expect(shown?.own.axes['interests.crafts']?.cells).toEqual({ yes: 11, no: 17 });
    expect(shown?.buildings['1']?.axes).not.toHaveProperty('interests.crafts');
  });
  test('take another with them, when the others together are few', () => {
    expect(page({ 1: half(8), 2: half(2) })?.buildings).toEqual({});
    expect(Object.keys(page({ 1: half(8), 2: half(2), 3: half(9) })?.buildings ?? {})).toEqual(['1']);
  });
});

describe('takings', () => {
  test.each([
    { newcomers: 9, counted: 0, yes: false },
    { newcomers: 10, counted: 0, yes: true },
    { newcomers: 24, counted: 50, yes: false },
    { newcomers: 25, counted: 50, yes: true },
    { newcomers: 100, counted: 5000, yes: true },
  ])('$newcomers more after $counted: $yes', ({ newcomers, counted, yes }) => {
    expect(isEnough(newcomers, counted)).toBe(yes);
  });

  test('add up, each class to a total of those where it can be shown', () => {
    const first = union(1, [...times(8, sheet(['crafts'])), ...times(8, sheet(['film']))]);
    const second = union(1, [
      ...times(2, sheet(['crafts'])),
      ...times(9, sheet(['film'])),
      ...times(9, sheet(['green'])),
    ]);
    const sum = sumFigures([first.page.own, second.page.own], 500);
    expect(sum?.people).toBe(36);
    expect(sum?.axes['interests.crafts']?.yes).toEqual({ count: 8, of: 16 });
    expect(sum?.axes['interests.film']?.yes).toEqual({ count: 17, of: 36 });
  });

  test('count the same, however many parts the sheets are in', () => {
    const sheets = [...times(7, sheet(['crafts', 'film'], 'weekly')), ...times(6, sheet(['film']))];
    expect(sumTallies(counting, [tallyOf(sheets.slice(0, 5)), tallyOf(sheets.slice(5))])).toEqual(
      tallyOf(sheets),
    );
  });

  test('count everybody in one class of each axis', () => {
    const tally = tallyOf([...times(3, sheet(['crafts'])), { interests: ['film'], frequency: null }]);
    axesOf(needsSurvey.definition).forEach((_, place) => {
      expect(tally.axes[place]?.reduce((sum, n) => sum + n, 0)).toBe(4);
    });
  });
});

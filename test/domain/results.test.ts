import { describe, expect, test } from 'vitest';
import { needsSurvey } from '../../src/domain/needs-survey.ts';
import { crossOf, meanOf, PlaceKey, placeFrom, placeKey, ranked, rowsOf } from '../../src/domain/results.ts';
import type { Summed } from '../../src/domain/suppression/sum.ts';
import { type Question, questionByKey } from '../../src/domain/survey.ts';

const question = (key: string) => questionByKey(needsSurvey.definition, key) as Question;
const figures = (more: Partial<Summed>): Summed => ({
  people: 40,
  members: 90,
  on: '2026-11-23',
  axes: {},
  crosses: {},
  measures: {},
  ...more,
});
const of = (count: number, all = 40) => ({ count, of: all });

test.each(['d', 's3', 'u12', 'b7.12'])('the place %s is read as it is written', (key) => {
  expect(PlaceKey.safeParse(key).success).toBe(true);
  expect(placeKey(placeFrom(key))).toBe(key);
});
test.each(['', 'x', 'u', 'b7', 'u-1', 'd1', 'u1.2'])('%j is no place', (key) => {
  expect(PlaceKey.safeParse(key).success).toBe(false);
});

test('options of many stand by their share, those that aren’t shown last', () => {
  const shown = figures({
    axes: { 'interests.film': { yes: of(12) }, 'interests.crafts': { yes: of(9, 20) } },
  });
  const rows = ranked(question('interests'), rowsOf(question('interests'), shown));
  expect(rows.slice(0, 3)).toMatchObject([
    { key: 'crafts', counted: { count: 9 } },
    { key: 'film', counted: { count: 12 } },
    { counted: null },
  ]);
});

test('two questions together, without rows and columns of which nothing is shown', () => {
  const shown = figures({
    crosses: { 'interests.film|times.lunch': { 'yes|yes': of(7, 12), 'no|no': of(20, 28) } },
  });
  expect(crossOf(question('interests'), question('times'), shown)).toEqual([
    { key: 'film', cells: [{ key: 'lunch', counted: of(7, 12) }] },
  ]);
});

describe('a mean', () => {
  const words = { zh: '分', en: 'score' };
  const scale: Question = {
    ...{ type: 'scale', key: 'joy', name: words, ask: words, required: true },
    ...{ from: 1, to: 3, low: words, high: words },
  };
  const cells = { 1: of(10), 2: of(10), 3: of(20) };
  test('of a scale of which every step is shown', () => {
    expect(meanOf(scale, figures({ axes: { joy: cells } }))).toEqual({ mean: 2.25, people: 40 });
  });
  test('isn’t there where a step is hidden, or has another total', () => {
    expect(meanOf(scale, figures({ axes: { joy: { 2: of(10), 3: of(20) } } }))).toBeNull();
    expect(meanOf(scale, figures({ axes: { joy: { ...cells, 3: of(20, 30) } } }))).toBeNull();
  });
});

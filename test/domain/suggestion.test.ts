import { expect, test } from 'vitest';
import { monthAfter, suggestedStart, suggestionsFrom } from '../../src/domain/suggestion.ts';
import type { Summed } from '../../src/domain/suppression/sum.ts';

const zone = 'Asia/Shanghai';
const now = new Date('2026-11-22T02:00:00Z');
const yes = (count: number) => ({ yes: { count, of: 60 } });
const figures: Summed = {
  people: 60,
  members: 200,
  on: '2026-11-22',
  axes: { 'interests.crafts': yes(30), 'interests.film': yes(12), 'interests.green': yes(25) },
  crosses: {
    'interests.crafts|times.lunch': { 'yes|yes': { count: 9, of: 30 } },
    'interests.crafts|times.evening': { 'yes|yes': { count: 14, of: 30 } },
    'interests.film|times.saturday': { 'yes|yes': { count: 7, of: 12 } },
  },
  measures: {},
};

test('of each kind, the time that suits most; the most wanted first; what is planned is left out', () => {
  expect(suggestionsFrom(figures, [])).toEqual([
    { kind: 'green', time: null, reach: 25 },
    { kind: 'crafts', time: 'evening', reach: 14 },
    { kind: 'film', time: 'saturday', reach: 7 },
  ]);
  expect(suggestionsFrom(figures, ['green', 'crafts'])).toEqual([
    { kind: 'film', time: 'saturday', reach: 7 },
  ]);
});

test.each([
  { time: 'lunch' as const, at: '2026-12-09T04:10:00.000Z' },
  { time: 'evening' as const, at: '2026-12-10T10:30:00.000Z' },
  { time: 'saturday' as const, at: '2026-12-12T02:00:00.000Z' },
  { time: null, at: '2026-12-09T04:10:00.000Z' },
])('a draft for $time begins in the month after this one', ({ time, at }) => {
  expect(suggestedStart(time, now, zone).toISOString()).toBe(at);
});

test('the month after December is January', () => {
  expect(monthAfter(new Date('2026-12-31T15:59:00Z'), zone)).toBe('2027-01');
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayInRound, isHerTurn, mostAsked, roundDays, roundOn } from '../../src/domain/workplace.ts';

describe('a round of asking', () => {
  test.each([
    ['2026-02-28', null],
    ['2026-03-01', { half: '2026-1', day: 0 }],
    ['2026-04-29', { half: '2026-1', day: 59 }],
    ['2026-05-31', { half: '2026-1', day: 91 }],
    ['2026-06-01', null],
    ['2026-09-01', { half: '2026-2', day: 0 }],
    ['2026-11-30', { half: '2026-2', day: 90 }],
    ['2026-12-01', null],
    ['2028-02-29', null],
  ])('on %s: %j', (day, round) => {
    expect(roundOn(day)).toEqual(round);
  });

  test('comes to everybody, once it has come stays, and to as many on each day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_147_483_647 }), (person) => {
        const turns = Array.from({ length: roundDays + 30 }, (_, day) =>
          isHerTurn(person, { half: '2026-2', day }),
        );
        expect(turns.indexOf(true)).toBe(dayInRound(person));
        expect(turns.lastIndexOf(false)).toBe(dayInRound(person) - 1);
      }),
      { numRuns: 100 },
    );
    const perDay = new Map<number, number>();
    for (let person = 1; person <= roundDays * 20; person += 1)
      perDay.set(dayInRound(person), (perDay.get(dayInRound(person)) ?? 0) + 1);
    expect([perDay.size, new Set(perDay.values())]).toEqual([roundDays, new Set([20])]);
  });
});

test.each([
  [0, 20],
  [400, 20],
  [27_305, 1_366],
  [1_000_000, 20_000],
])('of %i members no more than %i are asked in a day', (members, most) => {
  expect(mostAsked(members)).toBe(most);
});

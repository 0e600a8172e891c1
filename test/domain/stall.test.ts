import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PersonId, StreetId, UnionId } from '../../src/domain/ids.ts';
import { figuresOf, funnelSteps, isOpenStall, type Visit } from '../../src/domain/stall.ts';
import { mayStand, StallWords } from '../../src/domain/stall-place.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23, 2, 0) + minutes * 60_000);
const visit = (scanned: number, ...then: readonly (number | null)[]): Visit => {
  const [began, applied, approved, card] = then.map((minutes) =>
    minutes === null ? null : at(scanned + minutes),
  );
  return {
    scannedAt: at(scanned),
    beganAt: began ?? null,
    appliedAt: applied ?? null,
    approvedAt: approved ?? null,
    cardAt: card ?? null,
  };
};

describe('the figures of a stall', () => {
  test('count each step, and the minutes since the code was read', () => {
    const figures = figuresOf([
      visit(0, 1, 2, 4, 5),
      visit(5, 1, 3, 14, null),
      visit(9, 2, null, null, null),
      visit(9),
    ]);
    expect(figures).toEqual({
      counts: { scanned: 4, began: 3, applied: 2, approved: 2, cards: 1 },
      minutes: {
        applied: { median: 2, p90: 3 },
        approved: { median: 4, p90: 14 },
        cards: { median: 5, p90: 5 },
      },
      inTime: 1,
    });
  });

  test('are nothing where nobody came', () => {
    expect(figuresOf([])).toEqual({
      counts: { scanned: 0, began: 0, applied: 0, approved: 0, cards: 0 },
      minutes: { applied: null, approved: null, cards: null },
      inTime: 0,
    });
  });

  test('ten minutes are within ten minutes, and a tenth more is not', () => {
    expect(figuresOf([visit(0, 1, 2, 10, null), visit(0, 1, 2, 10.1, null)]).inTime).toBe(1);
  });

  const minute = fc.integer({ min: 0, max: 90 });
  const visits = fc.array(
    fc
      .tuple(minute, fc.integer({ min: 0, max: 4 }), fc.array(minute, { minLength: 4, maxLength: 4 }))
      .map(([scanned, steps, minutes]) => {
        const sorted = [...minutes].sort((a, b) => a - b);
        return visit(scanned, ...sorted.map((each, nth) => (nth < steps ? each : null)));
      }),
  );
  test('no step is larger than the one before, and the median never above the ninth tenth', () => {
    fc.assert(
      fc.property(visits, (some) => {
        const { counts, minutes, inTime } = figuresOf(some);
        const sizes = funnelSteps.map((step) => counts[step]);
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
        expect(inTime).toBeLessThanOrEqual(counts.approved);
        for (const times of Object.values(minutes))
          if (times) expect(times.median).toBeLessThanOrEqual(times.p90);
      }),
    );
  });
});

test('a stall is open until its time is over, or somebody closed it', () => {
  expect(isOpenStall({ closedAt: null, until: at(60) }, at(59))).toBe(true);
  expect(isOpenStall({ closedAt: null, until: at(60) }, at(60))).toBe(false);
  expect(isOpenStall({ closedAt: at(1), until: at(60) }, at(2))).toBe(false);
});

const union = 7 as UnionId;
const street = 3 as StreetId;
const standing = (...scopes: Parameters<typeof mayStand>[0]['scopes']) => ({ person: 1 as PersonId, scopes });
test.each([
  ['its officer', standing({ kind: 'union', union }), true, false],
  ['its street', standing({ kind: 'street', street }), true, true],
  ['the district', standing({ kind: 'district' }), true, true],
  ['another union', standing({ kind: 'union', union: 8 as UnionId }), false, false],
  ['another street', standing({ kind: 'street', street: 4 as StreetId }), false, false],
  ['a worker', standing(), false, false],
])('%s may stand at a union’s stall: %s; at a street’s', (_who, actor, atUnions, atStreets) => {
  expect(mayStand(actor, { street, union })).toBe(atUnions);
  expect(mayStand(actor, { street, union: null })).toBe(atStreets);
});

test.each([
  [' 一层大堂 东门 ', '一层大堂 东门'],
  ['A\u202e座', 'A座'],
  ['门', null],
  ['……', null],
  ['长'.repeat(41), null],
])('“%s” as a place', (typed, read) => {
  expect(StallWords.safeParse(typed).data ?? null).toBe(read);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PersonId, UnionId } from '../../src/domain/ids.ts';
import {
  type CurrentMembership,
  type MergeSide,
  mayUnmerge,
  membershipThatStays,
  stricter,
  survivorOf,
} from '../../src/domain/merging.ts';

const side = (person: number, telegram: boolean, wrote: string | null = null): MergeSide => ({
  person: person as PersonId,
  telegram,
  wroteAt: wrote === null ? null : new Date(wrote),
});

test.each([
  ['her account before a roll', side(2, true), side(1, false), 2],
  ['the account that wrote last', side(1, true, '2026-11-01'), side(2, true, '2026-11-20'), 2],
  ['one that wrote before one that never did', side(1, true), side(2, true, '2026-01-01'), 2],
  ['of two of a roll the one known longer', side(5, false), side(3, false), 3],
])('goes on: %s', (_what, one, other, person) => {
  expect(survivorOf(one, other).person).toBe(person);
  expect(survivorOf(other, one).person).toBe(person);
});

const membership = (
  id: number,
  union: number,
  since: string,
  status: CurrentMembership['status'] = 'active',
): CurrentMembership => ({ id, union: union as UnionId, since, status });

test.each([
  ['in one union the older', membership(1, 1, '2024-01-01'), membership(2, 1, '2019-05-01'), 2],
  ['in two the younger', membership(1, 1, '2024-01-01'), membership(2, 2, '2019-05-01'), 1],
  [
    'an active one before a retained one',
    membership(1, 1, '2019-01-01'),
    membership(2, 2, '2024-01-01', 'retained'),
    1,
  ],
  ['of one day the first row', membership(7, 1, '2024-01-01'), membership(9, 1, '2024-01-01'), 7],
])('stays: %s', (_what, one, other, id) => {
  expect(membershipThatStays(one, other).id).toBe(id);
  expect(membershipThatStays(other, one).id).toBe(id);
});

describe('of two words the stricter holds', () => {
  const yes = { agrees: true, everSpoke: true };
  const no = { agrees: false, everSpoke: true };
  const silent = { agrees: false, everSpoke: false };
  test.each([
    ['both agree', yes, yes, true],
    ['one has taken it back', yes, no, false],
    ['one stands on a roll and was never asked', yes, silent, true],
    ['neither was asked', silent, silent, false],
    ['one says no, one was never asked', no, silent, false],
  ])('%s', (_what, one, other, agrees) => {
    expect(stricter(one, other)).toBe(agrees);
    expect(stricter(other, one)).toBe(agrees);
  });

  test('nobody is ever opted in by a merging who had not agreed in one of the two', () => {
    const word = fc.constantFrom(yes, no, silent);
    fc.assert(
      fc.property(word, word, (one, other) => {
        if (stricter(one, other)) expect(one.agrees || other.agrees).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

test('a merging can be taken back for thirty days', () => {
  const at = new Date('2026-11-01T00:00:00Z');
  expect(mayUnmerge(at, new Date('2026-11-30T23:59:59Z'))).toBe(true);
  expect(mayUnmerge(at, new Date('2026-12-01T00:00:00Z'))).toBe(false);
});

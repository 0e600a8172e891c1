import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor, Scope } from '../../src/domain/actor.ts';
import { demandTotal, rankDemand, seesDemand, seesSomeDemand } from '../../src/domain/demand.ts';
import type { BuildingId, PersonId, ProposalId, StreetId, UnionId } from '../../src/domain/ids.ts';
import {
  daysBefore,
  isSettled,
  mayNote,
  type OutreachStatus,
  outreachResults,
  outreachStatuses,
  resultsAfter,
} from '../../src/domain/outreach.ts';
import {
  BuildingName,
  metresBetween,
  nameFrom,
  shownCount,
  stepReached,
  type WishPlace,
  WrittenAddress,
} from '../../src/domain/wish.ts';

const street = 3 as StreetId;
const staff = (...scopes: Scope[]): Actor => ({ person: 1 as PersonId, scopes });

describe('how many have wished', () => {
  test.each([
    [0, null],
    [1, null],
    [4, null],
    [5, 5],
    [6, 6],
    [1000, 1000],
  ])('%d are shown as %s', (count, shown) => {
    expect(shownCount(count)).toBe(shown);
  });

  test.each([
    [0, 1, null],
    [4, 5, 5],
    [5, 6, null],
    [5, 5, null],
    [6, 4, null],
    [9, 10, 10],
    [3, 12, 10],
    [0, 120, 100],
    [99_999, 100_000, null],
  ])('from %d to %d the street hears of %s', (before, after, step) => {
    expect(stepReached(before, after)).toBe(step);
  });

  test('a step told of is never above what there is, nor one that was there before', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(20_000), (before, after) => {
        const step = stepReached(before, after);
        if (step === null) return;
        expect(step).toBeGreaterThanOrEqual(5);
        expect(step).toBeGreaterThan(before);
        expect(step).toBeLessThanOrEqual(after);
      }),
    );
  });
});

describe('who sees demand', () => {
  test.each([
    { who: 'a worker', scopes: [], here: false, somewhere: false },
    { who: 'the district', scopes: [{ kind: 'district' }], here: true, somewhere: true },
    { who: 'the street', scopes: [{ kind: 'street', street }], here: true, somewhere: true },
    {
      who: 'another street',
      scopes: [{ kind: 'street', street: 4 as StreetId }],
      here: false,
      somewhere: true,
    },
    {
      who: 'a union’s officer',
      scopes: [{ kind: 'union', union: 3 as UnionId }],
      here: false,
      somewhere: false,
    },
  ] as const)('$who', ({ scopes, here, somewhere }) => {
    expect(seesDemand(staff(...scopes), street)).toBe(here);
    expect(seesSomeDemand(staff(...scopes))).toBe(somewhere);
  });

  test('what is in no street anybody knows of is the district’s', () => {
    expect(seesDemand(staff({ kind: 'street', street }), null)).toBe(false);
    expect(seesDemand(staff({ kind: 'district' }), null)).toBe(true);
  });
});

const anyPlaces = fc.array(fc.tuple(fc.boolean(), fc.nat(15)), { maxLength: 25 }).map((drawn) =>
  drawn.map(([listed, count], index) => ({
    place: (listed
      ? { kind: 'building', building: (index + 1) as BuildingId }
      : { kind: 'proposal', proposal: (index + 1) as ProposalId }) satisfies WishPlace as WishPlace,
    street: ((index % 3) + 1) as StreetId,
    count,
  })),
);

describe('what a list of demand tells', () => {
  test('the most wished for comes first; in what order the hidden ones come depends on no count', () => {
    fc.assert(
      fc.property(anyPlaces, (places) => {
        const ranked = rankDemand(places);
        const counts = ranked.map(({ count }) => count ?? 0);
        expect(counts).toEqual([...counts].sort((a, b) => b - a));
        const hidden = (some: readonly { place: WishPlace; count: number | null }[]) =>
          some.filter(({ count }) => count === null).map(({ place }) => place);
        // Other counts below five, drawn in another order: the page is the same.
        const others = places
          .map((place) => (place.count < 5 ? { ...place, count: (place.count + 2) % 5 } : place))
          .toReversed();
        expect(hidden(rankDemand(others))).toEqual(hidden(ranked));
        expect(demandTotal(rankDemand(others))).toEqual(demandTotal(ranked));
      }),
    );
  });

  test('no subtraction of streets from the district, or of lists from sums, finds a count below five', () => {
    fc.assert(
      fc.property(anyPlaces, (places) => {
        const ranked = rankDemand(places);
        const ofStreet = (id: number) => demandTotal(ranked.filter((row) => row.street === id));
        const district = demandTotal(ranked);
        const streets = [1, 2, 3].map(ofStreet);
        // Everything a total says follows from rows on the page, so it can add nothing to them.
        const shown = ranked.flatMap(({ count }) => (count === null ? [] : [count]));
        expect(shown.every((count) => count >= 5)).toBe(true);
        expect(district.wishes).toBe(shown.reduce((sum, count) => sum + count, 0));
        expect(district.wishes - streets.reduce((sum, total) => sum + total.wishes, 0)).toBe(0);
        expect(district.hidden - streets.reduce((sum, total) => sum + total.hidden, 0)).toBe(0);
      }),
    );
  });
});

describe('a street’s outreach', () => {
  test.each([
    ['taken', ['visited', 'declined']],
    ['visited', ['visited', 'agreed', 'declined']],
    ['agreed', ['visited', 'founded', 'declined']],
    ['founded', []],
    ['declined', []],
  ] as const)('after %s: %j', (status, results) => {
    expect(resultsAfter(status)).toEqual(results);
    for (const to of outreachResults) expect(mayNote(status, to)).toBe(results.some((each) => each === to));
    expect(isSettled(status)).toBe(results.length === 0);
  });

  test('whatever is noted, nothing is founded that wasn’t agreed, and nothing moves that is settled', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...outreachResults), { maxLength: 30 }), (wanted) => {
        const road: OutreachStatus[] = ['taken'];
        for (const to of wanted) {
          const at = road.at(-1) ?? 'taken';
          if (mayNote(at, to)) road.push(to);
        }
        expect(road.every((status) => outreachStatuses.includes(status))).toBe(true);
        const end = road.findIndex(isSettled);
        if (end >= 0) expect(end).toBe(road.length - 1);
        const founded = road.indexOf('founded');
        if (founded >= 0) expect(road[founded - 1]).toBe('agreed');
        const agreed = road.indexOf('agreed');
        if (agreed >= 0) expect(road.slice(0, agreed)).toContain('visited');
      }),
    );
  });

  test.each([
    ['2026-12-01', 1, '2026-11-30'],
    ['2028-03-01', 1, '2028-02-29'],
    ['2026-01-01', 2, '2025-12-30'],
    ['2026-11-23', 0, '2026-11-23'],
  ])('%s, %d days before: %s', (day, days, before) => {
    expect(daysBefore(day, days)).toBe(before);
  });
});

describe('what a building may be called', () => {
  test.each([
    ['听雨大厦', '听雨大厦'],
    ['  听雨　大厦\n', '听雨 大厦'],
    ['ＴＩＮＧＹＵ', 'TINGYU'],
    ['\u202e大厦', '大厦'],
    ['😀😀', null],
    ['楼', null],
    ['', null],
    ['x'.repeat(41), null],
    ['<b>B座</b>', '<b>B座</b>'],
  ])('%j: %j', (typed, name) => {
    expect(BuildingName.safeParse(typed).data ?? null).toBe(name);
  });

  test.each([
    ['听雨大厦', '听雨大厦'],
    ['我在听雨大厦上班', '听雨大厦'],
    ['我们公司在听雨大厦', '听雨大厦'],
    ['I work in the Tingyu Tower', 'Tingyu Tower'],
    ['I’m at Tingyu Tower', 'Tingyu Tower'],
    ['在', null],
    ['楼'.repeat(50), null],
  ])('from “%s”: %j', (typed, name) => {
    expect(nameFrom(typed)).toBe(name);
  });

  test('whatever is typed, a name or an address is a short line, or there is none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (typed) => {
        for (const [read, most] of [
          [BuildingName, 40],
          [WrittenAddress, 80],
        ] as const) {
          const text = read.safeParse(typed).data;
          if (text === undefined) continue;
          expect(text.length).toBeLessThanOrEqual(most);
          expect(text).not.toMatch(/\p{C}|^\s|\s$/u);
        }
      }),
    );
  });
});

test('distances are what a map says', () => {
  const one = { latitude: 39.9, longitude: 116.35 };
  expect(metresBetween(one, one)).toBe(0);
  expect(metresBetween(one, { latitude: 39.91, longitude: 116.35 })).toBeCloseTo(1112, 0);
  expect(metresBetween({ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 0 })).toBeCloseTo(
    20_015_087,
    -1,
  );
});

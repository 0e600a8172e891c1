import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activityKinds } from '../../src/domain/activity.ts';
import { AudienceRule, isSensitive } from '../../src/domain/audience.ts';
import {
  asksAnswers,
  noPicks,
  onlies,
  Picks,
  pickInto,
  picksOf,
  ruleOf,
  tellCount,
  tidyAudienceName,
  withoutAnswers,
} from '../../src/domain/audience-picks.ts';
import { RoundId, StreetId, UnionId } from '../../src/domain/ids.ts';

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { maxLength: 4 });
const picks = fc
  .record({
    streets: ids,
    unions: ids,
    buildings: ids,
    interests: fc.subarray([...activityKinds]),
    language: fc.constantFrom('zh', 'en', null),
    standing: fc.constantFrom('active', 'retained', null),
    answered: fc.option(fc.record({ round: fc.integer({ min: 1, max: 99 }), yes: fc.boolean() }), {
      nil: null,
    }),
  })
  .map((raw) => Picks.parse(raw));
const round = RoundId.parse(7);

describe('what is picked', () => {
  test('becomes a rule that can be kept, and is read back from it', () => {
    fc.assert(
      fc.property(picks, (picked) => {
        const kept = AudienceRule.parse(JSON.parse(JSON.stringify(ruleOf(picked))));
        expect(picksOf(kept)).toEqual(picked);
        expect(isSensitive(kept)).toBe(asksAnswers(picked));
        expect(isSensitive(ruleOf(withoutAnswers(picked)))).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  test.each<[string, AudienceRule]>([
    ['another kind of rule', { not: { language: 'zh' } }],
    ['one said twice', { all: [{ language: 'zh' }, { language: 'en' }] }],
    ['one that leaves a place out', { all: [{ not: { streets: [StreetId.parse(1)] } }] }],
    ['who declined', { all: [{ declined: round }] }],
  ])('is not guessed at: %s', (_what, rule) => {
    expect(picksOf(rule)).toBeNull();
  });

  test('any place will do, of whatever kind; all else must hold', () => {
    const rule = ruleOf({
      ...noPicks,
      streets: [StreetId.parse(1)],
      unions: [UnionId.parse(2), UnionId.parse(3)],
      interests: ['crafts', 'film'],
      language: 'en',
      answered: { round, yes: false },
    });
    expect(rule).toEqual({
      all: [
        { any: [{ streets: [1] }, { unions: [2, 3] }] },
        { interests: ['crafts', 'film'] },
        { language: 'en' },
        { not: { answered: 7 } },
      ],
    });
  });

  test('a second tap on the same button changes nothing', () => {
    const tap = fc.oneof(
      fc.record({
        what: fc.constant('street' as const),
        id: fc.integer({ min: 1, max: 9 }),
        on: fc.boolean(),
      }),
      fc.record({
        what: fc.constant('interest' as const),
        kind: fc.constantFrom(...activityKinds),
        on: fc.boolean(),
      }),
      fc.record({ what: fc.constant('only' as const), only: fc.constantFrom(...onlies), on: fc.boolean() }),
      fc.constant({ what: 'everybody' as const }),
    );
    fc.assert(
      fc.property(picks, tap, (before, one) => {
        const pick = one as Parameters<typeof pickInto>[1];
        const once = pickInto(before, pick, round);
        expect(once && pickInto(once, pick, round)).toEqual(once);
      }),
      { numRuns: 100 },
    );
  });

  test('of opposites only one can be on, and the other’s old button takes nothing away', () => {
    const zh = pickInto(noPicks, { what: 'only', only: 'zh', on: true }, round);
    const en = zh && pickInto(zh, { what: 'only', only: 'en', on: true }, round);
    expect(en).toMatchObject({ language: 'en' });
    expect(en && pickInto(en, { what: 'only', only: 'zh', on: false }, round)).toEqual(en);
  });

  test('more than twenty places are no choice', () => {
    const full = { ...noPicks, unions: Array.from({ length: 20 }, (_, i) => UnionId.parse(i + 1)) };
    expect(pickInto(full, { what: 'union', id: UnionId.parse(21), on: true }, round)).toBeNull();
    expect(pickInto(full, { what: 'union', id: UnionId.parse(20), on: true }, round)).toEqual(full);
  });
});

describe('how many that are', () => {
  test.each([
    [0, 40, false, { type: 'exactly', people: 0 }],
    [3, 40, false, { type: 'exactly', people: 3 }],
    [312, 312, false, { type: 'exactly', people: 312 }],
    [0, 40, true, { type: 'tooFew' }],
    [4, 40, true, { type: 'tooFew' }],
    [5, 40, true, { type: 'atLeast', people: 5 }],
    [9, 40, true, { type: 'atLeast', people: 5 }],
    [35, 40, true, { type: 'atLeast', people: 20 }],
    // All but four: who didn't say so could be found out.
    [36, 40, true, { type: 'tooFew' }],
    [40, 40, true, { type: 'tooFew' }],
    [999, 5000, true, { type: 'atLeast', people: 500 }],
    [1000, 5000, true, { type: 'atLeast', people: 1000 }],
  ])('%i of %i (answers asked: %s)', (people, among, sensitive, told) => {
    expect(tellCount(people, among, sensitive)).toEqual(told);
  });
});

test.each([
  ['  金融街   爱运动的 ', '金融街 爱运动的'],
  ['a‮b', 'ab'],
  ['', null],
  ['\n \t', null],
  ['字'.repeat(20), '字'.repeat(20)],
  ['字'.repeat(21), null],
])('a saved audience may be called %j: %j', (typed, name) => {
  expect(tidyAudienceName(typed)).toBe(name);
});

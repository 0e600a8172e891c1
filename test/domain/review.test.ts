import { describe, expect, test } from 'vitest';
import type { Scope } from '../../src/domain/actor.ts';
import type { PersonId, StreetId, UnionId } from '../../src/domain/ids.ts';
import { claimedUntil, type Hers, mayReview, movesOfHers } from '../../src/domain/review.ts';

const [applicant, reviewer, other] = [1, 2, 3] as PersonId[] as [PersonId, PersonId, PersonId];
const place = { union: 7 as UnionId, street: 3 as StreetId };
const union: Scope = { kind: 'union', union: place.union };
const street: Scope = { kind: 'street', street: place.street };
const elsewhere: Scope = { kind: 'street', street: 4 as StreetId };
const district: Scope = { kind: 'district' };

describe('who decides on an application', () => {
  test.each([
    { who: 'an officer', scopes: [union], status: 'submitted', answer: 'yes' },
    { who: 'an officer, of one asked back', scopes: [union], status: 'needs_info', answer: 'yes' },
    { who: 'another street', scopes: [elsewhere], status: 'submitted', answer: 'notYours' },
    { who: 'nobody’s staff', scopes: [], status: 'submitted', answer: 'notYours' },
    { who: 'an officer, of an appeal', scopes: [union], status: 'appealed', answer: 'street' },
    { who: 'the street, of an appeal', scopes: [street], status: 'appealed', answer: 'yes' },
    { who: 'the district, of an appeal', scopes: [district], status: 'appealed', answer: 'yes' },
    { who: 'another street, of an appeal', scopes: [union, elsewhere], status: 'appealed', answer: 'street' },
    { who: 'the street, once decided', scopes: [street], status: 'approved', answer: 'settled' },
  ] as const)('$who: $answer', ({ scopes, status, answer }) => {
    expect(
      mayReview({ person: reviewer, scopes }, { place, applicant, status, rejectedBy: other, kept: false }),
    ).toBe(answer);
  });

  test('nobody her own, whatever she holds', () => {
    for (const scopes of [[union], [street], [district]])
      expect(
        mayReview(
          { person: applicant, scopes },
          { place, applicant, status: 'submitted', rejectedBy: null, kept: false },
        ),
      ).toBe('own');
  });

  test('nobody of her own unit, if she wants it so: there is no such application', () => {
    for (const scopes of [[union], [street], [district]])
      expect(
        mayReview(
          { person: reviewer, scopes },
          { place, applicant, status: 'submitted', rejectedBy: null, kept: true },
        ),
      ).toBe('notYours');
  });

  test('nobody an appeal against her own decision', () => {
    expect(
      mayReview(
        { person: reviewer, scopes: [district] },
        { place, applicant, status: 'appealed', rejectedBy: reviewer, kept: false },
      ),
    ).toBe('otherEyes');
  });
});

describe('what she may do about hers', () => {
  const now = new Date('2026-12-01T02:00:00Z');
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const hers: Hers = {
    status: 'submitted',
    reviewStartedAt: null,
    decidedAt: null,
    appealed: false,
    elsewhere: false,
  };
  const turnedDown: Hers = { ...hers, status: 'rejected', reviewStartedAt: now, decidedAt: daysAgo(2) };

  test.each([
    { when: 'just handed in', is: hers, may: 'edit withdraw' },
    { when: 'being looked at', is: { ...hers, reviewStartedAt: now }, may: 'withdraw' },
    {
      when: 'asked',
      is: { ...hers, status: 'needs_info', reviewStartedAt: now },
      may: 'edit answer withdraw',
    },
    { when: 'turned down', is: turnedDown, may: 'appeal' },
    { when: 'turned down a month ago', is: { ...turnedDown, decidedAt: daysAgo(30) }, may: '' },
    { when: 'turned down after an appeal', is: { ...turnedDown, appealed: true }, may: '' },
    { when: 'turned down, and a member by now', is: { ...turnedDown, elsewhere: true }, may: '' },
    { when: 'appealed', is: { ...hers, status: 'appealed', appealed: true }, may: 'withdraw' },
    { when: 'approved', is: { ...hers, status: 'approved', decidedAt: now }, may: '' },
    { when: 'taken back', is: { ...hers, status: 'withdrawn', decidedAt: now }, may: '' },
  ] as const)('$when: $may', ({ is, may }) => {
    const moves = movesOfHers(is, now);
    const names = (['edit', 'answer', 'withdraw', 'appeal'] as const).filter((move) => moves[move]);
    expect(names.join(' ')).toBe(may);
  });
});

test('a claim holds for two hours', () => {
  const at = new Date('2026-12-01T02:00:00Z');
  const after = (minutes: number) =>
    claimedUntil({ by: reviewer, at }, new Date(at.getTime() + minutes * 60_000));
  expect(after(0)).toEqual(new Date('2026-12-01T04:00:00Z'));
  expect(after(119)).not.toBeNull();
  expect(after(120)).toBeNull();
  expect(claimedUntil(null, at)).toBeNull();
});

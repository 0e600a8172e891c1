import { describe, expect, test } from 'vitest';
import type { ActivityKind } from '../../src/domain/activity.ts';
import {
  ActivityWords,
  momentRefusal,
  nextAt,
  preferredTimeOf,
  programmeFor,
  signUpRefusal,
} from '../../src/domain/program.ts';
import { instantAt } from '../../src/domain/schedule.ts';
import type { Needs } from '../../src/domain/survey.ts';

const zone = 'Asia/Shanghai';

// December 2026: the 5th is a Saturday.
const activity = (title: string, kind: ActivityKind, date: string, time: string) => ({
  title,
  kind,
  startsAt: instantAt(date, time, zone),
});
const badminton = activity('badminton', 'sports', '2026-12-08', '18:30');
const leather = activity('leather', 'crafts', '2026-12-16', '18:30');
const bracelet = activity('bracelet', 'crafts', '2026-12-16', '12:15');
const film = activity('film', 'film', '2026-12-05', '14:00');
const all = [leather, film, bracelet, badminton];

const needs = (interests: string[], times: string[] = []): Needs => ({
  interests,
  frequency: 'monthly',
  times,
});

describe('a month’s activities, for one member', () => {
  test.each([
    {
      who: 'who has not answered: as the calendar has them',
      needs: null,
      order: ['film', 'badminton', 'bracelet', 'leather'],
      asked: [],
    },
    {
      who: 'who asked for crafts: crafts first',
      needs: needs(['crafts']),
      order: ['bracelet', 'leather', 'film', 'badminton'],
      asked: ['bracelet', 'leather'],
    },
    {
      who: 'who asked for crafts in the evening: the evening one of that day first',
      needs: needs(['crafts'], ['evening']),
      order: ['leather', 'bracelet', 'film', 'badminton'],
      asked: ['leather', 'bracelet'],
    },
    {
      who: 'who likes Saturdays but no kind: still by day',
      needs: needs([], ['saturday', 'evening']),
      order: ['film', 'badminton', 'leather', 'bracelet'],
      asked: [],
    },
    {
      who: 'who asked for two kinds: both before the rest, by day',
      needs: needs(['sports', 'crafts']),
      order: ['badminton', 'bracelet', 'leather', 'film'],
      asked: ['badminton', 'bracelet', 'leather'],
    },
  ])('$who', ({ needs, order, asked }) => {
    const programme = programmeFor(needs, all, zone);
    expect(programme.map((entry) => entry.activity.title)).toEqual(order);
    expect(programme.filter((entry) => entry.asked).map((entry) => entry.activity.title)).toEqual(asked);
  });

  test('no activities make an empty programme', () => {
    expect(programmeFor(needs(['crafts']), [], zone)).toEqual([]);
  });
});

test.each([
  { date: '2026-12-02', time: '12:30', is: 'lunch' },
  { date: '2026-12-02', time: '10:59', is: null },
  { date: '2026-12-02', time: '14:00', is: null },
  { date: '2026-12-02', time: '17:00', is: 'evening' },
  { date: '2026-12-05', time: '12:30', is: 'saturday' },
  { date: '2026-12-06', time: '23:30', is: 'sunday' },
])('$date $time is $is', ({ date, time, is }) => {
  expect(preferredTimeOf(instantAt(date, time, zone), zone)).toBe(is);
});

describe('planning', () => {
  // A Saturday, 14:00.
  const now = instantAt('2026-12-05', '14:00', zone);

  test.each([
    { weekday: 6, time: '14:00', next: ['2026-12-12', '14:00'] },
    { weekday: 6, time: '14:01', next: ['2026-12-05', '14:01'] },
    { weekday: 7, time: '09:00', next: ['2026-12-06', '09:00'] },
    { weekday: 5, time: '18:30', next: ['2026-12-11', '18:30'] },
  ])('the next weekday $weekday at $time', ({ weekday, time, next: [date = '', clock = ''] }) => {
    expect(nextAt({ weekday, time }, now, zone)).toEqual(instantAt(date, clock, zone));
  });

  test.each([
    { date: '2026-12-05', refusal: 'past' },
    { date: '2026-12-06', refusal: null },
    { date: '2027-12-06', refusal: null },
    { date: '2027-12-07', refusal: 'tooFar' },
  ])('$date: $refusal', ({ date, refusal }) => {
    expect(momentRefusal(instantAt(date, '14:00', zone), now)).toBe(refusal);
  });

  test.each([
    { typed: '  午间 \n 编绳 ', kept: '午间 编绳' },
    { typed: 'a\u202eb\u0000c', kept: 'a b c' },
    { typed: '👩‍👧 亲子', kept: '👩‍👧 亲子' },
    { typed: '字'.repeat(60), kept: '字'.repeat(60) },
    { typed: '字'.repeat(61), kept: undefined },
    { typed: '！？', kept: undefined },
    { typed: '\u200b', kept: undefined },
  ])('a title typed as “$typed”', ({ typed, kept }) => {
    expect(ActivityWords.safeParse(typed).data).toBe(kept);
  });

  test.each([
    { what: 'places left', card: { taken: 1, capacity: 2 }, refusal: null },
    { what: 'none left', card: { taken: 2, capacity: 2 }, refusal: 'full' },
    { what: 'no limit', card: { taken: 99, capacity: null }, refusal: null },
    { what: 'begun', card: { taken: 0, capacity: 2, startsAt: now }, refusal: 'over' },
    { what: 'cancelled and full', card: { taken: 2, capacity: 2, cancelled: true }, refusal: 'cancelled' },
  ])('signing up with $what: $refusal', ({ card, refusal }) => {
    const tomorrow = instantAt('2026-12-06', '14:00', zone);
    expect(signUpRefusal({ cancelled: false, startsAt: tomorrow, ...card }, now)).toBe(refusal);
  });
});

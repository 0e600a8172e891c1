import { describe, expect, test } from 'vitest';
import type { ActivityKind } from '../../src/domain/activity.ts';
import { preferredTimeOf, programmeFor } from '../../src/domain/program.ts';
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

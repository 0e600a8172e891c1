import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { courseOf, sumsOf, tellPlan } from '../../src/domain/send-plan.ts';

const timeZone = 'Asia/Shanghai';
const quiet = { from: '21:00', until: '08:00' };
/** By Beijing's clock. */
const at = (text: string) => new Date(`${text}:00+08:00`);
const sending = { perSecond: 25, quiet, timeZone };

describe('when a send is done', () => {
  test.each([
    [
      'at once, and short',
      '2026-11-23T10:00',
      '2026-11-23T10:00',
      0,
      1500,
      '2026-11-23T10:00',
      '2026-11-23T10:01',
    ],
    [
      'behind what waits already',
      '2026-11-23T10:00',
      '2026-11-23T10:00',
      3000,
      1500,
      '2026-11-23T10:00',
      '2026-11-23T10:03',
    ],
    [
      'later: what waits is gone by then',
      '2026-11-23T10:00',
      '2026-11-23T12:00',
      3000,
      1500,
      '2026-11-23T12:00',
      '2026-11-23T12:01',
    ],
    [
      'later, and what waits isn’t',
      '2026-11-23T10:00',
      '2026-11-23T10:01',
      3000,
      1500,
      '2026-11-23T10:01',
      '2026-11-23T10:03',
    ],
    [
      'at night: in the morning',
      '2026-11-23T22:00',
      '2026-11-23T22:00',
      0,
      1500,
      '2026-11-24T08:00',
      '2026-11-24T08:01',
    ],
    [
      'over the evening: the rest in the morning',
      '2026-11-23T20:59',
      '2026-11-23T20:59',
      0,
      3000,
      '2026-11-23T20:59',
      '2026-11-24T08:01',
    ],
    // Thirteen hours a day at 25 a second are 1,170,000.
    [
      'over two nights',
      '2026-11-23T20:00',
      '2026-11-23T20:00',
      0,
      90_000 + 1_170_000 + 1500,
      '2026-11-23T20:00',
      '2026-11-25T08:01',
    ],
    [
      'a time that has passed is now',
      '2026-11-23T10:00',
      '2026-11-23T09:00',
      0,
      1500,
      '2026-11-23T10:00',
      '2026-11-23T10:01',
    ],
  ])('%s', (_what, now, dueAt, before, messages, begins, ends) => {
    const course = courseOf({ now: at(now), dueAt: at(dueAt), before, messages }, sending);
    expect([course.begins, course.ends]).toEqual([at(begins), at(ends)]);
  });

  test('without a limit or quiet hours it is done when it begins', () => {
    const now = at('2026-11-23T23:00');
    const free = { perSecond: Infinity, quiet: null, timeZone };
    expect(courseOf({ now, dueAt: now, before: 9, messages: 9 }, free).ends).toEqual(now);
  });

  test('more messages are never done earlier, and nothing ends at night', () => {
    const moment = fc
      .integer({ min: 0, max: 2 * 86_400 })
      .map((s) => new Date(at('2026-11-23T00:00').getTime() + s * 1000));
    const many = fc.integer({ min: 0, max: 3_000_000 });
    fc.assert(
      fc.property(
        moment,
        moment,
        many,
        many,
        fc.integer({ min: 0, max: 1000 }),
        (now, dueAt, before, messages, more) => {
          const course = courseOf({ now, dueAt, before, messages }, sending);
          const longer = courseOf({ now, dueAt, before, messages: messages + more }, sending);
          expect(longer.ends >= course.ends).toBe(true);
          expect(course.begins >= dueAt && course.begins >= now && course.ends >= course.begins).toBe(true);
          const hour =
            new Date(course.ends.getTime() + 8 * 3_600_000).getUTCHours() +
            (course.ends.getUTCMinutes() > 0 ? 0.5 : 0);
          expect(hour >= 8 && hour <= 21.5).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a plan', () => {
  const rows = [
    { reason: null, people: 80, lately: 12 },
    { reason: 'noConsent', people: 7, lately: 0 },
    { reason: 'blocked', people: 1, lately: 0 },
    { reason: 'chat_not_found', people: 2, lately: 0 },
    { reason: 'heardEnough', people: 10, lately: 0 },
  ];
  const course = courseOf(
    { now: at('2026-11-23T10:00'), dueAt: at('2026-11-23T10:00'), before: 0, messages: 80 },
    sending,
  );

  test('counts everybody once, the most frequent reason first', () => {
    expect(sumsOf(rows)).toEqual({
      meant: 100,
      reached: 80,
      heardLately: 12,
      leftOut: [
        { reason: 'heardEnough', people: 10 },
        { reason: 'noConsent', people: 7 },
        { reason: 'unreachable', people: 3 },
      ],
    });
  });

  test('of people picked by their answers is told in steps, and nothing of a few', () => {
    expect(tellPlan({ ...sumsOf(rows), course }, true)).toMatchObject({
      rough: true,
      meant: 100,
      reached: 50,
      heardLately: 10,
      leftOut: [
        { reason: 'heardEnough', people: 10 },
        { reason: 'noConsent', people: 5 },
        { reason: 'unreachable', people: null },
      ],
    });
    expect(tellPlan({ ...sumsOf(rows), course }, false)).toMatchObject({ rough: false, reached: 80 });
  });
});

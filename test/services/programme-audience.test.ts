import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { freezeNext } from '../../src/db/queries/freeze.ts';
import { announceToUnion } from '../../src/db/queries/outbox.ts';
import { ensureNeedsSurvey, keepAnswers } from '../../src/db/queries/surveys.ts';
import { activities, consents, deliveries, notices, people } from '../../src/db/schema.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import type { NoticeBody } from '../../src/domain/notice.ts';
import { addActivity, addMembers } from '../support/audience.ts';
import { testDatabase } from '../support/database.ts';
import { monday, timeZone, twoStreets } from '../support/two-streets.ts';

/* Who gets a month's programme, and when; and what else she hears of the same month. */

const { db } = await testDatabase();
const { north } = await twoStreets(db);
const { union } = north;
await addMembers(db, union, { count: 7, since: monday });
const members = await db.select({ id: people.id }).from(people).orderBy(people.id);
const round = await db.transaction((tx) => ensureNeedsSurvey(tx, monday));
const activity = await addActivity(db, union, new Date('2026-12-20T04:00:00Z'), 'crafts');

/** Each is called by what she answered. */
const [saidNothing, crafts, film, nothing, lunch, evening, weekly] = members.map(({ id }) => id) as [
  PersonId,
  PersonId,
  PersonId,
  PersonId,
  PersonId,
  PersonId,
  PersonId,
];
const asked: [PersonId, Record<string, string[]>][] = [
  [crafts, { interests: ['crafts'], frequency: ['monthly'], times: ['saturday'] }],
  [film, { interests: ['film'], frequency: ['monthly'] }],
  [nothing, { interests: ['none'], frequency: ['rarely'] }],
  [lunch, { interests: ['crafts', 'film'], frequency: ['monthly'], times: ['evening', 'lunch'] }],
  [evening, { interests: ['crafts'], frequency: ['monthly'], times: ['evening'] }],
  [weekly, { interests: ['crafts'], frequency: ['weekly'] }],
];
await db.transaction(async (tx) => {
  for (const [person, answers] of asked) {
    await tx.insert(consents).values({ person, purpose: 'survey', version: 1, givenAt: monday });
    const kept = { round, person, answers, setAside: {}, answeredAt: {}, completed: true, now: monday };
    await keepAnswers(tx, kept);
  }
});

beforeEach(async () => {
  await db.delete(deliveries);
  await db.delete(notices);
});

/** 7 December, the first Monday, ten o'clock. */
const slot = new Date('2026-12-07T10:00+08:00');
let key = 0;

async function announced(body: NoticeBody, at: Date, frozenAt = at) {
  key += 1;
  const notice = await db.transaction((tx) =>
    announceToUnion(tx, { key: `k${key}`, body, union, by: null, dueAt: at, now: at }),
  );
  expect(await freezeNext(db, frozenAt, { timeZone })).toMatchObject({ notice });
  const rows = await db
    .select()
    .from(deliveries)
    .where(eq(deliveries.notice, notice as never));
  return new Map(
    rows.map(({ person, status, reason, dueAt }) => [
      person,
      status === 'queued' ? 'now' : status === 'retry' ? dueAt.toISOString() : reason,
    ]),
  );
}

const programme = (at: Date, frozenAt = at) =>
  announced({ kind: 'monthlyProgramme', union, month: '2026-12' }, at, frozenAt);
const noon = new Date('2026-12-07T12:00+08:00').toISOString();
const six = new Date('2026-12-07T18:00+08:00').toISOString();

describe('a month’s programme', () => {
  test('goes to those who asked for such, and who never said; to each when she likes to read', async () => {
    expect(await programme(slot)).toEqual(
      new Map([
        [saidNothing, 'now'],
        [crafts, 'now'],
        [film, 'notAsked'],
        [nothing, 'notAsked'],
        [lunch, noon],
        [evening, six],
        [weekly, 'now'],
      ]),
    );
  });

  test('made up for in the afternoon, it doesn’t wait for a noon that has passed', async () => {
    const late = await programme(slot, new Date('2026-12-07T15:00+08:00'));
    expect(late.get(lunch)).toBe('now');
    expect(late.get(evening)).toBe(six);
  });

  test('counts with what was announced by hand: monthly is once a month, weekly once a week', async () => {
    const body = { kind: 'activityAnnounced', union, activity } as const;
    const first = await announced(body, new Date('2026-12-01T10:00+08:00'));
    expect([...first.values()]).toEqual(Array.from({ length: 7 }, () => 'now'));
    // What is still on its way counts, too.
    expect((await programme(slot)).get(crafts)).toBe('heardEnough');
    await db.update(deliveries).set({ status: 'sent', settledAt: new Date('2026-12-01T10:00+08:00') });
    await db.delete(notices).where(eq(notices.kind, 'monthlyProgramme'));
    const then = await programme(new Date('2026-12-08T10:00+08:00'));
    expect([then.get(saidNothing), then.get(crafts), then.get(weekly)]).toEqual([
      'now',
      'heardEnough',
      'now',
    ]);
    // And the other way round: nobody who has had her month gets more of it.
    expect((await announced(body, new Date('2026-12-09T10:00+08:00'))).get(lunch)).toBe('heardEnough');
  });

  test('of a month that has nothing left of what she asked for, she gets nothing', async () => {
    await db.update(activities).set({ cancelledAt: monday });
    const reasons = [...(await programme(slot)).values()].filter((reason) => reason === 'notAsked');
    expect(reasons).toHaveLength(6);
    await db.update(activities).set({ cancelledAt: null });
  });
});

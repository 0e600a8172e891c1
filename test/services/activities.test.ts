import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { activityCard, comingActivities } from '../../src/db/queries/activities.ts';
import { giveConsent } from '../../src/db/queries/consents.ts';
import { announcementOf, scheduleOf } from '../../src/db/queries/schedules.ts';
import { announcementSchedules, memberships, notices, people, signUps } from '../../src/db/schema.ts';
import type { Activity } from '../../src/domain/activity.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { ActivityId, UnionId } from '../../src/domain/ids.ts';
import { instantAt } from '../../src/domain/schedule.ts';
import { createAnnounceActivity } from '../../src/services/announce-activity.ts';
import { cancelActivity } from '../../src/services/cancel-activity.ts';
import { createActivity } from '../../src/services/create-activity.ts';
import { createSetAnnouncementSchedule } from '../../src/services/set-announcement-schedule.ts';
import { signUp } from '../../src/services/sign-up.ts';
import { takeBackSignUp } from '../../src/services/take-back-sign-up.ts';
import { testDatabase } from '../support/database.ts';
import { at, monday, someone, timeZone, twoStreets } from '../support/two-streets.ts';

const { db } = await testDatabase();
const announceActivity = createAnnounceActivity({ timeZone });
const setAnnouncementSchedule = createSetAnnouncementSchedule({ timeZone });

let places: Awaited<ReturnType<typeof twoStreets>>;
let officer: Actor;
let stranger: Actor;
beforeAll(async () => {
  places = await twoStreets(db);
  officer = await someone(db, { kind: 'union', union: places.north.union });
  stranger = await someone(db, { kind: 'street', street: places.south.street });
});

const saturday = instantAt('2026-12-05', '14:00', timeZone);
const bracelets: Activity = {
  kind: 'crafts',
  title: { zh: '编绳手链' },
  startsAt: saturday,
  place: { zh: 'B1 层暖心驿站' },
  capacity: 3,
};

const create = (actor: Actor, changes: Partial<Activity> = {}, now = monday) =>
  at(db, now, (work) => createActivity(work, actor, { ...bracelets, ...changes, union: places.north.union }));
async function created(changes: Partial<Activity> = {}): Promise<ActivityId> {
  const outcome = await create(officer, changes);
  if (outcome.type !== 'created') throw new Error(outcome.type);
  return outcome.activity;
}

async function memberOf(union: UnionId): Promise<Actor> {
  const member = await someone(db);
  await db.insert(memberships).values({ person: member.person, union, since: '2026-11-01' });
  return member;
}

const takePart = (actor: Actor, activity: ActivityId, now = monday) =>
  at(db, now, (work) => signUp(work, actor, activity));
const taken = async (activity: ActivityId) =>
  (await db.select().from(signUps).where(eq(signUps.activity, activity))).length;

describe('planning an activity', () => {
  test('is for those who answer for the union, and for a time to come', async () => {
    expect(await create(stranger)).toEqual({ type: 'notYours' });
    expect(await create(await someone(db))).toEqual({ type: 'notYours' });
    expect(await create(officer, { startsAt: monday })).toEqual({ type: 'past' });
    expect(await create(officer, { startsAt: instantAt('2028-01-01', '10:00', timeZone) })).toEqual({
      type: 'tooFar',
    });
    const activity = await created();
    const [card] = await db.transaction((tx) =>
      comingActivities(tx, places.north.union, officer.person, monday),
    );
    expect(card).toMatchObject({
      id: activity,
      title: { zh: '编绳手链' },
      taken: 0,
      signedUp: false,
      cancelled: false,
    });
  });
});

describe('signing up', () => {
  let activity: ActivityId;
  beforeEach(async () => {
    activity = await created();
  });

  test('twelve want three places: three get one, nobody else', async () => {
    const members = await Promise.all(Array.from({ length: 12 }, () => memberOf(places.north.union)));
    const outcomes = await Promise.all(members.map((member) => takePart(member, activity)));
    expect(outcomes.filter(({ type }) => type === 'signedUp')).toHaveLength(3);
    expect(outcomes.filter(({ type }) => type === 'full')).toHaveLength(9);
    expect(await taken(activity)).toBe(3);
  });

  test('twice is once; a place given back is free again', async () => {
    const [one, two] = await Promise.all([memberOf(places.north.union), memberOf(places.north.union)]);
    activity = await created({ capacity: 1 });
    await takePart(one, activity);
    expect(await takePart(one, activity)).toEqual({ type: 'signedUp' });
    expect(await takePart(two, activity)).toEqual({ type: 'full' });
    await at(db, monday, (work) => takeBackSignUp(work, one, activity));
    await at(db, monday, (work) => takeBackSignUp(work, one, activity));
    expect(await takePart(two, activity)).toEqual({ type: 'signedUp' });
    expect(await taken(activity)).toBe(1);
  });

  test('is for members of this union, before it begins, unless it is cancelled', async () => {
    const member = await memberOf(places.north.union);
    expect(await takePart(await memberOf(places.south.union), activity)).toEqual({ type: 'membersOnly' });
    expect(await takePart(await someone(db), activity)).toEqual({ type: 'membersOnly' });
    expect(await takePart(member, 999_999 as ActivityId)).toEqual({ type: 'gone' });
    expect(await takePart(member, activity, saturday)).toEqual({ type: 'over' });
    await at(db, monday, (work) => cancelActivity(work, officer, activity));
    expect(await takePart(member, activity)).toEqual({ type: 'cancelled' });
    expect(await taken(activity)).toBe(0);
  });
});

describe('announcing an activity', () => {
  const announce = (actor: Actor, activity: ActivityId, when: Date | 'now', now = monday) =>
    at(db, now, (work) => announceActivity(work, actor, { activity, at: when }));
  const noticesOf = (activity: ActivityId) =>
    db
      .select()
      .from(notices)
      .where(eq(notices.key, `activity:${activity}:announced`));

  test('reaches members who agreed and can be reached; twice is once', async () => {
    const [agrees, blocked] = await Promise.all([1, 2, 3].map(() => memberOf(places.north.union)));
    for (const member of [agrees, blocked])
      if (member) await db.transaction((tx) => giveConsent(tx, member.person, 'announcements', monday));
    if (blocked)
      await db.update(people).set({ unreachableSince: monday }).where(eq(people.id, blocked.person));
    const activity = await created();
    expect(await announce(officer, activity, 'now')).toEqual({
      type: 'announced',
      dueAt: monday,
      goesAt: monday,
      reach: 1,
    });
    expect(await noticesOf(activity)).toMatchObject([
      { reach: 'mass', union: places.north.union, createdBy: officer.person, dueAt: monday },
    ]);
    expect(await announce(officer, activity, 'now')).toEqual({ type: 'alreadyUnderWay' });
    expect(await noticesOf(activity)).toHaveLength(1);
  });

  test('a planned one can be moved, until it is under way, and not past the activity', async () => {
    const activity = await created();
    const friday = instantAt('2026-12-04', '10:00', timeZone);
    expect(await announce(officer, activity, friday)).toMatchObject({ type: 'announced', dueAt: friday });
    expect(await db.transaction((tx) => announcementOf(tx, activity, monday, timeZone))).toEqual({
      status: 'planned',
      dueAt: friday,
      goesAt: friday,
    });
    expect(await announce(officer, activity, saturday)).toEqual({ type: 'tooLate' });
    expect(await announce(officer, activity, new Date(monday.getTime() - 1))).toEqual({ type: 'past' });
    expect(await announce(officer, activity, 'now')).toMatchObject({ type: 'announced', dueAt: monday });
    expect(await noticesOf(activity)).toMatchObject([{ dueAt: monday }]);
  });

  test('is refused to others, and for what is over', async () => {
    const activity = await created();
    expect(await announce(stranger, activity, 'now')).toEqual({ type: 'notYours' });
    expect(await announce(officer, activity, 'now', saturday)).toEqual({ type: 'over' });
    expect(await noticesOf(activity)).toEqual([]);
  });

  test('a cancelled activity vanishes, and its announcement is called off', async () => {
    const activity = await created();
    await announce(officer, activity, instantAt('2026-12-04', '10:00', timeZone));
    expect(await at(db, monday, (work) => cancelActivity(work, stranger, activity))).toEqual({
      type: 'notYours',
    });
    expect(await at(db, monday, (work) => cancelActivity(work, officer, activity))).toEqual({
      type: 'cancelled',
    });
    expect((await noticesOf(activity))[0]?.cancelledAt).toEqual(monday);
    expect(await announce(officer, activity, 'now')).toEqual({ type: 'cancelled' });
    const coming = await db.transaction((tx) =>
      comingActivities(tx, places.north.union, officer.person, monday),
    );
    expect(coming.map(({ id }) => id)).not.toContain(activity);
    const card = await db.transaction((tx) => activityCard(tx, { id: activity }, officer.person));
    expect(card?.cancelled).toBe(true);
  });
});

describe('when the month is announced', () => {
  const set = (actor: Actor, weekday: number) =>
    at(db, monday, (work) =>
      setAnnouncementSchedule(work, actor, {
        union: places.north.union,
        rule: { nth: 2, weekday, time: '12:30' },
      }),
    );
  const current = () => db.transaction((tx) => scheduleOf(tx, places.north.union, monday, timeZone));

  test('the usual slot, until those who answer for the union choose another', async () => {
    expect(await current()).toEqual({
      rule: { nth: 1, weekday: 1, time: '10:00' },
      nextAt: instantAt('2026-12-07', '10:00', timeZone),
    });
    expect(await set(stranger, 3)).toEqual({ type: 'notYours' });
    expect(await db.select().from(announcementSchedules)).toEqual([]);
    await set(officer, 3);
    await set(officer, 4);
    expect(await current()).toEqual({
      rule: { nth: 2, weekday: 4, time: '12:30' },
      nextAt: instantAt('2026-12-10', '12:30', timeZone),
    });
  });

  test('a month that has been announced is left alone', async () => {
    await db.insert(notices).values({
      key: `monthly:${places.north.union}:2026-12`,
      kind: 'monthlyProgramme',
      reach: 'mass',
      body: { kind: 'monthlyProgramme', union: places.north.union, month: '2026-12' },
      union: places.north.union,
      createdAt: monday,
      dueAt: monday,
    });
    await set(officer, 3);
    expect((await current()).nextAt).toEqual(instantAt('2027-01-13', '12:30', timeZone));
  });
});

import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { claimRun, finishRun } from '../../src/db/queries/jobs.ts';
import {
  activities,
  announcementSchedules,
  deliveries,
  dialogues,
  jobRuns,
  notices,
  people,
  staffInvitations,
  surveyFiles,
  updates,
} from '../../src/db/schema.ts';
import { PersonId } from '../../src/domain/ids.ts';
import { nextMonthlySlot } from '../../src/domain/schedule.ts';
import { createJobs } from '../../src/jobs/create-jobs.ts';
import { crontab } from '../../src/jobs/crontab.ts';
import { silentLog } from '../../src/log.ts';
import { createAnnounceMonths } from '../../src/services/announce-month.ts';
import { createDecideHeldSlot } from '../../src/services/decide-held-slot.ts';
import { createForgetOldDeliveries } from '../../src/services/forget-old-deliveries.ts';
import {
  createForgetOldApplications,
  createForgetOldDialogues,
  createForgetOldInvitations,
  createForgetOldUpdates,
} from '../../src/services/forget-old-traces.ts';
import { createForgetOldImports } from '../../src/services/import/forget-old-imports.ts';
import { createTellWaiting } from '../../src/services/wishes/tell-waiting.ts';
import { addActivity } from '../support/audience.ts';
import { testDatabase } from '../support/database.ts';
import { at, someone, timeZone, told, twoStreets } from '../support/two-streets.ts';

const { db } = await testDatabase();
const { north, south } = await twoStreets(db);
const officer = await someone(db, { kind: 'union', union: north.union });
const stranger = await someone(db, { kind: 'union', union: south.union });
const announce = createAnnounceMonths({ db, timeZone, log: silentLog });
const decide = createDecideHeldSlot({ timeZone });

/** First Mondays of December and January, 10:00 in Beijing. */
const november = new Date('2026-11-20T02:00:00Z');
const december = new Date('2026-12-07T02:00:00Z');
const january = new Date('2027-01-04T02:00:00Z');
const hoursAfter = (instant: Date, hours: number) => new Date(instant.getTime() + hours * 3_600_000);

beforeEach(async () => {
  for (const table of [deliveries, notices, jobRuns, activities, announcementSchedules])
    await db.delete(table);
  await announce(november);
  await addActivity(db, north.union, new Date('2026-12-12T04:00:00Z'));
});

async function monthlyKeys(): Promise<string[]> {
  const rows = await db
    .select({ key: notices.key })
    .from(notices)
    .where(eq(notices.kind, 'monthlyProgramme'));
  return rows.map((row) => row.key).sort();
}

async function nextOf(union: number): Promise<Date | undefined> {
  const rows = await db.select().from(announcementSchedules);
  return rows.find((row) => row.union === union)?.nextAt;
}

describe('the month of a union', () => {
  test('is announced at its slot, and not a minute before', async () => {
    expect(await nextOf(north.union)).toEqual(december);
    expect(await announce(hoursAfter(december, -1 / 60))).toMatchObject({ announced: 0 });
    expect(await announce(december)).toMatchObject({ announced: 1 });
    expect(await monthlyKeys()).toEqual([`monthly:${north.union}:2026-12`]);
    expect(await nextOf(north.union)).toEqual(january);
  });

  test('is announced once, by whichever of several processes comes first', async () => {
    const counts = await Promise.all(Array.from({ length: 4 }, () => announce(hoursAfter(december, 0.1))));
    expect(counts.reduce((sum, { announced }) => sum + announced, 0)).toBe(1);
    expect(await db.$count(jobRuns)).toBe(2);
  });

  test('is not announced again when the clock is set back', async () => {
    await announce(december);
    await db.update(announcementSchedules).set({ nextAt: december });
    expect(await announce(december)).toMatchObject({ announced: 0, repeated: 2 });
    expect(await monthlyKeys()).toHaveLength(1);
  });

  test('says nothing when there is nothing', async () => {
    expect(await announce(december)).toMatchObject({ announced: 1, nothing: 1 });
    expect(await nextOf(south.union)).toEqual(january);
  });

  test('is made up for within six hours', async () => {
    expect(await announce(hoursAfter(december, 5.9))).toMatchObject({ announced: 1, held: 0 });
  });

  test('comes at the time its officers chose', async () => {
    const rule = { nth: 'last', weekday: 5, time: '12:30' } as const;
    const nextAt = nextMonthlySlot(rule, november, timeZone);
    await db
      .update(announcementSchedules)
      .set({ rule, nextAt })
      .where(eq(announcementSchedules.union, north.union));
    // The last Friday of November is in its last week: it is about December.
    expect(await announce(new Date('2026-11-27T04:30:00Z'))).toMatchObject({ announced: 1 });
    expect(await monthlyKeys()).toEqual([`monthly:${north.union}:2026-12`]);
    expect(await nextOf(north.union)).toEqual(new Date('2026-12-25T04:30:00Z'));
  });

  test('gives a union that came in later a slot of its own', async () => {
    await db.delete(announcementSchedules).where(eq(announcementSchedules.union, north.union));
    await announce(hoursAfter(december, 24));
    expect(await nextOf(north.union)).toEqual(january);
    expect(await monthlyKeys()).toEqual([]);
  });
});

describe('a slot missed by more than six hours', () => {
  const late = hoursAfter(december, 6.1);

  test('is held and asked about', async () => {
    expect(await announce(late)).toMatchObject({ announced: 0, held: 1, nothing: 1 });
    expect(await told(db, officer.person)).toEqual([
      {
        person: officer.person,
        body: { kind: 'slotHeld', union: north.union, month: '2026-12', slot: december.toISOString() },
      },
    ]);
    expect(await monthlyKeys()).toEqual([]);
    expect(await told(db, stranger.person)).toEqual([]);
  });

  test('goes out when its staff say so, once', async () => {
    await announce(late);
    const send = { union: north.union, slot: december, send: true };
    const answers = await Promise.all(
      [1, 2].map(() => at(db, hoursAfter(late, 1), (work) => decide(work, officer, send))),
    );
    expect(answers.map(({ type }) => type).sort()).toEqual(['sent', 'settled']);
    expect(await monthlyKeys()).toHaveLength(1);
  });

  test('stays out when they say so', async () => {
    await announce(late);
    const skip = { union: north.union, slot: december, send: false };
    expect(await at(db, late, (work) => decide(work, officer, skip))).toMatchObject({ type: 'skipped' });
    const send = { ...skip, send: true };
    expect(await at(db, late, (work) => decide(work, officer, send))).toEqual({ type: 'settled' });
    expect(await monthlyKeys()).toEqual([]);
  });

  test('is nobody else’s business, and no slot that was not held can be decided on', async () => {
    await announce(late);
    const send = { union: north.union, slot: december, send: true };
    expect(await at(db, late, (work) => decide(work, stranger, send))).toEqual({ type: 'notYours' });
    const other = { ...send, slot: january };
    expect(await at(db, late, (work) => decide(work, officer, other))).toEqual({ type: 'settled' });
  });

  test('is over when its activities are', async () => {
    await announce(late);
    const send = { union: north.union, slot: december, send: true };
    const afterwards = new Date('2026-12-20T00:00:00Z');
    expect(await at(db, afterwards, (work) => decide(work, officer, send))).toEqual({ type: 'over' });
  });

  test('of a month that is past is passed over; the next is on time', async () => {
    await addActivity(db, north.union, new Date('2027-01-15T04:00:00Z'));
    // Two slots of the union next door had nothing either.
    expect(await announce(hoursAfter(january, 0.5))).toMatchObject({ nothing: 3, held: 0, announced: 1 });
    expect(await monthlyKeys()).toEqual([`monthly:${north.union}:2027-01`]);
  });
});

describe('jobs', () => {
  const options = {
    runs: {
      claim: (run: { job: string; slot: string }, now: Date) => claimRun(db, run, now),
      finish: (run: { job: string; slot: string }, ended: Parameters<typeof finishRun>[2]) =>
        finishRun(db, run, ended),
    },
    timeZone,
    log: silentLog,
    elapsed: () => performance.now(),
  };
  const all = crontab({
    announceMonths: announce,
    sendDueBroadcasts: async () => ({ sent: 0 }),
    tellWaiting: createTellWaiting(db),
    approveBatches: async () => ({ approved: 0 }),
    tendSurveys: async () => ({ closed: 0 }),
    readSurveyFiles: async () => ({ read: 0 }),
    mixAnonymous: async () => ({ mixed: 0 }),
    remindReviewers: async () => ({ told: 0 }),
    askWorkplaces: async () => ({ asked: 0 }),
    takeFigures: async () => ({ unions: 0 }),
    tellDemandMet: async () => ({ told: 0 }),
    remindApplicants: async () => ({ reminded: 0, lapsed: 0 }),
    forgetStallVisits: async () => ({ stalls: 0, visits: 0 }),
    forgetOldUpdates: createForgetOldUpdates(db),
    forgetOldInvitations: createForgetOldInvitations(db),
    forgetOldDialogues: createForgetOldDialogues(db),
    forgetOldApplications: createForgetOldApplications(db),
    forgetOldDeliveries: createForgetOldDeliveries(db),
    forgetOldImports: createForgetOldImports(db),
  });

  test('run once a slot across processes, and go on when one of them fails', async () => {
    let ran = 0;
    const broken = { name: 'broken', every: 'hour', run: () => Promise.reject(new Error('no')) } as const;
    const counted = {
      name: 'counted',
      every: 'hour',
      run: async () => {
        ran += 1;
        return { ran };
      },
    } as const;
    const process = () => createJobs({ crontab: [broken, counted], now: () => december, ...options });
    await Promise.all([process().tick(), process().tick(), process().tick(hoursAfter(december, 0.5))]);
    expect(ran).toBe(1);
    await process().tick(hoursAfter(december, 1));
    expect(ran).toBe(2);
    const runs = await db.select().from(jobRuns).where(eq(jobRuns.job, 'broken'));
    expect(runs.map((run) => run.outcome)).toEqual(['failed', 'failed']);
  });

  test('at start make up for what was missed', async () => {
    const jobs = createJobs({ crontab: all, now: () => hoursAfter(december, 1), ...options });
    jobs.start();
    await jobs.stop();
    expect(await monthlyKeys()).toHaveLength(1);
  });

  test('forget what need not be kept, and nothing else', async () => {
    const row = { bot: 1, chat: 1, attempts: 0 };
    await db.insert(updates).values([
      { ...row, id: 1, status: 'done', at: hoursAfter(december, -49) },
      { ...row, id: 2, status: 'done', at: hoursAfter(december, -47) },
      { ...row, id: 3, status: 'parked', at: hoursAfter(december, -90), retryAt: december },
      { ...row, id: 4, status: 'aside', at: hoursAfter(december, -90) },
      { ...row, id: 5, status: 'aside', at: hoursAfter(december, -31 * 24) },
    ]);
    const invitation = { scope: 'district', scopeId: 0, createdAt: november } as const;
    await db.insert(staffInvitations).values([
      { ...invitation, secretHash: Buffer.from('a'), expiresAt: hoursAfter(december, -1) },
      { ...invitation, secretHash: Buffer.from('b'), expiresAt: hoursAfter(december, 1) },
      { ...invitation, secretHash: Buffer.from('c'), expiresAt: hoursAfter(december, -1), usedAt: november },
    ]);
    const [somebody] = await db.insert(people).values({ createdAt: november }).returning({ id: people.id });
    const half = { person: PersonId.parse(somebody?.id), state: Buffer.from('sealed'), open: false };
    await db.insert(dialogues).values([
      { ...half, kind: 'join', updatedAt: hoursAfter(december, -31 * 24) },
      { ...half, kind: 'survey', updatedAt: hoursAfter(december, -29 * 24) },
    ]);
    const sent = { by: half.person, receivedAt: november };
    await db.insert(surveyFiles).values([
      { ...sent, file: 'old', readAt: hoursAfter(december, -31 * 24) },
      { ...sent, file: 'new', readAt: hoursAfter(december, -29 * 24) },
      { ...sent, file: 'unread' },
    ]);
    await createJobs({ crontab: all, now: () => december, ...options }).tick();
    expect((await db.select().from(surveyFiles)).map(({ file }) => file)).toEqual(['new', 'unread']);
    expect((await db.select().from(dialogues)).map(({ kind }) => kind)).toEqual(['survey']);
    const left = await db.select({ id: updates.id }).from(updates);
    expect(left.map(({ id }) => id).sort()).toEqual([2, 3, 4]);
    expect(await db.$count(staffInvitations)).toBe(2);
  });
});

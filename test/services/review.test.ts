import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lockPerson } from '../../src/db/queries/memberships.ts';
import { openRejection } from '../../src/db/rejection.ts';
import { applications, memberships, people } from '../../src/db/schema.ts';
import { txOf } from '../../src/db/work.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { ApplicationId } from '../../src/domain/ids.ts';
import { createApproveApplication } from '../../src/services/approve-application.ts';
import { createListApplications } from '../../src/services/list-applications.ts';
import { createNextApplication, createOpenApplication } from '../../src/services/open-application.ts';
import { createRejectApplication } from '../../src/services/reject-application.ts';
import { createSubmitApplication } from '../../src/services/submit-application.ts';
import { withdrawApplication } from '../../src/services/withdraw-application.ts';
import { testDatabase } from '../support/database.ts';
import { at, audited, monday, someone, timeZone, told, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const submitApplication = createSubmitApplication({ vault, timeZone });
const openApplication = createOpenApplication({ vault });
const listApplications = createListApplications({ vault, timeZone });
const nextApplication = createNextApplication({ timeZone });
const rejectApplication = createRejectApplication({ vault });
const approveApplication = createApproveApplication({ vault, timeZone });

let places: Awaited<ReturnType<typeof twoStreets>>;
let officer: Actor;
let reviewer: Actor;
let stranger: Actor;
let district: Actor;
beforeAll(async () => {
  places = await twoStreets(db);
  officer = await someone(db, { kind: 'union', union: places.north.union });
  reviewer = await someone(db, { kind: 'street', street: places.north.street });
  stranger = await someone(db, { kind: 'street', street: places.south.street });
  district = await someone(db, { kind: 'district' });
});

let minutes = 0;
async function applied(where: 'north' | 'south' = 'north'): Promise<{ worker: Actor; id: ApplicationId }> {
  minutes += 1;
  const worker = await someone(db);
  const { building, union, unit } = places[where];
  const outcome = await at(db, new Date(monday.getTime() + minutes * 60_000), (work) =>
    submitApplication(work, worker, {
      building,
      union,
      unit: { kind: 'listed', unit, name: '' },
      name: '王小雨',
      phone: '13800000101',
      consent: 1,
      announcements: false,
    }),
  );
  if (outcome.type !== 'submitted') throw new Error(outcome.type);
  return { worker, id: outcome.application };
}

const approve = (actor: Actor, id: ApplicationId) =>
  at(db, monday, (work) => approveApplication(work, actor, id));
const reject = (actor: Actor, id: ApplicationId) =>
  at(db, monday, (work) => rejectApplication(work, actor, id, { reason: 'notReachable' }));
const statusOf = async (id: ApplicationId) =>
  (await db.select().from(applications).where(eq(applications.id, id)))[0]?.status;
const membershipsOf = (worker: Actor) =>
  db.select().from(memberships).where(eq(memberships.person, worker.person));

describe('approving', () => {
  test('makes her a member, keeps her name and phone under their own seals, and tells her', async () => {
    const { worker, id } = await applied();
    expect(await approve(officer, id)).toEqual({ type: 'approved' });
    expect(await membershipsOf(worker)).toMatchObject([
      { union: places.north.union, unit: places.north.unit, since: '2026-11-23', until: null },
    ]);
    const [person] = await db.select().from(people).where(eq(people.id, worker.person));
    expect(person?.name && vault.open(person.name, 'people.name')).toBe('王小雨');
    expect(person?.phone && vault.open(person.phone, 'people.phone')).toBe('13800000101');
    expect(await told(db, worker.person)).toEqual([
      { person: worker.person, body: { kind: 'applicationApproved', union: places.north.union } },
    ]);
  });

  test('two reviewers at once: one decides, the other is told what became of it', async () => {
    const { worker, id } = await applied();
    const outcomes = await Promise.all([approve(officer, id), reject(reviewer, id), approve(district, id)]);
    const settled = outcomes.filter(({ type }) => type === 'settled');
    expect(settled).toHaveLength(2);
    const status = await statusOf(id);
    expect(settled).toEqual([
      { type: 'settled', status },
      { type: 'settled', status },
    ]);
    expect(await membershipsOf(worker)).toHaveLength(status === 'approved' ? 1 : 0);
    expect(await told(db, worker.person)).toHaveLength(1);
  });

  test('a withdrawal a moment before wins', async () => {
    const { worker, id } = await applied();
    await at(db, monday, (work) => withdrawApplication(work, worker, id));
    expect(await approve(officer, id)).toEqual({ type: 'settled', status: 'withdrawn' });
    expect(await membershipsOf(worker)).toEqual([]);
    expect(await told(db, worker.person)).toEqual([]);
  });

  test('withdrawing and approving at once wait for each other, without deadlock', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { worker, id } = await applied();
      const [mine, theirs] = await Promise.all([
        // As her own turn does: her row's lock first.
        at(db, monday, async (work) => {
          await lockPerson(await txOf(work), worker.person);
          return withdrawApplication(work, worker, id);
        }),
        approve(officer, id),
      ]);
      const status = await statusOf(id);
      expect([mine.type, theirs.type]).toEqual(
        status === 'withdrawn' ? ['withdrawn', 'settled'] : ['notWaiting', 'approved'],
      );
    }
  });

  test('someone who became a member another way is not made one twice', async () => {
    const { worker, id } = await applied();
    await db
      .insert(memberships)
      .values({ person: worker.person, union: places.south.union, unit: null, since: '2026-11-01' });
    expect(await approve(officer, id)).toEqual({ type: 'alreadyMember' });
    expect(await statusOf(id)).toBe('submitted');
    expect(await reject(officer, id)).toEqual({ type: 'rejected' });
  });
});

describe('turning down', () => {
  test('tells the applicant why, in the reviewer’s words where there are some', async () => {
    const { worker, id } = await applied();
    const rejection = { reason: 'other', words: '请带工牌来一趟' } as const;
    await at(db, monday, (work) => rejectApplication(work, reviewer, id, rejection));
    expect(await told(db, worker.person)).toEqual([
      {
        person: worker.person,
        body: { kind: 'applicationRejected', union: places.north.union, application: id },
      },
    ]);
    const [row] = await db.select().from(applications).where(eq(applications.id, id));
    expect(row?.rejection?.includes('工牌')).toBe(false);
    expect(row?.rejection && openRejection(vault, row.rejection)).toEqual(rejection);
    expect(await statusOf(id)).toBe('rejected');
    expect(await membershipsOf(worker)).toEqual([]);
  });
});

describe('outside one’s scope', () => {
  test.each(['see', 'approve', 'reject'] as const)(
    'a reviewer of another street can’t %s, and the attempt is noted',
    async (wanted) => {
      const { worker, id } = await applied();
      const before = (await audited(db, 'application.refused')).length;
      const outcome = await {
        see: () => at(db, monday, (work) => openApplication(work, stranger, id)),
        approve: () => approve(stranger, id),
        reject: () => reject(stranger, id),
      }[wanted]();
      expect(outcome).toEqual({ type: 'notYours' });
      const attempts = await audited(db, 'application.refused');
      expect(attempts).toHaveLength(before + 1);
      expect(attempts.at(-1)).toMatchObject({ actor: stranger.person, subjectId: id, details: { wanted } });
      expect(await statusOf(id)).toBe('submitted');
      expect(await told(db, worker.person)).toEqual([]);
    },
  );

  test('a worker sees nothing, not even her own through this door', async () => {
    const { worker, id } = await applied();
    expect(await at(db, monday, (work) => openApplication(work, worker, id))).toEqual({ type: 'notYours' });
    expect(await approve(worker, id)).toEqual({ type: 'notYours' });
    expect((await at(db, monday, (work) => listApplications(work, worker, 'waiting', 0))).total).toBe(0);
  });

  test('an application that never was looks the same', async () => {
    expect(await approve(district, 2_000_000_000 as ApplicationId)).toEqual({ type: 'notYours' });
  });
});

describe('the queue', () => {
  beforeEach(async () => {
    await db.update(applications).set({ status: 'withdrawn' }).where(eq(applications.status, 'submitted'));
  });

  test('is of one’s own scope, oldest first, with names masked', async () => {
    const first = await applied('north');
    const second = await applied('south');
    const third = await applied('north');
    const ids = async (actor: Actor) =>
      (await at(db, monday, (work) => listApplications(work, actor, 'waiting', 0))).waiting.map(
        ({ id }) => id,
      );
    expect(await ids(officer)).toEqual([first.id, third.id]);
    expect(await ids(reviewer)).toEqual([first.id, third.id]);
    expect(await ids(stranger)).toEqual([second.id]);
    expect(await ids(district)).toEqual([first.id, second.id, third.id]);
    const { waiting } = await at(db, monday, (work) => listApplications(work, officer, 'waiting', 0));
    expect(JSON.stringify(waiting)).not.toMatch(/王小雨|138/u);
    expect(waiting[0]).toMatchObject({ maskedName: '王**', overdue: false });
    const later = new Date('2026-11-27T02:00:00Z');
    const { waiting: late } = await at(db, later, (work) => listApplications(work, officer, 'waiting', 0));
    expect(late[0]).toMatchObject({ overdue: true });
  });

  test('has pages, and a page past the end is the last', async () => {
    for (let n = 0; n < 7; n += 1) await applied();
    const page = (number: number) =>
      at(db, monday, (work) => listApplications(work, officer, 'waiting', number));
    expect(await page(0)).toMatchObject({ page: 0, pages: 2, total: 7 });
    expect((await page(0)).waiting).toHaveLength(6);
    expect(await page(9)).toMatchObject({ page: 1, pages: 2 });
    expect((await page(9)).waiting).toHaveLength(1);
  });

  test('goes on to the next after each, and from the end back to the oldest', async () => {
    const first = await applied();
    await applied('south');
    const third = await applied();
    const next = (after: ApplicationId | null) =>
      at(db, monday, (work) => nextApplication(work, officer, after));
    expect(await next(null)).toBe(first.id);
    expect(await next(first.id)).toBe(third.id);
    expect(await next(third.id)).toBe(first.id);
    await approve(officer, first.id);
    expect(await next(first.id)).toBe(third.id);
    await approve(officer, third.id);
    expect(await next(third.id)).toBeUndefined();
  });

  test('each opening of an application is noted, with nothing of what was seen', async () => {
    const { id } = await applied();
    const outcome = await at(db, monday, (work) => openApplication(work, officer, id));
    expect(outcome).toMatchObject({
      type: 'opened',
      application: {
        name: '王小雨',
        maskedPhone: '138****0101',
        unit: { kind: 'listed', name: 'north科技', room: '101' },
      },
    });
    const seen = await audited(db, 'application.seen');
    expect(seen.at(-1)).toMatchObject({ actor: officer.person, subjectId: id, details: {} });
  });
});

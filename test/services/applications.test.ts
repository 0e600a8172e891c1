import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applicationMoves, applications, duplicateVerdicts, memberships } from '../../src/db/schema.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { ApplicationId } from '../../src/domain/ids.ts';
import { silentLog } from '../../src/log.ts';
import { createAnswerReviewer } from '../../src/services/applications/answer-reviewer.ts';
import { createAppeal } from '../../src/services/applications/appeal.ts';
import { createApproveBatches } from '../../src/services/applications/approve-batches.ts';
import { createAskApplicant } from '../../src/services/applications/ask-applicant.ts';
import { claimApplication } from '../../src/services/applications/claim-application.ts';
import { tellApart } from '../../src/services/applications/duplicates.ts';
import { createEditApplication } from '../../src/services/applications/edit-application.ts';
import { createBatchServices } from '../../src/services/applications/order-batch.ts';
import { createReadMyApplication } from '../../src/services/applications/read-my-application.ts';
import { createRemindReviewers } from '../../src/services/applications/remind-reviewers.ts';
import { createShowPhone } from '../../src/services/applications/show-phone.ts';
import { createApproveApplication } from '../../src/services/approve-application.ts';
import { createListApplications } from '../../src/services/list-applications.ts';
import { createNextApplication, createOpenApplication } from '../../src/services/open-application.ts';
import { loadContent } from '../../src/services/outbox/content.ts';
import { createRejectApplication } from '../../src/services/reject-application.ts';
import { withdrawApplication } from '../../src/services/withdraw-application.ts';
import { applicant } from '../support/applicants.ts';
import { testDatabase } from '../support/database.ts';
import { at, audited, monday, someone, timeZone, told, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const deps = { vault, timeZone };
const open = createOpenApplication(deps);
const list = createListApplications(deps);
const approve = createApproveApplication(deps);
const reject = createRejectApplication(deps);
const ask = createAskApplicant(deps);
const answer = createAnswerReviewer(deps);
const appeal = createAppeal(deps);
const edit = createEditApplication(deps);
const showPhone = createShowPhone(deps);
const read = createReadMyApplication(deps);
const next = createNextApplication(deps);
const { previewBatch, orderBatch } = createBatchServices(deps);

let places: Awaited<ReturnType<typeof twoStreets>>;
let officer: Actor;
let colleague: Actor;
let reviewer: Actor;
let stranger: Actor;
let district: Actor;
beforeAll(async () => {
  places = await twoStreets(db);
  officer = await someone(db, { kind: 'union', union: places.north.union });
  colleague = await someone(db, { kind: 'union', union: places.north.union });
  reviewer = await someone(db, { kind: 'street', street: places.north.street });
  stranger = await someone(db, { kind: 'street', street: places.south.street });
  district = await someone(db, { kind: 'district' });
});
beforeEach(async () => {
  for (const status of ['submitted', 'needs_info', 'appealed'] as const)
    await db.update(applications).set({ status: 'withdrawn' }).where(eq(applications.status, status));
});

const now = new Date(monday.getTime() + 3_600_000);
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
const rowOf = async (id: ApplicationId) =>
  (await db.select().from(applications).where(eq(applications.id, id)))[0];
const kindsTold = async (actor: Actor, about?: ApplicationId) =>
  (await told(db, actor.person))
    .filter(
      ({ body }) => about === undefined || (body && 'application' in body && body.application === about),
    )
    .map(({ body }) => body?.kind);
const notReachable = { reason: 'notReachable' } as const;

describe('asking back', () => {
  test('she is asked, answers, and is promised another day', async () => {
    const { worker, id } = await applicant(db, places.north);
    expect(await at(db, now, (work) => ask(work, officer, id, '请发工牌'))).toEqual({ type: 'asked' });
    expect((await rowOf(id))?.status).toBe('needs_info');
    expect(await kindsTold(worker)).toEqual(['applicationAsked']);
    const progress = await at(db, now, (work) => read(work, worker, id));
    expect(progress?.steps.map(({ what }) => what)).toEqual(['submitted', 'needs_info']);
    expect(progress?.steps.at(-1)?.words).toBe('请发工牌');

    const answered = await at(db, days(2), (work) => answer(work, worker, id, '工牌在前台'));
    expect(answered).toMatchObject({ type: 'answered', dueOn: '2026-11-30' });
    expect(await kindsTold(officer, id)).toEqual(['applicationWaiting', 'applicationAnswered']);
    const opened = await at(db, days(2), (work) => open(work, officer, id));
    expect(opened).toMatchObject({
      application: {
        said: [
          { by: 'reviewer', words: '请发工牌' },
          { by: 'applicant', words: '工牌在前台' },
        ],
      },
    });
    const moves = await db.select().from(applicationMoves).where(eq(applicationMoves.application, id));
    for (const { words } of moves) expect(words?.includes('工牌') ?? false).toBe(false);
  });

  test('two at once: one asks or decides, the other is told', async () => {
    const { id } = await applicant(db, places.north);
    const outcomes = await Promise.all([
      at(db, now, (work) => ask(work, officer, id, '请发工牌')),
      at(db, now, (work) => approve(work, reviewer, id)),
    ]);
    expect(outcomes.filter(({ type }) => type === 'settled').length).toBeLessThanOrEqual(1);
    expect(outcomes.filter(({ type }) => type === 'asked' || type === 'approved').length).toBeGreaterThan(0);
  });

  test('nobody answers for her, nor twice', async () => {
    const { worker, id } = await applicant(db, places.north);
    const other = await someone(db);
    const notNow = { type: 'notNow' };
    expect(await at(db, now, (work) => answer(work, worker, id, '没人问'))).toEqual(notNow);
    await at(db, now, (work) => ask(work, officer, id, '请发工牌'));
    expect(await at(db, now, (work) => answer(work, other, id, '我来答'))).toEqual(notNow);
    expect(await at(db, now, (work) => read(work, other, id))).toBeUndefined();
    await at(db, now, (work) => answer(work, worker, id, '好的'));
    expect(await at(db, now, (work) => answer(work, worker, id, '再说一遍'))).toEqual(notNow);
  });
});

describe('an appeal', () => {
  test('goes to the street, once, and never back to who turned it down', async () => {
    const { worker, id } = await applicant(db, places.north);
    await at(db, now, (work) => reject(work, reviewer, id, notReachable));
    expect(await at(db, days(29), (work) => appeal(work, worker, id, '那天在开会'))).toMatchObject({
      type: 'appealed',
    });
    // The street's only reviewer turned it down: the district looks.
    expect(await kindsTold(district)).toContain('applicationAppealed');
    expect(await kindsTold(reviewer, id)).not.toContain('applicationAppealed');
    expect(await at(db, days(29), (work) => approve(work, officer, id))).toEqual({ type: 'street' });
    expect(await at(db, days(29), (work) => open(work, reviewer, id))).toEqual({ type: 'otherEyes' });
    for (const [actor, total] of [
      [officer, 0],
      [reviewer, 0],
      [district, 1],
    ] as const)
      expect((await at(db, days(29), (work) => list(work, actor, 'appealed', 0))).total).toBe(total);
    expect(await at(db, days(29), (work) => reject(work, district, id, notReachable))).toEqual({
      type: 'rejected',
    });
    expect(await kindsTold(worker)).toEqual(['applicationRejected', 'applicationRejected']);
    expect(await at(db, days(29), (work) => appeal(work, worker, id, '再看一次'))).toEqual({
      type: 'notNow',
    });
  });

  test('comes too late after thirty days', async () => {
    const { worker, id } = await applicant(db, places.north);
    await at(db, now, (work) => reject(work, reviewer, id, notReachable));
    expect(await at(db, days(30), (work) => appeal(work, worker, id, '现在才看到'))).toEqual({
      type: 'notNow',
    });
    expect((await rowOf(id))?.status).toBe('rejected');
  });
});

describe('nobody decides on her own', () => {
  test('an officer who applies finds no door to it, and trying is noted', async () => {
    const { worker, id } = await applicant(db, places.north, { worker: officer });
    expect(await kindsTold(officer, id)).toEqual([]);
    expect((await at(db, now, (work) => list(work, officer, 'waiting', 0))).total).toBe(0);
    expect(await at(db, now, (work) => approve(work, officer, id))).toEqual({ type: 'own' });
    expect(await at(db, now, (work) => open(work, officer, id))).toEqual({ type: 'own' });
    expect(await at(db, now, (work) => showPhone(work, officer, id))).toEqual({ type: 'own' });
    const tries = (await audited(db, 'application.refused')).filter(({ subjectId }) => subjectId === id);
    expect(tries.map(({ details }) => details)).toContainEqual({ wanted: 'approve', own: true });
    expect(await at(db, now, (work) => approve(work, reviewer, id))).toEqual({ type: 'approved' });
    await db
      .update(memberships)
      .set({ status: 'left', until: '2026-11-23' })
      .where(eq(memberships.person, worker.person));
  });
});

describe('editing', () => {
  test('until a reviewer has opened it', async () => {
    const { worker, id } = await applicant(db, places.north);
    const change = (name: string) => at(db, now, (work) => edit(work, worker, id, { field: 'name', name }));
    expect(await change('王晓雨')).toEqual({ type: 'edited' });
    const row = await rowOf(id);
    expect(row?.name && vault.open(row.name, 'applications.name')).toBe('王晓雨');
    await at(db, now, (work) => open(work, officer, id));
    expect(await change('李四')).toEqual({ type: 'notNow' });
    await at(db, now, (work) => ask(work, officer, id, '名字写全'));
    expect(await change('王小雨雨')).toEqual({ type: 'edited' });
  });

  test('a unit is found on the list by its name, or kept as she wrote it', async () => {
    const { worker, id } = await applicant(db, places.north);
    const change = (unit: string) => at(db, now, (work) => edit(work, worker, id, { field: 'unit', unit }));
    await change('没听说过的公司');
    expect(await rowOf(id)).toMatchObject({ unit: null });
    await change('north科技');
    expect(await rowOf(id)).toMatchObject({ unit: places.north.unit, unitWritten: null });
  });
});

describe('taking on', () => {
  test('keeps colleagues from deciding, for two hours, or until one takes it over', async () => {
    const { id } = await applicant(db, places.north);
    const second = await applicant(db, places.north);
    const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
    await at(db, now, (work) => claimApplication(work, officer, id, 'take'));
    expect(await at(db, now, (work) => approve(work, colleague, id))).toMatchObject({ type: 'claimed' });
    expect(await at(db, now, (work) => next(work, colleague, null))).toBe(second.id);
    const { waiting } = await at(db, now, (work) => list(work, colleague, 'waiting', 0));
    expect(waiting.map(({ desk }) => desk)).toEqual(['colleague', 'nobody']);
    expect((await at(db, now, (work) => list(work, officer, 'mine', 0))).total).toBe(1);
    expect((await at(db, hours(2), (work) => list(work, officer, 'mine', 0))).total).toBe(0);

    await at(db, now, (work) => claimApplication(work, colleague, id, 'take'));
    expect(await at(db, now, (work) => reject(work, officer, id, notReachable))).toMatchObject({
      type: 'claimed',
    });
    expect(await at(db, now, (work) => claimApplication(work, officer, id, 'giveBack'))).toEqual({
      type: 'givenBack',
    });
    expect((await rowOf(id))?.claimedBy).toBe(colleague.person);
    expect(await at(db, now, (work) => approve(work, colleague, id))).toEqual({ type: 'approved' });
    const taken = (await audited(db, 'application.claimed')).filter(({ subjectId }) => subjectId === id);
    expect(taken.map(({ details }) => details)).toEqual([{}, { from: officer.person }]);
    expect(await at(db, now, (work) => claimApplication(work, stranger, second.id, 'take'))).toEqual({
      type: 'notYours',
    });
  });

  test('a whole number is noted, each time', async () => {
    const { id } = await applicant(db, places.north, { phone: '13900009999' });
    expect(await at(db, now, (work) => showPhone(work, officer, id))).toEqual({
      type: 'shown',
      phone: '13900009999',
    });
    const seen = (await audited(db, 'application.phoneSeen')).filter(({ subjectId }) => subjectId === id);
    expect(seen).toMatchObject([{ actor: officer.person, at: now }]);
    expect(await at(db, now, (work) => showPhone(work, stranger, id))).toEqual({ type: 'notYours' });
  });
});

describe('duplicates', () => {
  test('the same phone, or the same name in a unit, is flagged, until told apart for good', async () => {
    const first = await applicant(db, places.north, { name: '赵小双', phone: '13911110000' });
    await at(db, now, (work) => approve(work, officer, first.id));
    const phone = await applicant(db, places.south, { phone: '13911110000' });
    const named = await applicant(db, places.north, { name: '赵小双', phone: '13911110001' });
    const alone = await applicant(db, places.north);
    const seen = async (actor: Actor, id: ApplicationId) => {
      const outcome = await at(db, now, (work) => open(work, actor, id));
      return outcome.type === 'opened' ? outcome.application.lookalikes : [];
    };
    expect(await seen(stranger, phone.id)).toMatchObject([
      { person: first.worker.person, why: ['phone'], maskedName: '赵**', memberSince: '2026-11-23' },
    ]);
    expect(await seen(officer, named.id)).toMatchObject([{ why: ['unitName'] }]);
    expect(await seen(officer, alone.id)).toEqual([]);
    expect((await at(db, now, (work) => list(work, officer, 'flagged', 0))).total).toBe(1);

    await at(db, now, (work) => tellApart(work, officer, named.id, alone.worker.person));
    expect(await db.select().from(duplicateVerdicts)).toEqual([]);
    await at(db, now, (work) => tellApart(work, officer, named.id, first.worker.person));
    expect(await seen(officer, named.id)).toEqual([]);
    expect(await db.select().from(duplicateVerdicts)).toHaveLength(1);
    await at(db, now, (work) => ask(work, officer, named.id, '名字对吗'));
    await at(db, now, (work) => edit(work, named.worker, named.id, { field: 'phone', phone: '13911110000' }));
    // Her phone resembles nobody she wasn't told apart from.
    expect((await seen(officer, named.id)).map(({ person }) => person)).toEqual([phone.worker.person]);
  });
});

describe('approving the plain ones together', () => {
  const approveBatches = createApproveBatches({ db, vault, timeZone, log: silentLog });

  test('takes those without a doubt, as they were shown, and tells how it went', async () => {
    const plain = [];
    for (let n = 0; n < 3; n += 1) plain.push(await applicant(db, places.north));
    const unlisted = await applicant(db, places.north, { listed: false });
    const elsewhere = await applicant(db, places.south);
    const preview = await at(db, now, (work) => previewBatch(work, officer));
    expect(preview).toMatchObject({ count: 3, last: plain[2]?.id });
    expect(JSON.stringify(preview.sample)).not.toContain('139');

    const agreed = { count: 3, last: plain[2]?.id as ApplicationId };
    for (const forged of [
      { ...agreed, count: 2 },
      { ...agreed, last: unlisted.id },
    ])
      expect(await at(db, now, (work) => orderBatch(work, officer, forged))).toMatchObject({
        type: 'changed',
      });
    expect(await at(db, now, (work) => orderBatch(work, officer, agreed))).toEqual({
      type: 'ordered',
      count: 3,
    });
    expect((await at(db, now, (work) => previewBatch(work, officer))).count).toBe(0);

    // Taken back a moment before its turn, it is passed over.
    const [first] = plain;
    if (first) await at(db, now, (work) => withdrawApplication(work, first.worker, first.id));
    const [one, other] = await Promise.all([approveBatches(now), approveBatches(now)]);
    expect(one.approved + other.approved).toBe(2);
    expect((await rowOf(plain[1]?.id as ApplicationId))?.status).toBe('approved');
    expect((await rowOf(unlisted.id))?.status).toBe('submitted');
    expect((await rowOf(elsewhere.id))?.status).toBe('submitted');
    const [notice] = (await told(db, officer.person)).filter(({ body }) => body?.kind === 'batchApproved');
    if (!notice?.body) throw new Error('nobody was told');
    expect(await loadContent(db, notice.body, { now, timeZone, vault })).toMatchObject({
      approved: 2,
      passed: 1,
    });
  });

  test('whose role is taken back meanwhile approves nothing', async () => {
    const someoneElse = await someone(db);
    const { id } = await applicant(db, places.north);
    const asOfficer = { ...officer, person: someoneElse.person };
    await at(db, now, (work) => orderBatch(work, asOfficer, { count: 1, last: id }));
    expect(await approveBatches(now)).toEqual({ approved: 0 });
    expect((await rowOf(id))?.status).toBe('submitted');
  });
});

describe('the promised day', () => {
  const remind = createRemindReviewers({ db, timeZone });
  const heard = async (actor: Actor) =>
    (await told(db, actor.person)).flatMap(({ body }) =>
      body?.kind === 'applicationsDue' ? [`${body.level} ${body.dueOn}`] : [],
    );

  test('is near: its union hears; has passed: the street; long ago: the district; each once, in one message', async () => {
    const { worker } = await applicant(db, places.north);
    await applicant(db, places.north);
    // Handed in on Monday, due on Thursday.
    await remind(new Date('2026-11-24T01:00:00Z'));
    expect(await heard(officer)).toEqual([]);
    for (const hour of ['01', '02']) await remind(new Date(`2026-11-25T${hour}:00:00Z`));
    expect(await heard(officer)).toEqual(['union 2026-11-26']);
    await remind(new Date('2026-11-26T01:00:00Z'));
    expect(await heard(officer)).toEqual(['union 2026-11-26']);
    for (const day of ['27', '28']) await remind(new Date(`2026-11-${day}T01:00:00Z`));
    expect(await heard(reviewer)).toEqual(['union 2026-11-26', 'street 2026-11-26']);
    expect(await heard(district)).toEqual([]);
    await remind(new Date('2026-12-14T01:00:00Z'));
    expect(await heard(district)).toEqual([]);
    for (const day of ['15', '16']) await remind(new Date(`2026-12-${day}T01:00:00Z`));
    expect(await heard(district)).toEqual(['district 2026-11-26']);
    expect(await heard(officer)).toEqual(['union 2026-11-26']);
    for (const actor of [worker, stranger]) expect(await heard(actor)).toEqual([]);

    const body = {
      kind: 'applicationsDue',
      level: 'street',
      scope: places.north.street,
      dueOn: '2026-11-26',
    } as const;
    expect(await loadContent(db, body, { now, timeZone, vault })).toMatchObject({
      unions: [{ union: { nameEn: 'north union' }, count: 2 }],
    });
    const gone = { ...body, dueOn: '2026-10-01' };
    expect(await loadContent(db, gone, { now, timeZone, vault })).toBeNull();
  });
});

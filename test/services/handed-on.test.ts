import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { applicationMoves, applications } from '../../src/db/schema.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { ApplicationId } from '../../src/domain/ids.ts';
import { createAnswerReviewer } from '../../src/services/applications/answer-reviewer.ts';
import { createAskApplicant } from '../../src/services/applications/ask-applicant.ts';
import { claimApplication } from '../../src/services/applications/claim-application.ts';
import { createListColleagues, handOver } from '../../src/services/applications/hand-over.ts';
import { createRemindApplicants } from '../../src/services/applications/remind-applicants.ts';
import { createApproveApplication } from '../../src/services/approve-application.ts';
import { createNextApplication } from '../../src/services/open-application.ts';
import { applicant } from '../support/applicants.ts';
import { testDatabase } from '../support/database.ts';
import { at, audited, monday, someone, timeZone, told, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const approve = createApproveApplication({ vault, timeZone });
const nextApplication = createNextApplication({ timeZone });
const listColleagues = createListColleagues({ vault });
const ask = createAskApplicant({ vault });
const answer = createAnswerReviewer({ vault, timeZone });
const remind = createRemindApplicants({ db, timeZone });

let places: Awaited<ReturnType<typeof twoStreets>>;
let officer: Actor;
let colleague: Actor;
let elsewhere: Actor;
beforeAll(async () => {
  places = await twoStreets(db);
  officer = await someone(db, { kind: 'union', union: places.north.union });
  colleague = await someone(db, { kind: 'street', street: places.north.street });
  elsewhere = await someone(db, { kind: 'street', street: places.south.street });
});
const now = <T>(body: Parameters<typeof at<T>>[2]) => at(db, monday, body);
const days = (n: number) => new Date(monday.getTime() + n * 86_400_000);
const kindsTold = async (who: Actor, id: ApplicationId) =>
  (await told(db, who.person)).flatMap(({ body }) =>
    body && 'application' in body && body.application === id ? [body.kind] : [],
  );

test('handed over, it is on a colleague’s desk: she hears, and nobody else decides', async () => {
  const { id } = await applicant(db, places.north);
  const listed = await now((work) => listColleagues(work, officer, id));
  expect(listed).toEqual({
    type: 'listed',
    colleagues: [{ person: colleague.person, name: null, from: 'street' }],
  });
  expect((await now((work) => handOver(work, officer, id, colleague.person))).type).toBe('handedOver');
  expect(await kindsTold(colleague, id)).toContain('applicationHandedOver');
  expect((await audited(db, 'application.handedOver')).at(-1)).toMatchObject({
    actor: officer.person,
    details: { to: colleague.person },
  });
  expect((await now((work) => approve(work, officer, id))).type).toBe('claimed');
  expect(await now((work) => nextApplication(work, officer, null))).toBeUndefined();
  // What a colleague has she can't hand on, either.
  expect((await now((work) => handOver(work, officer, id, officer.person))).type).toBe('claimed');
  expect((await now((work) => approve(work, colleague, id))).type).toBe('approved');
});

test('only to those who may decide on it, and by those who may', async () => {
  const { id, worker } = await applicant(db, places.north);
  const hand = (actor: Actor, to: Actor) => now((work) => handOver(work, actor, id, to.person));
  expect((await hand(officer, elsewhere)).type).toBe('notHers');
  expect((await hand(officer, worker)).type).toBe('notHers');
  expect((await hand(officer, officer)).type).toBe('notHers');
  expect((await hand(elsewhere, elsewhere)).type).toBe('notYours');
  await now((work) => claimApplication(work, colleague, id, 'take'));
  expect((await hand(officer, colleague)).type).toBe('claimed');
  expect((await hand(colleague, officer)).type).toBe('handedOver');
});

test('asked and silent, she is reminded twice, and then it lapses; asked anew, it begins anew', async () => {
  const { id, worker } = await applicant(db, places.north);
  await now((work) => ask(work, officer, id, '在哪一层上班？'));
  const other = await applicant(db, places.north);
  await now((work) => ask(work, officer, other.id, '在哪一层上班？'));

  for (const day of [1, 3, 3.2, 5, 9, 10]) await remind(days(day));
  expect(await kindsTold(worker, id)).toEqual([
    'applicationAsked',
    'applicationAskedAgain',
    'applicationAskedAgain',
  ]);
  // The other one answers, and is left alone; asked once more, her days begin anew.
  await at(db, days(11), (work) => answer(work, other.worker, other.id, '三层'));
  await remind(days(29));
  await at(db, days(29), (work) => ask(work, officer, other.id, '具体哪间？'));

  expect(await remind(days(30))).toEqual({ reminded: 0, lapsed: 1 });
  expect(await remind(days(31))).toEqual({ reminded: 0, lapsed: 0 });
  const [row] = await db.select().from(applications).where(eq(applications.id, id));
  expect(row).toMatchObject({ status: 'withdrawn', decidedBy: null });
  const moves = await db.select().from(applicationMoves).where(eq(applicationMoves.application, id));
  expect(moves.at(-1)).toMatchObject({ from: 'needs_info', to: 'withdrawn', by: null });
  expect((await kindsTold(worker, id)).at(-1)).toBe('applicationLapsed');
  const [spared] = await db.select().from(applications).where(eq(applications.id, other.id));
  expect(spared?.status).toBe('needs_info');
  // She may come back at once.
  await applicant(db, places.north, { worker });
});

import { asc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { applicationMoves, applications, memberships } from '../../src/db/schema.ts';
import { type Actor, answersFor } from '../../src/domain/actor.ts';
import type { ApplicationId } from '../../src/domain/ids.ts';
import { allowedMoves, applicationLifecycle } from '../../src/domain/lifecycle.ts';
import { queueFilters } from '../../src/domain/review.ts';
import { createAnswerReviewer } from '../../src/services/applications/answer-reviewer.ts';
import { createAppeal } from '../../src/services/applications/appeal.ts';
import { createAskApplicant } from '../../src/services/applications/ask-applicant.ts';
import { claimApplication } from '../../src/services/applications/claim-application.ts';
import { tellApart } from '../../src/services/applications/duplicates.ts';
import { createEditApplication } from '../../src/services/applications/edit-application.ts';
import { createReadMyApplication } from '../../src/services/applications/read-my-application.ts';
import { createShowPhone } from '../../src/services/applications/show-phone.ts';
import { createApproveApplication } from '../../src/services/approve-application.ts';
import { createListApplications } from '../../src/services/list-applications.ts';
import { createOpenApplication } from '../../src/services/open-application.ts';
import { createRejectApplication } from '../../src/services/reject-application.ts';
import { withdrawApplication } from '../../src/services/withdraw-application.ts';
import { applicant } from '../support/applicants.ts';
import { testDatabase } from '../support/database.ts';
import { at, monday, someone, timeZone, twoStreets, vault } from '../support/two-streets.ts';

/*
 * Whatever anybody does in whatever order, with her own ids or forged ones: no application gets where the table of moves
 * doesn't lead, and nobody sees one that isn't hers to see.
 */

const { db } = await testDatabase();
const deps = { vault, timeZone };
const [open, approve, reject, ask, answer, appeal, edit, phone, read, list] = [
  createOpenApplication(deps),
  createApproveApplication(deps),
  createRejectApplication(deps),
  createAskApplicant(deps),
  createAnswerReviewer(deps),
  createAppeal(deps),
  createEditApplication(deps),
  createShowPhone(deps),
  createReadMyApplication(deps),
  createListApplications(deps),
] as const;

let places: Awaited<ReturnType<typeof twoStreets>>;
let staff: readonly Actor[];
beforeAll(async () => {
  places = await twoStreets(db);
  const { north, south } = places;
  staff = [
    await someone(db, { kind: 'union', union: north.union }),
    await someone(db, { kind: 'union', union: south.union }),
    await someone(db, { kind: 'street', street: north.street }),
    await someone(db, { kind: 'street', street: south.street }),
    await someone(db, { kind: 'district' }),
  ];
});

const verbs = [
  'open',
  'approve',
  'reject',
  'ask',
  'answer',
  'appeal',
  'edit',
  'phone',
  'read',
  'claim',
  'giveBack',
  'apart',
  'withdraw',
  'list',
] as const;
const moves = new Set(allowedMoves(applicationLifecycle));
/** What an outcome is called that shows or changes something. */
const done = /^(opened|approved|rejected|asked|answered|appealed|edited|shown|taken|apart|withdrawn)$/u;

test('random moves by random people lead nowhere they shouldn’t', async () => {
  const step = fc.record({
    who: fc.nat(8),
    verb: fc.constantFrom(...verbs),
    which: fc.nat(3),
    hours: fc.nat(30),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
      const worker = await someone(db);
      const another = await someone(db);
      const north = await applicant(db, places.north, { worker });
      // An officer of the north joins there herself: she is her own applicant.
      const self = await someone(db, { kind: 'union', union: places.north.union });
      const own = await applicant(db, places.north, { worker: self });
      const south = await applicant(db, places.south, { worker: another });
      const people = [worker, another, self, await someone(db), ...staff];
      const ids = [north.id, own.id, south.id, 2_000_000_000 as ApplicationId];
      const ofPlace = new Map([
        [north.id, places.north],
        [own.id, places.north],
        [south.id, places.south],
      ]);
      const applicants = new Map([
        [north.id, worker],
        [own.id, self],
        [south.id, another],
      ]);

      let now = monday.getTime() + 7_200_000;
      for (const { who, verb, which, hours } of steps) {
        now += hours * 3_600_000;
        const actor = people[who % people.length] as Actor;
        const id = ids[which] as ApplicationId;
        const place = ofPlace.get(id);
        const hers = applicants.get(id)?.person === actor.person;
        const outcome = await act(verb, actor, id, new Date(now));
        if (!done.test(outcome)) continue;
        if (/^(answer|appeal|edit|read|withdraw)$/u.test(verb)) expect([verb, hers]).toEqual([verb, true]);
        else expect([verb, hers, place && answersFor(actor, place)]).toEqual([verb, false, true]);
      }

      for (const id of ids.slice(0, 3)) {
        const [row] = await db.select().from(applications).where(eq(applications.id, id));
        const made = await db
          .select()
          .from(applicationMoves)
          .where(eq(applicationMoves.application, id))
          .orderBy(asc(applicationMoves.id));
        for (const { from, to } of made) expect(moves).toContain(`${from ?? ''}>${to}`);
        // The history has no gap, and ends where the application is.
        expect(made.map(({ from }) => from)).toEqual([null, ...made.slice(0, -1).map(({ to }) => to)]);
        expect(row?.status).toBe(made.at(-1)?.to);
        expect(made.filter(({ to }) => to === 'appealed').length).toBeLessThanOrEqual(1);
        const person = applicants.get(id)?.person;
        const members = await db
          .select()
          .from(memberships)
          .where(eq(memberships.person, person ?? worker.person));
        expect(members.length).toBe(row?.status === 'approved' ? 1 : 0);
        for (const { from, to, by } of made) {
          const decides = /^(approved|rejected|needs_info)$/u.test(to);
          expect([to, by === person]).toEqual([to, !decides]);
          if (from === 'appealed' && decides)
            expect(made.find((move) => move.to === 'rejected')?.by).not.toBe(by);
        }
      }
    }),
    { numRuns: 25 },
  );
});

/** @returns what the service called it; of a list, whether something was in it that isn't hers */
async function act(
  verb: (typeof verbs)[number],
  actor: Actor,
  id: ApplicationId,
  now: Date,
): Promise<string> {
  const { type } = await at(db, now, async (work): Promise<{ readonly type: string }> => {
    switch (verb) {
      case 'open':
        return open(work, actor, id);
      case 'approve':
        return approve(work, actor, id);
      case 'reject':
        return reject(work, actor, id, { reason: 'notReachable' });
      case 'ask':
        return ask(work, actor, id, '请补一张工牌');
      case 'answer':
        return answer(work, actor, id, '补好了');
      case 'appeal':
        return appeal(work, actor, id, '请再看一次');
      case 'edit':
        return edit(work, actor, id, { field: 'name', name: '王晓雨' });
      case 'phone':
        return phone(work, actor, id);
      case 'read':
        return { type: (await read(work, actor, id)) ? 'shown' : 'nothing' };
      case 'claim':
        return claimApplication(work, actor, id, 'take');
      case 'giveBack':
        return claimApplication(work, actor, id, 'giveBack');
      case 'apart':
        return tellApart(work, actor, id, actor.person);
      case 'withdraw':
        return withdrawApplication(work, actor, id);
      case 'list': {
        for (const filter of queueFilters)
          for (const { id: listed } of (await list(work, actor, filter, 0)).waiting)
            await mayBeListed(actor, listed);
        return { type: 'listed' };
      }
    }
  });
  return type;
}

async function mayBeListed(actor: Actor, id: ApplicationId): Promise<void> {
  const [row] = await db.select().from(applications).where(eq(applications.id, id));
  const place = [places.north, places.south].find(({ union }) => union === row?.union);
  expect(place && answersFor(actor, place) && row?.person !== actor.person).toBe(true);
}

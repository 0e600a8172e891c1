import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import {
  applications,
  buildings,
  memberships,
  outreachTasks,
  proposals,
  unionBuildings,
  unions,
  units,
  wishes,
} from '../../src/db/schema.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { ApplicationId, BuildingId, ProposalId, UnionId, UnitId } from '../../src/domain/ids.ts';
import type { WishPlace } from '../../src/domain/wish.ts';
import type { Work } from '../../src/domain/work.ts';
import { createApproveApplication } from '../../src/services/approve-application.ts';
import { createCloseCard } from '../../src/services/directory/close-card.ts';
import { createMergeBuildings } from '../../src/services/directory/merge-buildings.ts';
import { createMoveBuilding } from '../../src/services/directory/move-building.ts';
import { createSubmitApplication } from '../../src/services/submit-application.ts';
import { createAcceptProposal } from '../../src/services/wishes/accept-proposal.ts';
import { createDeclineProposal } from '../../src/services/wishes/decline-proposal.ts';
import { leaveWish } from '../../src/services/wishes/leave-wish.ts';
import { createProposeBuilding, type Proposal } from '../../src/services/wishes/propose-building.ts';
import { createSayUnit } from '../../src/services/wishes/say-unit.ts';
import { takeBackWish } from '../../src/services/wishes/take-back-wish.ts';
import { takeOnDemand } from '../../src/services/wishes/take-on-demand.ts';
import { testDatabase } from '../support/database.ts';
import { at, monday, someone, timeZone, twoStreets, vault } from '../support/two-streets.ts';

/*
 * The directory changes while somebody wishes, applies or is decided on: whichever comes first, nobody is lost between
 * the two.
 */

const { db } = await testDatabase({ max: 8 });
const { north } = await twoStreets(db);
const street = await someone(db, { kind: 'street', street: north.street });
const approve = createApproveApplication({ vault, timeZone });
const submit = createSubmitApplication({ vault, timeZone });
const mergeBuildings = createMergeBuildings({ timeZone });
const moveBuilding = createMoveBuilding({ timeZone });
const closeCard = createCloseCard({ timeZone });
const propose = createProposeBuilding({ vault });
const accept = createAcceptProposal({ timeZone });
const decline = createDeclineProposal({ vault });
const sayUnit = createSayUnit({ vault });

/** Does the second while the first is done but not committed; resolves when both are. */
async function meanwhile<One, Other>(
  first: (work: Work) => Promise<One>,
  second: (work: Work) => Promise<Other>,
): Promise<[One, Other]> {
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let one: Promise<One> | undefined;
  await new Promise<void>((done, fail) => {
    one = at(db, monday, async (work) => {
      const outcome = await first(work);
      done();
      await gate;
      return outcome;
    });
    one.catch(fail);
  });
  let isOver = false;
  const other = at(db, monday, second).finally(() => {
    isOver = true;
  });
  other.catch(() => undefined);
  while (!isOver && !(await somebodyWaits())) await new Promise(setImmediate);
  goOn();
  return Promise.all([one as Promise<One>, other]);
}

async function somebodyWaits(): Promise<boolean> {
  const rows = await db.execute(sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return rows.length > 0;
}

let made = 0;
async function building(union: UnionId | null): Promise<{ building: BuildingId; unit: UnitId }> {
  made += 1;
  const [row] = await db
    .insert(buildings)
    .values({
      code: `sim-${made}`,
      street: north.street,
      name: `同时${made}号楼`,
      address: { zh: '北街1号' },
      latitude: 39.9,
      longitude: 116.35,
    })
    .returning({ id: buildings.id });
  if (!row) throw new Error('no building');
  if (union !== null)
    await db.insert(unionBuildings).values({ union, building: row.id, since: '2026-01-01' });
  const [unit] = await db
    .insert(units)
    .values({
      building: row.id,
      name: '同名公司',
      normalised: '同名公司',
      kind: 'firm',
      room: '1',
      nonPublic: true,
      organised: 'none',
      workers: 10,
      openedOn: '2020-01-01',
    })
    .returning({ id: units.id });
  if (!unit) throw new Error('no unit');
  return { building: row.id, unit: unit.id };
}
async function otherUnion(): Promise<UnionId> {
  made += 1;
  const [row] = await db
    .insert(unions)
    .values({
      code: `simu-${made}`,
      street: north.street,
      kind: 'joint',
      name: `同时${made}工会`,
      nameEn: '',
      foundedOn: '2026-01-01',
      office: {},
      officeHours: {},
      phone: '',
      introduction: {},
    })
    .returning({ id: unions.id });
  if (!row) throw new Error('no union');
  return row.id;
}

const applies = (worker: Actor, at: { building: BuildingId; unit: UnitId }) => (work: Work) =>
  submit(work, worker, {
    building: at.building,
    union: north.union,
    unit: { kind: 'listed', unit: at.unit, name: '同名公司' },
    name: '王小雨',
    phone: '13800000101',
    consent: 1,
    announcements: false,
  });
async function applied(place: { building: BuildingId; unit: UnitId }) {
  const worker = await someone(db);
  const outcome = await at(db, monday, applies(worker, place));
  if (outcome.type !== 'submitted') throw new Error(outcome.type);
  return { worker, id: outcome.application };
}
const approving = (id: ApplicationId) => (work: Work) => approve(work, street, id);
const membershipOf = async ({ person }: Actor) =>
  (await db.select().from(memberships).where(eq(memberships.person, person))).map(({ union, unit }) => ({
    union,
    unit,
  }));

describe('an application', () => {
  test.each(['the merge', 'the approval'])(
    'approved while her building is merged: she belongs to the unit that stays (%s first)',
    async (first) => {
      const [from, into] = [await building(north.union), await building(north.union)];
      const { worker, id } = await applied(from);
      const merging = (work: Work) =>
        mergeBuildings(work, street, { from: from.building, into: into.building });
      if (first === 'the merge') await meanwhile(merging, approving(id));
      else await meanwhile(approving(id), merging);
      expect(await membershipOf(worker)).toEqual([{ union: north.union, unit: into.unit }]);
    },
  );

  test('handed in while the building is given away: the move waits, and then does not happen', async () => {
    const place = await building(north.union);
    const move = { building: place.building, seen: north.union, to: await otherUnion() };
    const worker = await someone(db);
    const outcomes = await meanwhile(applies(worker, place), (work) => moveBuilding(work, street, move));
    expect(outcomes).toMatchObject([{ type: 'submitted' }, { type: 'applicationsWaiting', count: 1 }]);
  });

  test('handed in a moment after, it is to a union that does not cover it', async () => {
    const place = await building(north.union);
    const move = { building: place.building, seen: north.union, to: await otherUnion() };
    const worker = await someone(db);
    const outcomes = await meanwhile((work) => moveBuilding(work, street, move), applies(worker, place));
    expect(outcomes).toMatchObject([{ type: 'moved' }, { type: 'notCovered' }]);
    expect(await db.select().from(applications).where(eq(applications.person, worker.person))).toEqual([]);
  });

  test('handed in while the building is closed: it is not', async () => {
    const place = await building(north.union);
    const closing = (work: Work) => closeCard(work, street, { kind: 'building', id: place.building });
    const outcomes = await meanwhile(applies(await someone(db), place), closing);
    expect(outcomes).toMatchObject([{ type: 'submitted' }, { type: 'applicationsWaiting' }]);
  });

  test('that waits for her answer, or for the street’s, keeps the building where it is, too', async () => {
    const place = await building(north.union);
    const { id } = await applied(place);
    await db.update(applications).set({ status: 'needs_info' }).where(eq(applications.id, id));
    const move = { building: place.building, seen: north.union, to: await otherUnion() };
    expect(await at(db, monday, (work) => moveBuilding(work, street, move))).toMatchObject({
      type: 'applicationsWaiting',
    });
  });
});

async function proposed(more: Partial<Proposal> = {}) {
  made += 1;
  const worker = await someone(db);
  const proposal = {
    name: `同时说的${made}号楼`,
    street: north.street,
    at: null,
    address: '北街2号',
    ...more,
  };
  const outcome = await at(db, monday, (work) => propose(work, worker, proposal));
  if (outcome.type !== 'proposed' || outcome.place.kind !== 'proposal') throw new Error(outcome.type);
  return { worker, proposal, place: outcome.place, id: outcome.place.proposal };
}
const listing = (id: ProposalId) => (work: Work) =>
  accept(work, street, id, {
    name: `登记${id}号楼`,
    street: north.street,
    address: '北街2号',
    at: { latitude: 39.9, longitude: 116.35 },
  });
const wishesOf = ({ person }: Actor) => db.select().from(wishes).where(eq(wishes.person, person));

describe('a wish', () => {
  test('taken back while its building is listed is taken back', async () => {
    const { worker, place, id } = await proposed();
    const [, outcome] = await meanwhile(listing(id), (work) => takeBackWish(work, worker, place));
    expect(outcome).toEqual({ type: 'takenBack' });
    expect(await wishesOf(worker)).toEqual([]);
  });

  test('given its unit while its building is listed keeps it', async () => {
    const { worker, place, id } = await proposed();
    const unit = { kind: 'written', name: '听雨公司' } as const;
    const [, outcome] = await meanwhile(listing(id), (work) => sayUnit(work, worker, { place, unit }));
    expect(outcome).toEqual({ type: 'said' });
  });

  test('for a building that is being declined is told of anew', async () => {
    const { proposal, id } = await proposed();
    const late = await someone(db);
    const [, outcome] = await meanwhile(
      (work) => decline(work, street, id, { reason: 'notFound' }),
      (work) => propose(work, late, proposal),
    );
    expect(outcome.type).toBe('proposed');
    const open = await db.select({ id: proposals.id }).from(proposals).where(eq(proposals.status, 'open'));
    const [wish] = await wishesOf(late);
    expect(open.map((row) => row.id)).toContain(wish?.proposal);
  });
});

test('a demand is taken on where the building has become another', async () => {
  const [from, into] = [await building(null), await building(null)];
  const place: WishPlace = { kind: 'building', building: from.building };
  await at(db, monday, async (work) => leaveWish(work, await someone(db), place));
  const outcomes = await meanwhile(
    (work) => mergeBuildings(work, street, { from: from.building, into: into.building }),
    (work) => takeOnDemand(work, street, from.building),
  );
  expect(outcomes).toMatchObject([{ type: 'merged' }, { type: 'takenOn' }]);
  const tasks = await db.select({ building: outreachTasks.building }).from(outreachTasks);
  expect(tasks).toEqual([{ building: into.building }]);
});

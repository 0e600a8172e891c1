import { and, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { moveWishes, tellWishers } from '../../src/db/queries/wishes.ts';
import {
  buildings,
  deliveries,
  directoryChanges,
  notices,
  outreachMoves,
  outreachTasks,
  people,
  proposals,
  streets,
  unionBuildings,
  wishes,
} from '../../src/db/schema.ts';
import { txOf } from '../../src/db/work.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { BuildingId, ProposalId } from '../../src/domain/ids.ts';
import { mayNote, outreachResults } from '../../src/domain/outreach.ts';
import type { WishPlace } from '../../src/domain/wish.ts';
import { createAcceptProposal } from '../../src/services/wishes/accept-proposal.ts';
import { createDeclineProposal } from '../../src/services/wishes/decline-proposal.ts';
import { createFindProposed } from '../../src/services/wishes/find-proposed.ts';
import { leaveWish } from '../../src/services/wishes/leave-wish.ts';
import { createListDemand } from '../../src/services/wishes/list-demand.ts';
import { createListMyWishes } from '../../src/services/wishes/list-my-wishes.ts';
import { createMergeProposal } from '../../src/services/wishes/merge-proposal.ts';
import { createNoteOutreach } from '../../src/services/wishes/note-outreach.ts';
import { createOpenDemand } from '../../src/services/wishes/open-demand.ts';
import { createProposeBuilding, type Proposal } from '../../src/services/wishes/propose-building.ts';
import { createReadWish } from '../../src/services/wishes/read-wish.ts';
import { createSayUnit } from '../../src/services/wishes/say-unit.ts';
import { takeBackWish } from '../../src/services/wishes/take-back-wish.ts';
import { takeOnDemand } from '../../src/services/wishes/take-on-demand.ts';
import { createTellWaiting } from '../../src/services/wishes/tell-waiting.ts';
import { testDatabase } from '../support/database.ts';
import { at, audited, monday, someone, timeZone, told, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase({ max: 12 });
const readWish = createReadWish({ vault });
const findProposed = createFindProposed({ vault });
const sayUnit = createSayUnit({ vault });
const listMyWishes = createListMyWishes({ vault });
const proposeBuilding = createProposeBuilding({ vault });
const listDemand = createListDemand({ vault });
const openDemand = createOpenDemand({ vault });
const noteOutreach = createNoteOutreach({ vault, timeZone });
const acceptProposal = createAcceptProposal({ timeZone });
const mergeProposal = createMergeProposal({ vault, timeZone });
const declineProposal = createDeclineProposal({ vault });
const tellWaiting = createTellWaiting(db);

const places = await twoStreets(db);
const reviewer = await someone(db, { kind: 'street', street: places.north.street });
const colleague = await someone(db, { kind: 'street', street: places.north.street });
const stranger = await someone(db, { kind: 'street', street: places.south.street });
const district = await someone(db, { kind: 'district' });
const officer = await someone(db, { kind: 'union', union: places.north.union });

let made = 0;
/** A building of the northern street without a union. */
async function uncovered(): Promise<BuildingId> {
  made += 1;
  const [row] = await db
    .insert(buildings)
    .values({
      code: `free-${made}`,
      street: places.north.street,
      name: `等待${made}号楼`,
      address: { zh: '北街1号' },
      latitude: 39.9,
      longitude: 116.35,
    })
    .returning({ id: buildings.id });
  if (!row) throw new Error('no building');
  return row.id;
}
const cover = (building: BuildingId) =>
  db.insert(unionBuildings).values({ union: places.north.union, building, since: '2026-11-23' });

const placeOf = (building: BuildingId): WishPlace => ({ kind: 'building', building });
const wish = (actor: Actor, place: WishPlace) => at(db, monday, (work) => leaveWish(work, actor, place));
const takeBack = (actor: Actor, place: WishPlace) =>
  at(db, monday, (work) => takeBackWish(work, actor, place));
const view = (actor: Actor, place: WishPlace) =>
  at(db, monday, (work) => readWish(work, actor.person, place));
async function wishers(n: number, place: WishPlace): Promise<Actor[]> {
  const people: Actor[] = [];
  for (let each = 0; each < n; each += 1) {
    const worker = await someone(db);
    await wish(worker, place);
    people.push(worker);
  }
  return people;
}
const keys = async () => (await db.select({ key: notices.key }).from(notices)).map(({ key }) => key);

let names = 0;
function anything(more: Partial<Proposal> = {}): Proposal {
  names += 1;
  return { name: `无名${names}号楼`, street: places.north.street, at: null, address: '北街2号', ...more };
}
const propose = (actor: Actor, proposal: Proposal) =>
  at(db, monday, (work) => proposeBuilding(work, actor, proposal));
async function proposed(
  more: Partial<Proposal> = {},
): Promise<{ worker: Actor; id: ProposalId; place: WishPlace }> {
  const worker = await someone(db);
  const outcome = await propose(worker, anything(more));
  if (outcome.type !== 'proposed' || outcome.place.kind !== 'proposal') throw new Error(outcome.type);
  return { worker, id: outcome.place.proposal, place: outcome.place };
}
const listing = {
  name: '听雨大厦',
  street: places.north.street,
  address: '北街2号',
  at: { latitude: 39.9, longitude: 116.35 },
};
const accept = (actor: Actor, id: ProposalId, more = {}) =>
  at(db, monday, (work) => acceptProposal(work, actor, id, { ...listing, ...more }));
const merge = (actor: Actor, id: ProposalId, into: BuildingId) =>
  at(db, monday, (work) => mergeProposal(work, actor, id, into));
const decline = (actor: Actor, id: ProposalId) =>
  at(db, monday, (work) => declineProposal(work, actor, id, { reason: 'notFound' }));

describe('a wish', () => {
  test('counts once, however often she taps, and she sees a number from five on', async () => {
    const place = placeOf(await uncovered());
    const worker = await someone(db);
    for (let tap = 0; tap < 3; tap += 1) expect(await wish(worker, place)).toEqual({ type: 'wished', place });
    await Promise.all([wish(worker, place), wish(worker, place)]);
    await wishers(3, place);
    expect(await view(worker, place)).toMatchObject({ type: 'open', count: null, mine: { unit: null } });
    await wishers(1, place);
    expect(await view(worker, place)).toMatchObject({ count: 5 });
    expect(await view(await someone(db), place)).toMatchObject({ count: 5, mine: null });
  });

  test('can be taken back, and nothing is left of it', async () => {
    const place = placeOf(await uncovered());
    const worker = await someone(db);
    await wish(worker, place);
    expect(await takeBack(worker, place)).toEqual({ type: 'takenBack' });
    expect(await takeBack(worker, place)).toEqual({ type: 'none' });
    expect(await db.select().from(wishes).where(eq(wishes.person, worker.person))).toEqual([]);
    expect(await at(db, monday, (work) => listMyWishes(work, worker.person))).toEqual([]);
  });

  test('a member of another union may wish as well; where there is a union nobody needs to', async () => {
    const place = placeOf(places.north.building);
    const worker = await someone(db);
    expect(await wish(worker, place)).toEqual({ type: 'covered', building: places.north.building });
    expect(await view(worker, place)).toEqual({ type: 'covered', building: places.north.building });
    expect(await wish(worker, placeOf(2_000_000_000 as BuildingId))).toEqual({ type: 'gone' });
  });

  test('follows a building that was listed twice, and is gone with one that closed', async () => {
    const [one, other, closed] = [await uncovered(), await uncovered(), await uncovered()];
    await db
      .update(buildings)
      .set({ mergedInto: other, closedOn: '2026-11-20' })
      .where(eq(buildings.id, one));
    await db.update(buildings).set({ closedOn: '2026-11-20' }).where(eq(buildings.id, closed));
    const worker = await someone(db);
    expect(await wish(worker, placeOf(one))).toEqual({ type: 'wished', place: placeOf(other) });
    expect(await wish(worker, placeOf(closed))).toEqual({ type: 'gone' });
    await db.insert(wishes).values({ person: worker.person, building: closed, at: monday });
    expect(await view(worker, placeOf(closed))).toEqual({ type: 'gone', mine: true });
    expect(await takeBack(worker, placeOf(closed))).toEqual({ type: 'takenBack' });
    expect(await view(worker, placeOf(closed))).toEqual({ type: 'gone', mine: false });
  });

  test('her unit is sealed, may be changed and taken away, and must be in the building', async () => {
    const building = await uncovered();
    const worker = await someone(db);
    const say = (unit: Parameters<typeof sayUnit>[2]['unit']) =>
      at(db, monday, (work) => sayUnit(work, worker, { place: placeOf(building), unit }));
    expect(await say({ kind: 'written', name: '某某科技' })).toEqual({ type: 'none' });
    await wish(worker, placeOf(building));
    expect(await say({ kind: 'written', name: '某某科技' })).toEqual({ type: 'said' });
    expect(await view(worker, placeOf(building))).toMatchObject({ mine: { unit: '某某科技' } });
    const [row] = await db.select().from(wishes).where(eq(wishes.person, worker.person));
    expect(row?.unit?.includes('某某')).toBe(false);
    expect(await say({ kind: 'listed', unit: places.south.unit, name: '' })).toEqual({ type: 'unitGone' });
    expect(await say({ kind: 'unsaid' })).toEqual({ type: 'said' });
    expect(await view(worker, placeOf(building))).toMatchObject({ mine: { unit: null } });
  });
});

describe('the street hears', () => {
  test('at five, and not again when one goes and comes', async () => {
    const building = await uncovered();
    const place = placeOf(building);
    const [first] = await wishers(4, place);
    if (!first) throw new Error('nobody');
    expect(await keys()).not.toContain(`demand:b${building}:5`);
    await wishers(1, place);
    const about = (await told(db, reviewer.person)).filter(
      ({ body }) => body?.kind === 'demandGrew' && body.building === building,
    );
    expect(about).toHaveLength(1);
    await takeBack(first, place);
    await wish(first, place);
    expect((await keys()).filter((key) => key.startsWith(`demand:b${building}:`))).toEqual([
      `demand:b${building}:5`,
    ]);
    expect(await told(db, officer.person, stranger.person)).toEqual([]);
  });

  test('even if the fifth and the sixth wish at once', async () => {
    const building = await uncovered();
    const crowd = await Promise.all(Array.from({ length: 8 }, () => someone(db)));
    await Promise.all(crowd.map((worker) => wish(worker, placeOf(building))));
    expect(await keys()).toContain(`demand:b${building}:5`);
  });
});

describe('when a union comes', () => {
  test('all who wished are told, once, whichever way it came', async () => {
    const building = await uncovered();
    const crowd = await wishers(3, placeOf(building));
    await cover(building);
    const persons = crowd.map(({ person }) => person);
    await Promise.all([tellWaiting(monday), tellWaiting(monday)]);
    await at(db, monday, async (work) => tellWishers(await txOf(work), building, places.north.union, monday));
    await tellWaiting(monday);
    const heard = (await told(db, ...persons)).filter(({ body }) => body?.kind === 'unionCame');
    expect(heard.map(({ person }) => person).sort()).toEqual([...persons].sort());
    expect(await at(db, monday, (work) => listMyWishes(work, persons[0] ?? reviewer.person))).toEqual([]);
  });

  test('who comes later is told as well, and may wish again when it has gone', async () => {
    const building = await uncovered();
    const [worker] = await wishers(1, placeOf(building));
    if (!worker) throw new Error('nobody');
    await cover(building);
    await tellWaiting(monday);
    await db
      .update(unionBuildings)
      .set({ until: '2026-11-24' })
      .where(and(eq(unionBuildings.building, building), isNull(unionBuildings.until)));
    expect(await wish(worker, placeOf(building))).toMatchObject({ type: 'wished' });
    await db.insert(unionBuildings).values({ union: places.south.union, building, since: '2026-11-25' });
    expect(await tellWaiting(monday)).toEqual({ told: 1 });
    const heard = (await told(db, worker.person)).filter(({ body }) => body?.kind === 'unionCame');
    expect(heard).toHaveLength(2);
  });
});

describe('a building we don’t know', () => {
  test('is told to the street with a wish, its name and place sealed', async () => {
    const worker = await someone(db);
    const told1 = await propose(worker, anything({ name: '藏梅大厦' }));
    expect(told1.type).toBe('proposed');
    const [row] = await db.select().from(proposals).orderBy(proposals.id).limit(1);
    expect(row?.name.includes('藏梅')).toBe(false);
    expect(await at(db, monday, (work) => listMyWishes(work, worker.person))).toMatchObject([
      { named: { name: '藏梅大厦' } },
    ]);
    const heard = (await told(db, reviewer.person)).filter(({ body }) => body?.kind === 'proposalWaiting');
    expect(heard).toHaveLength(1);
    expect(JSON.stringify(heard)).not.toContain('藏梅');
  });

  test('told of twice, in whatever spelling, it is one, also at the same moment', async () => {
    const crowd = await Promise.all(Array.from({ length: 6 }, () => someone(db)));
    const spellings = ['同名大厦', '同名 大厦', '“同名大厦”', '同名大厦。', '同名大厦', '同 名 大 厦'];
    const outcomes = await Promise.all(
      crowd.map((worker, index) => propose(worker, anything({ name: spellings[index] ?? '' }))),
    );
    expect(outcomes.filter(({ type }) => type === 'joined')).toHaveLength(2);
    const ids = new Set(
      outcomes.map((outcome) =>
        'place' in outcome && outcome.place.kind === 'proposal' ? outcome.place.proposal : 0,
      ),
    );
    expect(ids.size).toBe(1);
    const [place] = outcomes.flatMap((outcome) => ('place' in outcome ? [outcome.place] : []));
    if (!place) throw new Error('no place');
    expect(await view(await someone(db), place)).toMatchObject({ count: 6 });
  });

  test('that somebody told of it before is said from five on: fewer could be guessed', async () => {
    const proposal = anything();
    const { id, place } = await proposed(proposal);
    const asked = () => at(db, monday, (work) => findProposed(work, proposal.name));
    for (let others = 1; others < 4; others += 1) {
      expect(await propose(await someone(db), proposal)).toEqual({ type: 'proposed', place });
      expect(await asked()).toEqual([]);
    }
    expect(await propose(await someone(db), proposal)).toEqual({ type: 'joined', place });
    expect(await asked()).toEqual([id]);
  });

  test('in another street it is another; within a stone’s throw it is the same', async () => {
    const spot = { latitude: 39.9, longitude: 116.35 };
    const near = { latitude: 39.9005, longitude: 116.3502 };
    const { place } = await proposed({ name: '界碑大厦', at: spot });
    const other = await proposed({ name: '界碑大厦', street: places.south.street });
    expect(other.place).not.toEqual(place);
    const outcome = await propose(await someone(db), anything({ name: '界碑大厦', street: null, at: near }));
    expect(outcome).toEqual({ type: 'proposed', place });
  });

  test('nobody keeps the street busy: three at a time', async () => {
    const worker = await someone(db);
    for (let n = 0; n < 3; n += 1) expect((await propose(worker, anything())).type).toBe('proposed');
    expect(await propose(worker, anything())).toEqual({ type: 'tooMany', most: 3 });
  });

  test('when the last wish for it is taken back, there is nothing left to decide', async () => {
    const { worker, id, place } = await proposed();
    await takeBack(worker, place);
    expect(await accept(reviewer, id)).toEqual({ type: 'settled', status: 'withdrawn', building: null });
    expect(await view(worker, place)).toEqual({ type: 'gone', mine: false });
  });
});

describe('deciding on it', () => {
  test('accepted: a building, with its wishes, its code, and a line in the history', async () => {
    const { worker, id, place } = await proposed();
    await wishers(5, place);
    const [proposal] = await db.select().from(proposals).where(eq(proposals.id, id));
    const outcome = await accept(reviewer, id);
    if (outcome.type !== 'accepted') throw new Error(outcome.type);
    const { building } = outcome;
    expect(await view(worker, place)).toMatchObject({
      place: placeOf(building),
      code: proposal?.code,
      count: 6,
      mine: {},
    });
    const changes = await db.select().from(directoryChanges).where(eq(directoryChanges.building, building));
    expect(changes).toMatchObject([{ action: 'added', source: 'proposal', actor: reviewer.person }]);
    // They were told of these when they were the proposal's.
    expect((await keys()).filter((key) => key.startsWith(`demand:b${building}:`))).toEqual([]);
    expect(await wish(await someone(db), place)).toMatchObject({ place: placeOf(building) });
  });

  test('merged: its name is an alias, wishes follow, who wished for both has one', async () => {
    const into = await uncovered();
    const both = await someone(db);
    const { worker, id, place } = await proposed({ name: '旧称小楼' });
    await wish(both, place);
    await wish(both, placeOf(into));
    expect(await merge(reviewer, id, into)).toMatchObject({ type: 'merged', building: into });
    expect(await view(worker, place)).toMatchObject({ place: placeOf(into), mine: {} });
    expect(await db.select().from(wishes).where(eq(wishes.building, into))).toHaveLength(2);
    const aliases = await db.query.buildingNames.findMany({ where: (n, { eq }) => eq(n.building, into) });
    expect(aliases).toMatchObject([{ name: '旧称小楼', kind: 'alias' }]);
  });

  test('merged into one that has a union: they hear of it', async () => {
    const { worker, id } = await proposed();
    await merge(reviewer, id, places.north.building);
    expect((await told(db, worker.person)).map(({ body }) => body?.kind)).toEqual(['unionCame']);
  });

  test('declined: all who wished hear why, and no wish is kept', async () => {
    const { worker, id, place } = await proposed();
    const [other] = await wishers(1, place);
    expect(await decline(reviewer, id)).toEqual({ type: 'declined' });
    const body = { kind: 'proposalDeclined', proposal: id };
    expect(await told(db, worker.person, other?.person ?? worker.person)).toMatchObject([{ body }, { body }]);
    expect(await db.select().from(wishes).where(eq(wishes.proposal, id))).toEqual([]);
    expect(await view(worker, place)).toEqual({ type: 'gone', mine: false });
    const opened = await at(db, monday, (work) => openDemand(work, colleague, place));
    expect(opened).toEqual({ type: 'settled', status: 'declined', building: null });
  });

  test('two officers at once: one decides, the others are told what became of it', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { id } = await proposed();
      const into = await uncovered();
      const before = (await db.select().from(buildings)).length;
      const outcomes = await Promise.all([
        accept(reviewer, id),
        merge(colleague, id, into),
        decline(district, id),
        accept(colleague, id),
      ]);
      expect(outcomes.filter(({ type }) => type === 'settled')).toHaveLength(3);
      const [row] = await db.select().from(proposals).where(eq(proposals.id, id));
      const after = (await db.select().from(buildings)).length;
      expect(after - before).toBe(row?.status === 'accepted' ? 1 : 0);
      for (const outcome of outcomes)
        if (outcome.type === 'settled') expect(outcome).toMatchObject({ status: row?.status });
    }
  });

  test('somebody who wishes while it is being decided is neither lost nor counted twice', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { id, place } = await proposed();
      const late = await someone(db);
      const [, outcome] = await Promise.all([wish(late, place), accept(reviewer, id)]);
      if (outcome.type !== 'accepted') throw new Error(outcome.type);
      expect(await view(late, place)).toMatchObject({ place: placeOf(outcome.building), mine: {} });
      expect(await db.select().from(wishes).where(eq(wishes.building, outcome.building))).toHaveLength(2);
    }
  });

  test('an officer can’t list it in a colleague’s street', async () => {
    const { id } = await proposed();
    expect(await accept(reviewer, id, { street: places.south.street })).toEqual({ type: 'otherStreet' });
    expect(await accept(district, id, { street: places.south.street })).toMatchObject({ type: 'accepted' });
  });

  test.each(['accept', 'merge', 'decline'] as const)(
    'who has no say can’t %s, and the attempt is noted',
    async (wanted) => {
      const { worker, id } = await proposed();
      for (const actor of [stranger, officer, worker]) {
        const outcome = await {
          accept: () => accept(actor, id),
          merge: () => merge(actor, id, places.south.building),
          decline: () => decline(actor, id),
        }[wanted]();
        expect(outcome).toEqual({ type: 'notYours' });
        expect((await audited(db, 'proposal.refused')).at(-1)).toMatchObject({
          actor: actor.person,
          subjectId: id,
          details: { wanted },
        });
      }
      expect(await decline(reviewer, id)).toEqual({ type: 'declined' });
    },
  );
});

describe('what staff see', () => {
  const list = (actor: Actor) => at(db, monday, (work) => listDemand(work, actor, 'all'));

  test('numbers from five on, in their own streets; no name, no unit, nothing of who', async () => {
    const building = await uncovered();
    const crowd = await wishers(6, placeOf(building));
    for (const [index, worker] of crowd.entries())
      await at(db, monday, (work) =>
        sayUnit(work, worker, {
          place: placeOf(building),
          unit: { kind: 'written', name: index < 4 ? '甲公司' : '乙公司' },
        }),
      );
    const few = await uncovered();
    await wishers(4, placeOf(few));
    const lines = (await list(reviewer))?.lines ?? [];
    const lineOf = (id: BuildingId) =>
      lines.find(({ place }) => place.kind === 'building' && place.building === id);
    expect(lineOf(building)).toMatchObject({ count: 6 });
    expect(lineOf(few)).toMatchObject({ count: null });
    expect(lines.map(({ count }) => count ?? 0)).toEqual(
      lines.map(({ count }) => count ?? 0).toSorted((a, b) => b - a),
    );
    expect((await list(stranger))?.lines.some(({ named }) => named.name.startsWith('等待'))).toBe(false);
    expect(await list(officer)).toBeNull();
    const opened = await at(db, monday, (work) => openDemand(work, reviewer, placeOf(building)));
    expect(opened).toMatchObject({ count: 6, units: 2 });
    expect(JSON.stringify(opened)).not.toMatch(/甲公司|乙公司|person/u);
    expect(await at(db, monday, (work) => openDemand(work, reviewer, placeOf(few)))).toMatchObject({
      count: null,
      units: null,
    });
  });

  test('a place outside one’s streets isn’t there, and the attempt is noted', async () => {
    const building = await uncovered();
    for (const actor of [stranger, officer, await someone(db)]) {
      expect(await at(db, monday, (work) => openDemand(work, actor, placeOf(building)))).toEqual({
        type: 'notYours',
      });
      expect(await at(db, monday, (work) => takeOnDemand(work, actor, building))).toEqual({
        type: 'notYours',
      });
    }
    const attempts = await audited(db, 'demand.refused');
    expect(attempts.at(-1)).toMatchObject({ subjectId: building, details: { wanted: 'takeOn' } });
  });
});

describe('outreach', () => {
  const takeOn = (actor: Actor, building: BuildingId) =>
    at(db, monday, (work) => takeOnDemand(work, actor, building));
  const taskOf = async (building: BuildingId) => {
    const [row] = await db.select().from(outreachTasks).where(eq(outreachTasks.building, building));
    if (!row) throw new Error('no task');
    return row;
  };
  const noted = async (
    building: BuildingId,
    to: (typeof outreachResults)[number],
    { actor = reviewer, on = '2026-11-23', words = null as string | null } = {},
  ) => {
    const { id, status } = await taskOf(building);
    return at(db, monday, (work) => noteOutreach(work, actor, { task: id, from: status, to, on, words }));
  };

  let building: BuildingId;
  beforeEach(async () => {
    building = await uncovered();
    await wishers(1, placeOf(building));
  });

  test('is taken on by one, noted by any of the street, and told with days, words and names', async () => {
    const outcomes = await Promise.all([takeOn(reviewer, building), takeOn(colleague, building)]);
    expect(outcomes.map(({ type }) => type).sort()).toEqual(['alreadyTaken', 'takenOn']);
    const words = '见了物业的人，下周再来';
    expect(await noted(building, 'visited', { words, on: '2026-11-20' })).toEqual({ type: 'noted' });
    expect(await noted(building, 'agreed', { actor: colleague })).toEqual({ type: 'noted' });
    expect(await noted(building, 'founded')).toEqual({ type: 'noted' });
    const opened = await at(db, monday, (work) => openDemand(work, district, placeOf(building)));
    expect(opened).toMatchObject({
      task: { status: 'founded', open: false },
      history: [
        { to: 'taken', by: { kind: 'office', scope: 'street' } },
        { to: 'visited', on: '2026-11-20', words },
        { to: 'agreed', on: '2026-11-23', words: null },
        { to: 'founded' },
      ],
    });
    // Her name is for those at her desk: it may be known at all only because she is a member.
    const name = vault.seal('陈小北', 'people.name');
    await db.update(people).set({ name }).where(eq(people.id, reviewer.person));
    const visited = async (who: Actor) => {
      const read = await at(db, monday, (work) => openDemand(work, who, placeOf(building)));
      return read.type === 'building' ? read.history[1]?.by : undefined;
    };
    expect(await visited(reviewer)).toEqual({ kind: 'you' });
    expect(await visited(colleague)).toEqual({ kind: 'colleague', name: '陈小北' });
    expect(await visited(district)).toEqual({ kind: 'office', scope: 'street' });
    const rows = await db.select().from(outreachMoves);
    expect(rows.some((row) => row.words?.includes('物业'))).toBe(false);
  });

  test('two notes at once: one counts, the other hears that it has moved', async () => {
    await takeOn(reviewer, building);
    await noted(building, 'visited');
    const outcomes = await Promise.all([
      noted(building, 'agreed'),
      noted(building, 'declined', { actor: colleague }),
    ]);
    expect(outcomes.map(({ type }) => type).sort()).toEqual(['moved', 'noted']);
  });

  test('a declined one may be taken on anew; a covered one needs nobody', async () => {
    await takeOn(reviewer, building);
    await noted(building, 'declined');
    expect(await takeOn(colleague, building)).toEqual({ type: 'takenOn' });
    const other = await uncovered();
    await cover(other);
    expect(await takeOn(reviewer, other)).toEqual({ type: 'covered' });
  });

  test.each(['2026-11-24', '2026-09-01', '2020-01-01'])('a visit on %s is refused', async (on) => {
    await takeOn(reviewer, building);
    expect(await noted(building, 'visited', { on })).toEqual({ type: 'oddDay' });
  });

  test('the database knows the same moves as the rule', async () => {
    await takeOn(reviewer, building);
    const { id: task } = await taskOf(building);
    for (const from of ['taken', 'visited', 'agreed', 'founded', 'declined'] as const)
      for (const to of outreachResults) {
        const row = { task, from: from as 'taken', to, on: '2026-11-23', by: reviewer.person, at: monday };
        const kept = await db
          .insert(outreachMoves)
          .values(row)
          .then(
            () => true,
            () => false,
          );
        expect([from, to, kept]).toEqual([from, to, mayNote(from, to)]);
      }
  });
});

test('one wish a person and place, whoever writes to the database', async () => {
  const building = await uncovered();
  const { person } = await someone(db);
  const row = { person, building, at: monday };
  await db.insert(wishes).values(row);
  await expect(db.insert(wishes).values(row)).rejects.toThrow();
  await expect(db.insert(wishes).values({ person, at: monday })).rejects.toThrow();
});

test('when two listed buildings are one, their wishes are one list', async () => {
  const [one, other] = [await uncovered(), await uncovered()];
  const [both] = await wishers(3, placeOf(one));
  if (!both) throw new Error('nobody');
  await wish(both, placeOf(other));
  const moved = await at(db, monday, async (work) => moveWishes(await txOf(work), one, other));
  expect(moved).toEqual({ before: 1, came: 3, after: 3 });
  expect(await db.select().from(wishes).where(eq(wishes.building, one))).toEqual([]);
});

test('nothing of a wish names anybody in the outbox', async () => {
  const bodies = JSON.stringify(await db.select({ key: notices.key, body: notices.body }).from(notices));
  expect(bodies).not.toMatch(/\p{Script=Han}/u);
  expect((await db.select().from(deliveries)).length).toBeGreaterThan(10);
  expect((await db.select().from(streets)).length).toBe(2);
});

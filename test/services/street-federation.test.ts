import { and, eq, isNull } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { unionCounts } from '../../src/db/queries/coverage.ts';
import { exportedUnions } from '../../src/db/queries/directory-export.ts';
import { unionsInStreet } from '../../src/db/queries/keeping.ts';
import { buildings, memberships, unions } from '../../src/db/schema.ts';
import { readOf } from '../../src/db/work.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { BuildingId, PersonId, UnionId } from '../../src/domain/ids.ts';
import { createApproveApplication } from '../../src/services/approve-application.ts';
import { createDissolveUnion } from '../../src/services/directory/dissolve-union.ts';
import { createMoveBuilding } from '../../src/services/directory/move-building.ts';
import { findUnionToJoin } from '../../src/services/find-union-to-join.ts';
import { createSubmitApplication } from '../../src/services/submit-application.ts';
import { testDatabase } from '../support/database.ts';
import { at, monday, someone, timeZone, told, twoStreets, vault } from '../support/two-streets.ts';

/* Those whose building no union covers join the street's federation, and go on where a union comes. */

const { db } = await testDatabase();
const submit = createSubmitApplication({ vault, timeZone });
const approve = createApproveApplication({ vault, timeZone });
const moveBuilding = createMoveBuilding({ timeZone });
const dissolveUnion = createDissolveUnion({ timeZone });

let places: Awaited<ReturnType<typeof twoStreets>>;
let street: Actor;
let lonely: BuildingId;
beforeAll(async () => {
  places = await twoStreets(db);
  street = await someone(db, { kind: 'street', street: places.north.street });
  const words = { zh: '路 1 号', en: '1 Road' };
  const [row] = await db
    .insert(buildings)
    .values({
      code: 'b-lonely',
      street: places.north.street,
      name: '孤楼',
      address: words,
      latitude: 0,
      longitude: 0,
    })
    .returning({ id: buildings.id });
  if (!row) throw new Error('no building');
  lonely = row.id;
});

const federationOf = (building: BuildingId) => at(db, monday, (work) => findUnionToJoin(work, building));
async function applies(worker: Actor, union: UnionId, phone: string) {
  const outcome = await at(db, monday, (work) =>
    submit(work, worker, {
      building: lonely,
      union,
      unit: { kind: 'unsaid' },
      name: '王小雨',
      phone,
      consent: 1,
      announcements: false,
      visibleTo: 'unitOfficers',
    }),
  );
  if (outcome.type !== 'submitted') throw new Error(outcome.type);
  return outcome.application;
}
const membership = async (person: PersonId) => {
  const [row] = await db
    .select()
    .from(memberships)
    .where(and(eq(memberships.person, person), isNull(memberships.until)));
  return row;
};
const figures = () => at(db, monday, (work) => unionCounts(readOf(work), '2026-11-24', { kind: 'district' }));

test('there is one a street, made when the first one asks; a covered building leads to its own union', async () => {
  expect((await federationOf(places.north.building))?.union.id).toBe(places.north.union);
  const [one, other] = await Promise.all([federationOf(lonely), federationOf(lonely)]);
  expect(one?.union).toEqual({
    id: other?.union.id,
    name: 'north街道总工会',
    nameEn: 'north Federation of Trade Unions',
  });
  expect(await db.select().from(unions).where(eq(unions.kind, 'street'))).toHaveLength(1);
});

test('its members change no figure of the building unions, and it stands in no list of them', async () => {
  const before = await figures();
  const federation = (await federationOf(lonely))?.union.id as UnionId;
  const worker = await someone(db);
  const application = await applies(worker, federation, '13800000201');
  // Its own officers review, and the street's.
  const officer = await someone(db, { kind: 'union', union: federation });
  expect((await at(db, monday, (work) => approve(work, officer, application))).type).toBe('approved');
  expect(await membership(worker.person)).toMatchObject({ union: federation, visibleTo: 'unitOfficers' });
  expect(await figures()).toEqual(before);
  expect((await exportedUnions(db, { kind: 'district' })).map(({ code }) => code)).toEqual([
    'u-north',
    'u-south',
  ]);
  const listed = await at(db, monday, (work) => unionsInStreet(readOf(work), places.north.street, null, 0));
  expect(listed.listed.map(({ id }) => id)).toEqual([places.north.union]);
  // Nor is it dissolved, or given a building.
  const move = { building: lonely, seen: null, to: federation };
  expect((await at(db, monday, (work) => moveBuilding(work, street, move))).type).toBe('notYours');
  const end = { union: federation, into: null };
  expect((await at(db, monday, (work) => dissolveUnion(work, street, end))).type).toBe('notYours');
});

test('when a union comes, they go on in it, and hear of it; who still waits is let in there', async () => {
  const federation = (await federationOf(lonely))?.union.id as UnionId;
  const member = await someone(db);
  const first = await applies(member, federation, '13800000202');
  await at(db, monday, (work) => approve(work, street, first));
  const waiting = await someone(db);
  const second = await applies(waiting, federation, '13800000203');

  const to = places.north.union;
  const moved = await at(db, monday, (work) =>
    moveBuilding(work, street, { building: lonely, seen: null, to }),
  );
  expect(moved).toMatchObject({ type: 'moved' });
  expect(await membership(member.person)).toMatchObject({ union: to, visibleTo: 'unitOfficers' });
  const kinds = (await told(db, member.person)).map(({ body }) => body);
  expect(kinds).toContainEqual({ kind: 'membershipMoved', union: to });
  const past = await db.select().from(memberships).where(eq(memberships.person, member.person));
  expect(past.map(({ union, status }) => [union, status])).toContainEqual([federation, 'transferred']);

  expect((await at(db, monday, (work) => approve(work, street, second))).type).toBe('approved');
  expect((await membership(waiting.person))?.union).toBe(to);
});

import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Tx } from '../../src/db/client.ts';
import { refreshNames, writeBuildingNames, writeUnitNames } from '../../src/db/queries/place-names.ts';
import { boundedRead, SearchTooSlow } from '../../src/db/queries/place-search.ts';
import { buildingNames, buildings, placeKeys, searchState, units } from '../../src/db/schema.ts';
import { inWork } from '../../src/db/work.ts';
import { findPlaces } from '../../src/services/find-places.ts';
import { testDatabase } from '../support/database.ts';
import { twoStreets } from '../support/two-streets.ts';

const { db } = await testDatabase({ max: 1, statementTimeoutMs: 9_000 });
const { north, south } = await twoStreets(db);
const asTx = db as unknown as Tx;

const found = async (typed: string) =>
  (await inWork(db, new Date(), (work) => findPlaces(work, typed))).matches.map(({ building }) => building);
const timeOut = async (on: Tx) =>
  (await on.execute<{ t: string }>(sql`select current_setting('statement_timeout') as t`))[0]?.t;

test('a search that takes too long is stopped, and the connection is as it was', async () => {
  const slow = boundedRead(asTx, (tx) => tx.execute(sql`select pg_sleep(20)`), 30);
  await expect(slow).rejects.toThrow(SearchTooSlow);
  expect(await timeOut(asTx)).toBe('9s');
});

test('within a transaction it takes nothing of it along, whether it is stopped or not', async () => {
  await db.transaction(async (tx) => {
    await tx.update(buildings).set({ floors: 7 }).where(eq(buildings.id, north.building));
    await expect(boundedRead(tx, (inner) => inner.execute(sql`select pg_sleep(20)`), 30)).rejects.toThrow(
      SearchTooSlow,
    );
    expect(await boundedRead(tx, timeOut, 777)).toBe('777ms');
    expect(await timeOut(tx)).toBe('9s');
  });
  const [row] = await db.select().from(buildings).where(eq(buildings.id, north.building));
  expect(row?.floors).toBe(7);
});

test('names are found once they are written, and not when the place is closed', async () => {
  expect(await found('north大厦')).toEqual([]);
  await db.transaction((tx) => writeBuildingNames(tx, [north.building, south.building]));
  expect(await found('north大厦')).toEqual([north.building]);
  await db.insert(buildingNames).values({ building: south.building, name: '锦绣楼', kind: 'old' });
  expect(await found('锦绣楼')).toEqual([]);
  await db.transaction((tx) => writeBuildingNames(tx, [south.building]));
  expect(await found('錦繡樓')).toEqual([south.building]);
  await db.transaction((tx) => writeUnitNames(tx, [{ id: north.unit, name: 'north科技' }]));
  expect(await found('north科技')).toEqual([north.building]);
  await db.update(units).set({ closedOn: '2026-01-01' }).where(eq(units.id, north.unit));
  expect(await found('north科技')).toEqual([]);
  await db.update(buildings).set({ closedOn: '2026-01-01' }).where(eq(buildings.id, south.building));
  expect(await found('锦绣楼')).toEqual([]);
});

test('all names are written anew when the rules have changed, and only then', async () => {
  await db.delete(placeKeys);
  expect(await db.transaction(refreshNames)).toBeGreaterThan(0);
  expect(await found('north大厦')).toEqual([north.building]);
  expect(await db.transaction(refreshNames)).toBe(0);
  await db.update(searchState).set({ keysVersion: 0 });
  await db.update(placeKeys).set({ keys: [1] });
  expect(await found('north大厦')).toEqual([]);
  expect(await db.transaction(refreshNames)).toBe(6);
  expect(await found('north大厦')).toEqual([north.building]);
});

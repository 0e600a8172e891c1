import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { streetPage, streetsPage } from '../../src/db/queries/browse.ts';
import { buildings, unionBuildings } from '../../src/db/schema.ts';
import { readOf } from '../../src/db/work.ts';
import { StreetId } from '../../src/domain/ids.ts';
import { nearestOf } from '../../src/domain/nearby.ts';
import type { Spot } from '../../src/domain/wish.ts';
import { findNearest } from '../../src/services/find-nearest.ts';
import { testDatabase } from '../support/database.ts';
import { at, monday, twoStreets } from '../support/two-streets.ts';

const { db } = await testDatabase();
let streets: Awaited<ReturnType<typeof twoStreets>>;
const words = { zh: '一号', en: 'No. 1' };
const home = { latitude: 39.9, longitude: 116.36 };

/** The same numbers at every run. */
function* chance(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    yield state / 0x8000_0000;
  }
}
const next = (numbers: Iterator<number>) => numbers.next().value as number;

const nearby = (from: Spot) => at(db, monday, (work) => findNearest(work, from));

beforeAll(async () => {
  streets = await twoStreets(db);
  const numbers = chance(7);
  const rows = Array.from({ length: 600 }, (_, nth) => ({
    code: `n${nth}`,
    street: streets.north.street,
    name: `第${String(nth).padStart(3, '0')}楼`,
    address: words,
    // Much longer than wide, so that degrees mislead.
    latitude: home.latitude + (next(numbers) - 0.5) * 0.1,
    longitude: home.longitude + (next(numbers) - 0.5) * 0.02,
    closedOn: nth % 10 === 0 ? '2026-01-01' : null,
  }));
  await db.insert(buildings).values(rows);
  await db.execute(sql`analyze buildings`);
});

describe('the five nearest', () => {
  test('are those that looking at all of them would find', async () => {
    const all = (await db.select().from(buildings)).filter(({ closedOn }) => closedOn === null);
    const numbers = chance(11);
    for (let tried = 0; tried < 60; tried += 1) {
      const from = {
        latitude: home.latitude + (next(numbers) - 0.5) * 0.12,
        longitude: home.longitude + (next(numbers) - 0.5) * 0.05,
      };
      const expected = nearestOf(from, all, 5).map(({ place }) => place.id);
      expect((await nearby(from)).map(({ place }) => place.id)).toEqual(expected);
    }
  });

  test('say whether a union covers them', async () => {
    const [first] = await nearby(home);
    if (!first) throw new Error('nothing near');
    expect(first.place.covered).toBe(false);
    const { union } = streets.north;
    await db.insert(unionBuildings).values({ union, building: first.place.id, since: '2020-01-01' });
    expect((await nearby(home))[0]?.place.covered).toBe(true);
  });

  test.each([
    ['another city', { latitude: 31.23, longitude: 121.47 }],
    ['the pole', { latitude: 90, longitude: 0 }],
    ['the other pole', { latitude: -90, longitude: 180 }],
    ['the date line', { latitude: 0, longitude: -180 }],
    ['just out of reach', { latitude: 39.9, longitude: 116.41 }],
  ])('in %s there are none', async (_where, from) => {
    expect(await nearby(from)).toEqual([]);
  });

  test('before their only doors, the two of the twins', async () => {
    expect((await nearby({ latitude: 0, longitude: 0 })).map(({ metres }) => metres)).toEqual([0, 0]);
  });

  test('are found in the index', async () => {
    const plan = await db.execute(
      sql.raw(`explain select latitude from buildings where closed_on is null
      order by point(longitude, latitude) <-> point(116.36, 39.9) limit 5`),
    );
    expect(JSON.stringify(plan)).toContain('buildings_at');
  });
});

describe('street by street', () => {
  const read = (page: number) =>
    at(db, monday, (work) => streetPage(readOf(work), streets.north.street, page));

  test('streets with their open buildings', async () => {
    const page = await at(db, monday, (work) => streetsPage(readOf(work), 0));
    expect(page.streets.map(({ name, buildings }) => [name, buildings])).toEqual([
      ['north街道', 541],
      ['south街道', 1],
    ]);
    expect([page.page, page.pages]).toEqual([0, 1]);
  });

  test('every open building once, by name, ten at a time', async () => {
    const first = await read(0);
    expect([first?.total, first?.pages]).toEqual([541, 55]);
    const names: string[] = [];
    for (let page = 0; page < (first?.pages ?? 0); page += 1)
      names.push(...((await read(page))?.buildings.map(({ name }) => name) ?? []));
    expect(names).toHaveLength(541);
    expect(names).toEqual([...new Set(names)].sort());
    expect(names).not.toContain('第010楼');
  });

  test('a page past the end is the last, and a street there isn’t is none', async () => {
    expect(await read(9_999)).toEqual(await read(54));
    const none = await at(db, monday, (work) => streetPage(readOf(work), StreetId.parse(999_999), 0));
    expect(none).toBeUndefined();
  });
});

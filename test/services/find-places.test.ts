import { beforeAll, describe, expect, test } from 'vitest';
import { demoDistrict } from '../../src/db/demo/index.ts';
import { writeBuildingNames, writeStreetNames } from '../../src/db/queries/place-names.ts';
import { buildingNames, buildings, streets } from '../../src/db/schema.ts';
import { inWork } from '../../src/db/work.ts';
import type { BuildingId } from '../../src/domain/ids.ts';
import { clearMatch } from '../../src/domain/search/rank.ts';
import { findPlaces } from '../../src/services/find-places.ts';
import { testDatabase } from '../support/database.ts';

const { db } = await testDatabase();
const words = { zh: '一层', en: 'Ground floor' };

/** The buildings of the demonstration district, and nothing else of it. */
beforeAll(async () => {
  const district = demoDistrict();
  const inStreet = await db
    .insert(streets)
    .values(
      district.streets.map(({ code, name, nameEn }) => ({
        ...{ code, name, nameEn, phone: '1' },
        stationPlace: words,
        stationHours: words,
      })),
    )
    .returning();
  const ids: BuildingId[] = [];
  for (const { code, street, name, nameEn = null, aliases, address, at } of district.buildings) {
    const streetId = inStreet.find((row) => row.code === street)?.id;
    if (streetId === undefined) throw new Error(`no street ${street}`);
    const [row] = await db
      .insert(buildings)
      .values({ code, street: streetId, name, nameEn, address, ...at })
      .returning();
    if (!row) throw new Error(`no building ${name}`);
    ids.push(row.id);
    await db
      .insert(buildingNames)
      .values(aliases.map((alias) => ({ building: row.id, name: alias, kind: 'alias' as const })));
  }
  await db.transaction(async (tx) => {
    await writeStreetNames(
      tx,
      inStreet.map(({ id }) => id),
    );
    await writeBuildingNames(tx, ids);
  });
});

const find = (typed: string) => inWork(db, new Date(), (work) => findPlaces(work, typed));
async function namesFor(typed: string): Promise<(string | undefined)[]> {
  const { matches, names } = await find(typed);
  return matches.map(({ building }) => names.get(building)?.name);
}
async function meant(typed: string): Promise<string | undefined> {
  const { matches, names } = await find(typed);
  const match = clearMatch(matches);
  return match && names.get(match.building)?.name;
}

describe('what she types leads straight to her building', () => {
  test.each([
    ['金隅大厦', '金隅大厦'],
    ['我在金隅大厦上班', '金隅大厦'],
    ['金隅', '金隅大厦'],
    ['  金 隅 大 厦  ', '金隅大厦'],
    ['Jinyu building', '金隅大厦'],
    ['jinyu', '金隅大厦'],
    ['I work in the Jinyu Tower', '金隅大厦'],
    ['宣武门西大街甲129号', '金隅大厦'],
    ['ＪＩＮＹＵ　ＴＯＷＥＲ', '金隅大厦'],
    ['我们公司在物华大厦里', '物华大厦'],
  ])('%s', async (typed, name) => {
    expect(await meant(typed)).toBe(name);
  });

  test('every building by each of its names, addresses and nicknames comes first', async () => {
    const missed: string[] = [];
    for (const { name, nameEn, aliases, address } of demoDistrict().buildings) {
      for (const typed of [name, ...(nameEn ? [nameEn] : []), ...aliases, address.zh]) {
        const found = await namesFor(typed);
        if (!found.includes(name)) missed.push(`${typed} → ${found[0] ?? 'nothing'}`);
      }
    }
    expect(missed).toEqual([]);
  });
});

describe('when several may be meant, she is asked', () => {
  test('the towers of 五栋大楼', async () => {
    expect(await meant('五栋大楼')).toBeUndefined();
    const found = await namesFor('五栋大楼');
    expect(found.length).toBeGreaterThan(1);
    expect(found.filter((name) => !name?.startsWith('五栋大楼'))).toEqual([]);
  });

  test('and when a letter is missing', async () => {
    expect(await meant('Jinyu Bulding')).toBeUndefined();
    expect(await namesFor('Jinyu Bulding')).toContain('金隅大厦');
  });

  test('never among more than six', async () => {
    expect((await namesFor('大厦')).length).toBeLessThanOrEqual(6);
  });
});

test.each([
  '',
  '😀😀😀',
  '%',
  '_____',
  "'; drop table buildings; --",
  'zzzzqqqq',
  '随便写点什么',
  '今天天气真好啊',
  'where is the toilet',
  '\u0000\u0000',
  '\uD800',
  '的'.repeat(4096),
])('nonsense finds nothing: %j', async (typed) => {
  expect(await namesFor(typed.slice(0, 4096))).toEqual([]);
});

test('4,096 letters around a name are cut, not searched', async () => {
  expect((await namesFor(`金隅大厦${'啊'.repeat(4092)}`))[0]).toEqual('金隅大厦');
  expect(await namesFor(`${'啊'.repeat(4092)}金隅大厦`)).toEqual([]);
});

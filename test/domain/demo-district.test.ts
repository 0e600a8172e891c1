import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { demoActivities, demoDistrict } from '../../src/db/demo/index.ts';
import type { DemoUnion, DemoUnit } from '../../src/db/demo/types.ts';

const district = demoDistrict();
const { streets, unions, buildings, units, people } = district;

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
const duplicates = <T>(values: readonly T[]) => values.filter((value, i) => values.indexOf(value) !== i);

function unionNamed(name: string): DemoUnion {
  const found = unions.find((union) => union.name === name);
  if (!found) throw new Error(`no union ${name}`);
  return found;
}
function unionsIn(street: string): DemoUnion[] {
  const code = streets.find(({ name }) => name === street)?.code;
  return unions.filter((union) => union.street === code);
}
const unitsOf = (...covering: DemoUnion[]): DemoUnit[] =>
  units.filter((unit) => covering.some((union) => union.buildings.includes(unit.building)));
const independent = (some: readonly DemoUnit[]) => some.filter((unit) => unit.organised === 'independent');

/** Every string in a value, with the property it stands under. */
function strings(value: unknown, under = ''): { under: string; text: string }[] {
  if (typeof value === 'string') return [{ under, text: value }];
  if (Array.isArray(value)) return value.flatMap((element) => strings(element, under));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => strings(inner, key));
}

describe('the published figures', () => {
  const nonPublic = units.filter((unit) => unit.nonPublic).length;
  const workers = sum(units.map((unit) => unit.workers));
  const members = sum(units.map((unit) => unit.members));

  test('23 unions in 10 streets cover 49 buildings', () => {
    expect([unions.length, streets.length, buildings.length]).toEqual([23, 10, 49]);
    expect(new Set(unions.map((union) => union.street)).size).toBe(10);
  });

  test('2,349 units, 2,052 of them non-public, which is 87 %', () => {
    expect([units.length, nonPublic]).toEqual([2349, 2052]);
    expect(Math.round((100 * nonPublic) / units.length)).toBe(87);
  });

  test('57,116 workers, 27,305 of them members, which is 47.8 %', () => {
    expect([workers, members]).toEqual([57116, 27305]);
    expect(((100 * members) / workers).toFixed(1)).toBe('47.8');
  });

  test('all of it was there on the day the figures were taken', () => {
    expect(unions.filter((union) => union.foundedOn > district.asOf)).toEqual([]);
    const founded = new Map(
      unions.flatMap((union) => union.buildings.map((code) => [code, union.foundedOn])),
    );
    expect(units.filter((unit) => unit.openedOn >= (founded.get(unit.building) ?? ''))).toEqual([]);
  });
});

describe('the unions told of in the newspaper', () => {
  test('金隅阳光: 11 buildings, close to 15,000 workers, 30 delegates and a committee of 5', () => {
    const union = unionNamed('金隅阳光楼宇工会联合会');
    expect(unionsIn('金融街街道')).toEqual([union]);
    expect(union.buildings).toHaveLength(11);
    expect(buildings.find(({ name }) => name === '金隅大厦')?.union).toBe(union.code);
    const workers = sum(unitsOf(union).map((unit) => unit.workers));
    expect(workers).toBeGreaterThanOrEqual(14_900);
    expect(workers).toBeLessThan(15_000);
    expect(union.congress).toEqual({ delegates: 30, committeeMembers: 5 });
    expect(union.foundedOn).toBe('2020-09-28');
  });

  test('椿树: a federation and a joint union, 20 firms with unions of their own, nobody left out, 10 warm stations', () => {
    const both = unionsIn('椿树街道');
    expect(both.map(({ name }) => name)).toEqual(['椿树街道楼宇工会联合会', '椿树街道楼宇联合工会']);
    expect(both.map(({ kind }) => kind)).toEqual(['federation', 'joint']);
    expect(independent(unitsOf(...both))).toHaveLength(20);
    expect(unitsOf(...both).filter((unit) => unit.organised === 'none')).toEqual([]);
    expect(both.flatMap((union) => union.warmStations)).toHaveLength(10);
  });

  test('展览路: three federations, 7 buildings, 27 firms with unions of their own', () => {
    const three = unionsIn('展览路街道');
    expect(three.map(({ name }) => name)).toEqual([
      '物华大厦楼宇工会联合会',
      '五栋大楼楼宇工会联合会',
      '金贸大厦楼宇工会联合会',
    ]);
    expect(three.flatMap((union) => union.buildings)).toHaveLength(7);
    expect(independent(unitsOf(...three))).toHaveLength(27);
  });

  test('大栅栏: one quarter, nearly a hundred shops', () => {
    const union = unionNamed('北京坊商圈楼宇工会联合会');
    expect(unionsIn('大栅栏街道')).toEqual([union]);
    expect(union.kind).toBe('quarter');
    expect(unitsOf(union)).toHaveLength(97);
    expect(new Set(unitsOf(union).map((unit) => unit.kind))).toEqual(new Set(['shop']));
  });
});

describe('codes and references', () => {
  const codes = [...streets, ...unions, ...buildings].map(({ code }) => code);

  test('codes are short, never two alike, and have no character that could be read as another', () => {
    expect(duplicates(codes)).toEqual([]);
    expect(codes.filter((code) => !/^([a-hjkmnp-z][2-9]){2}[a-hjkmnp-z]?$/u.test(code))).toEqual([]);
  });

  test('the codes that hang on lobby walls stay what they are', () => {
    const printed = createHash('sha256')
      .update([...codes].sort().join(' '))
      .digest('hex')
      .slice(0, 16);
    expect(printed).toBe('a8b9363d94f3b85b');
  });

  test('every building has one union, in the same street, and every union a building', () => {
    expect(unions.flatMap((union) => union.buildings).sort()).toEqual(
      buildings.map(({ code }) => code).sort(),
    );
    for (const building of buildings) {
      const union = unions.find(({ code }) => code === building.union);
      expect(union?.buildings).toContain(building.code);
      expect(union?.street).toBe(building.street);
    }
    expect(unions.filter((union) => union.buildings.length === 0)).toEqual([]);
  });

  test('warm stations are in buildings of their union', () => {
    for (const union of unions) {
      expect(union.buildings).toEqual(
        expect.arrayContaining(union.warmStations.map(({ building }) => building)),
      );
    }
    // One that lost its building would silently belong to nobody.
    expect(unions.flatMap((union) => union.warmStations)).toHaveLength(31);
  });

  test('the cast belongs to places that exist', () => {
    expect(duplicates(people.map(({ telegramId }) => telegramId))).toEqual([]);
    expect(duplicates(people.map(({ phone }) => phone))).toEqual([]);
    for (const { role } of people) {
      if (role.type === 'member') {
        const unit = units.find(({ key }) => key === role.unit);
        expect(unionNamed('北京坊商圈楼宇工会联合会')).toMatchObject({ code: role.union });
        expect(unitsOf(unionNamed('北京坊商圈楼宇工会联合会'))).toContain(unit);
        expect(unit?.members).toBeGreaterThan(0);
        expect(role.survey).toMatchObject({ interests: ['crafts'], frequency: 'monthly' });
      }
      if (role.type === 'unionOfficer') expect(unionNamed('金隅阳光楼宇工会联合会').code).toBe(role.union);
      if (role.type === 'streetReviewer') {
        expect(streets.find(({ code }) => code === role.street)?.name).toBe('金融街街道');
      }
    }
  });
});

describe('places', () => {
  test('buildings stand in Xicheng, near the others of their street, no two on one spot', () => {
    for (const { name, at, street } of buildings) {
      expect(at.latitude, name).toBeGreaterThan(39.86);
      expect(at.latitude, name).toBeLessThan(39.98);
      expect(at.longitude, name).toBeGreaterThan(116.32);
      expect(at.longitude, name).toBeLessThan(116.4);
      for (const neighbour of buildings.filter((other) => other.street === street)) {
        expect(Math.abs(neighbour.at.latitude - at.latitude), name).toBeLessThan(0.025);
        expect(Math.abs(neighbour.at.longitude - at.longitude), name).toBeLessThan(0.025);
      }
    }
    expect(duplicates(buildings.map(({ at }) => `${at.latitude} ${at.longitude}`))).toEqual([]);
  });

  test('a building answers to each of its names once, and no two buildings are called the same', () => {
    expect(duplicates(buildings.map(({ name }) => name))).toEqual([]);
    for (const { name, nameEn, aliases, address } of buildings) {
      expect(duplicates([name, nameEn, address.zh, address.en, ...aliases].filter(Boolean)), name).toEqual(
        [],
      );
      expect(aliases.length, name).toBeGreaterThan(0);
    }
  });

  test('no two units share a name or a room, and every floor exists', () => {
    expect(new Set(units.map(({ name }) => name)).size).toBe(units.length);
    expect(new Set(units.map(({ key }) => key)).size).toBe(units.length);
    const floors = new Map(buildings.map((building) => [building.code, building.floors]));
    expect(units.filter((unit) => Number(unit.floor) > (floors.get(unit.building) ?? 0))).toEqual([]);
  });

  test('units have people in them, most of them few, and never more members than workers', () => {
    expect(
      units.filter((unit) => unit.workers < 1 || unit.members < 0 || unit.members > unit.workers),
    ).toEqual([]);
    expect(units.filter((unit) => unit.workers < 10).length).toBeGreaterThan(units.length / 2);
    expect(units.filter((unit) => unit.workers >= 100).length).toBeGreaterThan(40);
  });

  test('telephones are fictional', () => {
    const phones = [
      ...unions.map(({ phone }) => phone),
      ...streets.map((street) => street.serviceStation.phone),
    ];
    expect(duplicates(phones)).toEqual([]);
    expect(phones.filter((phone) => !/^010-5550-0[12]\d\d$/u.test(phone))).toEqual([]);
    expect(people.filter(({ phone }) => !/^\+861380000\d{4}$/u.test(phone))).toEqual([]);
  });
});

describe('words', () => {
  const activities = demoActivities({ year: 2026, month: 12 });
  const words = strings([district, activities]);
  const chinese = words.filter(({ under }) => ['zh', 'name'].includes(under));
  const english = words.filter(({ under }) => ['en', 'nameEn'].includes(under));

  test('nobody in it exists: no person of the article, and no brand', () => {
    // Digests, so that the names of those who never asked to be in a test are not in this one either.
    const real = new Set([
      'c6330e5f678ca903',
      '960f189e352674a0',
      'b9e9ffa7e99bc70b',
      '73c7ce82f6c9bee9',
      '7c9729d19ab2d20c',
      '9273d2c01a16c595',
      '6be70b7e3f6433e4',
      '12fa26bd12ffdbe2',
    ]);
    const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
    const pieces = new Set(
      [
        ...words.map(({ text }) => text),
        ...people.map(({ lastName, firstName }) => lastName + firstName),
      ].flatMap((text) =>
        [2, 3].flatMap((length) => Array.from(text, (_, from) => text.slice(from, from + length))),
      ),
    );
    expect([...pieces].filter((piece) => real.has(digest(piece)))).toEqual([]);
  });

  test('Chinese is Chinese but for towers and levels, English is English', () => {
    expect(chinese.length).toBeGreaterThan(units.length);
    expect(chinese.filter(({ text }) => /[A-Za-z]{2}/u.test(text) || !/\p{Script=Han}/u.test(text))).toEqual(
      [],
    );
    expect(
      english.filter(({ text }) => /[\p{Script=Han}，。：；、]/u.test(text) || !/[A-Za-z]/u.test(text)),
    ).toEqual([]);
    const aliases = buildings.flatMap((building) => building.aliases);
    expect(aliases.filter((alias) => /\p{Script=Han}/u.test(alias) && /[A-Za-z]{2}/u.test(alias))).toEqual(
      [],
    );
  });

  test('unions are called what they are', () => {
    const endings = {
      federation: /楼宇工会联合会$/u,
      joint: /楼宇?联合工会$/u,
      quarter: /(商圈楼宇|园区)工会联合会$/u,
    };
    for (const { kind, name } of unions) expect(name).toMatch(endings[kind]);
  });

  test('introductions fit one screen, speak to one person and do not shout', () => {
    for (const { name, introduction } of unions) {
      expect(introduction.zh.length, name).toBeLessThanOrEqual(120);
      expect(introduction.zh, name).not.toMatch(/[您！]/u);
      expect(introduction.en, name).not.toMatch(/!/u);
    }
  });

  test('it says that it is a demonstration, in both languages', () => {
    expect(district.demo).toBe(true);
    expect(district.note.zh).toContain('演示数据');
    expect(district.note.en).toContain('Demonstration data');
  });
});

test('it is the same each time', () => {
  expect(demoDistrict()).toEqual(district);
});

import { and, eq, isNull, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { unionCounts } from '../../src/db/queries/coverage.ts';
import { readCard } from '../../src/db/queries/directory.ts';
import { buildingByCode, placeCard } from '../../src/db/queries/places.ts';
import {
  buildingNames,
  buildings,
  directoryChanges,
  memberships,
  people,
  staffRoles,
  unionBuildings,
  units,
  wishes,
} from '../../src/db/schema.ts';
import { readOf } from '../../src/db/work.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { CardKind } from '../../src/domain/directory.ts';
import { type Value, valueIn } from '../../src/domain/directory-values.ts';
import type { BuildingId, PersonId, StreetId, UnionId, UnitId } from '../../src/domain/ids.ts';
import { createAddAlias } from '../../src/services/directory/add-alias.ts';
import { createAddBuilding } from '../../src/services/directory/add-building.ts';
import { createAddStation } from '../../src/services/directory/add-station.ts';
import { createAddUnit } from '../../src/services/directory/add-unit.ts';
import { createCloseCard } from '../../src/services/directory/close-card.ts';
import { createDissolveUnion } from '../../src/services/directory/dissolve-union.ts';
import { createEditField } from '../../src/services/directory/edit-field.ts';
import { createFoundUnion } from '../../src/services/directory/found-union.ts';
import { createMergeBuildings } from '../../src/services/directory/merge-buildings.ts';
import { createMoveBuilding } from '../../src/services/directory/move-building.ts';
import { createReadHistory } from '../../src/services/directory/read-history.ts';
import { createRemoveAlias } from '../../src/services/directory/remove-alias.ts';
import { createTakeBackChange } from '../../src/services/directory/take-back-change.ts';
import { createSubmitApplication } from '../../src/services/submit-application.ts';
import { testDatabase } from '../support/database.ts';
import { at, audited, monday, someone, timeZone, told, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const deps = { timeZone };
const editField = createEditField(deps);
const takeBackChange = createTakeBackChange(deps);
const addAlias = createAddAlias(deps);
const removeAlias = createRemoveAlias(deps);
const addStation = createAddStation(deps);
const addUnit = createAddUnit(deps);
const addBuilding = createAddBuilding(deps);
const closeCard = createCloseCard(deps);
const foundUnion = createFoundUnion(deps);
const dissolveUnion = createDissolveUnion(deps);
const moveBuilding = createMoveBuilding(deps);
const mergeBuildings = createMergeBuildings(deps);
const readHistory = createReadHistory({ vault });

const today = '2026-11-23';
let north: { street: StreetId; union: UnionId; building: BuildingId; unit: UnitId };
let south: typeof north;
let officer: Actor;
let street: Actor;
let district: Actor;
let stranger: Actor;
beforeAll(async () => {
  ({ north, south } = await twoStreets(db));
  officer = await someone(db, { kind: 'union', union: north.union });
  street = await someone(db, { kind: 'street', street: north.street });
  district = await someone(db, { kind: 'district' });
  stranger = await someone(db, { kind: 'street', street: south.street });
});

// A minute between acts, as between people.
let minutes = 0;
const soon = () => {
  minutes += 1;
  return new Date(monday.getTime() + minutes * 1_000);
};
const card = (kind: CardKind, id: number) => at(db, monday, (work) => readCard(readOf(work), { kind, id }));
const stands = async (kind: CardKind, id: number, field: string) =>
  valueIn((await card(kind, id))?.row ?? {}, field);
async function edit(who: Actor, kind: CardKind, id: number, field: string, to: Value, seen?: Value) {
  const before = seen === undefined ? await stands(kind, id, field) : seen;
  return at(db, soon(), (work) => editField(work, who, { kind, id, field, seen: before, to }));
}
const changesOf = (subject: string, id: number) =>
  db
    .select()
    .from(directoryChanges)
    .where(and(sql`${directoryChanges.subject} = ${subject}`, eq(directoryChanges.subjectId, id)))
    .orderBy(directoryChanges.id);

let made = 0;
/** One more building in the north, with a union and a unit of its own when asked. */
async function another(options: { union?: UnionId | null; unit?: string; name?: string } = {}) {
  made += 1;
  const name = options.name ?? `新${made}大厦`;
  const outcome = await at(db, soon(), (work) =>
    addBuilding(work, district, {
      street: north.street,
      union: options.union ?? null,
      name,
      address: { zh: '长街1号' },
      location: { latitude: 39.9, longitude: 116.3 },
    }),
  );
  if (outcome.type !== 'added') throw new Error(outcome.type);
  const building = outcome.id as BuildingId;
  if (options.unit === undefined) return { building, unit: null };
  const unit = await at(db, soon(), (work) =>
    addUnit(work, district, {
      building,
      name: options.unit ?? '',
      room: '1',
      kind: 'firm',
      nonPublic: true,
      workers: 10,
    }),
  );
  if (unit.type !== 'added') throw new Error(unit.type);
  return { building, unit: unit.id as UnitId };
}
async function anotherUnion(name: string) {
  const outcome = await at(db, soon(), (work) =>
    foundUnion(work, district, {
      street: north.street,
      kind: 'joint',
      name,
      foundedOn: '2026-01-05',
      office: null,
      officeHours: null,
      phone: null,
    }),
  );
  if (outcome.type !== 'founded') throw new Error(outcome.type);
  return outcome.id as UnionId;
}
async function memberOf(union: UnionId, unit: UnitId | null) {
  const { person } = await someone(db);
  await db.insert(memberships).values({ person, union, unit, since: '2026-02-01' });
  return person;
}
const standing = async (person: PersonId) => {
  const [row] = await db
    .select({ union: memberships.union, unit: memberships.unit, since: memberships.since })
    .from(memberships)
    .where(and(eq(memberships.person, person), isNull(memberships.until)));
  return row;
};

describe('one field', () => {
  test('is changed and written down, from what to what', async () => {
    expect(await edit(officer, 'union', north.union, 'phone', '010-83210000')).toMatchObject({
      type: 'saved',
    });
    expect(await stands('union', north.union, 'phone')).toBe('010-83210000');
    expect((await changesOf('union', north.union)).at(-1)).toMatchObject({
      actor: officer.person,
      effectiveOn: today,
      source: 'chat',
      action: 'changed',
      union: north.union,
      before: { phone: '2' },
      after: { phone: '010-83210000' },
    });
  });

  test.each([
    ['union', 'name', '别的工会', 'notYours', 'saved'],
    ['union', 'introduction', { zh: '欢迎' }, 'saved', 'saved'],
    ['building', 'name', '别的大厦', 'notYours', 'saved'],
    ['building', 'floors', 20, 'notYours', 'saved'],
    ['unit', 'workers', 33, 'saved', 'saved'],
    ['unit', 'non_public', false, 'saved', 'saved'],
    ['street', 'phone', '12351', 'notYours', 'saved'],
  ] as const)(
    'of a %s, its %s: an officer’s, her street’s, but no stranger’s',
    async (kind, field, to, hers, streets) => {
      const id = { union: north.union, building: north.building, unit: north.unit, street: north.street }[
        kind
      ];
      const refused = (await audited(db, 'directory.refused')).length;
      expect((await edit(stranger, kind, id, field, to)).type).toBe('notYours');
      expect((await edit(await someone(db), kind, id, field, to)).type).toBe('notYours');
      expect(await audited(db, 'directory.refused')).toHaveLength(refused + 2);
      expect((await edit(officer, kind, id, field, to)).type).toBe(hers);
      expect((await edit(street, kind, id, field, to)).type).toBe(hers === 'saved' ? 'same' : streets);
      expect(await stands(kind, id, field)).toEqual(to);
    },
  );

  test('of two who change it, the second is shown what the first made of it, and nothing is lost', async () => {
    const seen = await stands('union', north.union, 'office');
    const [one, other] = await Promise.all([
      edit(officer, 'union', north.union, 'office', { zh: '二层' }, seen),
      edit(street, 'union', north.union, 'office', { zh: '三层' }, seen),
    ]);
    const [won, lost] = one.type === 'saved' ? [one, other] : [other, one];
    expect(won.type).toBe('saved');
    expect(lost).toEqual({ type: 'overtaken', now: await stands('union', north.union, 'office') });
  });

  test('what doesn’t fit is refused, whoever sends it', async () => {
    for (const [field, to] of [
      ['office', { zh: '长'.repeat(61) }],
      ['office', { zh: '<b>' }],
      ['founded_on', '2026-02-30'],
      ['demo', true],
      ['id', 1],
      ['constructor', 1],
    ] as const)
      expect((await edit(district, 'union', north.union, field, to, null)).type).toBe('notYours');
    expect((await edit(district, 'union', 99_999, 'phone', '12351', null)).type).toBe('notYours');
  });

  test('a change of one’s own is taken back by a tap, for a while, and only while it stands', async () => {
    const before = await stands('union', north.union, 'phone');
    const saved = await edit(officer, 'union', north.union, 'phone', '12351');
    if (saved.type !== 'saved') throw new Error(saved.type);
    const back = (who: Actor, now: Date) => at(db, now, (work) => takeBackChange(work, who, saved.change));
    expect((await back(street, soon())).type).toBe('notYours');
    expect((await back(officer, new Date(monday.getTime() + 3_600_000))).type).toBe('tooLate');
    expect(await back(officer, soon())).toMatchObject({ type: 'takenBack' });
    expect(await stands('union', north.union, 'phone')).toEqual(before);
    expect((await back(officer, soon())).type).toBe('tooLate');
    expect((await changesOf('union', north.union)).at(-1)?.source).toBe('undo');
  });

  test('two units of a building can’t be called the same', async () => {
    const { building, unit } = await another({ unit: '甲公司' });
    await at(db, soon(), (work) =>
      addUnit(work, district, {
        building,
        name: '乙公司',
        room: '2',
        kind: 'firm',
        nonPublic: true,
        workers: 1,
      }),
    );
    expect((await edit(street, 'unit', unit ?? 0, 'name', '乙 公司')).type).toBe('nameTaken');
    expect((await edit(street, 'unit', unit ?? 0, 'name', '丙公司')).type).toBe('saved');
  });

  test('a building that is called otherwise keeps its old name to be found by, unless that is taken back', async () => {
    const { building } = await another({ name: '旧名大厦' });
    const saved = await edit(street, 'building', building, 'name', '新名大厦');
    const names = async () =>
      (await db.select().from(buildingNames).where(eq(buildingNames.building, building))).map(
        ({ name, kind }) => [name, kind],
      );
    expect(await names()).toEqual([['旧名大厦', 'old']]);
    if (saved.type !== 'saved') throw new Error(saved.type);
    await at(db, soon(), (work) => takeBackChange(work, street, saved.change));
    expect(await names()).toEqual([]);
  });
});

describe('names, stations and units', () => {
  test('an alias comes and goes', async () => {
    const add = (who: Actor, name: string) =>
      at(db, soon(), (work) => addAlias(work, who, { building: north.building, name, kind: 'alias' }));
    expect((await add(stranger, '北楼')).type).toBe('notYours');
    expect((await add(officer, '北楼')).type).toBe('added');
    expect((await add(officer, '北楼')).type).toBe('same');
    const [alias] = await db.select().from(buildingNames).where(eq(buildingNames.name, '北楼'));
    const remove = (who: Actor) => at(db, soon(), (work) => removeAlias(work, who, alias?.id ?? 0));
    expect((await remove(stranger)).type).toBe('notYours');
    expect(await remove(officer)).toEqual({ type: 'removed', building: north.building });
    expect((await remove(officer)).type).toBe('gone');
    expect((await changesOf('name', alias?.id ?? 0)).map(({ action }) => action)).toEqual([
      'added',
      'removed',
    ]);
  });

  test('a station is put up where a union covers, has days of its own, and is closed', async () => {
    const add = (who: Actor, building: BuildingId) =>
      at(db, soon(), (work) =>
        addStation(work, who, {
          building,
          place: { zh: 'B1 层' },
          hours: { zh: '工作日 9:00–18:00' },
          services: { zh: '饮水' },
        }),
      );
    expect((await add(stranger, north.building)).type).toBe('notYours');
    expect((await add(street, (await another()).building)).type).toBe('notCovered');
    const added = await add(officer, north.building);
    if (added.type !== 'added') throw new Error(added.type);
    const days = [{ from: '2026-12-25', to: '2026-12-25', spans: [] }];
    expect((await edit(officer, 'station', added.id, 'exceptions', days)).type).toBe('saved');
    expect((await edit(stranger, 'station', added.id, 'exceptions', [])).type).toBe('notYours');
    const close = (who: Actor) =>
      at(db, soon(), (work) => closeCard(work, who, { kind: 'station', id: added.id }));
    expect((await close(stranger)).type).toBe('notYours');
    expect((await close(officer)).type).toBe('closed');
    expect((await close(officer)).type).toBe('gone');
    expect((await edit(officer, 'station', added.id, 'place', { zh: '1 层' })).type).toBe('gone');
    expect((await changesOf('station', added.id)).map(({ action }) => action)).toEqual([
      'added',
      'changed',
      'closed',
    ]);
  });

  test('a unit moves in, closes, and is opened again under its name', async () => {
    const unit = {
      building: north.building,
      name: '小店',
      room: '102',
      kind: 'shop',
      nonPublic: true,
      workers: 3,
    } as const;
    const add = (who: Actor) => at(db, soon(), (work) => addUnit(work, who, unit));
    expect((await add(stranger)).type).toBe('notYours');
    const added = await add(officer);
    if (added.type !== 'added') throw new Error(added.type);
    expect((await add(officer)).type).toBe('nameTaken');
    await at(db, soon(), (work) => closeCard(work, officer, { kind: 'unit', id: added.id }));
    expect((await card('unit', added.id))?.closedOn).toBe(today);
    expect(await add(officer)).toEqual(added);
    expect((await card('unit', added.id))?.closedOn).toBeNull();
    expect((await changesOf('unit', added.id)).at(-1)).toMatchObject({
      action: 'reopened',
      before: { closed_on: today, workers: 3 },
    });
  });
});

describe('a building moves to another union', () => {
  const move = (who: Actor, building: BuildingId, seen: UnionId | null, to: UnionId | null) =>
    at(db, soon(), (work) => moveBuilding(work, who, { building, seen, to }));
  const covers = (building: BuildingId) =>
    db
      .select({ union: unionBuildings.union, since: unionBuildings.since, until: unionBuildings.until })
      .from(unionBuildings)
      .where(eq(unionBuildings.building, building))
      .orderBy(unionBuildings.union);

  test('with those who work there, and all days stay as they were', async () => {
    const to = await anotherUnion('东联合工会');
    const { building, unit } = await another({ union: north.union, unit: '甲' });
    await db.update(unionBuildings).set({ since: '2021-01-01' }).where(eq(unionBuildings.building, building));
    const here = await memberOf(north.union, unit);
    const elsewhere = await memberOf(north.union, north.unit);
    const unsaid = await memberOf(north.union, null);
    const station = await at(db, soon(), (work) =>
      addStation(work, street, {
        building,
        place: { zh: '1' },
        hours: { zh: '每天' },
        services: { zh: '水' },
      }),
    );

    expect((await move(officer, building, north.union, to)).type).toBe('notYours');
    expect((await move(stranger, building, north.union, to)).type).toBe('notYours');
    expect((await move(street, building, north.union, south.union)).type).toBe('notYours');
    expect((await move(street, building, null, to)).type).toBe('overtaken');
    expect(await move(street, building, north.union, to)).toEqual({ type: 'moved', members: 1, told: 0 });
    expect((await move(street, building, north.union, to)).type).toBe('same');

    expect(await covers(building)).toEqual([
      { union: north.union, since: '2021-01-01', until: today },
      { union: to, since: today, until: null },
    ]);
    expect(await standing(here)).toEqual({ union: to, unit, since: today });
    expect(await standing(elsewhere)).toMatchObject({ union: north.union, since: '2026-02-01' });
    expect(await standing(unsaid)).toMatchObject({ union: north.union });
    expect(await told(db, here, elsewhere)).toEqual([
      { person: here, body: { kind: 'membershipMoved', union: to } },
    ]);
    if (station.type !== 'added') throw new Error(station.type);
    expect((await card('station', station.id))?.union).toBe(to);

    const counted = async (day: string, union: UnionId) => {
      const counts = await at(db, monday, (work) => unionCounts(readOf(work), day, { kind: 'district' }));
      const found = counts.find((each) => each.union.id === union);
      return found && { units: found.raw.units, members: found.raw.members };
    };
    // Yesterday it was all the old union's; today the firm and its member are the new one's.
    const before = await counted('2026-11-22', north.union);
    const after = await counted(today, north.union);
    expect(await counted(today, to)).toEqual({ units: 1, members: 1 });
    expect(await counted('2026-11-22', to)).toEqual({ units: 0, members: 0 });
    expect(before?.members).toBe((after?.members ?? 0) + 1);

    // There and back on one day.
    expect((await move(street, building, to, north.union)).type).toBe('moved');
    expect((await move(street, building, north.union, to)).type).toBe('moved');
    expect((await covers(building)).filter(({ until }) => until === null)).toEqual([
      { union: to, since: today, until: null },
    ]);
    expect(await standing(here)).toMatchObject({ union: to });
  });

  test('not while somebody waits for the answer of the union that she gave her name to', async () => {
    const to = await anotherUnion('西联合工会');
    const { building, unit } = await another({ union: north.union, unit: '乙' });
    const applicant = await someone(db);
    await at(db, soon(), (work) =>
      createSubmitApplication({ vault, timeZone })(work, applicant, {
        building,
        union: north.union,
        unit: { kind: 'listed', unit: unit as UnitId, name: '乙' },
        name: '王小雨',
        phone: '13800000101',
        consent: 1,
        announcements: false,
      }),
    );
    expect(await move(street, building, north.union, to)).toEqual({ type: 'applicationsWaiting', count: 1 });
    const close = () => at(db, soon(), (work) => closeCard(work, street, { kind: 'building', id: building }));
    expect(await close()).toEqual({ type: 'applicationsWaiting', count: 1 });
  });

  test('those who wished for a union hear that one came', async () => {
    const { building } = await another();
    const worker = await someone(db);
    await db.insert(wishes).values({ person: worker.person, building, at: monday });
    expect(await move(street, building, null, north.union)).toEqual({ type: 'moved', members: 0, told: 0 });
    expect((await told(db, worker.person)).map(({ body }) => body?.kind)).toEqual(['unionCame']);
  });

  test('to nobody, and then it can be torn down with all that is in it', async () => {
    const { building, unit } = await another({ union: north.union, unit: '丙' });
    expect((await move(street, building, north.union, null)).type).toBe('moved');
    const close = (who: Actor) =>
      at(db, soon(), (work) => closeCard(work, who, { kind: 'building', id: building }));
    expect((await close(officer)).type).toBe('notYours');
    expect((await close(street)).type).toBe('closed');
    expect((await card('unit', unit ?? 0))?.closedOn).toBe(today);
    expect((await move(street, building, null, north.union)).type).toBe('gone');
  });

  test('torn down, its rest point is no longer one of the union’s', async () => {
    const { building } = await another({ union: north.union });
    const station = await at(db, soon(), (work) =>
      addStation(work, street, { building, place: { zh: '一层' }, hours: {}, services: {} }),
    );
    if (station.type !== 'added') throw new Error(station.type);
    await at(db, soon(), (work) => closeCard(work, street, { kind: 'building', id: building }));
    expect((await card('station', station.id))?.closedOn).toBe(today);
    expect((await changesOf('station', station.id)).map(({ action }) => action)).toEqual(['added', 'closed']);
  });
});

describe('unions come and go', () => {
  test('founded by the street, once under a name', async () => {
    const found = (who: Actor, name: string) =>
      at(db, soon(), (work) =>
        foundUnion(work, who, {
          street: north.street,
          kind: 'federation',
          name,
          foundedOn: '2026-11-01',
          office: { zh: '1 层' },
          officeHours: null,
          phone: '12351',
        }),
      );
    expect((await found(officer, '新联合会')).type).toBe('notYours');
    expect((await found(stranger, '新联合会')).type).toBe('notYours');
    const both = await Promise.all([found(street, '新联合会'), found(district, '新联合会')]);
    expect(both.map(({ type }) => type).sort()).toEqual(['founded', 'nameTaken']);
  });

  test('dissolved when it covers nothing, and its last members go where somebody says', async () => {
    const union = await anotherUnion('旧联合工会');
    const { building } = await another({ union });
    const left = await memberOf(union, null);
    const dissolve = (who: Actor, into: UnionId | null) =>
      at(db, soon(), (work) => dissolveUnion(work, who, { union, into }));
    expect((await dissolve(officer, null)).type).toBe('notYours');
    expect(await dissolve(street, null)).toEqual({ type: 'stillCovers', count: 1 });
    await at(db, soon(), (work) => moveBuilding(work, street, { building, seen: union, to: north.union }));
    expect(await dissolve(street, null)).toEqual({ type: 'hasMembers', count: 1 });
    expect(await dissolve(street, union)).toEqual({ type: 'hasMembers', count: 1 });
    expect((await dissolve(street, south.union)).type).toBe('notYours');
    expect(await dissolve(street, north.union)).toEqual({ type: 'dissolved', members: 1 });
    expect(await standing(left)).toMatchObject({ union: north.union, since: today });
    expect((await dissolve(street, north.union)).type).toBe('gone');
    expect((await edit(street, 'union', union, 'phone', '12351')).type).toBe('gone');
  });
});

describe('a building that is listed twice', () => {
  const merge = (who: Actor, from: BuildingId, into: BuildingId) =>
    at(db, soon(), (work) => mergeBuildings(work, who, { from, into }));

  test('becomes one, with all that hung on either', async () => {
    const other = await anotherUnion('并入工会');
    const from = await another({ union: other, unit: '同名公司', name: '双子大厦' });
    const into = await another({ union: north.union, unit: '同名公司', name: '双子大厦（东）' });
    const own = await at(db, soon(), (work) =>
      addUnit(work, street, {
        building: from.building,
        name: '独有公司',
        room: '3',
        kind: 'firm',
        nonPublic: true,
        workers: 5,
      }),
    );
    await at(db, soon(), (work) =>
      addAlias(work, street, { building: from.building, name: '双子', kind: 'alias' }),
    );
    const member = await memberOf(other, from.unit);
    const [row] = await db.select().from(buildings).where(eq(buildings.id, from.building));

    expect((await merge(officer, from.building, into.building)).type).toBe('notYours');
    expect((await merge(street, from.building, from.building)).type).toBe('same');
    expect((await merge(district, from.building, south.building)).type).toBe('otherStreet');
    expect((await merge(street, from.building, into.building)).type).toBe('merged');
    expect((await merge(street, from.building, into.building)).type).toBe('gone');

    expect(await standing(member)).toEqual({ union: north.union, unit: into.unit, since: today });
    const open = await db
      .select({ name: units.name })
      .from(units)
      .where(and(eq(units.building, into.building), isNull(units.closedOn)));
    expect(open.map(({ name }) => name).sort()).toEqual(['同名公司', '独有公司']);
    expect(own.type).toBe('added');
    const names = await db.select().from(buildingNames).where(eq(buildingNames.building, into.building));
    expect(names.map(({ name }) => name).sort()).toEqual(['双子', '双子大厦']);
    const shown = await at(db, monday, async (work) => {
      const coded = await buildingByCode(readOf(work), row?.code ?? '');
      return coded && placeCard(readOf(work), coded);
    });
    expect(shown).toMatchObject({ building: { id: into.building }, formerly: { name: '双子大厦' } });
    expect(await stands('building', from.building, 'merged_into')).toBe(into.building);
    const history = await at(db, soon(), (work) =>
      readHistory(work, street, { kind: 'building', id: into.building }, 0),
    );
    if (history.type !== 'history') throw new Error(history.type);
    expect(history.history.acts[0]?.changes[0]).toMatchObject({
      action: 'merged',
      about: { name: '双子大厦' },
      to: { name: '双子大厦（东）' },
    });
  });

  test('all days before stay as they were', async () => {
    const other = await anotherUnion('当日工会');
    const from = await another({ union: other, unit: '当日公司', name: '当日大厦' });
    const into = await another({ union: north.union, unit: '当日公司', name: '当日大厦（东）' });
    for (const { building, unit } of [from, into]) {
      await db
        .update(unionBuildings)
        .set({ since: '2021-01-01' })
        .where(eq(unionBuildings.building, building));
      await db
        .update(units)
        .set({ openedOn: '2021-01-01' })
        .where(eq(units.id, unit as UnitId));
    }
    const stayed = await memberOf(other, from.unit);
    const left = await memberOf(other, from.unit);
    await db
      .update(memberships)
      .set({ until: '2026-11-01', status: 'left' })
      .where(eq(memberships.person, left));
    const days = ['2026-10-20', '2026-11-22'];
    const counted = () =>
      Promise.all(
        days.map((day) =>
          at(db, monday, (work) => unionCounts(readOf(work), day, { kind: 'street', street: north.street })),
        ),
      );
    const before = await counted();
    expect(before[0]?.find(({ union }) => union.id === other)?.qualified.members).toBe(2);
    expect((await merge(street, from.building, into.building)).type).toBe('merged');
    expect(await counted()).toEqual(before);
    expect(await standing(stayed)).toEqual({ union: north.union, unit: into.unit, since: today });
  });

  test('brings its union along where there was none', async () => {
    const from = await another({ union: north.union });
    const into = await another();
    const member = await memberOf(north.union, null);
    await merge(street, from.building, into.building);
    const [cover] = await db
      .select()
      .from(unionBuildings)
      .where(and(eq(unionBuildings.building, into.building), isNull(unionBuildings.until)));
    expect(cover).toMatchObject({ union: north.union, since: today });
    expect(await standing(member)).toMatchObject({ union: north.union, since: '2026-02-01' });
  });
});

describe('history', () => {
  test('is for those who keep the card, and names only who sits at the reader’s desk', async () => {
    const colleague = await someone(db, { kind: 'union', union: south.union });
    const editor = await someone(db, { kind: 'union', union: south.union });
    await db
      .update(people)
      .set({ name: vault.seal('王主任', 'people.name') })
      .where(eq(people.id, editor.person));
    await edit(editor, 'union', south.union, 'phone', '010-66660000');
    const read = async (who: Actor) => {
      const read = await at(db, soon(), (work) =>
        readHistory(work, who, { kind: 'union', id: south.union }, 0),
      );
      return read.type === 'history' ? read.history.acts[0] : read.type;
    };
    expect(await read(officer)).toBe('notYours');
    expect(await read(await someone(db))).toBe('notYours');
    expect(await read(editor)).toMatchObject({ who: { kind: 'you' }, count: 1 });
    expect(await read(colleague)).toMatchObject({
      who: { kind: 'colleague', name: '王主任' },
      changes: [{ before: { phone: '2' }, after: { phone: '010-66660000' } }],
    });
    expect(await read(stranger)).toMatchObject({ who: { kind: 'office', scope: 'union' } });
    expect(await read(district)).toMatchObject({ who: { kind: 'office', scope: 'union' } });
    await db.update(staffRoles).set({ revokedAt: monday }).where(eq(staffRoles.person, editor.person));
    expect(await read(colleague)).toMatchObject({ who: { kind: 'colleague' } });
  });

  test('tells an import in one line, and a move on both unions’ pages', async () => {
    const union = await anotherUnion('史联合工会');
    const { building } = await another({ union: north.union });
    await at(db, soon(), (work) => moveBuilding(work, street, { building, seen: north.union, to: union }));
    const when = soon();
    const [imported] = await db.execute<{ id: number }>(
      sql`insert into imports (received_at, status, effective_on) values (${when.toISOString()}::timestamptz, 'applied', ${today}::date) returning id`,
    );
    await db.insert(directoryChanges).values(
      Array.from({ length: 30 }, (_, index) => ({
        at: when,
        effectiveOn: today,
        actor: null,
        source: 'import' as const,
        import: imported?.id as never,
        subject: 'unit' as const,
        subjectId: index + 1,
        action: 'added' as const,
        building,
        union,
      })),
    );
    const read = async (kind: 'union' | 'building', id: number, page = 0) => {
      const read = await at(db, soon(), (work) => readHistory(work, street, { kind, id }, page));
      if (read.type !== 'history') throw new Error(read.type);
      return read.history;
    };
    const [newest, moved] = (await read('building', building)).acts;
    expect(newest).toMatchObject({ source: 'import', count: 30, who: { kind: 'deployment' } });
    const cover = { subject: 'cover', from: { name: expect.any(String) }, to: { name: '史联合工会' } };
    expect(moved).toMatchObject({ changes: [cover] });
    expect((await read('union', union)).acts[1]).toMatchObject({ changes: [cover] });
    expect((await read('union', north.union)).acts[0]).toMatchObject({ changes: [cover] });
    const pages = (await read('union', north.union)).pages;
    expect(pages).toBeGreaterThan(1);
    expect((await read('union', north.union, 999)).page).toBe(pages - 1);
  });

  test('read backwards, it gives back the first state', async () => {
    const fields = ['phone', 'office', 'office_hours', 'introduction', 'founded_on', 'name_en'] as const;
    const words = fc.record({ zh: fc.constantFrom('一层', '二层', '工作日 9:00–18:00') });
    const values: Record<(typeof fields)[number], fc.Arbitrary<Value>> = {
      phone: fc.constantFrom('12351', '010-66660001', '13800000101'),
      office: words,
      office_hours: words,
      introduction: words,
      founded_on: fc.constantFrom('2019-01-01', '2020-05-04'),
      name_en: fc.constantFrom(null, 'North', 'South'),
    };
    const anyEdit = fc.constantFrom(...fields).chain((field) => fc.tuple(fc.constant(field), values[field]));
    await fc.assert(
      fc.asyncProperty(fc.array(anyEdit, { maxLength: 8 }), async (edits) => {
        const first = await card('union', south.union);
        const from = (await changesOf('union', south.union)).length;
        for (const [field, to] of edits) await edit(district, 'union', south.union, field, to);
        const log = (await changesOf('union', south.union)).slice(from);
        const now = (await card('union', south.union))?.row ?? {};
        const back = Object.assign({ ...now }, ...log.toReversed().map(({ before }) => before));
        expect(back).toEqual(first?.row);
        const forth = Object.assign({ ...first?.row }, ...log.map(({ after }) => after));
        expect(forth).toEqual(now);
      }),
      { numRuns: 15 },
    );
  });
});

test('the log names no person', async () => {
  const rows = await db.select().from(directoryChanges);
  expect(rows.length).toBeGreaterThan(50);
  expect(JSON.stringify(rows)).not.toContain('王主任');
});

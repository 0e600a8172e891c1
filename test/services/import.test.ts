import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stagedFaults } from '../../src/db/queries/import-rows.ts';
import { claimThisImport, importById, insertImport } from '../../src/db/queries/imports.ts';
import { refreshNames, writeBuildingNames } from '../../src/db/queries/place-names.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { ImportId } from '../../src/domain/ids.ts';
import type { ImportFile } from '../../src/domain/import/file.ts';
import { createApplyImport } from '../../src/services/import/apply.ts';
import { createCheckFile } from '../../src/services/import/check.ts';
import { decideImport } from '../../src/services/import/decide-import.ts';
import { createForgetOldImports } from '../../src/services/import/forget-old-imports.ts';
import { readImport } from '../../src/services/import/read-import.ts';
import { createUndoImport } from '../../src/services/import/undo.ts';
import { testDatabase } from '../support/database.ts';
import { type Cells, imported } from '../support/import-files.ts';
import { at, monday, someone, told, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const now = () => monday;
const keepClaim = async () => true;
const check = createCheckFile({ db, vault, now });
const apply = createApplyImport({ db, vault, now, keepClaim });
const undo = createUndoImport({ db, vault, now, keepClaim });

const { north, south } = await twoStreets(db);
await db.transaction((tx) => refreshNames(tx));
const district = await someone(db, { kind: 'district' });
const reviewer = await someone(db, { kind: 'street', street: north.street });
const officer = await someone(db, { kind: 'union', union: north.union });

const unitHead = ['楼宇名称', '单位名称', '类型', '房间', '非公', '建会情况', '职工数', '入驻日期', '状态'];
const buildingHead = [
  '楼宇编号',
  '街道',
  '楼宇名称',
  '英文名',
  '别名',
  '地址',
  '纬度',
  '经度',
  '层数',
  '覆盖工会',
  '状态',
];

async function look(actor: Actor, sheets: Readonly<Record<string, Cells>> | ImportFile, day = '2026-11-23') {
  const file =
    'sheets' in sheets && Array.isArray(sheets.sheets)
      ? (sheets as ImportFile)
      : await imported(sheets as never);
  const id = await insertImport(db, { by: actor.person, file: 'f', receivedAt: monday, effectiveOn: day });
  return { id, ...(await lookAgain(id, actor, file, day)) };
}

async function lookAgain(id: ImportId, actor: Actor, file: ImportFile, day = '2026-11-23') {
  const record = await claimThisImport(db, id);
  if (!record) throw new Error('no such import');
  const outcome = await check(
    { try: record, actor, tell: actor.person, day, today: '2026-11-23', confirmed: record.confirmed },
    async () => file,
  );
  if (outcome.type === 'overtaken') throw new Error('overtaken');
  return { ...outcome, faults: await faultsOf(id) };
}

async function faultsOf(id: ImportId) {
  const rows = await db.transaction((tx) => stagedFaults(tx, id, 100));
  return rows.flatMap(({ row, faults }) => faults.map(({ kind, field }) => `${row} ${field ?? '-'} ${kind}`));
}

async function confirm(id: ImportId, actor: Actor) {
  await at(db, monday, (work) => decideImport(work, actor, id, 'apply'));
  const record = await importById(db, id);
  if (!record) throw new Error('gone');
  return apply(record);
}

async function takeBack(id: ImportId, actor: Actor) {
  await at(db, monday, (work) => decideImport(work, actor, id, 'undo'));
  const record = await importById(db, id);
  if (!record) throw new Error('gone');
  return undo(record);
}

/** The directory, row by row, as text. */
async function directory() {
  const tables = [
    'streets',
    'unions',
    'buildings',
    'building_names',
    'union_buildings',
    'units',
    'place_keys',
  ];
  const rows = await Promise.all(
    tables.map((table) =>
      db.execute<{ row: string }>(sql.raw(`select to_jsonb(t)::text as row from ${table} t order by 1`)),
    ),
  );
  return tables
    .map((table, index) => `${table}:\n${rows[index]?.map(({ row }) => row).join('\n')}`)
    .join('\n');
}

const unitsOf = async (building: number) =>
  db.execute<{ name: string; workers: number; closed_on: string | null; opened_on: string }>(
    sql`select name, workers, closed_on::text, opened_on::text from units where building_id = ${building} order by id`,
  );

test('units are added, changed and closed; what a row leaves empty stays as it is; undone, all is as before', async () => {
  const before = await directory();
  const checked = await look(district, {
    单位: [
      unitHead,
      ['north大厦', 'north科技', null, null, null, null, 12, null, null],
      ['north大厦', '新来的公司', '企业', '302', '是', '工会小组', 30, '2026-11-01', null],
      ['south大厦', 'south科技', null, null, null, null, null, null, '关闭'],
    ],
  });
  expect(checked).toMatchObject({ type: 'checked', faults: [] });
  expect(checked.report.counts.unit).toMatchObject({ added: 1, changed: 1, closed: 1 });
  expect(await directory()).toBe(before);

  expect(await confirm(checked.id, district)).toMatchObject({ type: 'applied' });
  expect(await unitsOf(north.building)).toEqual([
    { name: 'north科技', workers: 12, closed_on: null, opened_on: '2020-01-01' },
    { name: '新来的公司', workers: 30, closed_on: null, opened_on: '2026-11-01' },
  ]);
  expect((await unitsOf(south.building))[0]).toMatchObject({ closed_on: '2026-11-23' });

  expect(await takeBack(checked.id, district)).toMatchObject({ type: 'undone', report: { kept: 0 } });
  expect(await directory()).toBe(before);
});

test('a building is added with its union and names, in the same file as its units and its union', async () => {
  const before = await directory();
  const checked = await look(district, {
    // In any order, under a title, with headings of whoever made it.
    企业名单: [
      ['2026年 north街道 企业台账', null, null, null, null, null],
      ['楼名', '企业名称', '员工人数（人）', '单位性质', '备注', '建会'],
      ['新楼', '甲公司', '1,200', '非公有制', '好', '独立工会'],
      ['又一座', '乙店', '７', '国有', null, '否'],
    ],
    楼宇: [
      buildingHead,
      [null, 'north', '新楼', 'New Tower', '老楼；小楼', '新街1号', 39.9, 116.3, 20, '新工会', null],
      [null, 'north街道', '又一座', null, null, '新街2号', 39.91, 116.31, null, null, null],
    ],
    工会: [
      ['街道', '工会名称', '工会类型', '成立日期'],
      ['north', '新工会', '楼宇联合工会', '2026年11月1日'],
    ],
  });
  expect(checked).toMatchObject({ type: 'checked', faults: [] });
  expect(checked.report.counts).toMatchObject({
    union: { added: 1 },
    building: { added: 2 },
    unit: { added: 2 },
  });
  expect(checked.report.notes).toEqual([{ type: 'otherColumn', sheet: '企业名单', heading: '备注' }]);
  await confirm(checked.id, district);
  const [row] = await db.execute(sql`
    select b.name, b.code, u.name as union_name, c.since::text, x.workers, x.non_public, x.organised,
      (select json_agg(n.name order by n.id) from building_names n where n.building_id = b.id) as names
    from buildings b join union_buildings c on c.building_id = b.id join unions u on u.id = c.union_id
      join units x on x.building_id = b.id
    where b.name = '新楼'`);
  expect(row).toMatchObject({
    union_name: '新工会',
    since: '2026-11-23',
    workers: 1200,
    non_public: true,
    organised: 'independent',
  });
  expect(row?.code).toMatch(/^[a-z0-9]{6}$/u);
  expect(row?.names).toEqual(expect.arrayContaining(['小楼', '老楼']));
  await takeBack(checked.id, district);
  expect(await directory()).toBe(before);
});

test('the same sheet twice: the second time there is nothing to change', async () => {
  const sheets = {
    单位: [unitHead, ['north大厦', '再来一家', '企业', '1', '是', '未建会', 5, '2026-01-01', null]],
  };
  const first = await look(district, sheets);
  await confirm(first.id, district);
  const second = await look(district, sheets);
  expect(second).toMatchObject({ type: 'nothing' });
  expect(second.report.counts.unit).toMatchObject({ added: 0, unchanged: 1 });
  expect(await importById(db, second.id)).toMatchObject({ status: 'dropped' });
  await takeBack(first.id, district);
});

describe('every fault, by row and column; nothing is changed', () => {
  test.each<[string, readonly (string | number | null)[], string]>([
    [
      'no such building',
      ['没有的楼', '甲', null, null, '是', null, 1, null, null],
      '2 building unknownBuilding',
    ],
    [
      'a number below zero',
      ['north大厦', '甲', null, null, '是', null, -1, null, null],
      '2 workers negative',
    ],
    [
      'a text for a number',
      ['north大厦', '甲', null, null, '是', null, '三十', null, null],
      '2 workers notNumber',
    ],
    ['half a person', ['north大厦', '甲', null, null, '是', null, 1.5, null, null], '2 workers notWhole'],
    [
      'a day to come',
      ['north大厦', '甲', null, null, '是', null, 1, '2027-01-01', null],
      '2 opened_on dayToCome',
    ],
    ['no day at all', ['north大厦', '甲', null, null, '是', null, 1, '2月30日', null], '2 opened_on notDay'],
    [
      'neither yes nor no',
      ['north大厦', '甲', null, null, '也许', null, 1, null, null],
      '2 non_public notYesNo',
    ],
    ['a kind that isn’t one', ['north大厦', '甲', '庙', null, '是', null, 1, null, null], '2 kind notChoice'],
    [
      'something new without what it needs',
      ['north大厦', '甲', null, null, null, null, 1, null, null],
      '2 non_public missing',
    ],
    [
      'closing what isn’t there',
      ['north大厦', '甲', null, null, '是', null, 1, null, '关闭'],
      '2 status nothingToClose',
    ],
    [
      'a broken formula',
      ['north大厦', '甲', null, null, '是', null, '#REF!', null, null],
      '2 workers brokenFormula',
    ],
    ['angle brackets', ['north大厦', '<b>甲</b>', null, null, '是', null, 1, null, null], '2 name oddSigns'],
  ])('%s', async (_what, row, fault) => {
    const before = await directory();
    const checked = await look(district, { 单位: [unitHead, row] });
    expect(checked).toMatchObject({ type: 'refused', faults: [fault] });
    expect(await at(db, monday, (work) => decideImport(work, district, checked.id, 'apply'))).toEqual({
      type: 'already',
      status: 'refused',
    });
    expect(await directory()).toBe(before);
  });

  test('buildings: outside the world, swapped, a union that would change, a name twice', async () => {
    const place = (name: string, latitude: number | string, longitude: number | string) =>
      [null, 'north', name, null, null, '街1号', latitude, longitude, null, null, null] as const;
    const checked = await look(district, {
      楼宇: [
        buildingHead,
        place('甲楼', 116.3, 39.9),
        place('乙楼', 39.9, 200),
        place('丙楼', '３９．９', '116°'),
        place('丙 楼', 39.9, 116.3),
        ['b-north', null, null, null, null, null, null, null, null, 'south楼宇联合工会', null],
        ['b-nowhere', null, null, null, null, null, null, null, null, null, null],
      ],
    });
    expect(checked.faults).toEqual([
      '2 latitude swapped',
      '3 longitude outsideWorld',
      '5 - twice',
      '6 union moveInChat',
      '7 code unknownCode',
    ]);
  });
});

test('rows out of her scope are faults: a street’s reviewer keeps its street, an officer the units of its union', async () => {
  const units = {
    单位: [
      ['楼宇名称', '单位名称', '职工数'],
      ['north大厦', 'north科技', 11],
      ['south大厦', 'south科技', 11],
    ],
  };
  expect((await look(reviewer, units)).faults).toEqual(['3 - notYours']);
  expect((await look(officer, units)).faults).toEqual(['3 - notYours']);
  const buildings = {
    楼宇: [
      ['楼宇编号', '楼宇名称', '层数'],
      ['b-north', null, 11],
      ['b-south', null, 11],
    ],
  };
  expect((await look(reviewer, buildings)).faults).toEqual(['3 - notYours']);
  expect((await look(officer, buildings)).faults).toEqual(['2 - notYours', '3 - notYours']);
  const somebody = await someone(db);
  expect((await look(somebody, units)).faults).toEqual(['2 - notYours', '3 - notYours']);
});

test('only whoever sent a sheet decides on it', async () => {
  const { id } = await look(district, {
    单位: [
      ['楼宇名称', '单位名称', '职工数'],
      ['north大厦', 'north科技', 77],
    ],
  });
  for (const deed of ['apply', 'drop', 'undo'] as const) {
    expect(await at(db, monday, (work) => decideImport(work, reviewer, id, deed))).toEqual({
      type: 'notYours',
    });
  }
  expect(await at(db, monday, (work) => decideImport(work, district, id, 'drop'))).toEqual({
    type: 'dropped',
  });
});

const headcount = (workers: number) => ({
  单位: [
    ['楼宇名称', '单位名称', '职工数'],
    ['north大厦', 'north科技', workers],
  ],
});

test('two at once: the second is looked at again, and asked again if it would be something else', async () => {
  const before = await directory();
  const one = await look(district, headcount(20));
  const other = await look(reviewer, headcount(30));
  await confirm(one.id, district);
  expect(await confirm(other.id, reviewer)).toEqual({ type: 'moved' });
  // 10 → 30 was confirmed; now it is 20 → 30.
  const again = await lookAgain(other.id, reviewer, await imported(headcount(30)));
  expect(again).toMatchObject({ type: 'checked' });
  expect(await importById(db, other.id)).toMatchObject({ status: 'checked' });
  expect(await told(db, reviewer.person)).toContainEqual({
    person: reviewer.person,
    body: { kind: 'importChecked', import: other.id, again: true },
  });
  await confirm(other.id, reviewer);
  expect((await unitsOf(north.building))[0]).toMatchObject({ workers: 30 });

  // Taking back the first doesn't touch what the second has made of it.
  expect(await takeBack(one.id, district)).toMatchObject({ type: 'undone', report: { kept: 1 } });
  expect((await unitsOf(north.building))[0]).toMatchObject({ workers: 30 });
  await takeBack(other.id, reviewer);
  await db.execute(sql`update units set workers = 10 where id = ${north.unit}`);
  await db.transaction((tx) => writeBuildingNames(tx, [north.building]));
  expect(await directory()).toBe(before);
});

test('something else has changed meanwhile: what was confirmed is done without asking again', async () => {
  const one = await look(district, headcount(21));
  const other = await look(district, {
    单位: [
      ['楼宇名称', '单位名称', '职工数'],
      ['south大厦', 'south科技', 44],
    ],
  });
  await confirm(other.id, district);
  expect(await confirm(one.id, district)).toEqual({ type: 'moved' });
  const again = await lookAgain(one.id, district, await imported(headcount(21)));
  expect(again.type).toBe('stillConfirmed');
  const record = await importById(db, one.id);
  expect(record && (await apply(record)).type).toBe('applied');
  await takeBack(one.id, district);
  await takeBack(other.id, district);
});

test('an added unit that somebody works in by now stays when the import is undone', async () => {
  const added = await look(district, {
    单位: [unitHead, ['north大厦', '有人的公司', null, null, '是', null, 9, null, null]],
  });
  await confirm(added.id, district);
  const [unit] = await db.execute<{ id: number }>(sql`select id from units where name = '有人的公司'`);
  await db.execute(sql`
    insert into memberships (person_id, union_id, unit_id, since)
    values (${district.person}, ${north.union}, ${unit?.id ?? 0}, '2026-11-23')`);
  expect(await takeBack(added.id, district)).toMatchObject({ type: 'undone', report: { kept: 1 } });
  const state = await readImport(db, vault, added.id, { faults: 9, changes: 9, kept: 9 });
  expect(state?.kept).toEqual([{ subject: 'unit', action: 'added', name: '有人的公司', place: 'north大厦' }]);
});

test('after seven days an import stays; what nobody decided on is put away with its rows', async () => {
  const eightDaysOn = new Date(monday.getTime() + 8 * 86_400_000);
  const { id } = await look(district, headcount(22));
  await confirm(id, district);
  expect(await at(db, eightDaysOn, (work) => decideImport(work, district, id, 'undo'))).toEqual({
    type: 'tooLate',
  });
  await takeBack(id, district);

  const undecided = await look(district, headcount(23));
  expect(await createForgetOldImports(db)(monday)).toEqual({ imports: 0 });
  expect((await createForgetOldImports(db)(eightDaysOn)).imports).toBeGreaterThan(0);
  expect(await importById(db, undecided.id)).toMatchObject({ status: 'dropped' });
  expect(await db.execute(sql`select 1 from import_rows`)).toEqual([]);
});

test('closed on a day that the sheet gives, it counts as closed from that day on; so does what is as of a past day', async () => {
  const before = await directory();
  const closed = await look(
    district,
    {
      单位: [
        ['楼宇名称', '单位名称', '搬离日期', '职工数'],
        ['south大厦', 'south科技', '2026-10-15', null],
        ['north大厦', 'north科技', null, 13],
      ],
    },
    '2026-11-01',
  );
  await confirm(closed.id, district);
  const log = await db.execute(sql`
    select subject_id, action, effective_on::text, before from directory_changes
    where import_id = ${closed.id} order by id`);
  expect(log).toEqual([
    { subject_id: south.unit, action: 'closed', effective_on: '2026-10-15', before: { closed_on: null } },
    { subject_id: north.unit, action: 'changed', effective_on: '2026-11-01', before: { workers: 10 } },
  ]);
  await takeBack(closed.id, district);
  expect(await directory()).toBe(before);
});

test('whatever a sheet did, undone all is as it was', async () => {
  const name = fc.constantFrom('north科技', 'NORTH 科技', 'south科技', '甲', '乙', '丙');
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 1 });
  const unit = fc.tuple(
    fc.constantFrom('north大厦', 'south大厦', '新楼'),
    name,
    maybe(fc.constantFrom('企业', '商户', '机构')),
    maybe(fc.constantFrom('101', '202')),
    fc.constantFrom('是', '否'),
    maybe(fc.constantFrom('独立建会', '工会小组', '未建会')),
    fc.nat(300),
    maybe(fc.constantFrom('2019-05-01', '2026-02-03')),
    maybe(fc.constantFrom('正常', '关闭')),
  );
  const building = fc.constantFrom(
    [null, 'north', '新楼', 'New', '别名一', '街1号', 39.9, 116.3, 9, null, null],
    [null, 'south', '新楼二', null, null, '街2号', 39.8, 116.2, null, 'south楼宇联合工会', null],
    ['b-north', null, '改了名的楼', null, '又一个名', null, null, null, 12, null, null],
    ['b-south', null, null, 'South Tower', null, '新地址', null, null, null, null, '关闭'],
    ['b-south', null, null, null, null, null, 39.7, 116.1, null, null, '正常'],
  );
  const union = fc.constantFrom(
    [null, 'north', '又一家工会', '商圈工会联合会', '2026-05-01', '12345678'],
    ['u-south', null, null, null, '2019-05-01', '010-66668888'],
  );
  let applied = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(unit, { selector: (row) => `${row[0]}${row[1]}`, maxLength: 5 }),
      fc.uniqueArray(building, { maxLength: 3 }),
      fc.uniqueArray(union, { maxLength: 2 }),
      async (units, buildings, unions) => {
        const before = await directory();
        const { id, type } = await look(district, {
          单位: [unitHead, ...units],
          楼宇: [buildingHead, ...buildings],
          工会: [['工会编号', '街道', '工会名称', '工会类型', '成立日期', '电话'], ...unions],
        });
        if (type === 'checked') {
          applied += 1;
          expect(await confirm(id, district)).toMatchObject({ type: 'applied' });
          expect(await directory()).not.toBe(before);
          expect(await takeBack(id, district)).toMatchObject({ type: 'undone', report: { kept: 0 } });
        }
        expect(await directory()).toBe(before);
      },
    ),
    { numRuns: 25 },
  );
  expect(applied).toBeGreaterThan(3);
});

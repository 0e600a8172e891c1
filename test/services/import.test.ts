import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { stagedFaults } from '../../src/db/queries/import-rows.ts';
import { claimThisImport, importById, insertImport } from '../../src/db/queries/imports.ts';
import { refreshNames } from '../../src/db/queries/place-names.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { ImportId } from '../../src/domain/ids.ts';
import type { ImportFile } from '../../src/domain/import/file.ts';
import { createApplyImport } from '../../src/services/import/apply.ts';
import { createCheckFile } from '../../src/services/import/check.ts';
import { decideImport } from '../../src/services/import/decide-import.ts';
import { createUndoImport } from '../../src/services/import/undo.ts';
import { testDatabase } from '../support/database.ts';
import { type Cells, imported } from '../support/import-files.ts';
import { at, monday, someone, twoStreets, vault } from '../support/two-streets.ts';

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

import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { claimImport, importById, insertImport } from '../../src/db/queries/imports.ts';
import type { ImportId } from '../../src/domain/ids.ts';
import { type ImportFile, UnreadableFile } from '../../src/domain/import/file.ts';
import { silentLog } from '../../src/log.ts';
import { createCheckFile } from '../../src/services/import/check.ts';
import { decideImport } from '../../src/services/import/decide-import.ts';
import { readImport } from '../../src/services/import/read-import.ts';
import { createImportWorker } from '../../src/services/import/work.ts';
import { testDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { imported } from '../support/import-files.ts';
import { at, monday, someone, timeZone, told, twoStreets, vault } from '../support/two-streets.ts';

const { db } = await testDatabase();
const { north } = await twoStreets(db);
const reviewer = await someone(db, { kind: 'street', street: north.street });

let fetched: (file: string) => Promise<ImportFile> = () => Promise.reject(new Error('nothing to fetch'));
const begin = () =>
  createImportWorker({
    db,
    vault,
    timeZone,
    now: () => monday,
    fetch: (file) => fetched(file),
    onTold: () => undefined,
    log: silentLog,
  });
let worker = begin();
afterAll(() => worker.stop());

const sheet = (workers: number) =>
  imported({
    单位: [
      ['楼宇名称', '单位名称', '职工数'],
      ['north大厦', 'north科技', workers],
    ],
  });
const received = () =>
  insertImport(db, { by: reviewer.person, file: 'file', receivedAt: monday, effectiveOn: '2026-11-23' });
const becomes = (id: ImportId, status: string) =>
  eventually(async () => {
    worker.poke();
    expect((await importById(db, id))?.status).toBe(status);
  });
const claimsRunOut = () => db.execute(sql`update imports set claimed_until = '-infinity'`);
const workers = async () =>
  (await db.execute(sql`select workers from units where id = ${north.unit}`))[0]?.workers;

test('what came is looked at, what was agreed to is applied, what is taken back is undone; each is told', async () => {
  fetched = () => sheet(50);
  const id = await received();
  await becomes(id, 'checked');
  await at(db, monday, (work) => decideImport(work, reviewer, id, 'apply'));
  await becomes(id, 'applied');
  expect(await workers()).toBe(50);
  await at(db, monday, (work) => decideImport(work, reviewer, id, 'undo'));
  await becomes(id, 'undone');
  expect(await workers()).toBe(10);
  expect((await told(db, reviewer.person)).map(({ body }) => body?.kind)).toEqual([
    'importChecked',
    'importApplied',
    'importUndone',
  ]);
});

test('a process dies over a sheet: another begins anew, and what the first still writes counts no more', async () => {
  fetched = () => sheet(51);
  // Still looking for more after the last one, it would be quicker than the process that is to die.
  await worker.stop();
  const id = await received();
  const dead = await claimImport(db);
  expect(dead?.id).toBe(id);
  expect(await claimImport(db)).toBeUndefined();
  await claimsRunOut();
  worker = begin();
  await becomes(id, 'checked');
  const late = await createCheckFile({ db, vault, now: () => monday })(
    {
      try: { id, attempt: dead?.attempt ?? 0 },
      actor: reviewer,
      tell: reviewer.person,
      day: '2026-11-23',
      today: '2026-11-23',
      confirmed: null,
    },
    () => sheet(99),
  );
  expect(late).toEqual({ type: 'overtaken' });
  expect(await importById(db, id)).toMatchObject({ status: 'checked' });
});

test('a role that was taken away meanwhile: agreed to is not done, it is looked at again', async () => {
  const former = await someone(db, { kind: 'street', street: north.street });
  fetched = () => sheet(52);
  const id = await insertImport(db, {
    by: former.person,
    file: 'file',
    receivedAt: monday,
    effectiveOn: '2026-11-23',
  });
  await becomes(id, 'checked');
  await db.execute(
    sql`update staff_roles set revoked_at = ${monday.toISOString()} where person_id = ${former.person}`,
  );
  await at(db, monday, (work) => decideImport(work, { ...former, scopes: [] }, id, 'apply'));
  await becomes(id, 'refused');
  expect(await workers()).toBe(10);
});

test('Telegram has it no more: said at once; a fault of ours is tried again, and said in the end', async () => {
  fetched = () => Promise.reject(new UnreadableFile('gone'));
  const gone = await received();
  await becomes(gone, 'refused');
  const most = { faults: 1, changes: 1, kept: 1 };
  expect((await readImport(db, vault, gone, most))?.report.refusal).toBe('gone');

  let tries = 0;
  fetched = () => {
    tries += 1;
    return Promise.reject(new Error('broken'));
  };
  const failed = await received();
  await eventually(async () => {
    await claimsRunOut();
    worker.poke();
    expect((await importById(db, failed))?.status).toBe('refused');
  });
  expect(tries).toBe(5);
  expect((await readImport(db, vault, failed, most))?.report.refusal).toBe('failed');
});

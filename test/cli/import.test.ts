import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { workbook } from '../support/import-files.ts';
import { terminal } from '../support/terminal.ts';
import { twoStreets } from '../support/two-streets.ts';

const { db, url } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'niangjia-import-'));
const cli = terminal({ DATABASE_URL: url, DATA_KEY: Buffer.alloc(32, 3).toString('base64') });
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  await twoStreets(db);
  await db.execute(sql`update unions set phone = '010-66668888'`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const workers = async () =>
  (await db.execute<{ workers: number }>(sql`select workers from units order by id`)).map(
    (row) => row.workers,
  );

test('a dry run says what would change and changes nothing; --apply does, --undo takes it back', async () => {
  await writeFile(path('a.csv'), '楼宇名称,单位名称,职工数\nnorth大厦,north科技,15\n');
  const dry = await cli('import', path('a.csv'));
  expect(dry).toMatchObject({ code: 0, complained: [] });
  expect(dry.said).toEqual([
    '单位：修改 1',
    '· north科技（north大厦）：职工数 10 → 15',
    'Nothing was changed. To change it so: the same again with --apply',
  ]);
  expect(await workers()).toEqual([10, 10]);
  expect(await db.execute(sql`select 1 from import_rows`)).toEqual([]);

  const done = await cli('import', path('a.csv'), '--apply', '--as-of', '2026-11-01');
  expect(done.code).toBe(0);
  expect(await workers()).toEqual([15, 10]);
  expect(await db.execute(sql`select effective_on::text, before from directory_changes`)).toEqual([
    { effective_on: '2026-11-01', before: { workers: 10 } },
  ]);
  const again = await cli('import', path('a.csv'), '--apply');
  expect(again.said).toEqual(['表里的都和名录一样，没有要改的。']);

  const number = /--undo (\d+)/u.exec(done.said.at(-1) ?? '')?.[1] ?? '';
  expect(await cli('import', '--undo', number)).toMatchObject({ code: 0, said: ['名录和导入前一样。'] });
  expect(await workers()).toEqual([10, 10]);
  expect((await cli('import', '--undo', number)).code).toBe(1);
});

test('what an import added and its undoing removed keeps its name in the history', async () => {
  await writeFile(path('new.csv'), '楼宇名称,单位名称,非公,职工数\nnorth大厦,晴川设计,是,15\n');
  const done = await cli('import', path('new.csv'), '--apply');
  expect(done.complained).toEqual([]);
  const number = /--undo (\d+)/u.exec(done.said.at(-1) ?? '')?.[1] ?? '';
  await cli('import', '--undo', number);
  expect((await cli('history', 'north大厦', '--language', 'zh')).said.join('\n')).toContain('“晴川设计”');
});

test('faults are named in the language asked for, and the exit code says so', async () => {
  const bad = await workbook({
    Units: [
      ['Building name', 'Unit name', 'Workers'],
      ['north大厦', 'north科技', -1],
      ['nowhere', 'north科技', 1],
    ],
  });
  await writeFile(path('bad.xlsx'), bad);
  const told = await cli('import', path('bad.xlsx'), '--apply', '--language', 'en');
  expect(told).toMatchObject({ code: 1, said: [] });
  expect(told.complained).toEqual([
    '“Units” row 2 “Workers”: can’t be negative',
    '“Units” row 3 “Building name”: there is no such building; add it to the sheet of buildings first',
    '2 rows need mending. The directory is as it was; send the sheet again when they’re done.',
  ]);
  await writeFile(path('page.xls'), '<html><table></table></html>');
  expect((await cli('import', path('page.xls'), '--language', 'en')).complained[0]).toMatch(
    /look like a table/u,
  );
});

test('asked wrongly', async () => {
  expect((await cli('import')).code).toBe(2);
  expect((await cli('import', path('a.csv'), '--as-of', '2027-01-01')).code).toBe(2);
  expect((await cli('import', '--undo', 'x')).code).toBe(2);
  expect((await cli('export', 'everything')).code).toBe(2);
  expect(await cli('import', path('missing.csv'))).toEqual({
    code: 1,
    said: [],
    complained: [`The file ${path('missing.csv')} can't be read (ENOENT).`],
  });
  expect((await cli('import', path('.'))).complained).toEqual([
    `The file ${path('.')} can't be read (EISDIR).`,
  ]);
  for (const asked of [
    ['import', '--template'],
    ['export', 'directory', '--out'],
    ['coverage', '--out'],
  ])
    expect((await cli(...asked, path('nowhere/a.xlsx'))).complained).toEqual([
      `The file ${path('nowhere/a.xlsx')} can't be written (ENOENT).`,
    ]);
});

test('a template; and what is exported comes back without a change, in either language', async () => {
  await cli('import', '--template', path('template.xlsx'));
  expect((await readFile(path('template.xlsx'))).subarray(0, 2).toString()).toBe('PK');
  for (const language of ['zh', 'en']) {
    const out = path(`all-${language}.xlsx`);
    expect(await cli('export', 'directory', '--out', out, '--language', language)).toMatchObject({
      code: 0,
      said: [out],
    });
    const back = await cli('import', out, '--language', language);
    expect(back).toMatchObject({ code: 0, complained: [] });
    expect(back.said).toHaveLength(1);
  }
  const street = await cli('export', 'directory', '--street', 'north', '--out', path('north.xlsx'));
  expect(street.code).toBe(0);
});

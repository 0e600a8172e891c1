import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { MigrationConflict, migrate, migrationsFolder } from '../../src/db/migrate.ts';
import { emptyDatabase } from '../support/database.ts';

const real = await emptyDatabase();
const trial = await emptyDatabase();
const scratch = await mkdtemp(join(tmpdir(), 'niangjia-migrations-'));
afterAll(() => rm(scratch, { recursive: true }));

beforeEach(() => trial.db.execute(sql`drop schema if exists drizzle, public cascade`));
beforeEach(() => trial.db.execute(sql`create schema public`));

/** A folder as drizzle-kit writes it; `at` is when each was generated. */
async function folderOf(migrations: readonly { name: string; at: number; sql: string }[]): Promise<string> {
  const folder = await mkdtemp(join(scratch, 'folder-'));
  await mkdir(join(folder, 'meta'));
  const entries = migrations.map(({ name, at }, idx) => ({
    idx,
    when: at,
    tag: name,
    version: '7',
    breakpoints: true,
  }));
  await writeFile(
    join(folder, 'meta/_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  );
  for (const { name, sql: text } of migrations) await writeFile(join(folder, `${name}.sql`), text);
  return folder;
}

const first = { name: '0000_first', at: 100, sql: 'create table one (id int)' };
const second = { name: '0001_second', at: 200, sql: 'create table two (id int)' };
const third = { name: '0002_third', at: 300, sql: 'create table three (id int)' };

async function tables(): Promise<string[]> {
  const rows = await trial.db.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  return rows.map(({ name }) => name);
}

test('eight processes that migrate at once leave one schema, made by one of them', async () => {
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => migrate(real.url)));

  const worked = outcomes.filter((applied) => applied.length > 0);
  expect(worked).toHaveLength(1);
  const journal = JSON.parse(await readFile(join(migrationsFolder, 'meta/_journal.json'), 'utf8'));
  expect(worked[0]).toEqual(journal.entries.map(({ tag }: { tag: string }) => tag));
  expect(await migrate(real.url)).toEqual([]);
});

test('applies only what is new', async () => {
  expect(await migrate(trial.url, await folderOf([first]))).toEqual(['0000_first']);
  expect(await migrate(trial.url, await folderOf([first, second]))).toEqual(['0001_second']);
  expect(await tables()).toEqual(['one', 'two']);
});

test('a migration that fails takes the others of its run back with it', async () => {
  const broken = { ...second, sql: 'create table one (id int)' };
  await expect(migrate(trial.url, await folderOf([first, broken]))).rejects.toMatchObject({
    cause: { code: '42P07' },
  });
  expect(await tables()).toEqual([]);
});

test('a migration that a merge put before one already applied is not skipped in silence', async () => {
  await migrate(trial.url, await folderOf([first, third]));
  const merged = migrate(trial.url, await folderOf([first, second, third]));
  await expect(merged).rejects.toThrow(MigrationConflict);
  await expect(merged).rejects.toThrow(/0001_second was never applied/);
  expect(await tables()).toEqual(['one', 'three']);
});

test('a migration edited after it was applied is noticed', async () => {
  await migrate(trial.url, await folderOf([first]));
  const edited = { ...first, sql: 'create table one (id bigint)' };
  await expect(migrate(trial.url, await folderOf([edited]))).rejects.toThrow(/0000_first was edited/);
});

test('a database ahead of the folder is left as it is', async () => {
  await migrate(trial.url, await folderOf([first, second]));
  expect(await migrate(trial.url, await folderOf([first]))).toEqual([]);
  expect(await tables()).toEqual(['one', 'two']);
});

test('works from wherever the project lies', async () => {
  const elsewhere = join(scratch, '文件夹 with spaces');
  await cp(migrationsFolder, elsewhere, { recursive: true });
  expect((await migrate(trial.url, elsewhere)).length).toBeGreaterThan(0);
});

import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assertUtf8, connect, UnfitDatabase } from '../../src/db/client.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';

const { db, url } = await testDatabase({ statementTimeoutMs: 200 });
const latin = await emptyDatabase({ encoding: 'SQL_ASCII', locale: 'C' });

test('a statement that runs too long is ended', async () => {
  await expect(db.execute(sql`select pg_sleep(5)`)).rejects.toMatchObject({ cause: { code: '57014' } });
});

test('a statement that waits too long for a lock is ended, and says so', async () => {
  const other = connect(url, { lockTimeoutMs: 50 });
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(1)`);
    await expect(other.db.execute(sql`select pg_advisory_lock(1)`)).rejects.toMatchObject({
      cause: { code: '55P03' },
    });
  });
  await other.close();
});

test('shows its name to the server, and passes notices on', async () => {
  const heard: string[] = [];
  const { db: named, close } = connect(url, { applicationName: 'a-test', onNotice: (it) => heard.push(it) });
  const [row] = await named.execute<{ name: string }>(
    sql`select current_setting('application_name') as name`,
  );
  await named.execute(sql`do $$ begin raise notice 'a word'; end $$`);
  await close();
  expect(row?.name).toBe('a-test');
  expect(heard).toEqual(['a word']);
});

test('a database in UTF-8 is accepted', async () => {
  await expect(assertUtf8(db)).resolves.toBeUndefined();
});

test('a database that knows no Chinese letters is refused, with the way out', async () => {
  await latin.db.execute(sql`create extension pg_trgm`);
  await expect(assertUtf8(latin.db)).rejects.toThrow(UnfitDatabase);
  await expect(assertUtf8(latin.db)).rejects.toThrow(/CREATE DATABASE/);
});

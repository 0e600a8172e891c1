import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { type Connection, type ConnectOptions, connect, type Db } from '../../src/db/client.ts';
import { databaseUrl } from './postgres.ts';

export interface TestDatabase extends Connection {
  readonly url: string;
}

/**
 * A migrated, empty database of this test file's own, dropped when the file is done. Call it at the top of the file:
 * `const { db } = await testDatabase();`
 */
export async function testDatabase(options?: ConnectOptions): Promise<TestDatabase> {
  const { template } = inject('postgres');
  return prepare(`template ${template}`, options);
}

/** The same without a single table, to test what makes them; in another encoding, to test what refuses it. */
export async function emptyDatabase(kind?: { encoding: string; locale: string }): Promise<TestDatabase> {
  const clause =
    kind && `template template0 encoding '${kind.encoding}' locale_provider libc locale '${kind.locale}'`;
  return prepare(clause ?? '');
}

/**
 * A database like one that `fill` filled: the first test file to ask for it pays for the filling, all others clone it.
 *
 * @param name tells what it was filled with; the same name, the same filling
 */
export async function databaseLike(
  name: string,
  fill: (db: Db) => Promise<void>,
  options?: ConnectOptions,
): Promise<TestDatabase> {
  const { url, template } = inject('postgres');
  const filled = `${template}_${name}`;
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    // Held until the connection ends.
    await sql`select pg_advisory_lock(hashtext(${filled}))`;
    const [found] = await sql`select from pg_database where datname = ${filled}`;
    if (!found) {
      // Under its own name only once it is whole; a half-filled one ends with the server, or with the whole run.
      const draft = `${filled}_draft`;
      await sql.unsafe(`drop database if exists ${draft} with (force)`);
      await sql.unsafe(`create database ${draft} template ${template}`);
      const { db, close } = connect(databaseUrl(url, draft), { max: 5 });
      await fill(db).finally(close);
      await sql.unsafe(`alter database ${draft} rename to ${filled}`);
    }
  } finally {
    await sql.end();
  }
  return prepare(`template ${filled}`, options);
}

async function prepare(clause: string, options?: ConnectOptions): Promise<TestDatabase> {
  const server = inject('postgres');
  const name = `niangjia_test_${randomBytes(6).toString('hex')}`;
  await onServer(server.url, `create database ${name} ${clause}`);

  const url = databaseUrl(server.url, name);
  const { db, close } = connect(url, { max: 5, ...options });
  afterAll(async () => {
    await close();
    await onServer(server.url, `drop database if exists ${name} with (force)`);
  });
  return { url, db, close };
}

async function onServer(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await sql.unsafe(statement).finally(() => sql.end());
}

import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { type Connection, type ConnectOptions, connect } from '../../src/db/client.ts';

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

async function prepare(clause: string, options?: ConnectOptions): Promise<TestDatabase> {
  const server = inject('postgres');
  const name = `niangjia_test_${randomBytes(6).toString('hex')}`;
  await onServer(server.url, `create database ${name} ${clause}`);

  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const { db, close } = connect(url.href, { max: 5, ...options });
  afterAll(async () => {
    await close();
    await onServer(server.url, `drop database if exists ${name} with (force)`);
  });
  return { url: url.href, db, close };
}

async function onServer(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await sql.unsafe(statement).finally(() => sql.end());
}

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { silentLog } from '../../src/log.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgres: {
      /** May create databases. */
      readonly url: string;
      /** Migrated, empty, never connected to. */
      readonly template: string;
    };
  }
}

/**
 * One server for the whole run, with a migrated database that every test file clones. `TEST_DATABASE_URL` names another
 * server to use, whose user may create databases.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given === undefined ? await throwAwayServer() : { url: given, stop: async () => undefined };
  const template = `niangjia_template_${randomBytes(6).toString('hex')}`;
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(`create database ${template}`);
    await migrate(databaseUrl(server.url, template));
  } catch (error) {
    await sql.end();
    await server.stop();
    throw error;
  }
  project.provide('postgres', { url: server.url, template });
  return async () => {
    // The template, and what was made of it.
    const made = await sql`select datname from pg_database where starts_with(datname, ${template})`;
    for (const { datname } of made) await sql.unsafe(`drop database if exists ${datname} with (force)`);
    await sql.end();
    await server.stop();
  };
}

/** Quick, because nothing on it need survive. Without autovacuum, whose worker keeps a database from being dropped. */
async function throwAwayServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'niangjia-test-'));
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: 200,
    autovacuum: 'off',
  };
  const sweep = () => rm(dataDir, { recursive: true, force: true });
  const server = await startEmbedded({ dataDir, log: silentLog, settings }).catch(async (error: unknown) => {
    await sweep();
    throw error;
  });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await sweep();
    },
  };
}

/** The address of another database on the same server. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

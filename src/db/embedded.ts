import { resolve } from 'node:path';
import postgres from 'postgres';
import type { Log } from '../log.ts';
import { clusterOf, ensureCluster, readPassword } from './embedded/cluster.ts';
import { explainThrown } from './embedded/errors.ts';
import { acquireFolderLock } from './embedded/folder-lock.ts';
import { clearTheWay, type Settings } from './embedded/postmaster.ts';
import { findServer } from './embedded/postmaster-file.ts';
import { findPrograms } from './embedded/programs.ts';
import { chooseServerUser } from './embedded/server-user.ts';
import { supervise } from './embedded/supervise.ts';

export { EmbeddedError } from './embedded/errors.ts';
export { AlreadyRunning, acquireFolderLock } from './embedded/folder-lock.ts';

/** The bot's role and its database. It may create databases, and owns this one; it is no superuser. */
const niangjia = 'niangjia';

export interface EmbeddedOptions {
  /** Holds everything: the data, the password, the server's log. Made if missing. */
  readonly dataDir: string;
  readonly log: Log;
  /** Beside or instead of the usual ones; for tests, which can do without durability. */
  readonly settings?: Settings;
}

export interface EmbeddedServer {
  readonly url: string;
  /** Stops in order, within ten seconds. Close your connections first, or they are cut. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes with the project, on data that outlive it; the first time it makes them.
 *
 * Holds the folder's lock until stopped, and throws `AlreadyRunning` when another process has it. A server left behind
 * by a killed process is stopped first rather than taken over: so the one that runs is always of this version, with
 * these settings. Should the server be killed, it is started again on the same port. It does not keep the process alive.
 */
export async function startEmbedded({
  log,
  settings = {},
  ...options
}: EmbeddedOptions): Promise<EmbeddedServer> {
  // The programs are started in a folder of their own, where a relative path would lead elsewhere.
  const dataDir = resolve(options.dataDir);
  const lock = await acquireFolderLock(dataDir).catch((error: unknown) => {
    throw explainThrown(error, dataDir);
  });
  try {
    const cluster = clusterOf(dataDir);
    const user = await chooseServerUser(cluster);
    const programs = await findPrograms(user);
    const password = await ensureCluster({ dataDir, programs, user, durable: settings.fsync !== 'off' });
    if (await clearTheWay(cluster)) log.warn('postgres.leftover.stopped');

    const server = await supervise({ dataDir, programs, user, settings }, log);
    const url = (role: string, database: string) =>
      `postgres://${role}:${password}@127.0.0.1:${server.port}/${database}`;
    try {
      await ensureDatabase(url('postgres', 'postgres'), password);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return {
      url: url(niangjia, niangjia),
      stop: async () => {
        await server.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw explainThrown(error, dataDir);
  }
}

/** The address of the server that another process runs on this folder, for a tool that is used beside it. */
export async function findEmbedded(dataDir: string): Promise<{ url: string } | undefined> {
  const cluster = clusterOf(dataDir);
  const server = await findServer(cluster).catch(() => undefined);
  const password = server?.ready ? await readPassword(cluster) : undefined;
  if (server === undefined || password === undefined) return undefined;
  return { url: `postgres://${niangjia}:${password}@127.0.0.1:${server.port}/${niangjia}` };
}

/** The bot's role and database: on the first start, or on the next if that was cut short. */
async function ensureDatabase(adminUrl: string, password: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const found = await sql`select 1 from pg_roles where rolname = ${niangjia}`;
    if (found.length === 0) await sql.unsafe(`create role ${niangjia} login createdb password '${password}'`);
    const made = await sql`select 1 from pg_database where datname = ${niangjia}`;
    if (made.length === 0) await sql.unsafe(`create database ${niangjia} owner ${niangjia}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { open, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterFor, clusterOf } from './cluster.ts';
import { EmbeddedError, explain } from './errors.ts';
import { clusterTag, disownPostmasterFile, findServer, readPostmasterFile } from './postmaster-file.ts';
import type { Programs } from './programs.ts';
import { environment } from './run.ts';
import type { ServerUser } from './server-user.ts';

/** PostgreSQL's settings by name. */
export type Settings = Readonly<Record<string, string | number>>;

/**
 * Modest enough for a small machine, beside the bot. On the command line, not in the cluster's own file, so that an
 * upgrade of the project reaches old clusters too.
 *
 * The log keeps to the server's own life: an error's text quotes what people wrote, so errors go to the client alone.
 */
const defaults: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 60,
  shared_buffers: '128MB',
  max_wal_size: '512MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

export interface LaunchOptions {
  readonly dataDir: string;
  readonly programs: Programs;
  readonly user: ServerUser | undefined;
  readonly settings: Settings;
  /** The port it had before; a free one otherwise. */
  readonly port?: number;
}

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** When it is gone, for whatever reason. */
  readonly gone: Promise<void>;
}

const pollMs = 15;
const patience = { bind: 5, orphans: 40, ready: (10 * 60_000) / pollMs };

/** Starts the server and waits until it takes connections; recovery after a power cut may take minutes. */
export async function launch(options: LaunchOptions): Promise<Postmaster> {
  let refusals = 0;
  for (;;) {
    const attempt = await tryLaunch({ ...options, port: options.port ?? (await freePort()) });
    if (attempt.postmaster !== undefined) return attempt.postmaster;
    refusals += 1;
    if (/could not (bind|create any TCP)/.test(attempt.said) && refusals < patience.bind) continue;
    // Children of a killed server finish what they are at before they see that it is gone.
    if (/pre-existing shared memory block/.test(attempt.said) && refusals < patience.orphans) {
      await sleep(250);
      continue;
    }
    // A process killed in the very moment of its launch left one that had not signed its name when we looked.
    if (/lock file .* already exists/.test(attempt.said) && refusals < patience.orphans) {
      await clearTheWay(clusterOf(options.dataDir));
      continue;
    }
    throw explain(attempt.said, options.dataDir);
  }
}

type Attempt = { postmaster: Postmaster } | { postmaster?: undefined; said: string };

async function tryLaunch(options: LaunchOptions & { port: number }): Promise<Attempt> {
  const { dataDir, programs, user, port } = options;
  const cluster = clusterOf(dataDir);
  const settings = Object.entries({ ...defaults, ...options.settings, port });
  const logPath = join(dataDir, 'postgres.log');
  const log = await open(logPath, (await sizeOf(logPath)) > 5_000_000 ? 'w' : 'a', 0o600);
  const from = await sizeOf(logPath);
  try {
    const child = spawn(
      programs.postgres,
      [
        `-D${clusterFor(user, cluster)}`,
        ...[...settings.map(([name, value]) => `${name}=${value}`), await clusterTag(cluster)].flatMap(
          (s) => ['-c', s],
        ),
      ],
      {
        ...user,
        cwd: cluster,
        env: environment,
        // A log of its own, not a pipe to us: a server left behind must not choke on a reader that died.
        stdio: ['ignore', log.fd, log.fd],
        // Ctrl-C in a terminal goes to the whole process group; the bot still needs its database while it stops.
        detached: true,
      },
    );
    const { pid } = child;
    const gone = ended(child);
    // We hold it by its number and its folder; it shall not keep us alive.
    child.unref();
    const ready = pid !== undefined && (await becomesReady(cluster, pid, gone));
    if (ready) return { postmaster: { pid, port, gone } };
    return { said: await readFrom(logPath, from) };
  } finally {
    await log.close();
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}

/** False when it ended instead. */
async function becomesReady(cluster: string, pid: number, gone: Promise<void>): Promise<boolean> {
  let over = false;
  void gone.then(() => {
    over = true;
  });
  for (let polls = 0; polls < patience.ready; polls += 1) {
    const file = await readPostmasterFile(cluster);
    if (file?.pid === pid && file.ready) return true;
    await sleep(pollMs);
    if (over) return false;
  }
  await terminate(pid, () => Promise.resolve(!over));
  throw new EmbeddedError('failed', `PostgreSQL did not become ready in ten minutes in ${cluster}.`);
}

/** Stops a server that an earlier process left behind, and lets PostgreSQL know. False when there was none. */
export async function clearTheWay(cluster: string): Promise<boolean> {
  const server = await findServer(cluster);
  if (server !== undefined)
    await terminate(server.pid, async () => (await findServer(cluster)) !== undefined);
  await disownPostmasterFile(cluster);
  return server !== undefined;
}

/**
 * Ends the server in order: a fast shutdown (connections are cut, everything is written), and if that takes longer than
 * eight seconds, harder, which costs nothing but a recovery at the next start.
 */
export async function terminate(pid: number, alive: () => Promise<boolean>): Promise<void> {
  const steps = [
    ['SIGINT', 8_000],
    ['SIGQUIT', 1_500],
    ['SIGKILL', 2_000],
  ] as const;
  for (const [signal, waitMs] of steps) {
    if (!(await alive())) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (let waited = 0; waited < waitMs; waited += pollMs) {
      if (!(await alive())) return;
      await sleep(pollMs);
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => ({ size: 0 }))).size;
}

async function readFrom(path: string, start: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(Math.max(size - start, 0), 20_000));
    await file.read(buffer, 0, buffer.length, start);
    return buffer.toString('utf8');
  } finally {
    await file.close();
  }
}

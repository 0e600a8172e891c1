import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { createVault } from '../../src/db/vault.ts';
import { silentLog } from '../../src/log.ts';
import { startPlayground } from '../../src/playground/http.ts';
import { prepareDistrict } from '../../src/prepare-district.ts';
import { testDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { company, expectOnce, stageIn } from './scripted.ts';

/*
 * npm start, killed in the middle of everything, again and again. Five people go on as if nothing happened.
 */

const kills = 4;
const key = Buffer.alloc(32, 7);
const admin = 8_100_100;

const { db, url } = await testDatabase();
await prepareDistrict({
  db,
  vault: createVault(key),
  timeZone: 'Asia/Shanghai',
  now: new Date(),
  adminIds: [admin],
  cast: false,
  log: silentLog,
});
const playground = await startPlayground();
const folder = await mkdtemp(join(tmpdir(), 'niangjia-killed-'));
const processes = new Set<ChildProcess>();
afterAll(async () => {
  for (const child of processes) child.kill('SIGKILL');
  await playground.close();
  await rm(folder, { recursive: true, force: true });
});

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The bot as `npm start` runs it, everything loaded; it begins when told to. */
function warmUp(): ChildProcess {
  const child = spawn(
    process.execPath,
    [
      ...['--import', import.meta.resolve('tsx')],
      ...['--import', pathToFileURL(source('../support/warm-start.ts')).href],
      source('../../src/main.ts'),
    ],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {
        PATH: process.env.PATH,
        BOT_TOKEN: playground.token,
        TELEGRAM_API_ROOT: playground.url,
        DATABASE_URL: url,
        DATA_KEY: key.toString('base64'),
        DATA_DIR: folder,
        ADMIN_IDS: String(admin),
        PORT: '0',
        LOG_LEVEL: 'info',
      },
    },
  );
  processes.add(child);
  return child;
}

test('every thing that people sent has its effect once, however often the bot is killed', {
  timeout: 90_000,
}, async () => {
  const stage = await stageIn(db);
  const all = await company(db, playground.world, stage, 8_100_000);
  const telling: string[] = [];
  let next = warmUp();
  await once(next, 'message');
  for (let kill = 0; kill < kills; kill += 1) {
    const running = next;
    next = warmUp();
    const warm = once(next, 'message');
    const some = all.reduce((sum, person) => sum + person.left, 0) / (kills - kill);
    running.send('go');
    const acting = playSome(some, 500);
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 900));
    running.kill('SIGKILL');
    processes.delete(running);
    await Promise.all([acting, warm]);
  }
  next.stderr?.on('data', (lines: Buffer) => telling.push(lines.toString()));
  next.send('go');
  await eventually(() => expect(playground.world.updates.pending(new Date())).toBe(0), 20_000);
  // What a killed bot owed is given by another after some time: let it be over.
  await db.execute(sql`update updates set at = at - interval '2 minutes' where replies is not null`);
  await eventually(() => expectOnce(db, stage, all), 15_000);
  expect(telling.join('')).not.toContain('"level":"error"');

  next.kill('SIGTERM');
  const [code] = await once(next, 'exit');
  processes.delete(next);
  expect(code).toBe(0);

  /** Lets whoever has something left do about so much, at moments of the next `withinMs`. */
  async function playSome(count: number, withinMs: number): Promise<void> {
    const moments = Array.from({ length: Math.round(count) }, () => Math.random() * withinMs).toSorted(
      (a, b) => a - b,
    );
    const began = performance.now();
    for (const moment of moments) {
      await new Promise((resolve) => setTimeout(resolve, moment - (performance.now() - began)));
      const able = all.filter(({ left }) => left > 0);
      able[Math.floor(Math.random() * able.length)]?.next();
    }
  }
});

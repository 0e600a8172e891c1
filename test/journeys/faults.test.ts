import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import type { App } from '../../src/app.ts';
import type { Update } from '../../src/bot/api-types.ts';
import { createWebhook, registerWebhook } from '../../src/bot/webhook.ts';
import { dialogues, people, updates } from '../../src/db/schema.ts';
import { silentLog } from '../../src/log.ts';
import { eventually } from '../support/eventually.ts';
import { runningBot, storyBegins } from '../support/running-bot.ts';
import { company, expectOnce, playOut, type Scripted, stageIn } from './scripted.ts';

/*
 * Bad days of Telegram, of the network and of the database, while people go on as always.
 */

const bot = await runningBot();
const { world } = bot.playground;
const stage = await stageIn(bot.db);
let minutes = 0;

afterEach(() => world.faults.remove());

/** Long enough for whoever owes an answer, or holds an update, to be given up on. */
async function timePasses(): Promise<void> {
  minutes += 6;
  await bot.jumpTo(new Date(storyBegins.getTime() + minutes * 60_000));
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('Telegram stumbles, refuses, hangs up before and after', async () => {
  const all = await company(bot.db, world, stage, 8_000_000);
  for (const kind of ['500', 'reset_before', 'reset_after'] as const)
    world.faults.add({ kind, probability: 0.06, times: 20 });
  world.faults.add({ kind: '429', retry_after: 1, probability: 0.04, times: 4 });
  world.faults.add({ kind: 'latency', ms: 30, probability: 0.3 });
  await playOut(all, () => Math.random() * 60);
  await eventually(() => expect(world.updates.pending(world.clock.now())).toBe(0), 15_000);
  world.faults.remove();
  await timePasses();
  await eventually(() => expectOnce(bot.db, stage, all), 15_000);
});

test('the database hangs up on everybody, again and again', async () => {
  const all = await company(bot.db, world, stage, 8_000_100);
  const playing = playOut(all, () => Math.random() * 300);
  for (let cut = 0; cut < 3; cut += 1) {
    // Further apart than an update's quick tries: one that is put off to a later round lets those behind it pass.
    await wait(1000 + 300 * Math.random());
    await hangUp();
  }
  await playing;
  await timePasses();
  await eventually(() => expectOnce(bot.db, stage, all), 20_000);
});

/** The server ends all our connections but the one that asks for it. */
async function hangUp(): Promise<void> {
  await bot.db
    .execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    )
    .catch(() => undefined);
}

test('what can’t be handled is tried again, set aside, apologised for and reported, and holds up nobody', async () => {
  const [yu, amina, zhao] = await Promise.all([
    bot.cast('worker'),
    bot.cast('englishSpeaker'),
    bot.cast('districtStaff'),
  ]);
  await Promise.all([yu.follows(), amina.follows(), zhao.follows()]);
  await yu.says('金隅大厦');
  await yu.taps('加入这家工会');
  const [person] = await bot.db.select().from(people).where(eq(people.telegramId, yu.id));
  if (!person) throw new Error('she is not known');
  // As by a fault of ours that only she meets: whatever she does next can't be written.
  await bot.db.execute(
    sql.raw(`create function refuse() returns trigger language plpgsql as
    $$ begin raise exception 'refused' using errcode = 'data_exception'; end $$`),
  );
  await bot.db.execute(
    sql.raw(`create trigger refused before insert or update on dialogues for each row
    when (new.person_id = ${person.id}) execute function refuse()`),
  );

  const poisonous = yu.says('王小雨').catch(() => undefined);
  // Meanwhile the others are served.
  for (let nth = 0; nth < 3; nth += 1) expect((await amina.says('Jinyu Building')).text).toContain('Jinyu');
  await aside(yu.id, 'parked');
  for (let round = 0; round < 2; round += 1) {
    await timePasses();
    await bot.app().inbox.tick();
    await wait(900);
  }
  const code = await aside(yu.id, 'aside');
  await poisonous;
  await yu.waitsFor(new RegExp(`不是你的错.*编号 ${code}`, 'u'));
  await zhao.waitsFor(new RegExp(`把编号 ${code} 告诉负责维护的人`, 'u'));
  expect(yu.inbox().filter(({ text }) => text.includes('不是你的错'))).toHaveLength(1);

  await bot.db.execute(sql`drop trigger refused on dialogues`);
  await bot.db.delete(dialogues).where(eq(dialogues.person, person.id));
  expect((await yu.says('金隅大厦')).text).toContain('金隅阳光');
});

test('a form that nobody can read any more is begun anew, and the rest of her chat goes on', async () => {
  const yu = await bot.cast('worker');
  await yu.follows();
  await yu.says('金隅大厦');
  await yu.taps('加入这家工会');
  const rotten = { state: Buffer.from('rotten') };
  const hers = sql`person_id = (select id from people where telegram_id = ${yu.id})`;
  await bot.db.update(dialogues).set(rotten).where(hers);
  expect((await yu.says('王小雨')).text).toContain('重新来一次');
  expect((await yu.says('金隅大厦')).text).toContain('金隅阳光');
});

/** Waits until her update has come to this. @returns its number */
function aside(chat: number, status: 'parked' | 'aside'): Promise<number> {
  return eventually(async () => {
    const where = and(eq(updates.chat, chat), inArray(updates.status, [status]));
    const [row] = await bot.db.select({ id: updates.id }).from(updates).where(where);
    if (!row) throw new Error(`not ${status} yet`);
    return row.id;
  }, 5_000);
}

test('every update is delivered twice, to two bots at the same time', async () => {
  const all = await company(bot.db, world, stage, 8_000_200);
  const ours = new Set(all.map(({ id }) => id));
  const other = await bot.another();
  const handed: Promise<unknown>[] = [];
  const stop = world.updates.listen((update) => {
    const from =
      'message' in update
        ? update.message.from
        : 'callback_query' in update
          ? update.callback_query.from
          : null;
    if (!from || !ours.has(from.id)) return;
    // The third is the poll's.
    for (const _ of [1, 2]) handed.push(other.inbox.accept(update as Update));
  });
  await playOut(all, () => Math.random() * 10);
  stop();
  await Promise.all(handed);
  await eventually(() => expectOnce(bot.db, stage, all), 10_000);
});

test('two bots behind one webhook take turns at each person', async () => {
  const [one, two] = [bot.app(), await bot.another()];
  await bot.stopPolling();
  const secret = 'a-secret-of-the-test';
  const door = await fanOut([one, two], secret);
  await registerWebhook(bot.api(), { url: door.url, secret }, silentLog);
  const all = await company(bot.db, world, stage, 8_000_300);
  await Promise.all(all.map(hurries));
  await eventually(() => expectOnce(bot.db, stage, all), 10_000);
  expect(door.delivered[0]).toBeGreaterThan(10);
  expect(door.delivered[1]).toBeGreaterThan(10);
  door.close();
});

/** Sends without waiting, but where Telegram itself keeps no order: between what she writes and what she taps. */
async function hurries(person: Scripted): Promise<void> {
  let last: number | undefined;
  while (person.left > 0) {
    if (person.changesQueue && last !== undefined) {
      const before = last;
      await eventually(() => expect(world.updates.holds(before, world.clock.now())).toBe(false), 10_000);
    }
    last = person.next();
  }
}

/** A balancer that hands one update to one, the next to the other. */
async function fanOut(apps: readonly App[], secret: string) {
  const doors = apps.map(({ inbox }) => createWebhook({ inbox, secret, log: silentLog }));
  const delivered = apps.map(() => 0);
  let turn = 0;
  const server = createServer(async (request, response) => {
    turn = (turn + 1) % doors.length;
    delivered[turn] = (delivered[turn] ?? 0) + 1;
    const header = request.headers['x-telegram-bot-api-secret-token'];
    const door = doors[turn];
    const known = door?.knows(typeof header === 'string' ? header : undefined);
    response.writeHead(known && door ? await door.receive(await buffer(request)) : 403).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/telegram`, delivered, close: () => server.close() };
}

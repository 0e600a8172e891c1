import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Update } from '../../src/bot/api-types.ts';
import { createInbox, type HandleUpdate, type InboxOptions } from '../../src/bot/inbox.ts';
import { createLanes } from '../../src/bot/lanes.ts';
import { createPolling, type PollingOptions, WebhookIsSet } from '../../src/bot/polling.ts';
import type { ApiError } from '../../src/bot/telegram-error.ts';
import { BotApi } from '../../src/bot/transport.ts';
import { createLog, silentLog } from '../../src/log.ts';
import { type Playground, startPlayground } from '../../src/playground/http.ts';
import { eventually } from '../support/eventually.ts';
import { type RawAnswer, type RawRequest, startRawServer } from '../support/raw-server.ts';
import { instantTimer } from '../support/timer.ts';
import { memoryUpdateStore } from '../support/update-store.ts';

const amina = 101;
const bo = 102;
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A bot that polls `apiRoot` and does `behave` with each update before it commits. */
function createBot(
  { url, token }: { url: string; token: string },
  behave: HandleUpdate = async () => {},
  options: { inbox?: Partial<InboxOptions>; polling?: Partial<PollingOptions> } = {},
) {
  const api = new BotApi({ token, apiRoot: url });
  const store = memoryUpdateStore();
  const lanes = createLanes({ concurrency: 16 });
  const handled: Update[] = [];
  const inbox = createInbox({
    handle: async (update, signal) => {
      handled.push(update);
      await behave(update, signal);
      store.commit(update);
    },
    store,
    lanes,
    clock: { now: () => new Date() },
    log: silentLog,
    report: () => {},
    quickRetriesMs: [],
    slowAfterMs: 100,
    ...options.inbox,
  });
  const fatal: ApiError[] = [];
  const polling = createPolling({
    api,
    inbox,
    log: silentLog,
    onFatal: (error) => fatal.push(error),
    ...options.polling,
  });
  const stop = async () => {
    await polling.stop(500);
    await inbox.stop(500);
    await api.disconnect();
  };
  cleanups.push(stop);
  const texts = () => handled.map((update) => update.message?.text);
  return { api, store, lanes, inbox, polling, handled, texts, fatal, stop };
}

describe('against a Bot API server', () => {
  let playground: Playground;
  beforeEach(async () => {
    const people = [
      { id: amina, first_name: 'Amina' },
      { id: bo, first_name: 'Bo' },
    ];
    playground = await startPlayground({ people });
    cleanups.push(() => playground.close());
  });

  async function say(person: number, ...texts: string[]): Promise<void> {
    for (const text of texts) {
      const response = await fetch(`${playground.url}/world/people/${person}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
      });
      expect(response.status).toBe(200);
    }
  }

  const pending = async () => {
    const api = new BotApi({ token: playground.token, apiRoot: playground.url });
    const { pending_update_count } = await api.call('getWebhookInfo', {});
    await api.disconnect();
    return pending_update_count;
  };

  test('handles what is said, in order, and Telegram forgets it at the end', async () => {
    const bot = createBot(playground);
    await say(amina, 'one');
    await bot.polling.start();
    await say(amina, 'two');
    await eventually(() => expect(bot.texts()).toEqual(['one', 'two']));
    await say(amina, 'three');
    await eventually(() => expect(bot.texts()).toEqual(['one', 'two', 'three']));
    await bot.stop();
    expect(await pending()).toBe(0);
  });

  test('learns of a block, because it asks for it', async () => {
    const bot = createBot(playground);
    await say(amina, 'hello');
    await bot.polling.start();
    await fetch(`${playground.url}/world/people/${amina}/block`, { method: 'POST' });
    await eventually(() => expect(bot.handled.some((update) => update.my_chat_member)).toBe(true));
  });

  test('a stuck update holds up neither other people nor, once parked, the window', async () => {
    const bot = createBot(playground, (update) =>
      update.message?.text === 'stuck' ? new Promise(() => {}) : Promise.resolve(),
    );
    await bot.polling.start();
    await say(amina, 'stuck', 'behind');
    const words = Array.from({ length: 120 }, (_, nth) => `word ${nth}`);
    await say(bo, ...words);
    await eventually(() => expect(bot.texts()).toEqual(['stuck', ...words]));
    expect([...bot.store.parked.values()].map((row) => row.reason).sort()).toEqual(['slow', 'waiting']);
    await eventually(async () => expect(await pending()).toBeLessThan(5));
  });

  test('a failing update is parked; each is handled once', async () => {
    const bot = createBot(playground, async (update) => {
      if (update.message?.text === 'poison') throw new Error('no');
    });
    await say(amina, 'poison', 'fine');
    await bot.polling.start();
    await eventually(() => expect(bot.store.done.size).toBe(1));
    expect(bot.texts()).toEqual(['poison', 'fine']);
    expect(bot.store.parked.size).toBe(1);
    await bot.stop();
    expect(await pending()).toBe(0);
  });

  test('what is not safe when it stops comes to the next process', async () => {
    const first = createBot(playground, () => new Promise(() => {}), { inbox: { slowAfterMs: 60_000 } });
    first.store.park = () => Promise.reject(new Error('the database is away'));
    await first.polling.start();
    await say(amina, 'one', 'two');
    await eventually(() => expect(first.handled).toHaveLength(1));
    await first.stop();
    expect(first.store.done.size).toBe(0);
    const second = createBot(playground);
    await second.polling.start();
    await eventually(() => expect(second.texts()).toEqual(['one', 'two']));
  });

  test('what the inbox refuses is delivered again, in order', async () => {
    const bot = createBot(playground, undefined, { inbox: { refuseAfterMs: 100 } });
    bot.store.down = true;
    await bot.polling.start();
    await say(amina, 'one', 'two');
    await eventually(() => expect(bot.handled.length).toBeGreaterThan(0));
    await new Promise((resolve) => setTimeout(resolve, 300));
    bot.store.down = false;
    await eventually(() => expect(bot.store.done.size).toBe(2), 8_000);
    const last = bot.texts().slice(-2);
    expect(last).toEqual(['one', 'two']);
  });

  test('takes no more than the inbox can hold', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const bot = createBot(playground, () => gate, { polling: { mostInFlight: 150 } });
    await say(bo, ...Array.from({ length: 400 }, (_, nth) => `word ${nth}`));
    await bot.polling.start();
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(bot.inbox.size).toBeGreaterThan(100);
    expect(bot.inbox.size).toBeLessThanOrEqual(250);
    release();
    await eventually(() => expect(bot.handled).toHaveLength(400));
  });

  test('goes on after resets, 500s and floods', async () => {
    const bot = createBot(playground, undefined, { polling: { timer: instantTimer(), longPollSeconds: 1 } });
    for (const kind of ['reset_before', 'reset_after', '500', '429'] as const) {
      playground.world.faults.add({ kind, method: 'getUpdates', times: 2, retry_after: 1 });
    }
    await say(amina, 'one');
    await bot.polling.start();
    await eventually(() => expect(bot.texts()).toEqual(['one']));
    await say(amina, 'two');
    await eventually(() => expect(bot.texts()).toEqual(['one', 'two']));
    expect(bot.fatal).toEqual([]);
  });

  test('does not poll while a webhook is set, and says what to do', async () => {
    const bot = createBot(playground);
    await bot.api.call('setWebhook', { url: 'https://union.example/telegram/secret-path' });
    const error = await bot.polling.start().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(WebhookIsSet);
    expect(String(error)).toMatch(/union\.example.*WEBHOOK_URL and WEBHOOK_SECRET/);
    expect(String(error)).not.toContain('secret-path');
  });
});

describe('when Telegram answers strangely', () => {
  const ok = (result: unknown): RawAnswer => ({ body: { ok: true, result } });
  const refusal = (error_code: number, description: string): RawAnswer => ({
    status: error_code,
    body: { ok: false, error_code, description },
  });

  /** A server whose getUpdates answers as told, in turn; then nothing is new. */
  async function serve(...answers: RawAnswer[]) {
    const polls: { offset?: number; timeout: number; limit: number; allowed_updates: string[] }[] = [];
    const server = await startRawServer((request: RawRequest): RawAnswer => {
      if (request.path.endsWith('/getWebhookInfo')) return ok({ url: '' });
      polls.push(JSON.parse(request.body) as (typeof polls)[number]);
      return answers.shift() ?? { ...(ok([]) as object), afterMs: 20, body: { ok: true, result: [] } };
    });
    cleanups.push(() => server.close());
    return { url: server.url, token: '1:t', polls };
  }

  test('somebody else polls: backs off, says so once, and goes on', async () => {
    const conflict = refusal(409, 'Conflict: terminated by other getUpdates request');
    const server = await serve(...Array.from({ length: 8 }, () => conflict), ok([{ update_id: 5 }]));
    const timer = instantTimer();
    const lines: string[] = [];
    const log = createLog({ level: 'info', write: (line) => lines.push(line), now: () => new Date(0) });
    const bot = createBot(server, undefined, { polling: { timer, log } });
    await bot.polling.start();
    await eventually(() => expect(bot.handled).toHaveLength(1));
    expect(timer.slept.slice(0, 8)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(lines.filter((line) => line.includes('polling interrupted'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('polling again'))).toHaveLength(1);
  });

  test('the token was revoked: ends and says so', async () => {
    const server = await serve(refusal(401, 'Unauthorized'));
    const bot = createBot(server);
    await bot.polling.start();
    await eventually(() => expect(bot.fatal).toMatchObject([{ code: 401 }]));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.polls).toHaveLength(1);
  });

  test('waits for Telegram to be there before it starts', async () => {
    let calls = 0;
    const server = await startRawServer((request) => {
      calls += 1;
      if (calls < 4) return 'reset';
      if (request.path.endsWith('/getWebhookInfo')) return ok({ url: '' });
      return calls === 5 ? ok([{ update_id: 1 }]) : 'silence';
    });
    cleanups.push(() => server.close());
    const bot = createBot({ url: server.url, token: '1:t' }, undefined, {
      polling: { timer: instantTimer() },
    });
    await bot.polling.start();
    await eventually(() => expect(bot.handled).toHaveLength(1));
  });

  test('asks for the kinds it understands, and waits long only when nothing is unsafe', async () => {
    const server = await serve(ok([{ update_id: 5 }, { update_id: 6 }]));
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const bot = createBot(server, ({ update_id }) => (update_id === 5 ? gate : Promise.resolve()), {
      inbox: { slowAfterMs: 10_000 },
    });
    await bot.polling.start();
    await eventually(() => expect(server.polls.length).toBeGreaterThan(2));
    expect(server.polls[0]).toEqual({
      timeout: 50,
      limit: 100,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'inline_query', 'my_chat_member'],
    });
    expect(server.polls[1]).toMatchObject({ offset: 5, timeout: 0 });
    release();
    await eventually(() => expect(server.polls.at(-1)).toMatchObject({ offset: 7, timeout: 50 }));
  });

  test('stopping breaks off the long poll and confirms what is safe', async () => {
    const server = await serve(ok([{ update_id: 5 }]), 'silence');
    const bot = createBot(server);
    await bot.polling.start();
    await eventually(() => expect(server.polls).toHaveLength(2));
    await bot.polling.stop();
    expect(server.polls.at(-1)).toEqual({ offset: 6, limit: 1, timeout: 0 });
  });
});

import { afterEach, expect, test } from 'vitest';
import type { Update } from '../../src/bot/api-types.ts';
import { createInbox } from '../../src/bot/inbox.ts';
import { createLanes } from '../../src/bot/lanes.ts';
import { BotApi } from '../../src/bot/transport.ts';
import { createWebhook, registerWebhook } from '../../src/bot/webhook.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { startServer } from '../../src/http/server.ts';
import { silentLog } from '../../src/log.ts';
import { startPlayground } from '../../src/playground/http.ts';
import { eventually } from '../support/eventually.ts';
import { memoryUpdateStore } from '../support/update-store.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A Bot API server and our own, joined by a webhook. */
async function setUp() {
  const playground = await startPlayground({ people: [{ id: 101, first_name: 'Amina' }] });
  const api = new BotApi({ token: playground.token, apiRoot: playground.url });
  const store = memoryUpdateStore();
  const lanes = createLanes({ concurrency: 4 });
  const handled: Update[] = [];
  const inbox = createInbox({
    handle: async (update) => {
      handled.push(update);
      store.commit(update);
    },
    store,
    lanes,
    clock: { now: () => new Date() },
    log: silentLog,
    report: () => {},
    quickRetriesMs: [],
    refuseAfterMs: 50,
  });
  const secret = 'abc_DEF-123';
  const server = await startServer({
    port: 0,
    host: '127.0.0.1',
    webhook: { path: '/telegram/door', door: createWebhook({ inbox, secret, log: silentLog }) },
    checks: {},
    metrics: createMetrics(),
    log: silentLog,
  });
  const url = `http://127.0.0.1:${server.port}/telegram/door`;
  cleanups.push(
    () => playground.close(),
    () => api.disconnect(),
    () => Promise.all([server.close(), inbox.stop(100)]),
  );
  const say = (text: string) =>
    fetch(`${playground.url}/world/people/101/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
    });
  const texts = () => handled.map((update) => update.message?.text);
  return { api, store, texts, say, url, secret };
}

test('is registered with its secret and the kinds of update it takes, and receives what is said', async () => {
  const { api, texts, say, url, secret } = await setUp();
  await registerWebhook(api, { url, secret }, silentLog);
  expect(await api.call('getWebhookInfo', {})).toMatchObject({
    url,
    allowed_updates: ['message', 'edited_message', 'callback_query', 'inline_query', 'my_chat_member'],
  });
  await say('你好');
  await eventually(() => expect(texts()).toEqual(['你好']));
});

test('a new secret takes effect at the next start, although the address is the same', async () => {
  const { api, texts, say, url, secret } = await setUp();
  await registerWebhook(api, { url, secret: 'of-yesterday' }, silentLog);
  await registerWebhook(api, { url, secret }, silentLog);
  await say('hello');
  await eventually(() => expect(texts()).toEqual(['hello']));
});

test('what was not safe is delivered again', async () => {
  const { api, store, texts, say, url, secret } = await setUp();
  store.down = true;
  await registerWebhook(api, { url, secret }, silentLog);
  await say('hello');
  await eventually(async () => {
    expect((await api.call('getWebhookInfo', {})).last_error_message).toContain('503');
  });
  store.down = false;
  await eventually(() => expect(store.done.size).toBe(1), 8_000);
  expect(texts().at(-1)).toBe('hello');
});

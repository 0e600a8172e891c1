import { expect, test } from 'vitest';
import { li, openPlayground } from './harness.ts';

test('a long poll wakes up with what comes in', async () => {
  const { call, door } = await openPlayground();
  const poll = call('getUpdates', { timeout: 20 });
  await door('POST', `/world/people/${li}/messages`, { text: '你好' });
  expect((await poll).result).toMatchObject([{ message: { text: '你好', from: { id: li } } }]);
});

test('nothing for the timeout: an empty answer', async () => {
  const { call } = await openPlayground();
  const began = performance.now();
  expect((await call('getUpdates', { timeout: 1 })).result).toEqual([]);
  expect(performance.now() - began).toBeGreaterThan(900);
});

test('what is not confirmed comes again, what is confirmed never', async () => {
  const { door, updates } = await openPlayground();
  await door('POST', `/world/people/${li}/messages`, { text: '一' });
  await door('POST', `/world/people/${li}/messages`, { text: '二' });
  const [first] = await updates();
  expect(await updates()).toHaveLength(2);
  expect(await updates((first?.update_id ?? 0) + 1)).toMatchObject([{ message: { text: '二' } }]);
  expect(await updates()).toMatchObject([{ message: { text: '二' } }]);
});

test('a second getUpdates ends the first', async () => {
  const { call } = await openPlayground();
  const first = call('getUpdates', { timeout: 20 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const second = call('getUpdates', { timeout: 1 });
  expect(await first).toEqual({
    ok: false,
    error_code: 409,
    description:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  });
  expect(await second).toMatchObject({ ok: true, result: [] });
});

test('a poller that hangs up is forgotten and takes nothing with it', async () => {
  const { request, door, updates } = await openPlayground();
  const gone = new AbortController();
  const poll = request('getUpdates', { signal: gone.signal }, '?timeout=20');
  await new Promise((resolve) => setTimeout(resolve, 50));
  gone.abort();
  await expect(poll).rejects.toThrow();
  await door('POST', `/world/people/${li}/messages`, { text: '还在吗' });
  expect(await updates()).toHaveLength(1);
});

test('with a webhook there is no polling, and setting one ends the poll', async () => {
  const { call, refusal } = await openPlayground();
  const poll = call('getUpdates', { timeout: 20 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await call('setWebhook', { url: 'http://127.0.0.1:9/hook' });
  expect((await poll).description).toBe('Conflict: terminated by setWebhook request');
  expect(await refusal('getUpdates')).toBe(
    "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  );
  await call('deleteWebhook');
  expect(await refusal('getUpdates')).toBe('ok');
});

test('allowed_updates stays in force until it is given anew', async () => {
  const { call, door, updates } = await openPlayground();
  await call('getUpdates', { allowed_updates: ['callback_query'] });
  await door('POST', `/world/people/${li}/messages`, { text: '听不见' });
  expect(await updates()).toEqual([]);
  await call('getUpdates', { allowed_updates: [] });
  await door('POST', `/world/people/${li}/messages`, { text: '听得见' });
  expect(await updates()).toMatchObject([{ message: { text: '听得见' } }]);
});

test('a day later, by the playground’s clock, an update is gone', async () => {
  const { door, updates } = await openPlayground();
  await door('POST', `/world/people/${li}/messages`, { text: '昨天' });
  await door('PUT', '/world/clock', { advance_ms: 24 * 3_600_000 });
  expect(await updates()).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { SendLimits } from '../../src/playground/world/limits.ts';
import { type Harness, li, openPlayground } from './harness.ts';

const hello = { chat_id: li, text: '你好' };

describe('limits', () => {
  test('a bucket: the burst at once, then its rate, and how long to wait', () => {
    const limits = new SendLimits();
    limits.set({ global: { per_second: 2, burst: 3 }, per_chat: null });
    expect([0, 0, 0].map((now) => limits.take(1, 1, now))).toEqual([0, 0, 0]);
    expect(limits.take(2, 1, 0)).toBe(1);
    expect(limits.take(2, 1, 500)).toBe(0);
    expect(limits.take(2, 1, 500)).toBe(1);
    expect(limits.take(2, 3, 2000)).toBe(0);
  });

  test('a chat’s own bucket leaves the others alone, and a refusal costs nothing', () => {
    const limits = new SendLimits();
    limits.set({ global: { per_second: 1, burst: 2 }, per_chat: { per_second: 0.1, burst: 1 } });
    expect(limits.take(1, 1, 0)).toBe(0);
    expect(limits.take(1, 1, 0)).toBe(10);
    expect(limits.take(2, 1, 0)).toBe(0);
    expect(limits.take(3, 1, 0)).toBe(1);
  });

  test('sustained, exactly the rate passes', () => {
    const limits = new SendLimits();
    limits.set({ global: { per_second: 30, burst: 5 }, per_chat: null });
    let passed = 0;
    for (let now = 0; now < 10_000; now += 1) if (limits.take(now, 1, now) === 0) passed += 1;
    expect(passed).toBeGreaterThanOrEqual(304);
    expect(passed).toBeLessThanOrEqual(305);
  });

  test('off unless asked for; in force, 429 with retry_after, and edits go free', async () => {
    const { call, request, refusal, door } = await openPlayground();
    for (let count = 0; count < 50; count += 1) expect(await refusal('sendMessage', hello)).toBe('ok');
    await door('PUT', '/world/limits', { per_chat: { per_second: 0.01, burst: 1 } });
    const { result } = await call('sendMessage', hello);
    const body = JSON.stringify(hello);
    const response = await request('sendMessage', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('100');
    expect(await response.json()).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 100',
      parameters: { retry_after: 100 },
    });
    const { message_id } = result as { message_id: number };
    expect(await refusal('editMessageText', { chat_id: li, message_id, text: '改' })).toBe('ok');
    expect(await refusal('sendChatAction', { chat_id: li, action: 'typing' })).toBe('ok');
    await door('PUT', '/world/limits', {});
    expect(await refusal('sendMessage', hello)).toBe('ok');
  });
});

describe('faults', () => {
  const texts = async ({ door }: Harness) => {
    const { body } = await door('GET', `/world/people/${li}/chat`);
    return (body.messages as { text: string }[]).map(({ text }) => text);
  };

  test.each([
    [{ kind: '429', retry_after: 7 }, '429 Too Many Requests: retry after 7'],
    [{ kind: '500' }, '500 Internal Server Error'],
    [{ kind: '403' }, '403 Forbidden: bot was blocked by the user'],
    [{ kind: '400', description: 'Bad Request: chat not found' }, '400 Bad Request: chat not found'],
  ])('%j strikes as often as asked, and nothing is delivered', async (fault, words) => {
    const harness = await openPlayground();
    await harness.door('POST', '/world/faults', { ...fault, method: 'sendmessage', times: 2 });
    expect(await harness.refusal('getMe')).toBe('ok');
    expect(await harness.refusal('sendMessage', hello)).toBe(words);
    expect(await harness.refusal('sendMessage', hello)).toBe(words);
    expect(await texts(harness)).toEqual(['/start']);
    expect(await harness.refusal('sendMessage', hello)).toBe('ok');
    expect((await harness.door('GET', '/world/faults')).body).toEqual([]);
  });

  test('the line cut before delivery, and after it: only the person knows which', async () => {
    const harness = await openPlayground();
    await harness.door('POST', '/world/faults', { kind: 'reset_before', times: 1 });
    await expect(harness.call('sendMessage', hello)).rejects.toThrow();
    expect(await texts(harness)).toEqual(['/start']);
    await harness.door('POST', '/world/faults', { kind: 'reset_after', times: 1 });
    await expect(harness.call('sendMessage', hello)).rejects.toThrow();
    expect(await texts(harness)).toEqual(['/start', '你好']);
    const { body } = await harness.door('GET', '/world/statistics');
    expect(body.calls).toMatchObject({
      sendMessage: { total: 2, outcomes: { reset_before: 1, reset_after: 1 } },
    });
  });

  test('latency, for one chat only, along with a failure', async () => {
    const { door, refusal } = await openPlayground();
    await door('POST', '/world/faults', { kind: 'latency', ms: 150, chat_id: li });
    await door('POST', '/world/faults', { kind: '500', chat_id: li, times: 1 });
    const began = performance.now();
    expect(await refusal('sendMessage', hello)).toBe('500 Internal Server Error');
    expect(performance.now() - began).toBeGreaterThanOrEqual(140);
    const before = performance.now();
    await refusal('getMe');
    expect(performance.now() - before).toBeLessThan(140);
  });

  test('with a probability, by the dice given; taken away, no more', async () => {
    const dice = [0.2, 0.8, 0.2];
    const { door, refusal } = await openPlayground({ random: () => dice.shift() ?? 0 });
    const { body } = await door('POST', '/world/faults', { kind: '500', method: 'getMe', probability: 0.5 });
    expect([await refusal('getMe'), await refusal('getMe')]).toEqual(['500 Internal Server Error', 'ok']);
    await door('DELETE', `/world/faults?id=${String(body.id)}`);
    expect(await refusal('getMe')).toBe('ok');
  });

  test('nonsense is refused with what is wrong', async () => {
    const { door } = await openPlayground();
    expect(await door('POST', '/world/faults', { kind: 'flood' })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('kind') },
    });
  });
});

describe('the clock', () => {
  test('jumps, and everything is dated by it', async () => {
    const { call, door } = await openPlayground();
    await door('PUT', '/world/clock', { now: '2030-03-04T10:00:00+08:00' });
    const { result } = await call('sendMessage', hello);
    expect((result as { date: number }).date).toBe(Date.parse('2030-03-04T10:00:00+08:00') / 1000);
    const { body } = await door('GET', '/world');
    expect((body.clock as { now: string }).now).toMatch(/^2030-03-04T02:00:0/);
  });

  test('goes back only by force', async () => {
    const { door } = await openPlayground();
    expect(await door('PUT', '/world/clock', { advance_ms: -1000 })).toMatchObject({ status: 409 });
    expect(await door('PUT', '/world/clock', { advance_ms: -1000, force: true })).toMatchObject({
      status: 200,
    });
  });
});

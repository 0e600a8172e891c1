import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { li, openPlayground } from './harness.ts';

type Answer = { status: number; body?: string; headers?: Record<string, string> };
interface Delivery {
  headers: IncomingMessage['headers'];
  update: {
    update_id: number;
    message?: { text: string; from: { id: number } };
    callback_query?: { data: string };
  };
}

const servers = new Set<Server>();
afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  servers.clear();
});

/** A bot's own server: keeps what it was sent, answers what it is told to. */
async function listener(answer: (delivery: Delivery) => Answer | Promise<Answer>) {
  const deliveries: Delivery[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const update = JSON.parse(Buffer.concat(chunks).toString()) as Delivery['update'];
    const delivery = { headers: request.headers, update };
    deliveries.push(delivery);
    const { status, body = '', headers = {} } = await answer(delivery);
    response.writeHead(status, headers).end(body);
  });
  servers.add(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, deliveries };
}

const texts = (deliveries: readonly Delivery[]) =>
  deliveries.map(({ update }) => update.message?.text ?? update.callback_query?.data);

describe('setting a webhook', () => {
  test.each([
    [{ url: 'http://example.com/hook' }, 'bad webhook: An HTTPS URL must be provided for webhook'],
    [{ url: 'nonsense' }, 'bad webhook: invalid webhook URL specified'],
    [{ url: 'https://example.com', secret_token: 'a b' }, 'secret token contains unallowed characters'],
    [{ url: 'https://example.com', secret_token: 'x'.repeat(257) }, 'secret token is too long'],
  ])('%j', async (parameters, words) => {
    const { refusal } = await openPlayground();
    expect(await refusal('setWebhook', parameters)).toBe(`400 Bad Request: ${words}`);
  });

  test('says what it did', async () => {
    const { call } = await openPlayground();
    const { url } = await listener(() => ({ status: 200 }));
    const words = async (method: string, parameters?: object) => (await call(method, parameters)).description;
    expect(await words('setWebhook', { url })).toBe('Webhook was set');
    expect(await words('setWebhook', { url })).toBe('Webhook is already set');
    expect((await call('getWebhookInfo')).result).toEqual({
      url,
      has_custom_certificate: false,
      pending_update_count: 0,
      max_connections: 40,
    });
    expect(await words('deleteWebhook')).toBe('Webhook was deleted');
    expect(await words('setWebhook', { url: '' })).toBe('Webhook is already deleted');
  });
});

describe('delivery', () => {
  test('brings what waited and what comes, with the secret, and confirms it', async () => {
    const { call, door } = await openPlayground();
    const { url, deliveries } = await listener(() => ({ status: 200 }));
    await door('POST', `/world/people/${li}/messages`, { text: '先来的' });
    await call('setWebhook', { url, secret_token: 'open-sesame', allowed_updates: ['message'] });
    await door('POST', `/world/people/${li}/messages`, { text: '后来的' });
    await door('POST', `/world/people/${li}/block`);
    await eventually(() => expect(texts(deliveries)).toEqual(['先来的', '后来的']));
    expect(deliveries[0]?.headers).toMatchObject({
      'x-telegram-bot-api-secret-token': 'open-sesame',
      'content-type': 'application/json',
    });
    await eventually(async () =>
      expect((await call('getWebhookInfo')).result).toMatchObject({
        pending_update_count: 0,
        allowed_updates: ['message'],
      }),
    );
  });

  test('is tried again until it is taken, in order, and the last error can be asked for', async () => {
    const { call, door } = await openPlayground();
    let failures = 2;
    const { url, deliveries } = await listener(() => ({ status: failures-- > 0 ? 500 : 200 }));
    await call('setWebhook', { url });
    await door('POST', `/world/people/${li}/messages`, { text: '一' });
    await door('POST', `/world/people/${li}/messages`, { text: '二' });
    await eventually(async () =>
      expect((await call('getWebhookInfo')).result).toMatchObject({
        pending_update_count: 2,
        last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
        last_error_date: expect.any(Number),
      }),
    );
    await eventually(() => expect(texts(deliveries)).toEqual(['一', '一', '一', '二']));
  });

  test('nobody listens: said so, kept', async () => {
    const { call, door } = await openPlayground();
    await call('setWebhook', { url: 'http://127.0.0.1:9/hook' });
    await door('POST', `/world/people/${li}/messages`, { text: '喂' });
    await eventually(async () =>
      expect((await call('getWebhookInfo')).result).toMatchObject({
        pending_update_count: 1,
        last_error_message: 'Connection refused',
      }),
    );
    await call('deleteWebhook', { drop_pending_updates: true });
    expect((await call('getUpdates')).result).toEqual([]);
  });

  test('one person’s messages come one by one, her presses beside them, other people at the same time', async () => {
    const { call, door, playground } = await openPlayground();
    let release = () => {};
    const slow = new Promise<Answer>((resolve) => {
      release = () => resolve({ status: 200 });
    });
    const { url, deliveries } = await listener(({ update }) =>
      update.message?.text === '慢' ? slow : { status: 200 },
    );
    const wang = playground.world.addPerson({ first_name: '王' })?.id;
    const { result } = await call('sendMessage', {
      chat_id: li,
      text: '?',
      reply_markup: { inline_keyboard: [[{ text: '按', callback_data: '按' }]] },
    });
    await call('setWebhook', { url });
    await door('POST', `/world/people/${li}/messages`, { text: '慢' });
    await door('POST', `/world/people/${li}/messages`, { text: '随后' });
    await door('POST', `/world/people/${li}/press`, {
      message_id: (result as { message_id: number }).message_id,
      label: '按',
    });
    await door('POST', `/world/people/${wang}/messages`, { text: '别人' });
    await eventually(() => expect(texts(deliveries).sort()).toEqual(['慢', '按', '别人'].sort()));
    release();
    await eventually(() => expect(texts(deliveries)).toContain('随后'));
  });

  test('no more connections than agreed', async () => {
    const { call, door, playground } = await openPlayground();
    let now = 0;
    let most = 0;
    const { url, deliveries } = await listener(async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 20));
      now -= 1;
      return { status: 200 };
    });
    await call('setWebhook', { url, max_connections: 2 });
    for (let count = 0; count < 8; count += 1) {
      const id = playground.world.addPerson({ first_name: `居民${count}` })?.id;
      await door('POST', `/world/people/${id}/messages`, { text: String(count) });
    }
    await eventually(() => expect(deliveries).toHaveLength(8));
    expect(most).toBe(2);
  });

  test('a call in the answer is made', async () => {
    const { call, door } = await openPlayground();
    const reply = JSON.stringify({ method: 'sendMessage', chat_id: li, text: '收到' });
    const { url } = await listener(() => ({
      status: 200,
      body: reply,
      headers: { 'content-type': 'application/json' },
    }));
    await call('setWebhook', { url });
    await door('POST', `/world/people/${li}/messages`, { text: '在吗' });
    await eventually(async () => {
      const { body } = await door('GET', `/world/people/${li}/chat`);
      expect((body.messages as { text: string }[]).at(-1)?.text).toBe('收到');
    });
  });
});

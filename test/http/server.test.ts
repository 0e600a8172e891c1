import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Update } from '../../src/bot/api-types.ts';
import { createWebhook } from '../../src/bot/webhook.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { type Server, type ServerOptions, startServer } from '../../src/http/server.ts';
import { createLog, silentLog } from '../../src/log.ts';
import { messageFrom } from '../support/update-store.ts';

const secret = 'a-secret-of-telegrams-size';
const path = '/telegram/x7f:a';
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(options: Partial<ServerOptions> = {}): Promise<{ server: Server; url: string }> {
  const server = await startServer({
    port: 0,
    host: '127.0.0.1',
    checks: {},
    metrics: createMetrics(),
    log: silentLog,
    ...options,
  });
  servers.push(server);
  return { server, url: `http://127.0.0.1:${server.port}` };
}

/** A server with a webhook whose inbox does as told. */
function serveWebhook(accept: (update: Update) => Promise<void>, answerWithinMs = 55_000) {
  const door = createWebhook({ inbox: { accept }, secret, log: silentLog, answerWithinMs });
  return serve({ webhook: { path, door } });
}

function deliver(
  url: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret, ...headers },
  });
}

describe('the webhook', () => {
  test('answers 200 without a word, and only once the update is safe', async () => {
    let makeSafe = () => {};
    const safe = new Promise<void>((resolve) => {
      makeSafe = resolve;
    });
    const accepted: Update[] = [];
    const { url } = await serveWebhook((update) => {
      accepted.push(update);
      return safe;
    });
    const update = messageFrom(7, 1);
    let answered = false;
    const answer = deliver(url, JSON.stringify(update)).then((response) => {
      answered = true;
      return response;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(accepted).toEqual([update]);
    expect(answered).toBe(false);
    makeSafe();
    expect((await answer).status).toBe(200);
    expect(await (await answer).text()).toBe('');
  });

  test('asks for it again when it could be neither committed nor parked', async () => {
    const { url } = await serveWebhook(() => Promise.reject(new Error('no database')));
    expect((await deliver(url, JSON.stringify(messageFrom(7, 1)))).status).toBe(503);
  });

  test('asks for it again before Telegram loses its patience', async () => {
    const { url } = await serveWebhook(() => new Promise(() => {}), 50);
    expect((await deliver(url, JSON.stringify(messageFrom(7, 1)))).status).toBe(503);
  });

  test.each([
    ['another secret', { 'x-telegram-bot-api-secret-token': 'b-secret-of-telegrams-size' }],
    ['a longer one', { 'x-telegram-bot-api-secret-token': `${secret}x` }],
    ['none', { 'x-telegram-bot-api-secret-token': '' }],
  ])('lets nobody in with %s', async (_name, headers) => {
    let accepted = 0;
    const { url } = await serveWebhook(async () => void accepted++);
    const response = await deliver(url, JSON.stringify(messageFrom(7, 1)), headers);
    expect(response.status).toBe(403);
    expect(accepted).toBe(0);
  });

  test.each([
    ['no JSON', 'hello', 400],
    ['no update', '{"message":{"text":"hello"}}', 400],
    ['an id that is no number', '{"update_id":"1"}', 400],
    ['an array', '[1]', 400],
    ['nothing', '', 400],
    ['more than a megabyte', JSON.stringify({ update_id: 1, text: 'x'.repeat(1024 * 1024) }), 413],
  ])('refuses %s', async (_name, body, status) => {
    const { url } = await serveWebhook(async () => {});
    expect((await deliver(url, body)).status).toBe(status);
  });

  test('refuses what is not called JSON', async () => {
    const { url } = await serveWebhook(async () => {});
    const response = await deliver(url, JSON.stringify(messageFrom(7, 1)), { 'content-type': 'text/plain' });
    expect(response.status).toBe(415);
  });

  test('takes kinds of update that were invented after it', async () => {
    const accepted: unknown[] = [];
    const { url } = await serveWebhook(async (update) => void accepted.push(update));
    const update = { update_id: 9, telepathy: { from: { id: 7 } } };
    expect((await deliver(url, JSON.stringify(update))).status).toBe(200);
    expect(accepted).toEqual([update]);
  });

  test('reads characters that are split between two packets', async () => {
    const accepted: Update[] = [];
    const { server } = await serveWebhook(async (update) => void accepted.push(update));
    const body = Buffer.from(JSON.stringify({ update_id: 1, message: { text: '娘家👩‍🏭' } }));
    const head = [
      `POST ${path} HTTP/1.1`,
      'host: bot',
      'content-type: application/json; charset=utf-8',
      `x-telegram-bot-api-secret-token: ${secret}`,
      `content-length: ${body.length}`,
      'connection: close',
      '',
      '',
    ].join('\r\n');
    const socket = connect(server.port, '127.0.0.1');
    socket.setNoDelay(true);
    socket.write(head);
    for (const byte of body) {
      socket.write(Buffer.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    expect(answer).toMatch(/^HTTP\/1.1 200/);
    expect(accepted).toEqual([{ update_id: 1, message: { text: '娘家👩‍🏭' } }]);
  });

  test('is nowhere else, and nothing that is refused is quoted', async () => {
    const lines: string[] = [];
    const log = createLog({ level: 'debug', write: (line) => lines.push(line), now: () => new Date(0) });
    const { url } = await serve({ log });
    const response = await deliver(url, JSON.stringify(messageFrom(7, 1)));
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
    expect(lines.join('\n')).not.toContain('x7f');
  });

  test('closing waits for the answer under way', async () => {
    let makeSafe = () => {};
    const { server, url } = await serveWebhook(() => new Promise((resolve) => (makeSafe = resolve)));
    const answer = deliver(url, JSON.stringify(messageFrom(7, 1)));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = server.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    makeSafe();
    expect((await answer).status).toBe(200);
    await closed;
  });
});

describe('what an operator asks', () => {
  test('alive', async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/healthz`);
    expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
  });

  test('ready, when everything it needs is there', async () => {
    const { url } = await serve({ checks: { database: async () => {}, telegram: async () => 'fine' } });
    const response = await fetch(`${url}/readyz`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ready: true, checks: { database: 'ok', telegram: 'ok' } });
  });

  test('not ready: says what is missing, and nothing of why', async () => {
    const { url } = await serve({
      checks: {
        database: () => Promise.reject(new Error('password "geheim" refused at 10.0.0.7')),
        telegram: async () => {},
      },
    });
    const response = await fetch(`${url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ ready: false, checks: { database: 'failing', telegram: 'ok' } });
  });

  test('not ready: something does not answer', async () => {
    const { url } = await serve({ checks: { database: () => new Promise(() => {}) } });
    const response = await fetch(`${url}/readyz`);
    expect(await response.json()).toEqual({ ready: false, checks: { database: 'slow' } });
  });

  test('asked by many, it does not look for each', async () => {
    let looks = 0;
    const { url } = await serve({ checks: { database: async () => void looks++ } });
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${url}/readyz`)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(looks).toBeLessThan(5);
  });

  test('metrics', async () => {
    const metrics = createMetrics();
    metrics.counter('updates_total', 'Updates handled').add({ kind: 'message' });
    const { url } = await serve({ metrics });
    const response = await fetch(`${url}/metrics`);
    expect(response.headers.get('content-type')).toContain('version=0.0.4');
    expect(await response.text()).toContain('updates_total{kind="message"} 1\n');
  });
});

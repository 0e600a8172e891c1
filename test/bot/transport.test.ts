import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { ApiError, NetworkError, toOutcome } from '../../src/bot/telegram-error.ts';
import { BotApi, type BotApiOptions, type CallReport } from '../../src/bot/transport.ts';
import {
  closedPort,
  type RawAnswer,
  type RawRequest,
  type RawServer,
  startRawServer,
} from '../support/raw-server.ts';
import { instantTimer } from '../support/timer.ts';

const token = '123456:AAabcdefghijklmnopqrstuvwxyz_0123456789';
const message = { chat_id: 7, text: '王小明，你好' };
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function server(
  answer: (request: RawRequest, nth: number) => RawAnswer | Promise<RawAnswer>,
): Promise<RawServer> {
  const started = await startRawServer(answer);
  cleanups.push(() => started.close());
  return started;
}

function connect(apiRoot: string, options: Partial<BotApiOptions> = {}): BotApi {
  const api = new BotApi({ token, apiRoot, random: () => 0.5, ...options });
  cleanups.push(() => api.disconnect());
  return api;
}

/** Answers in the given order, the last one for ever. */
const inTurn =
  (...answers: RawAnswer[]) =>
  (_request: RawRequest, nth: number): RawAnswer =>
    answers[Math.min(nth, answers.length) - 1] ?? 'silence';

const ok = (result: unknown = true): RawAnswer => ({ body: { ok: true, result } });
const refusal = (code: number, description: string, parameters?: object): RawAnswer => ({
  status: code,
  body: { ok: false, error_code: code, description, parameters },
});
const flood = (seconds: number) =>
  refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
const failure = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => expect.fail('the call should have failed'),
    (error: unknown) => error,
  );

describe('a call', () => {
  test('goes to the method as JSON, without what is null or undefined', async () => {
    const { url, requests } = await server(() => ok({ message_id: 1 }));
    const result = await connect(url).call('sendMessage', { ...message, reply_markup: undefined });
    expect(result).toEqual({ message_id: 1 });
    expect(requests[0]).toMatchObject({ method: 'POST', path: `/bot${token}/sendMessage` });
    expect(requests[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual(message);
  });

  test("telegraf's own methods take the same way", async () => {
    const { url, requests } = await server(() => ok({ message_id: 2 }));
    expect(await connect(url).sendMessage(7, 'hello')).toEqual({ message_id: 2 });
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({ chat_id: 7, text: 'hello' });
  });

  test("keeps a proxy's path before the bot's", async () => {
    const { url, requests } = await server(() => ok());
    await connect(`${url}/telegram/`).call('getMe', {});
    expect(requests[0]?.path).toBe(`/telegram/bot${token}/getMe`);
  });

  test('shares kept-alive connections', async () => {
    const raw = await server(() => ok());
    const api = connect(raw.url);
    for (let i = 0; i < 20; i++) await api.call('sendMessage', message);
    expect(raw.connections()).toBeLessThan(4);
  });

  test('reads an answer whose Chinese is split across packets', async () => {
    const text = '娘家'.repeat(100_000);
    const { url } = await server(() => ok({ text }));
    expect(await connect(url).call('sendMessage', message)).toEqual({ text });
  });

  test('tells the metrics of every try', async () => {
    const { url } = await server(inTurn(flood(1), refusal(502, 'Bad Gateway'), ok()));
    const reports: CallReport[] = [];
    const api = connect(url, { timer: instantTimer(), onCall: (report) => reports.push(report) });
    await api.call('sendMessage', message);
    expect(reports.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['refused', 429],
      ['lost', 502],
      ['accepted', undefined],
    ]);
  });
});

describe('a refusal', () => {
  test('says its code, its words and what to do', async () => {
    const { url } = await server(() => refusal(400, 'Bad Request: upgraded', { migrate_to_chat_id: -100 }));
    const error = await failure(connect(url).call('sendMessage', message));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      method: 'sendMessage',
      code: 400,
      migrateTo: -100,
      description: 'Bad Request: upgraded',
    });
    expect(toOutcome(error)).toMatchObject({ type: 'refused', code: 400 });
  });

  test('is not repeated', async () => {
    const { url, requests } = await server(() => refusal(403, 'Forbidden: bot was blocked by the user'));
    await failure(connect(url).call('sendMessage', message));
    expect(requests).toHaveLength(1);
  });

  test('in no JSON at all is still a refusal, by its status', async () => {
    const { url } = await server(() => ({ status: 413, body: '<h1>Request Entity Too Large</h1>' }));
    const error = await failure(connect(url).call('sendMessage', message));
    expect(error).toMatchObject({ name: 'ApiError', code: 413, description: 'not an answer of the Bot API' });
  });
});

describe('an error never holds the token nor what was sent', () => {
  const echo = (request: RawRequest) => `cannot POST ${request.path} with ${request.body}`;
  test.each<[string, (request: RawRequest) => RawAnswer]>([
    ['a page with status 404', (request) => ({ status: 404, body: echo(request) })],
    ['a page with status 502', (request) => ({ status: 502, body: echo(request) })],
    ['a page with status 200', (request) => ({ status: 200, body: echo(request) })],
    ['JSON of somebody else', (request) => ({ status: 400, body: { message: echo(request) } })],
    ['a description with the token', (request) => refusal(404, `Not Found: ${request.path}`)],
    [
      'a description that quotes',
      () => refusal(400, 'Bad Request: unsupported start tag "王小明，你好" at byte offset 0'),
    ],
    [
      'a description that quotes an address',
      () => refusal(400, "Bad Request: inline keyboard button URL '王小明，你好' is invalid"),
    ],
    ['a reset', () => 'reset'],
    ['half an answer', () => 'half'],
  ])('%s', async (_name, answer) => {
    const { url } = await server(answer);
    const error = await failure(connect(url).call('sendMessage', message, { patience: 'none' }));
    const seen = [
      inspect(error, { depth: 10, showHidden: true }),
      JSON.stringify(error),
      String((error as Error).stack),
    ].join('\n');
    expect(seen).not.toContain('AAabcdef');
    expect(seen).not.toContain('王小明');
  });

  test('nor does the client when it is inspected', () => {
    const api = connect('http://127.0.0.1:1');
    expect(inspect(api, { depth: 5 }) + JSON.stringify(api)).not.toContain('AAabcdef');
    expect(api.token).toBe(token);
  });
});

describe('a call without an answer', () => {
  test('refused at the door: it certainly never arrived', async () => {
    const error = await failure(
      connect(`http://127.0.0.1:${await closedPort()}`).call('sendMessage', message, { patience: 'none' }),
    );
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ kind: 'before', reason: 'ECONNREFUSED', method: 'sendMessage' });
  });

  test('no such host: it certainly never arrived', async () => {
    const api = connect('http://nobody.invalid');
    expect(await failure(api.call('getMe', {}, { patience: 'none' }))).toMatchObject({ kind: 'before' });
  });

  test('no TLS behind the address: it certainly never arrived', async () => {
    const { url, requests } = await server(() => ok());
    const api = connect(url.replace('http:', 'https:'));
    expect(await failure(api.call('getMe', {}, { patience: 'none' }))).toMatchObject({ kind: 'before' });
    expect(requests).toHaveLength(0);
  });

  test.each<[string, RawAnswer]>([
    ['a reset', 'reset'],
    ['half an answer', 'half'],
    ['a 500', refusal(500, 'Internal Server Error')],
    ["a gateway's page", { status: 502, body: '<html>Bad Gateway</html>' }],
    ['a page under status 200', { body: '<html>Please log in</html>' }],
  ])('%s: it may have arrived', async (_name, answer) => {
    const { url, requests } = await server(() => answer);
    const error = await failure(connect(url).call('sendMessage', message, { patience: 'none' }));
    expect(error).toMatchObject({ name: 'NetworkError', kind: 'ambiguous' });
    expect(toOutcome(error)).toEqual({ type: 'lost', certainty: 'ambiguous' });
    expect(requests).toHaveLength(1);
  });

  test('silence: it may have arrived, and is given up in time', async () => {
    const { url } = await server(() => 'silence');
    const error = await failure(
      connect(url, { timeoutMs: 50 }).call('sendMessage', message, { patience: 'none' }),
    );
    expect(error).toMatchObject({ kind: 'ambiguous', reason: 'TIMEOUT' });
  });

  test('a long poll is given the time it asked for', async () => {
    const { url } = await server(() => ({ body: { ok: true, result: [] }, afterMs: 200 }));
    const api = connect(url, { timeoutMs: 50 });
    expect(await api.call('getUpdates', { timeout: 1 })).toEqual([]);
  });

  test('aborted: before it began, or under way', async () => {
    const { url, requests } = await server(() => 'silence');
    const api = connect(url);
    const early = await failure(api.call('getMe', {}, { signal: AbortSignal.abort() }));
    expect(early).toMatchObject({ kind: 'before', reason: 'ABORTED' });
    expect(requests).toHaveLength(0);
    const late = await failure(api.call('getMe', {}, { signal: AbortSignal.timeout(50) }));
    expect(late).toMatchObject({ kind: 'ambiguous', reason: 'ABORTED' });
    expect(requests).toHaveLength(1);
  });
});

describe('patience with a reply', () => {
  test('waits as long as Telegram says and tries again', async () => {
    const { url, requests } = await server(inTurn(flood(3), flood(4), ok({ message_id: 3 })));
    const timer = instantTimer();
    expect(await connect(url, { timer }).sendMessage(7, 'hello')).toEqual({ message_id: 3 });
    expect(requests).toHaveLength(3);
    expect(timer.slept.map((ms) => Math.floor(ms / 1000))).toEqual([3, 4]);
  });

  test('ends after three tries', async () => {
    const { url, requests } = await server(() => flood(1));
    const error = await failure(connect(url, { timer: instantTimer() }).call('sendMessage', message));
    expect(error).toMatchObject({ code: 429, retryAfter: 1 });
    expect(requests).toHaveLength(3);
  });

  test('ends after a minute', async () => {
    const { url, requests } = await server(() => flood(50));
    const timer = instantTimer();
    expect(await failure(connect(url, { timer }).call('sendMessage', message))).toMatchObject({
      retryAfter: 50,
    });
    expect(requests).toHaveLength(2);
  });

  test.each<[string, RawAnswer]>([
    ['a reset', 'reset'],
    ['a 502', { status: 502, body: 'Bad Gateway' }],
  ])('tries again after %s, for a missed answer harms more than a repeated one', async (_name, fault) => {
    const { url, requests } = await server(inTurn(fault, fault, ok()));
    const timer = instantTimer();
    expect(await connect(url, { timer }).call('sendMessage', message)).toBe(true);
    expect(requests).toHaveLength(3);
    expect(timer.slept).toEqual([200, 400]);
  });

  test('is nobody’s when the caller has none', async () => {
    const { url, requests } = await server(() => flood(1));
    await failure(connect(url).call('sendMessage', message, { patience: 'none' }));
    expect(requests).toHaveLength(1);
  });

  test('ends when the caller aborts', async () => {
    const { url, requests } = await server(() => flood(30));
    const started = performance.now();
    const call = connect(url).call('sendMessage', message, { signal: AbortSignal.timeout(100) });
    expect(await failure(call)).toMatchObject({ code: 429 });
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(requests).toHaveLength(1);
  });
});

test('more calls than connections all arrive, in any order, once', async () => {
  const { url, requests } = await server(() => ok());
  const api = connect(url);
  const texts = Array.from({ length: 500 }, () => randomBytes(4).toString('hex'));
  await Promise.all(texts.map((text) => api.call('sendMessage', { chat_id: 1, text })));
  const arrived = requests.map((request) => (JSON.parse(request.body) as { text: string }).text);
  expect(arrived.sort()).toEqual(texts.sort());
});

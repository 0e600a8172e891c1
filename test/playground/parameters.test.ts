import { expect, test } from 'vitest';
import { li, openPlayground } from './harness.ts';

const reply_markup = { inline_keyboard: [[{ text: '好', callback_data: '1' }]] };
const expected = { text: '娘家', has_protected_content: true, reply_markup };
const values: Record<string, string> = {
  chat_id: String(li),
  text: '娘家',
  protect_content: 'True',
  reply_markup: JSON.stringify(reply_markup),
};

function form(): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return data;
}

test.each([
  [
    'a JSON object',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: li, text: '娘家', protect_content: true, reply_markup }),
    },
    '',
  ],
  [
    'JSON with JSON in it',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(values),
    },
    '',
  ],
  ['a form', { method: 'POST', body: new URLSearchParams(values) }, ''],
  ['multipart', { method: 'POST', body: form() }, ''],
  ['the query string', { method: 'GET' }, `?${new URLSearchParams(values)}`],
  ['query and body, the body wins', { method: 'POST', body: new URLSearchParams({ ...values }) }, '?text=x'],
] satisfies [string, RequestInit, string][])('%s', async (_way, init, query) => {
  const { request } = await openPlayground();
  const answer = await (await request('sendMessage', init, query)).json();
  expect(answer).toMatchObject({ ok: true, result: expected });
});

test.each([
  ['application/json', '{', "can't parse JSON object"],
  ['application/json', '[1]', 'object expected'],
  ['multipart/form-data', 'x', 'invalid multipart/form-data'],
])('%s %s is refused', async (type, body, words) => {
  const { request } = await openPlayground();
  const response = await request('sendMessage', { method: 'POST', headers: { 'content-type': type }, body });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ ok: false, error_code: 400, description: `Bad Request: ${words}` });
});

test('Chinese split across packets arrives whole', async () => {
  const { playground } = await openPlayground();
  const bytes = Buffer.from(JSON.stringify({ chat_id: li, text: '娘家'.repeat(500) }));
  const body = new ReadableStream({
    async start(controller) {
      for (let at = 0; at < bytes.length; at += 601) {
        controller.enqueue(bytes.subarray(at, at + 601));
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      controller.close();
    },
  });
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' };
  const answer = await fetch(`${playground.url}/bot${playground.token}/sendMessage`, init as RequestInit);
  expect(await answer.json()).toMatchObject({ result: { text: '娘家'.repeat(500) } });
});

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test, vi } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { silentLog } from '../../src/log.ts';
import { run } from '../../src/run.ts';
import { testDatabase } from '../support/database.ts';

const { db, url } = await testDatabase();

/** A Telegram that has one update to give, and answers nothing that matters. */
const asked: string[] = [];
const telegram = createServer(async (request, response) => {
  await text(request);
  const method = request.url?.split('/').at(-1) ?? '';
  asked.push(method);
  if (method === 'getMe') answer(response, { id: 7, is_bot: true, first_name: 'B', username: 'b_bot' });
  if (method === 'getWebhookInfo') answer(response, { url: '' });
  if (method === 'getUpdates' && asked.filter((one) => one === method).length === 1)
    answer(response, [hello]);
});
const person = { id: 42, is_bot: false, first_name: '雨' };
const chat = { id: 42, type: 'private', first_name: '雨' };
const hello = { update_id: 1, message: { message_id: 1, date: 0, from: person, chat, text: '/language' } };
function answer(response: ServerResponse, result: unknown): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, result }));
}
await new Promise<void>((resolve) => telegram.listen(0, '127.0.0.1', resolve));
afterAll(() => telegram.close().closeAllConnections());

test('stops within ten seconds although Telegram no longer answers, and what was to be said is kept', async () => {
  const parsed = parseConfig({
    BOT_TOKEN: '7:abcdefghijklmnopqrstuvwxyz',
    DATA_KEY: Buffer.alloc(32, 1).toString('base64'),
    DATABASE_URL: url,
    TELEGRAM_API_ROOT: `http://127.0.0.1:${(telegram.address() as AddressInfo).port}`,
    PORT: '0',
  });
  if (!parsed.ok) throw new Error(parsed.faults.join());
  const running = run(parsed.config, silentLog, () => undefined);
  await running.ready;
  await vi.waitFor(() => expect(asked).toContain('sendMessage'), { timeout: 20_000 });

  const began = performance.now();
  await running.stop();
  expect(performance.now() - began).toBeLessThan(9_000);
  const kept = await db.execute(`select update_id from updates where replies is not null`);
  expect([...kept]).toEqual([{ update_id: '1' }]);
}, 60_000);

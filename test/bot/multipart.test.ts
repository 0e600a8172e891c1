import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Payload } from '../../src/bot/api-types.ts';
import { InputFile } from '../../src/bot/multipart.ts';
import { BotApi } from '../../src/bot/transport.ts';
import { type RawAnswer, type RawRequest, type RawServer, startRawServer } from '../support/raw-server.ts';
import { instantTimer } from '../support/timer.ts';

let raw: RawServer;
let api: BotApi;
let folder: string;
let answers: RawAnswer[];
const ok: RawAnswer = { body: { ok: true, result: true } };

beforeAll(async () => {
  raw = await startRawServer(() => answers.shift() ?? ok);
  api = new BotApi({ token: '1:t', apiRoot: raw.url, timer: instantTimer() });
  folder = await mkdtemp(join(tmpdir(), 'upload-'));
});
afterAll(async () => {
  await api.disconnect();
  await raw.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  answers = [];
  raw.requests.length = 0;
});

/** The platform's own parser is the judge of our serialiser. */
async function sent(request: RawRequest | undefined): Promise<Record<string, unknown>> {
  if (!request) throw new Error('nothing arrived');
  const type = request.headers['content-type'] ?? '';
  const form = await new Response(request.bytes, { headers: { 'content-type': type } }).formData();
  const fields = await Promise.all(
    [...form].map(async ([name, value]) => [
      name,
      typeof value === 'string' ? value : { file: value.name, content: await value.text() },
    ]),
  );
  return Object.fromEntries(fields) as Record<string, unknown>;
}

const list = new InputFile({ data: Buffer.from('楼宇,会员\n'), fileName: '名单.csv' });

test('scalars go as they are, objects as JSON, the file beside them', async () => {
  await api.call('sendDocument', {
    chat_id: 7,
    document: list,
    caption: '你好 "quoted"\r\n--',
    protect_content: true,
    reply_parameters: { message_id: 3 },
    caption_entities: [{ type: 'bold', offset: 0, length: 2 }],
    reply_markup: { inline_keyboard: [[{ text: '好', callback_data: 'ok' }]] },
  });
  expect(await sent(raw.requests[0])).toEqual({
    chat_id: '7',
    document: 'attach://file0',
    caption: '你好 "quoted"\r\n--',
    protect_content: 'true',
    reply_parameters: '{"message_id":3}',
    caption_entities: '[{"type":"bold","offset":0,"length":2}]',
    reply_markup: '{"inline_keyboard":[[{"text":"好","callback_data":"ok"}]]}',
    file0: { file: '名单.csv', content: '楼宇,会员\n' },
  });
  expect(Number(raw.requests[0]?.headers['content-length'])).toBe(raw.requests[0]?.bytes.length);
});

test('files nested in an album, one of them twice, its bytes once', async () => {
  const photo = new InputFile({ data: Buffer.from('one'), fileName: 'one.png' });
  const other = new InputFile({ data: Buffer.from('two'), fileName: 'two.png' });
  await api.call('sendMediaGroup', {
    chat_id: 7,
    media: [
      { type: 'photo', media: photo },
      { type: 'video', media: other, thumbnail: photo },
    ],
  });
  expect(await sent(raw.requests[0])).toEqual({
    chat_id: '7',
    media:
      '[{"type":"photo","media":"attach://file0"},{"type":"video","media":"attach://file1","thumbnail":"attach://file0"}]',
    file0: { file: 'one.png', content: 'one' },
    file1: { file: 'two.png', content: 'two' },
  });
});

test('an object with a url is a value like any other and never fetched', async () => {
  const url = `${raw.url}/secret`;
  const payload = { chat_id: 7, document: { url }, link_preview_options: { url } };
  await api.call('sendDocument', payload as unknown as Payload<'sendDocument'>);
  expect(raw.requests.map((request) => request.path)).toEqual(['/bot1:t/sendDocument']);
  expect(JSON.parse(raw.requests[0]?.body ?? '')).toEqual(payload);
});

test('a file name can neither end its header nor add another', async () => {
  const fileName = 'a"\r\nx-evil: 1\r\n\r\nb.txt';
  await api.call('sendDocument', {
    chat_id: 7,
    document: new InputFile({ data: Buffer.from('x'), fileName }),
  });
  expect(raw.requests[0]?.body).toContain('filename="a%22%0D%0Ax-evil: 1%0D%0A%0D%0Ab.txt"');
  expect((await sent(raw.requests[0])).file0).toMatchObject({ content: 'x' });
});

test('a path is read from disk, again for another try', async () => {
  const path = join(folder, 'plan.txt');
  await writeFile(path, '计划');
  answers = ['reset', ok];
  await api.call('sendDocument', {
    chat_id: 7,
    document: new InputFile({ data: path, fileName: 'plan.txt' }),
  });
  expect(raw.requests).toHaveLength(2);
  expect((await sent(raw.requests[1])).file0).toEqual({ file: 'plan.txt', content: '计划' });
});

test("a path that can't be read is our fault, told without the path", async () => {
  const document = new InputFile({ data: join(folder, '王小明.txt'), fileName: '王小明.txt' });
  await expect(api.call('sendDocument', { chat_id: 7, document })).rejects.toThrow(/no readable file/);
  await expect(api.call('sendDocument', { chat_id: 7, document })).rejects.not.toThrow(/王小明/);
  expect(raw.requests).toHaveLength(0);
});

test('a stream is sent as it comes, and never twice', async () => {
  const stream = () => new InputFile({ data: Readable.from(['一', '二']), fileName: 's.txt' });
  await api.call('sendDocument', { chat_id: 7, document: stream() });
  expect((await sent(raw.requests[0])).file0).toEqual({ file: 's.txt', content: '一二' });

  const flood = {
    ok: false,
    error_code: 429,
    description: 'Too Many Requests',
    parameters: { retry_after: 1 },
  };
  answers = [{ status: 429, body: flood }];
  await expect(api.call('sendDocument', { chat_id: 7, document: stream() })).rejects.toMatchObject({
    code: 429,
  });
  expect(raw.requests).toHaveLength(2);
});

test('a stream that breaks off fails the call, not the process', async () => {
  const data = Readable.from(
    (async function* () {
      yield Buffer.from('half');
      throw new Error('the disk of 王小明 is gone');
    })(),
  );
  const call = api.call('sendDocument', { chat_id: 7, document: new InputFile({ data, fileName: 's.txt' }) });
  await expect(call).rejects.toMatchObject({ name: 'NetworkError', kind: 'ambiguous', reason: 'UNKNOWN' });
});

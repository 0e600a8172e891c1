import { describe, expect, test } from 'vitest';
import { type Harness, jpeg, li, openPlayground, png } from './harness.ts';

async function upload(
  { request }: Harness,
  method: string,
  fields: Record<string, string | Blob>,
): Promise<unknown> {
  const form = new FormData();
  form.set('chat_id', String(li));
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.set(name, value);
    else form.set(name, value, `${name}.bin`);
  }
  return (await request(method, { method: 'POST', body: form })).json();
}

describe('pictures', () => {
  test.each([
    ['PNG', png(640, 480)],
    ['JPEG', jpeg(640, 480)],
  ])('%s: its size is read from its header', async (_kind, bytes) => {
    const harness = await openPlayground();
    expect(await upload(harness, 'sendPhoto', { photo: new Blob([bytes]) })).toMatchObject({
      ok: true,
      result: { photo: [{ width: 640, height: 480, file_size: bytes.length }] },
    });
  });

  test.each([
    ['no picture', Buffer.from('你好'), 'IMAGE_PROCESS_FAILED'],
    ['nothing at all', Buffer.alloc(0), 'file must be non-empty'],
    ['too long a strip', png(2100, 100), 'PHOTO_INVALID_DIMENSIONS'],
    ['too large a one', png(6000, 5000), 'PHOTO_INVALID_DIMENSIONS'],
    [
      'more than 10 MB',
      Buffer.concat([png(10, 10), Buffer.alloc(10 * 1024 * 1024)]),
      'file "photo.bin" of size 10485824 bytes is too big for a photo',
    ],
  ])('%s', async (_what, bytes, words) => {
    const harness = await openPlayground();
    expect(await upload(harness, 'sendPhoto', { photo: new Blob([bytes]) })).toMatchObject({
      description: `Bad Request: ${words}`,
    });
  });

  test('captions have their own limit', async () => {
    const harness = await openPlayground();
    const photo = new Blob([png(10, 10)]);
    expect(await upload(harness, 'sendPhoto', { photo, caption: '字'.repeat(1024) })).toMatchObject({
      ok: true,
    });
    expect(await upload(harness, 'sendPhoto', { photo, caption: '字'.repeat(1025) })).toMatchObject({
      description: 'Bad Request: message caption is too long',
    });
  });
});

describe('documents', () => {
  test('come back as they went, by id and by path, under their Chinese name', async () => {
    const harness = await openPlayground();
    const { playground, call, request } = harness;
    const form = new FormData();
    form.set('chat_id', String(li));
    form.set('document', new Blob(['名单'], { type: 'text/csv' }), '名单.csv');
    const sent = (await (await request('sendDocument', { method: 'POST', body: form })).json()) as {
      result: { document: { file_id: string; file_name: string; mime_type: string } };
    };
    expect(sent.result.document).toMatchObject({
      file_name: '名单.csv',
      mime_type: 'text/csv',
      file_size: 6,
    });
    const { file_id } = sent.result.document;
    const { result } = await call('getFile', { file_id });
    const { file_path } = result as { file_path: string };
    const bytes = await fetch(`${playground.url}/file/bot${playground.token}/${file_path}`);
    expect(await bytes.text()).toBe('名单');
    const again = await call('sendDocument', { chat_id: li, document: file_id, caption: '再来一份' });
    expect(again.result).toMatchObject({ document: { file_id }, caption: '再来一份' });
    const page = await fetch(`${playground.url}/world/files/${file_id}`);
    expect(page.headers.get('content-type')).toBe('text/csv');
  });

  test.each([
    ['sendDocument', {}, 'there is no document in the request'],
    ['sendPhoto', {}, 'there is no photo in the request'],
    ['sendPhoto', { photo: 'AgADfake' }, 'wrong file identifier/HTTP URL specified'],
    ['sendPhoto', { photo: 'attach://nowhere' }, 'there is no photo in the request'],
    ['sendPhoto', { photo: 'https://example.com/a.png' }, 'failed to get HTTP URL content'],
    ['getFile', {}, 'file_id not specified'],
    ['getFile', { file_id: 'nope' }, 'invalid file_id'],
  ])('%s %j: %s', async (method, parameters, words) => {
    const { refusal } = await openPlayground();
    expect(await refusal(method, { chat_id: li, ...parameters })).toBe(`400 Bad Request: ${words}`);
  });

  test('a document is no photo', async () => {
    const harness = await openPlayground();
    const sent = (await upload(harness, 'sendDocument', { document: new Blob(['x']) })) as {
      result: { document: { file_id: string } };
    };
    const photo = sent.result.document.file_id;
    expect(await harness.refusal('sendPhoto', { chat_id: li, photo })).toBe(
      "400 Bad Request: can't use file of type Document as Photo",
    );
  });

  test('what a person sends keeps its name and type; over 20 MB the bot can’t fetch it', async () => {
    const { playground, door, call, refusal } = await openPlayground();
    const mime_type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const document = { file_name: '单位名册.xlsx', mime_type, base64: btoa('PK') };
    const { body } = await door('POST', `/world/people/${li}/messages`, { document });
    const sheet = (body.message as { document: { file_id: string } }).document;
    expect(sheet).toMatchObject({ file_name: '单位名册.xlsx', mime_type, file_size: 2 });
    const { result } = await call('getFile', { file_id: sheet.file_id });
    expect(result).toMatchObject({ file_path: expect.stringMatching(/^documents\/file_[\w-]+\.xlsx$/) });
    const bytes = Buffer.alloc(20 * 1024 * 1024 + 1);
    const { file_id } = playground.world.files.put({ kind: 'document', bytes });
    expect(await refusal('getFile', { file_id })).toBe('400 Bad Request: file is too big');
  });

  test('50 MB and a byte are too much', async () => {
    const harness = await openPlayground();
    const document = new Blob([Buffer.alloc(50 * 1024 * 1024 + 1)]);
    expect(await upload(harness, 'sendDocument', { document })).toEqual({
      ok: false,
      error_code: 413,
      description: 'Request Entity Too Large',
    });
  });
});

describe('albums', () => {
  test('share a group, each with its own caption, from attachments and files sent before', async () => {
    const harness = await openPlayground();
    const media = [
      { type: 'photo', media: 'attach://one', caption: '<b>一</b>', parse_mode: 'HTML' },
      { type: 'photo', media: 'attach://two' },
    ];
    const answer = (await upload(harness, 'sendMediaGroup', {
      media: JSON.stringify(media),
      one: new Blob([png(10, 10)]),
      two: new Blob([jpeg(20, 20)]),
    })) as { result: { media_group_id: string; caption?: string }[] };
    expect(answer.result).toMatchObject([{ caption: '一' }, { photo: [{ width: 20 }] }]);
    expect(new Set(answer.result.map(({ media_group_id }) => media_group_id)).size).toBe(1);
  });

  test.each([
    [[], 'there are no messages to send'],
    [Array(11).fill({ type: 'photo', media: 'x' }), 'too many messages to send as an album'],
    [[{ type: 'hologram', media: 'x' }], "can't parse InputMedia: Media type is not supported"],
    ['{}', 'expected an Array of InputMedia'],
  ])('%j', async (media, words) => {
    const { refusal } = await openPlayground();
    expect(await refusal('sendMediaGroup', { chat_id: li, media })).toBe(`400 Bad Request: ${words}`);
  });
});

test('stickers, voice messages and animations arrive as such', async () => {
  const harness = await openPlayground();
  for (const kind of ['sticker', 'voice', 'animation']) {
    const method = `send${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    const answer = await upload(harness, method, { [kind]: new Blob(['bytes']) });
    expect(answer).toMatchObject({ ok: true, result: { [kind]: { file_size: 5 } } });
  }
});

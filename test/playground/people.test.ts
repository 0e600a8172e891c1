import { describe, expect, test } from 'vitest';
import { type Harness, li, openPlayground, png } from './harness.ts';

const keyboard = {
  inline_keyboard: [
    [
      { text: '加入', callback_data: 'join' },
      { text: '地图', url: 'https://example.com/map' },
    ],
    [
      { text: '编号', copy_text: { text: 'XC-7' } },
      { text: '满员', disabled: {} },
    ],
  ],
};

async function shown({ call }: Harness, parameters: object = { reply_markup: keyboard }): Promise<number> {
  const { result } = await call('sendMessage', { chat_id: li, text: '工会', ...parameters });
  return (result as { message_id: number }).message_id;
}
const path = (rest: string) => `/world/people/${li}/${rest}`;

describe('people', () => {
  test('come, change, and are known by their id', async () => {
    const { door } = await openPlayground();
    const wang = await door('POST', '/world/people', {
      first_name: '王',
      language_code: 'en',
      phone: '+8613000000000',
      about: '干部',
    });
    expect(wang).toMatchObject({
      status: 201,
      body: { first_name: '王', phone: '+8613000000000', about: '干部', deactivated: false },
    });
    const { id } = wang.body;
    expect(await door('PATCH', `/world/people/${String(id)}`, { language_code: 'zh-hans' })).toMatchObject({
      body: { first_name: '王', language_code: 'zh-hans' },
    });
    expect(await door('POST', '/world/people', { first_name: '王', id })).toMatchObject({ status: 409 });
    expect(await door('POST', '/world/people', {})).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('first_name') },
    });
    expect(await door('GET', '/world/people/5/chat')).toMatchObject({ status: 404 });
    expect((await door('GET', '/world')).body.people).toHaveLength(2);
  });
});

describe('what people send', () => {
  test('texts carry their commands; the bot sees language and name', async () => {
    const { door, updates } = await openPlayground();
    await door('POST', path('messages'), { text: ' /find 金隅 ' });
    expect(await updates()).toMatchObject([
      {
        message: {
          text: '/find 金隅',
          entities: [{ type: 'bot_command', offset: 0, length: 5 }],
          from: { language_code: 'zh-hans' },
          chat: { type: 'private' },
        },
      },
    ]);
  });

  test.each([
    [{ contact: 'own' }, { contact: { user_id: li, phone_number: '8619900000001' } }],
    [{ contact: { phone_number: '123', first_name: '别人' } }, { contact: { phone_number: '123' } }],
    [{ location: { latitude: 39.9, longitude: 116.3 } }, { location: { latitude: 39.9 } }],
    [{ sticker: '😀' }, { sticker: { emoji: '😀' } }],
    [{ voice: true }, { voice: { duration: 2 } }],
    [
      { photo: { base64: png(30, 20).toString('base64') }, caption: '现场' },
      { photo: [{ width: 30, height: 20 }], caption: '现场' },
    ],
    [
      { document: { file_name: '名单.xlsx', mime_type: 'application/zip', base64: 'eA==' } },
      { document: { file_name: '名单.xlsx', file_size: 1 } },
    ],
    [
      { text: ' 停水 /find', entities: [{ type: 'bold', offset: 0, length: 3 }] },
      {
        text: '停水 /find',
        entities: [
          { type: 'bold', offset: 0, length: 2 },
          { type: 'bot_command', offset: 3, length: 5 },
        ],
      },
    ],
    [
      {
        photo: { base64: png(30, 20).toString('base64') },
        caption: '停水',
        entities: [{ type: 'italic', offset: 0, length: 9 }],
      },
      { caption: '停水', caption_entities: [{ type: 'italic', offset: 0, length: 2 }] },
    ],
    [{ text: '转发的', forward: true }, { forward_origin: { type: 'hidden_user' } }],
    [{ text: '回复', reply_to_message_id: 1 }, { reply_to_message: { text: '/start' } }],
  ])('%j', async (saying, expected) => {
    const { door, updates } = await openPlayground();
    const { status, body } = await door('POST', path('messages'), saying);
    expect(status).toBe(200);
    expect(body.message).toMatchObject(expected);
    expect(await updates()).toMatchObject([{ update_id: body.update_id, message: expected }]);
  });

  test('somebody else’s contact has no user_id of hers', async () => {
    const { door } = await openPlayground();
    const { body } = await door('POST', path('messages'), {
      contact: { phone_number: '123', first_name: '别人' },
    });
    expect((body.message as { contact: object }).contact).not.toHaveProperty('user_id');
  });

  test.each([
    [{}, 400],
    [{ text: '  ' }, 400],
    [{ text: '字'.repeat(4097) }, 400],
    [{ photo: { base64: 'eA==' } }, 400],
    [{ text: 'x', reply_to_message_id: 99 }, 409],
  ])('%j is refused with a sentence', async (saying, status) => {
    const { door } = await openPlayground();
    expect(await door('POST', path('messages'), saying)).toMatchObject({
      status,
      body: { error: expect.stringMatching(/\w+ \w+/) },
    });
  });

  test('a text of one’s own can be edited, nobody else’s', async () => {
    const harness = await openPlayground();
    const { door, updates } = harness;
    const { body } = await door('POST', path('messages'), { text: '错字' });
    const { message_id } = body.message as { message_id: number };
    await door('PATCH', path(`messages/${message_id}`), { text: '对了' });
    expect((await updates()).at(-1)).toMatchObject({
      edited_message: { message_id, text: '对了', edit_date: expect.any(Number) },
    });
    expect(await door('PATCH', path(`messages/${await shown(harness)}`), { text: 'x' })).toMatchObject({
      status: 409,
    });
  });
});

describe('buttons', () => {
  test('by label and by place, each does its thing', async () => {
    const harness = await openPlayground();
    const message_id = await shown(harness);
    const press = (pressing: object) => harness.door('POST', path('press'), { message_id, ...pressing });
    expect((await press({ label: '加入' })).body).toMatchObject({
      callback_query_id: expect.any(String),
      update_id: expect.any(Number),
    });
    expect((await press({ row: 0, column: 0 })).body).toHaveProperty('callback_query_id');
    expect((await press({ label: '地图' })).body).toEqual({ opened: 'https://example.com/map' });
    expect((await press({ label: '编号' })).body).toEqual({ copied: 'XC-7' });
    expect((await press({ label: '满员' })).body).toEqual({ error: 'The button “满员” is disabled.' });
    expect((await press({ data: 'forged' })).body).toHaveProperty('callback_query_id');
    expect(await harness.updates()).toMatchObject([
      { callback_query: { data: 'join' } },
      { callback_query: { data: 'join' } },
      { callback_query: { data: 'forged' } },
    ]);
  });

  test('a stale one is refused with what there is now', async () => {
    const harness = await openPlayground();
    const message_id = await shown(harness);
    const press = (pressing: object) => harness.door('POST', path('press'), { message_id, ...pressing });
    expect(await press({ label: '退出' })).toEqual({
      status: 409,
      body: { error: `Message ${message_id} has no button “退出”: 加入 | 地图 / 编号 | 满员` },
    });
    expect(await press({ row: 7, column: 0 })).toMatchObject({ status: 409 });
    expect(await press({ row: 0, column: 0, label: '旧名' })).toMatchObject({ status: 409 });
    await harness.call('editMessageText', { chat_id: li, message_id, text: '完' });
    expect(await press({ label: '加入' })).toEqual({
      status: 409,
      body: { error: `Message ${message_id} has no buttons (any more).` },
    });
    await harness.call('deleteMessage', { chat_id: li, message_id });
    expect(await press({ label: '加入' })).toMatchObject({ status: 409 });
  });

  test('the keyboard beneath the input field sends texts, contact and location', async () => {
    const harness = await openPlayground();
    const wishes = [
      [
        { text: '我的号码', request_contact: true },
        { text: '我的位置', request_location: true },
      ],
      ['取消'],
    ];
    await shown(harness, { reply_markup: { keyboard: wishes } });
    const press = async (label: string) =>
      (await harness.door('POST', path('press'), { label })).body.message;
    expect(await press('我的号码')).toMatchObject({ contact: { user_id: li } });
    expect(await press('我的位置')).toMatchObject({ location: { latitude: expect.any(Number) } });
    expect(await press('取消')).toMatchObject({ text: '取消' });
    expect(await harness.door('POST', path('press'), { label: '没有' })).toMatchObject({ status: 409 });
  });

  test('the message that a press brings along is the message as it is now', async () => {
    const harness = await openPlayground();
    const message_id = await shown(harness);
    await harness.call('editMessageText', { chat_id: li, message_id, text: '新的', reply_markup: keyboard });
    await harness.door('POST', path('press'), { message_id, label: '加入' });
    expect(await harness.updates()).toMatchObject([{ callback_query: { message: { text: '新的' } } }]);
  });
});

describe('coming and going', () => {
  test('deep links', async () => {
    const { door, updates } = await openPlayground();
    await door('POST', path('start'), { payload: 'b_abc' });
    expect(await updates()).toMatchObject([{ message: { text: '/start b_abc' } }]);
    expect(await door('POST', path('start'), { payload: '不行' })).toMatchObject({ status: 400 });
  });

  test('blocking tells the bot, and so does coming back', async () => {
    const { door, updates } = await openPlayground();
    await door('POST', path('block'));
    expect(await updates()).toMatchObject([
      {
        my_chat_member: {
          old_chat_member: { status: 'member' },
          new_chat_member: { status: 'kicked' },
          from: { id: li },
        },
      },
    ]);
    expect(await door('POST', path('messages'), { text: 'x' })).toMatchObject({ status: 409 });
    expect(await door('POST', path('block'))).toMatchObject({ status: 409 });
    await door('POST', path('start'));
    expect((await updates()).slice(1)).toMatchObject([
      { my_chat_member: { new_chat_member: { status: 'member' } } },
      { message: { text: '/start' } },
    ]);
  });

  test('a deactivated account does nothing any more', async () => {
    const { door } = await openPlayground();
    await door('POST', path('deactivate'));
    expect(await door('POST', path('messages'), { text: 'x' })).toMatchObject({ status: 409 });
  });
});

describe('events', () => {
  test('wait for what comes, for one person or the town', async () => {
    const harness = await openPlayground();
    const { seq } = (await harness.door('GET', '/world')).body as { seq: number };
    const town = harness.door('GET', `/world/events?after=${seq}&wait=5000`);
    const hers = harness.door('GET', path(`events?after=${seq}&wait=5000`));
    await harness.door('POST', '/world/people', { first_name: '王' });
    expect((await town).body).toMatchObject({ events: [{ kind: 'people', seq: seq + 1 }], seq: seq + 1 });
    const message_id = await shown(harness);
    expect((await hers).body.events).toMatchObject([
      { kind: 'message', person_id: li, message: { message_id, reply_markup: keyboard } },
    ]);
  });

  test('nothing for as long as asked', async () => {
    const { door } = await openPlayground();
    const { seq } = (await door('GET', '/world')).body as { seq: number };
    expect((await door('GET', `/world/events?after=${seq}&wait=50`)).body).toEqual({ events: [], seq });
  });

  test('the stream goes on where it was left', async () => {
    const harness = await openPlayground();
    await shown(harness);
    const { seq } = (await harness.door('GET', '/world')).body as { seq: number };
    const stop = new AbortController();
    const response = await fetch(`${harness.playground.url}/world/stream`, {
      headers: { 'last-event-id': String(seq - 1) },
      signal: stop.signal,
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    await harness.call('sendChatAction', { chat_id: li, action: 'typing' });
    while (!text.includes('chat_action')) text += (await reader?.read())?.value ?? '';
    stop.abort();
    expect(text.match(/^id: \d+$/gm)).toEqual([`id: ${seq}`, `id: ${seq + 1}`]);
    expect(text).not.toMatch(/^event:/m);
  });

  test('the bot’s confirmation is the second tick', async () => {
    const { door, updates } = await openPlayground();
    const { body } = await door('POST', path('messages'), { text: '在吗' });
    await updates(Number(body.update_id) + 1);
    expect((await door('GET', '/world/events')).body.events).toContainEqual(
      expect.objectContaining({ kind: 'read', update_id: body.update_id, person_id: li }),
    );
  });
});

test('what is kept of a chat has an end', async () => {
  const { call, door } = await openPlayground({ history: 5 });
  for (let count = 0; count < 20; count += 1) await call('sendMessage', { chat_id: li, text: String(count) });
  const { body } = await door('GET', path('chat'));
  expect((body.messages as { text: string }[]).map(({ text }) => text)).toEqual([
    '15',
    '16',
    '17',
    '18',
    '19',
  ]);
});

test('the page and its modules are served', async () => {
  const { playground } = await openPlayground();
  const page = await fetch(`${playground.url}/`);
  expect(page.headers.get('content-type')).toContain('text/html');
  for (const name of ['preact', 'preact-hooks', 'signals', 'signals-core', 'htm', 'htm-preact']) {
    const module = await fetch(`${playground.url}/vendor/${name}.js`);
    expect(module.headers.get('content-type')).toContain('text/javascript');
    expect(await module.text()).toContain('export');
  }
  expect((await fetch(`${playground.url}/../http.ts`)).status).toBe(404);
});

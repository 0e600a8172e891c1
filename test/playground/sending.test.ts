import { describe, expect, test } from 'vitest';
import { li, openPlayground } from './harness.ts';

const stranger = 424_242;

describe('the door itself', () => {
  test('a wrong token, an unknown method, any spelling of a known one', async () => {
    const { playground, refusal } = await openPlayground();
    const wrong = await fetch(`${playground.url}/bot1:wrong/getMe`);
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' });
    expect(await refusal('sendTelepathy')).toBe('404 Not Found');
    expect(await refusal('GETME')).toBe('ok');
  });
});

describe('what sendMessage refuses', () => {
  test.each([
    ['no text', { chat_id: li }, '400 Bad Request: message text is empty'],
    ['blanks only', { chat_id: li, text: ' \n ' }, '400 Bad Request: text must be non-empty'],
    [
      'tags only',
      { chat_id: li, text: '<b></b>', parse_mode: 'HTML' },
      '400 Bad Request: text must be non-empty',
    ],
    ['4,097 characters', { chat_id: li, text: '字'.repeat(4097) }, '400 Bad Request: message is too long'],
    ['4,096 characters', { chat_id: li, text: '字'.repeat(4096) }, 'ok'],
    [
      '2,049 emoji: 4,098 units',
      { chat_id: li, text: '😀'.repeat(2049) },
      '400 Bad Request: message is too long',
    ],
    [
      '4,096 characters and tags',
      { chat_id: li, text: `<b>${'字'.repeat(4096)}</b>`, parse_mode: 'HTML' },
      'ok',
    ],
    [
      'half an emoji',
      { chat_id: li, text: '😀'.slice(0, 1) },
      '400 Bad Request: strings must be encoded in UTF-8',
    ],
    [
      'a parse mode of its own',
      { chat_id: li, text: 'x', parse_mode: 'BBCode' },
      '400 Bad Request: unsupported parse_mode',
    ],
    [
      'bad HTML, before the chat',
      { chat_id: stranger, text: '<x>', parse_mode: 'html' },
      `400 Bad Request: can't parse entities: Unsupported start tag "x" at byte offset 0`,
    ],
    ['no chat', { text: 'x' }, '400 Bad Request: chat_id is empty'],
    ['somebody unknown', { chat_id: stranger, text: 'x' }, '400 Bad Request: chat not found'],
    ['a name', { chat_id: '@li_test', text: 'x' }, '400 Bad Request: chat not found'],
    [
      'a reply to nothing',
      { chat_id: li, text: 'x', reply_parameters: { message_id: 99 } },
      '400 Bad Request: message to be replied not found',
    ],
    [
      'a reply to nothing, if need be',
      { chat_id: li, text: 'x', reply_parameters: { message_id: 99, allow_sending_without_reply: true } },
      'ok',
    ],
    [
      'a broken link',
      { chat_id: li, text: 'x', entities: [{ type: 'text_link', offset: 0, length: 1, url: 'localhost' }] },
      "400 Bad Request: entity URL 'localhost' is invalid: Wrong HTTP URL",
    ],
    [
      'an entity of no kind',
      { chat_id: li, text: 'x', entities: [{ type: 'glitter', offset: 0, length: 1 }] },
      "400 Bad Request: can't parse MessageEntity: Unsupported type specified",
    ],
  ])('%s', async (_what, parameters, expected) => {
    const { refusal } = await openPlayground();
    expect(await refusal('sendMessage', parameters)).toBe(expected);
  });

  test('whoever never started the bot, blocked it or is gone', async () => {
    const { playground, refusal, door } = await openPlayground();
    const wang = playground.world.addPerson({ first_name: '王' })?.id;
    const to = (chat_id: number | undefined) => refusal('sendMessage', { chat_id, text: 'x' });
    expect(await to(wang)).toBe("403 Forbidden: bot can't initiate conversation with a user");
    await door('POST', `/world/people/${li}/block`);
    expect(await to(li)).toBe('403 Forbidden: bot was blocked by the user');
    await door('POST', `/world/people/${li}/unblock`);
    expect(await to(li)).toBe('ok');
    await door('POST', `/world/people/${li}/deactivate`);
    expect(await to(li)).toBe('403 Forbidden: user is deactivated');
  });
});

describe('what becomes of a text', () => {
  test('blanks at both ends go, entities move along, commands and links are found', async () => {
    const { call } = await openPlayground();
    const { result } = await call('sendMessage', {
      chat_id: li,
      text: '\n  欢迎 <b>回家 </b>/join 或 https://t.me/niangjia_bot \n',
      parse_mode: 'HTML',
    });
    expect(result).toMatchObject({
      text: '欢迎 回家 /join 或 https://t.me/niangjia_bot',
      entities: [
        { type: 'bold', offset: 3, length: 3 },
        { type: 'bot_command', offset: 6, length: 5 },
        { type: 'url', offset: 14, length: 25 },
      ],
    });
  });

  test('entities beyond the text are cut, beyond a hundred dropped', async () => {
    const { call } = await openPlayground();
    const entities = Array.from({ length: 150 }, (_, offset) => ({ type: 'bold', offset, length: 1 }));
    const many = await call('sendMessage', { chat_id: li, text: '字'.repeat(200), entities });
    expect((many.result as { entities: unknown[] }).entities).toHaveLength(100);
    const long = await call('sendMessage', {
      chat_id: li,
      text: '短',
      entities: [{ type: 'italic', offset: 0, length: 50 }],
    });
    expect(long.result).toMatchObject({ entities: [{ type: 'italic', offset: 0, length: 1 }] });
  });

  test('a mention by id names the person, of somebody unknown it vanishes', async () => {
    const { call } = await openPlayground();
    const text = `<a href="tg://user?id=${li}">她</a><a href="tg://user?id=${stranger}">谁</a>`;
    const { result } = await call('sendMessage', { chat_id: li, text, parse_mode: 'HTML' });
    expect(result).toMatchObject({ entities: [{ type: 'text_mention', user: { first_name: '李' } }] });
  });

  test('what is asked of a message shows on it', async () => {
    const { call } = await openPlayground();
    const first = await call('sendMessage', { chat_id: li, text: '一' });
    const { message_id } = first.result as { message_id: number };
    const second = await call('sendMessage', {
      chat_id: li,
      text: '二',
      protect_content: true,
      disable_notification: true,
      link_preview_options: { is_disabled: true },
      reply_parameters: { message_id, quote: '一' },
    });
    expect(second.result).toMatchObject({
      has_protected_content: true,
      link_preview_options: { is_disabled: true },
      reply_to_message: { message_id, text: '一' },
      quote: { text: '一', position: 0 },
    });
  });
});

describe('forwarding and copying', () => {
  test('a forward says where it is from, a copy does not; neither keeps the buttons', async () => {
    const { call } = await openPlayground();
    const reply_markup = { inline_keyboard: [[{ text: '好', callback_data: 'ok' }]] };
    const { result } = await call('sendMessage', { chat_id: li, text: '通知', reply_markup });
    const source = {
      chat_id: li,
      from_chat_id: li,
      message_id: (result as { message_id: number }).message_id,
    };
    const forward = await call('forwardMessage', source);
    expect(forward.result).toMatchObject({
      text: '通知',
      forward_origin: { type: 'user', sender_user: { is_bot: true } },
    });
    expect(forward.result).not.toHaveProperty('reply_markup');
    const copy = await call('copyMessage', source);
    expect(copy.result).toEqual({ message_id: expect.any(Number) });
  });

  test('what is not there, or protected, stays', async () => {
    const { call, refusal } = await openPlayground();
    const { result } = await call('sendMessage', { chat_id: li, text: '机密', protect_content: true });
    const source = {
      chat_id: li,
      from_chat_id: li,
      message_id: (result as { message_id: number }).message_id,
    };
    expect(await refusal('forwardMessage', source)).toBe("400 Bad Request: message can't be forwarded");
    expect(await refusal('copyMessage', source)).toBe("400 Bad Request: message can't be copied");
    expect(await refusal('forwardMessage', { ...source, message_id: 999 })).toBe(
      '400 Bad Request: message to forward not found',
    );
    expect(await refusal('copyMessage', { ...source, message_id: 999 })).toBe(
      '400 Bad Request: message to copy not found',
    );
  });
});

describe('places and people', () => {
  test('a place, a venue, a contact', async () => {
    const { call } = await openPlayground();
    const place = { chat_id: li, latitude: 39.9, longitude: '116.36' };
    expect((await call('sendLocation', place)).result).toMatchObject({
      location: { latitude: 39.9, longitude: 116.36 },
    });
    expect(
      (await call('sendVenue', { ...place, title: '暖心驿站', address: '金隅大厦 1 层' })).result,
    ).toMatchObject({ venue: { title: '暖心驿站' } });
    expect(
      (await call('sendContact', { chat_id: li, phone_number: '861990000', first_name: '工会' })).result,
    ).toMatchObject({ contact: { first_name: '工会' } });
  });

  test.each([
    ['sendLocation', { longitude: 1 }, 'latitude is empty'],
    ['sendLocation', { latitude: 95, longitude: 1 }, 'wrong location specified'],
    ['sendChatAction', { action: 'dancing' }, 'wrong parameter action in request'],
    ['sendChatAction', { action: 'typing' }, 'ok'],
  ])('%s %j: %s', async (method, parameters, expected) => {
    const { refusal } = await openPlayground();
    const words = await refusal(method, { chat_id: li, ...parameters });
    expect(words).toBe(expected === 'ok' ? 'ok' : `400 Bad Request: ${expected}`);
  });
});

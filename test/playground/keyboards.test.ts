import { describe, expect, test } from 'vitest';
import { li, openPlayground } from './harness.ts';

const inline = (button: unknown) => ({ inline_keyboard: [[button]] });
const button = { text: '好', callback_data: 'ok' };

describe('inline keyboards', () => {
  test.each([
    ['64 bytes of data', inline({ text: '好', callback_data: 'x'.repeat(64) }), 'ok'],
    ['65 bytes of data', inline({ text: '好', callback_data: 'x'.repeat(65) }), 'BUTTON_DATA_INVALID'],
    [
      '22 Chinese characters: 66 bytes',
      inline({ text: '好', callback_data: '字'.repeat(22) }),
      'BUTTON_DATA_INVALID',
    ],
    ['21 Chinese characters: 63 bytes', inline({ text: '好', callback_data: '字'.repeat(21) }), 'ok'],
    [
      'no action',
      inline({ text: '好' }),
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      'empty data',
      inline({ text: '好', callback_data: '' }),
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      'no text',
      inline({ callback_data: 'x' }),
      'can\'t parse inline keyboard button: Can\'t find field "text"',
    ],
    ['no button', inline('好'), "can't parse inline keyboard button: InlineKeyboardButton must be an Object"],
    ['a link', inline({ text: '好', url: 'https://example.com/a?b=c' }), 'ok'],
    [
      'a link to nowhere',
      inline({ text: '好', url: 'localhost' }),
      "inline keyboard button URL 'localhost' is invalid: Wrong HTTP URL",
    ],
    [
      'a file',
      inline({ text: '好', url: 'ftp://example.com' }),
      "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
    ],
    [
      'an endless link',
      inline({ text: '好', url: `https://example.com/${'x'.repeat(2048)}` }),
      'BUTTON_URL_INVALID',
    ],
    [
      'a page over http',
      inline({ text: '好', web_app: { url: 'http://example.com' } }),
      "inline keyboard button URL 'http://example.com' is invalid: Only HTTPS links are allowed",
    ],
    ['a colour', inline({ ...button, style: 'success' }), 'ok'],
    ['no colour of ours', inline({ ...button, style: 'pink' }), 'BUTTON_STYLE_INVALID'],
    ['something to copy', inline({ text: '好', copy_text: { text: '12345' } }), 'ok'],
    [
      'too much to copy',
      inline({ text: '好', copy_text: { text: 'x'.repeat(257) } }),
      'BUTTON_COPY_TEXT_INVALID',
    ],
    ['a disabled one', inline({ text: '好', disabled: {} }), 'ok'],
    ['a hundred buttons', { inline_keyboard: Array.from({ length: 20 }, () => Array(5).fill(button)) }, 'ok'],
    [
      'a hundred and one',
      { inline_keyboard: [...Array.from({ length: 20 }, () => Array(5).fill(button)), [button]] },
      'reply markup is too long',
    ],
    [
      'ten kilobytes',
      { inline_keyboard: Array.from({ length: 50 }, () => [{ text: '字'.repeat(80), callback_data: 'x' }]) },
      'reply markup is too long',
    ],
    ['no array', { inline_keyboard: 'x' }, 'field "inline_keyboard" must be of type Array'],
    ['one array', { inline_keyboard: [button] }, 'field "inline_keyboard" must be an Array of Arrays'],
    ['no object', '[]', 'object expected as reply markup'],
    ['no JSON', '{', "can't parse reply keyboard markup JSON object"],
  ])('%s', async (_what, reply_markup, expected) => {
    const { refusal } = await openPlayground();
    const words = await refusal('sendMessage', { chat_id: li, text: 'x', reply_markup });
    expect(words).toBe(expected === 'ok' ? 'ok' : `400 Bad Request: ${expected}`);
  });

  test('a button without a label vanishes, and of two actions the first counts', async () => {
    const { call } = await openPlayground();
    const reply_markup = {
      inline_keyboard: [
        [{ text: '', callback_data: 'x' }],
        [{ text: '好', callback_data: 'x', url: 'example.com' }],
      ],
    };
    const { result } = await call('sendMessage', { chat_id: li, text: 'x', reply_markup });
    expect((result as { reply_markup: unknown }).reply_markup).toEqual(
      inline({ text: '好', url: 'http://example.com/' }),
    );
  });
});

describe('the keyboard beneath the input field', () => {
  const ask = {
    keyboard: [[{ text: '发送我的手机号', request_contact: true }], ['取消']],
    resize_keyboard: true,
    one_time_keyboard: true,
    is_persistent: true,
    input_field_placeholder: '手机号',
  };

  test('hangs where the person sees it, not on the message; taken away, it is gone', async () => {
    const { call, door } = await openPlayground();
    const { result } = await call('sendMessage', { chat_id: li, text: '手机号？', reply_markup: ask });
    expect(result).not.toHaveProperty('reply_markup');
    const seen = async () => (await door('GET', `/world/people/${li}/chat`)).body.reply_keyboard;
    expect(await seen()).toEqual({
      ...ask,
      keyboard: [[{ text: '发送我的手机号', request_contact: true }], [{ text: '取消' }]],
    });
    await call('sendMessage', { chat_id: li, text: '好', reply_markup: { remove_keyboard: true } });
    expect(await seen()).toBeNull();
  });

  test('a one-time keyboard goes once it is used, another stays', async () => {
    const { call, door } = await openPlayground();
    const seen = async () => (await door('GET', `/world/people/${li}/chat`)).body.reply_keyboard;
    await call('sendMessage', { chat_id: li, text: '?', reply_markup: ask });
    await door('POST', `/world/people/${li}/messages`, { text: '等等' });
    expect(await seen()).not.toBeNull();
    await door('POST', `/world/people/${li}/press`, { label: '取消' });
    expect(await seen()).toBeNull();
    await call('sendMessage', { chat_id: li, text: '?', reply_markup: { ...ask, one_time_keyboard: false } });
    await door('POST', `/world/people/${li}/press`, { label: '取消' });
    expect(await seen()).not.toBeNull();
  });

  test('force_reply lasts until the next message', async () => {
    const { call, door } = await openPlayground();
    const seen = async () => (await door('GET', `/world/people/${li}/chat`)).body.reply_keyboard;
    await call('sendMessage', {
      chat_id: li,
      text: '姓名？',
      reply_markup: { force_reply: true, input_field_placeholder: '姓名' },
    });
    expect(await seen()).toEqual({ force_reply: true, input_field_placeholder: '姓名' });
    await door('POST', `/world/people/${li}/messages`, { text: '李' });
    expect(await seen()).toBeNull();
  });

  test.each([
    [{ keyboard: [[5]] }, "can't parse keyboard button: KeyboardButton must be a String or an Object"],
    [{ keyboard: 'x' }, 'field "keyboard" must be of type Array'],
    [{ keyboard: [['x']], resize_keyboard: 'yes' }, 'field "resize_keyboard" must be of type Boolean'],
  ])('%j: %s', async (reply_markup, words) => {
    const { refusal } = await openPlayground();
    expect(await refusal('sendMessage', { chat_id: li, text: 'x', reply_markup })).toBe(
      `400 Bad Request: ${words}`,
    );
  });
});

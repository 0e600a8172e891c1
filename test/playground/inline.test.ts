import { describe, expect, test } from 'vitest';
import { askInline } from '../../src/playground/world/actions/ask-inline.ts';
import type { Message, Update } from '../../src/playground/world/telegram.ts';
import { type Harness, li, openPlayground } from './harness.ts';

const wang = li + 1;
const people = [
  { first_name: '李', language_code: 'zh-hans' },
  { first_name: '王', language_code: 'en' },
];
const link = 'https://t.me/niangjia_bot?start=u_1';
const keyboard = { inline_keyboard: [[{ text: '去看看', url: link }]] };
const article = (id: string, more: object = {}) => ({
  type: 'article',
  id,
  title: `工会 ${id}`,
  input_message_content: { message_text: `工会 ${id}` },
  ...more,
});
const refused = (words: string) => `400 Bad Request: ${words}`;

interface Asked {
  /** What the person gets to see, once the bot has answered. */
  offer: ReturnType<Harness['door']>;
  inline_query_id: string;
  update: Update | undefined;
}

async function asks({ door, call }: Harness, query: string, more: object = {}, who = li): Promise<Asked> {
  const offer = door('POST', `/world/people/${who}/inline`, { query, ...more });
  // Not every test answers: the playground then closes first.
  offer.catch(() => undefined);
  const { result } = await call('getUpdates', { timeout: 5, offset: -1 });
  const update = (result as Update[])[0];
  const inline_query_id = update && 'inline_query' in update ? update.inline_query.id : '';
  return { offer, inline_query_id, update };
}

/** Asks, is answered with these, and chooses the first. */
async function chosen(harness: Harness, results: object[], more: object = {}) {
  const { offer, inline_query_id } = await asks(harness, '金隅', more);
  expect(await harness.refusal('answerInlineQuery', { inline_query_id, results })).toBe('ok');
  const { body } = await offer;
  await harness.call('getUpdates', { offset: -1 });
  harness.playground.world.updates.clear();
  return harness.door('POST', `/world/people/${li}/inline/choose`, {
    inline_query_id: body.inline_query_id,
    result_id: '1',
  });
}

describe('an inline query', () => {
  test('waits for what the bot offers', async () => {
    const harness = await openPlayground();
    const { offer, inline_query_id, update } = await asks(harness, '金隅');
    expect(update).toMatchObject({ inline_query: { query: '金隅', offset: '', chat_type: 'sender' } });
    const answer = {
      inline_query_id,
      results: [article('1', { description: '11 栋楼' })],
      next_offset: '2',
      button: { text: '找工会', start_parameter: 'find' },
    };
    expect(await harness.refusal('answerInlineQuery', answer)).toBe('ok');
    expect((await offer).body).toMatchObject({
      results: [{ id: '1', title: '工会 1', description: '11 栋楼' }],
      next_offset: '2',
      button: { text: '找工会', start_parameter: 'find' },
    });
    const tooOld = refused('query is too old and response timeout expired or query ID is invalid');
    expect(await harness.refusal('answerInlineQuery', answer)).toBe(tooOld);
  });

  test('is too old after half a minute of the playground’s clock', async () => {
    const harness = await openPlayground();
    const { inline_query_id } = await asks(harness, '金隅');
    await harness.door('PUT', '/world/clock', { advance_ms: 31_000 });
    expect(await harness.refusal('answerInlineQuery', { inline_query_id, results: [] })).toMatch(/too old/);
  });

  test.each([
    ['results that are no list', { results: '{}' }, 'expected an Array of inline query results'],
    [
      '51 of them',
      { results: Array.from({ length: 51 }, (_, id) => article(String(id))) },
      'too many inline query results specified',
    ],
    ['an id twice', { results: [article('1'), article('1')] }, 'RESULT_ID_DUPLICATE'],
    ['an empty id', { results: [article('')] }, 'RESULT_ID_EMPTY'],
    ['an id of 66 bytes', { results: [article('字'.repeat(22))] }, 'RESULT_ID_INVALID'],
    ['no title', { results: [article('1', { title: ' ' })] }, 'ARTICLE_TITLE_EMPTY'],
    ['no type', { results: [{ id: '1' }] }, 'can\'t parse InlineQueryResult: can\'t find field "type"'],
    [
      'a kind there is not',
      { results: [article('1', { type: 'hologram' })] },
      'can\'t parse InlineQueryResult: type "hologram" is unsupported for the inline query result',
    ],
    [
      'no words',
      { results: [article('1', { input_message_content: undefined })] },
      'can\'t parse InlineQueryResult: can\'t find field "input_message_content"',
    ],
    [
      'broken formatting',
      { results: [article('1', { input_message_content: { message_text: '<b>', parse_mode: 'HTML' } })] },
      /^400 Bad Request: can't parse InlineQueryResult: can't parse entities/,
    ],
    [
      'too many words',
      { results: [article('1', { input_message_content: { message_text: '字'.repeat(4097) } })] },
      'MESSAGE_TOO_LONG',
    ],
    [
      'a button with 65 bytes of data',
      {
        results: [
          article('1', {
            reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'x'.repeat(65) }]] },
          }),
        ],
      },
      'BUTTON_DATA_INVALID',
    ],
    ['an offset of 66 bytes', { results: [], next_offset: '字'.repeat(22) }, 'NEXT_OFFSET_INVALID'],
    ['a button that leads nowhere', { button: { text: '去' } }, "can't use empty start_parameter"],
    [
      'a button with 65 characters',
      { button: { text: '去', start_parameter: 'x'.repeat(65) } },
      'too long start_parameter specified',
    ],
    [
      'a button with others',
      { button: { text: '去', start_parameter: '金隅' } },
      'unallowed characters in start_parameter are used',
    ],
  ])('is not answered with %s', async (_what, answer, words) => {
    const harness = await openPlayground();
    const { inline_query_id } = await asks(harness, '金隅');
    const said = await harness.refusal('answerInlineQuery', { inline_query_id, results: [], ...answer });
    if (typeof words === 'string') expect(said).toBe(refused(words));
    else expect(said).toMatch(words);
    expect(await harness.refusal('answerInlineQuery', { inline_query_id, results: [] })).toBe('ok');
  });
});

describe('the same query again', () => {
  const answered = async (harness: Harness, options: object, who = li) => {
    const { offer, inline_query_id } = await asks(harness, '金隅', {}, who);
    await harness.call('answerInlineQuery', { inline_query_id, results: [article('1')], ...options });
    await offer;
  };
  const asksTheBot = ({ playground: { world } }: Harness, who: number) => {
    const chat = world.chat(who);
    if (!chat) throw new Error(`nobody is ${who}`);
    const before = world.updates.nextId;
    askInline(world, chat, { query: '金隅' }).catch(() => undefined);
    return world.updates.nextId > before;
  };

  test('is answered without the bot, for anybody', async () => {
    const harness = await openPlayground({ people });
    await answered(harness, {});
    expect(asksTheBot(harness, wang)).toBe(false);
    await harness.door('PUT', '/world/clock', { advance_ms: 301_000 });
    expect(asksTheBot(harness, wang)).toBe(true);
  });

  test('what is personal is for one person, and what may not be kept for nobody', async () => {
    const harness = await openPlayground({ people });
    await answered(harness, { is_personal: true, cache_time: 60 });
    expect(asksTheBot(harness, li)).toBe(false);
    expect(asksTheBot(harness, wang)).toBe(true);
    const other = await openPlayground({ people });
    await answered(other, { cache_time: 0 });
    expect(asksTheBot(other, li)).toBe(true);
  });
});

describe('what is chosen', () => {
  const card = article('1', {
    input_message_content: { message_text: '<b>金隅</b>', parse_mode: 'HTML' },
    reply_markup: keyboard,
  });

  test('in the chat with the bot: stands there as hers, and the bot gets it', async () => {
    const harness = await openPlayground();
    const { status, body } = await chosen(harness, [card]);
    expect(status).toBe(200);
    const message = {
      text: '金隅',
      entities: [{ type: 'bold', offset: 0, length: 2 }],
      from: { id: li },
      via_bot: { username: 'niangjia_bot' },
      reply_markup: keyboard,
    };
    expect(body.message).toMatchObject(message);
    expect(await harness.updates()).toMatchObject([{ message }]);
  });

  test('for somebody else: stands in her phone alone, and the bot neither hears of it nor can touch it', async () => {
    const harness = await openPlayground({ people });
    const { body } = await chosen(harness, [card], { to: wang });
    const { message_id } = body.message as Message;
    expect(body.message).toMatchObject({ text: '金隅', from: { id: li }, chat: { id: wang } });
    expect(await harness.updates()).toEqual([]);
    const chat = await harness.door('GET', `/world/people/${wang}/chat`);
    expect(chat.body).toMatchObject({ messages: [{ message_id, via_bot: {} }], started: false });
    expect((await harness.door('GET', `/world/people/${li}/chat`)).body.messages).toHaveLength(1);
    for (const [method, words] of [
      ['deleteMessage', 'message to delete not found'],
      ['pinChatMessage', 'message to pin not found'],
    ] as const) {
      expect(await harness.refusal(method, { chat_id: wang, message_id })).toBe(refused(words));
    }
    const pressed = await harness.door('POST', `/world/people/${wang}/press`, {
      message_id,
      label: '去看看',
    });
    expect(pressed.body).toEqual({ opened: link });
  });

  test('a button that calls the bot names the message as inline', async () => {
    const harness = await openPlayground({ people });
    const reply_markup = { inline_keyboard: [[{ text: '报名', callback_data: 'join' }]] };
    const { body } = await chosen(harness, [article('1', { reply_markup })], { to: wang });
    const { message_id } = body.message as Message;
    await harness.door('POST', `/world/people/${wang}/press`, { message_id, label: '报名' });
    const [update] = await harness.updates();
    const query = update && 'callback_query' in update ? update.callback_query : undefined;
    expect(query).toMatchObject({ from: { id: wang }, data: 'join', inline_message_id: expect.any(String) });
    expect(query?.message).toBeUndefined();
  });

  test('the bot hears of the choice only if it asks to', async () => {
    const harness = await openPlayground({ people });
    await harness.call('getUpdates', { allowed_updates: ['inline_query', 'chosen_inline_result'] });
    await chosen(harness, [card], { to: wang });
    expect(await harness.updates()).toMatchObject([
      {
        chosen_inline_result: {
          result_id: '1',
          from: { id: li },
          query: '金隅',
          inline_message_id: expect.any(String),
        },
      },
    ]);
  });

  test('what was offered to others, or never, can’t be', async () => {
    const harness = await openPlayground({ people });
    const { offer, inline_query_id } = await asks(harness, '金隅');
    await harness.call('answerInlineQuery', { inline_query_id, results: [card] });
    await offer;
    const choose = (who: number, result_id: string) =>
      harness.door('POST', `/world/people/${who}/inline/choose`, { inline_query_id, result_id });
    expect((await choose(wang, '1')).status).toBe(409);
    expect((await choose(li, '2')).body).toEqual({
      error: 'Nothing with the id “2” was offered, but: 1',
    });
    const nobody = await harness.door('POST', `/world/people/${li}/inline`, { query: 'x', to: 1 });
    expect(nobody.status).toBe(404);
  });
});

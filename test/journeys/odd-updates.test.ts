import { inArray } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Update } from '../../src/bot/api-types.ts';
import { people, updates } from '../../src/db/schema.ts';
import { Hand } from '../support/hand.ts';
import { runningBot } from '../support/running-bot.ts';

/*
 * Updates as Telegram may send them and our own playground never would: kinds we didn't ask for, fields left out, chats
 * that aren't private. Handed straight to the inbox.
 */

const bot = await runningBot({ updates: 'inbox' });
const yu = new Hand(bot, { id: 7_000_001, first_name: '小雨', language_code: 'zh-hans' });
await yu.says('/start');

let lastId = 900_000_000;
const from = { id: yu.person.id, is_bot: false, first_name: '小雨', language_code: 'zh-hans' };
const chat = { id: yu.person.id, type: 'private', first_name: '小雨' };
const group = { id: -1_001_234_567, type: 'supergroup', title: '楼里的群' };
const channel = { id: -1_009_876_543, type: 'channel', title: '楼里的频道' };
const message = (fields: object) => ({
  message: { message_id: 9, date: 1_795_300_000, chat, from, ...fields },
});
const tap = (fields: object) => ({ callback_query: { id: '77', from, chat_instance: '1', ...fields } });
const command = { text: '/me', entities: [{ type: 'bot_command', offset: 0, length: 3 }] };

async function hands(body: object) {
  lastId += 1;
  const before = yu.heard.length;
  await bot.app().inbox.accept({ update_id: lastId, ...body } as Update);
  await bot.settled();
  return yu.heard.slice(before).filter(({ kind }) => kind !== 'callback_answered');
}

const unanswered: readonly (readonly [string, object])[] = [
  ['nothing at all', {}],
  ['a kind from the future', { brain_wave: { from, chat, text: '/me' } }],
  ['a poll', { poll: { id: '1', question: '?', options: [], is_closed: true } }],
  ['a vote', { poll_answer: { poll_id: '1', user: from, option_ids: [0] } }],
  [
    'a reaction',
    { message_reaction: { chat, user: from, message_id: 1, old_reaction: [], new_reaction: [] } },
  ],
  ['a boost', { chat_boost: { chat: channel, boost: {} } }],
  ['a business connection', { business_connection: { id: 'b', user: from, user_chat_id: from.id, date: 0 } }],
  ['a business message', { business_message: { message_id: 1, date: 0, chat, from, ...command } }],
  [
    'business messages deleted',
    { deleted_business_messages: { business_connection_id: 'b', chat, message_ids: [1] } },
  ],
  ['a channel post', { channel_post: { message_id: 1, date: 0, chat: channel, ...command } }],
  ['an edited channel post', { edited_channel_post: { message_id: 1, date: 0, chat: channel, text: 'x' } }],
  ['a command in a group', message({ chat: group, ...command })],
  ['a group’s anonymous admin', message({ chat: group, sender_chat: group, from: undefined, ...command })],
  ['a group message edited', { edited_message: { message_id: 1, date: 0, chat: group, from, text: 'x' } }],
  ['a message of nobody', message({ from: undefined, text: '金隅大厦' })],
  ['another bot', message({ from: { ...from, is_bot: true }, text: '金隅大厦' })],
  ['a tap in a group', tap({ data: 'me', message: { message_id: 1, date: 0, chat: group } })],
  ['a tap on an inline message', tap({ data: 'me', inline_message_id: 'AAAA' })],
  ['a tap of a game', tap({ game_short_name: 'chess', inline_message_id: 'AAAA' })],
  [
    'added to a group',
    {
      my_chat_member: {
        chat: group,
        from,
        date: 0,
        old_chat_member: { status: 'left' },
        new_chat_member: { status: 'member' },
      },
    },
  ],
  [
    'somebody joins a group',
    {
      chat_member: {
        chat: group,
        from,
        date: 0,
        old_chat_member: { status: 'left' },
        new_chat_member: { status: 'member' },
      },
    },
  ],
  ['asking to join', { chat_join_request: { chat: channel, from, user_chat_id: from.id, date: 0 } }],
  ['a chosen inline result', { chosen_inline_result: { result_id: '1', from, query: '' } }],
  [
    'a payment',
    { pre_checkout_query: { id: '1', from, currency: 'XTR', total_amount: 1, invoice_payload: '' } },
  ],
];

test('passes over a card of our own that she put into our chat', async () => {
  const own = { id: Number(bot.playground.token.split(':')[0]), is_bot: true, first_name: '娘家' };
  expect(await hands(message({ via_bot: own, text: '金隅大厦在金融街街道' }))).toEqual([]);
});

test.each(unanswered)('passes over %s', async (_, body) => {
  expect(await hands(body)).toEqual([]);
});

const answered: readonly (readonly [string, object])[] = [
  ['a text without entities', message({ text: '金隅大厦' })],
  ['a command without entities', message({ text: '/me' })],
  [
    'entities that lie',
    message({ text: '/me', entities: [{ type: 'bot_command', offset: 90, length: 900 }] }),
  ],
  [
    'a command in the middle',
    message({ text: '请看 /me', entities: [{ type: 'bot_command', offset: 3, length: 3 }] }),
  ],
  ['a start link without its entity', message({ text: '/start b_zzzz' })],
  ['a text that is empty', message({ text: '' })],
  ['only spaces', message({ text: ' \n\t ' })],
  ['NUL', message({ text: 'a\u0000b' })],
  ['no language', message({ from: { ...from, language_code: undefined }, text: '金隅大厦' })],
  ['an odd language', message({ from: { ...from, language_code: 'xx-@@@' }, text: '金隅大厦' })],
  ['a dice', message({ dice: { emoji: '🎲', value: 6 } })],
  ['a story', message({ story: { chat, id: 1 } })],
  ['a venue', message({ venue: { title: '金隅', address: '', location: { latitude: 1, longitude: 2 } } })],
  ['a game', message({ game: { title: 'x', description: '', photo: [] } })],
  ['nothing in it', message({})],
  ['something new in it', message({ hologram: { depth: 3 } })],
  [
    'sent through another bot',
    message({ via_bot: { id: 5, is_bot: true, first_name: 'gif' }, text: '金隅大厦' }),
  ],
  [
    'an edited sticker',
    { edited_message: { message_id: 1, date: 0, edit_date: 1, chat, from, sticker: {} } },
  ],
  ['a tap on a message too old to be shown', tap({ data: 'me', message: { message_id: 1, date: 0, chat } })],
  ['a tap with data of the past', tap({ data: 'zz:1', message: { message_id: 1, date: 0, chat } })],
  ['a tap with empty data', tap({ data: '', message: { message_id: 1, date: 0, chat } })],
  [
    'a tap of a game in her chat',
    tap({ game_short_name: 'chess', message: { message_id: 1, date: 0, chat } }),
  ],
];

test.each(answered)('answers %s', async (_, body) => {
  expect((await hands(body)).length).toBeGreaterThan(0);
});

test('a half-filled form survives them all', async () => {
  await yu.says('/find 金隅大厦');
  await yu.taps('加入这家工会');
  for (const [, body] of [...unanswered, ...answered]) await hands(body);
  await yu.says('/join');
  await yu.taps('接着填');
  expect(yu.screen.text).toMatch(/\d\/5/u);
});

test('whoever has a number beyond 32 bits, or no first name, is somebody too', async () => {
  const far = new Hand(bot, { id: 4_503_599_627_370_000, first_name: '远', language_code: 'en' });
  await far.says('金隅大厦');
  expect(far.screen.text).toContain('Jinyu');
  const nobody = { id: far.person.id, is_bot: false, first_name: '' };
  await bot.app().inbox.accept({
    update_id: ++lastId,
    ...message({
      from: nobody,
      chat: { id: far.person.id, type: 'private' },
      text: '/start',
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
    }),
  } as unknown as Update);
  await bot.settled();
  expect(far.screen.text).toContain('娘家');
});

test('nobody came to be known but those who wrote, and nothing went wrong', async () => {
  const chats = (await bot.db.select({ id: people.telegramId }).from(people)).map(({ id }) => id);
  expect(chats.filter((id) => id !== null && id < 0)).toEqual([]);
  expect(await bot.db.$count(updates, inArray(updates.status, ['parked', 'aside']))).toBe(0);
  expect(bot.warnings).toEqual([]);
});

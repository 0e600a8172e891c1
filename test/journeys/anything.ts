import fc from 'fast-check';
import { z } from 'zod';
import * as buttons from '../../src/handlers/buttons.ts';
import type { Saying } from '../../src/playground/world/actions/speak.ts';
import type { Hand, Heard } from '../support/hand.ts';

/*
 * Whatever people and forged clients can send: the arbitraries of anything-goes.test.ts.
 */

/** One thing that somebody does to the bot. */
export type Thrown =
  | { readonly does: 'sends'; readonly saying: Saying }
  | { readonly does: 'edits'; readonly text: string }
  /** Data that no button here need ever have had. */
  | { readonly does: 'forges'; readonly data: string; readonly times: number }
  /** A button that stands somewhere in her chat, old or new; `which` picks it. */
  | { readonly does: 'taps'; readonly which: number; readonly times: number }
  /** The same, with a letter of its data changed. */
  | { readonly does: 'garbles'; readonly which: number; readonly at: number; readonly letter: string };

/** What each action must have brought: a closed spinner for a tap, words for everything else. */
export async function throwAt(hand: Hand, thrown: Thrown): Promise<void> {
  const heard = await act(hand, thrown);
  if (heard === null) return;
  const answers =
    thrown.does === 'sends' || thrown.does === 'edits'
      ? heard.filter(({ kind }) => kind !== 'callback_answered').length
      : heard.filter(({ kind }) => kind === 'callback_answered').length;
  if (answers < ('times' in thrown ? thrown.times : 1)) throw new Error('it was not answered');
}

function act(hand: Hand, thrown: Thrown): Promise<Heard[] | null> {
  switch (thrown.does) {
    case 'sends':
      return hand.sends(thrown.saying);
    case 'edits':
      return hand.edits(thrown.text);
    case 'forges':
      return hand.presses(thrown.data, hand.screen.message_id, thrown.times);
    case 'taps': {
      const button = pick(hand, thrown.which);
      return button ? hand.presses(button.data, button.message, thrown.times) : Promise.resolve(null);
    }
    case 'garbles': {
      const button = pick(hand, thrown.which);
      if (!button) return Promise.resolve(null);
      const at = thrown.at % button.data.length;
      const data = button.data.slice(0, at) + thrown.letter + button.data.slice(at + 1);
      return hand.presses(data.slice(0, 60), button.message);
    }
  }
}

function pick(hand: Hand, which: number) {
  const all = hand.buttons();
  return all[which % Math.max(1, all.length)];
}

const commands = [
  'start',
  'find',
  'join',
  'survey',
  'activities',
  'me',
  'language',
  'help',
  'cancel',
  'staff',
];

/** What breaks a text that forgets to escape; thrown everywhere, in every run. */
export const markup: readonly Thrown[] = [
  '</b></i>',
  '<b>粗</b> &amp; <script>alert(1)</script>',
  '{{evil}} {{evil, moment}} $t(join.name)',
  "'; drop table people; --",
].map((written) => ({ does: 'sends', saying: { text: written } }));

const text = fc.oneof(
  fc.constantFrom(
    '*_`[x](tg://user?id=1)`_*',
    "' or '1'='1",
    '\u202E\u2066 left is right \u2069',
    '\u0001\u0002\u0007\u001b[31m',
    '\ufeff\u200b\u200d.',
    'e\u0301\u0323'.repeat(50),
    '👩‍👩‍👧‍👦🏳️‍🌈🇨🇳',
    '王小雨',
    '13800000000',
    '+86 138 0000 0000',
    '0',
    '-1',
    '1e999',
    '12月40日 25:61',
    '12月12日 14:00',
    '/start x_y',
    '/start i_AAAAAAAAAAAAAAAAAAAAAAAA',
    '/start b_zzzz',
    '/start s_n5d8',
    '/unknown',
    '/',
    '//',
    '/find@niangjia_bot 金',
    '/find \u202E%_\\',
    '返回',
    '先不弄了',
    '长'.repeat(4096),
    'x '.repeat(2047),
    '\u{1F600}'.repeat(2048),
  ),
  fc.constantFrom(...commands).map((command) => `/${command}`),
  // Telegram has no NUL and no halves of characters.
  fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }).map((any) => any.replaceAll('\0', '')),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
);

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const contact = fc.record(
  {
    phone_number: fc.constantFrom('+8613900000000', '1', '+', '😀', '13800000101'),
    first_name: fc.constantFrom('别人', '<b>'),
    user_id: fc.constantFrom(1, 5000001, 2 ** 52),
  },
  { requiredKeys: ['phone_number', 'first_name'] },
);

const saying: fc.Arbitrary<Saying> = fc.oneof(
  { weight: 5, arbitrary: text.map((written) => ({ text: written })) },
  text.map((written) => ({ text: written, forward: true })),
  fc.constantFrom<Saying>(
    { sticker: '😀' },
    { voice: true },
    { location: { latitude: 0, longitude: 0 } },
    { location: { latitude: -90, longitude: 180 } },
    { contact: 'own' },
    { photo: { base64: pixel }, caption: '<b>{{evil}}' },
    { photo: { base64: pixel } },
    { document: { base64: 'AA==', file_name: '../../<b>.exe' } },
    { document: { base64: 'AA==' }, forward: true },
  ),
  contact.map((card) => ({ contact: card })),
);

const number = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map(String),
  fc.constantFrom('-1', '0', '1.5', '2147483647', '2147483648', '9999999999', '1e3', ' 1', '0x10', '٣'),
);
const word = fc.constantFrom(
  'interests',
  'suggestion',
  'frequency',
  'crafts',
  'none',
  'weekly',
  'constructor',
  'join',
  'survey',
  'activity',
  'reject',
  'announce',
  'review',
  'askName',
  '1000',
  '2359',
  '__proto__',
  '',
);

/** Data in the form of a button that we have shown once: most of it reads, little of it is due. */
const formed = fc.oneof(
  ...Object.values(buttons).map(({ tag, fields }) =>
    fc
      .tuple(
        ...Object.values(fields).map((field) =>
          field instanceof z.ZodEnum
            ? fc.constantFrom(...field.options.map(String))
            : fc.oneof({ weight: 3, arbitrary: number }, word),
        ),
      )
      .map((values) => [tag, ...values].join(':')),
  ),
);
const garbage = fc.oneof(
  fc.constantFrom(':', '::::', 'join', 'join:', 'join:1:2', 'lang:fr', 'null', '{"a":1}', '\u0001'),
  fc.string({ minLength: 1, maxLength: 64 }),
);
const times = fc.constantFrom(1, 1, 1, 2);

export const thrown: fc.Arbitrary<Thrown> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('sends' as const), saying }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('edits' as const), text }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('forges' as const), data: formed, times }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('forges' as const),
      data: garbage.filter((data) => Buffer.byteLength(data) <= 64),
      times,
    }),
  },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('taps' as const), which: fc.nat(), times }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('garbles' as const),
      which: fc.nat(),
      at: fc.nat(60),
      letter: fc.constantFrom('0', '9', 'a', ':', '-', '用'),
    }),
  },
);

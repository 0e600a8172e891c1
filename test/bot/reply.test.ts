import type { UserFromGetMe } from 'telegraf/types';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Update } from '../../src/bot/api-types.ts';
import { BotContext } from '../../src/bot/context.ts';
import { deliverReplies, type MakeFile } from '../../src/bot/deliver-replies.ts';
import { Dialogues } from '../../src/bot/dialogue.ts';
import { Replies, type Reply, say, screenPayload, sendFile, show, toast } from '../../src/bot/reply.ts';
import type { Screen } from '../../src/bot/screen.ts';
import { ApiError, NetworkError } from '../../src/bot/telegram-error.ts';
import { BotApi } from '../../src/bot/transport.ts';
import { BuildingId, PersonId } from '../../src/domain/ids.ts';
import { bold, createTranslations, escaped } from '../../src/i18n/index.ts';
import { createLog, silentLog } from '../../src/log.ts';
import { startPlayground } from '../../src/playground/http.ts';
import type { Message } from '../../src/playground/world/telegram.ts';
import { instantTimer } from '../support/timer.ts';

const amina = 101;
const playground = await startPlayground({ people: [{ id: amina, first_name: 'Amina' }] });
const api = new BotApi({ token: playground.token, apiRoot: playground.url, timer: instantTimer() });
const me: UserFromGetMe = await api.getMe();
afterAll(async () => {
  await api.disconnect();
  await playground.close();
});

/** A picture, as small as they come. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const from = { id: amina, is_bot: false, first_name: 'Amina' };
const chat = { id: amina, type: 'private' as const, first_name: 'Amina' };
const written = { update_id: 1, message: { message_id: 1, date: 1, from, chat, text: '金隅大厦' } };
const tapped = (message_id = 7, id = '99') => ({
  update_id: 2,
  callback_query: {
    id,
    from,
    chat_instance: '1',
    data: 'x',
    message: { message_id, date: 1, chat, text: '…' },
  },
});

function contextOf(update: unknown): BotContext {
  return new BotContext(update as Update, api, me, {
    work: { now: new Date(0) },
    person: { id: PersonId.parse(1), telegramId: amina, language: null, firstName: 'Amina' },
    actor: { person: PersonId.parse(1), scopes: [] },
    t: createTranslations('Asia/Shanghai').zh,
    dialogues: new Dialogues([]),
    log: silentLog,
  });
}

const screen: Screen = { text: escaped('你好') };
const payload = screenPayload(screen);
const keys: Screen = { ...screen, keyboard: [[{ label: '发手机号', ask: 'contact' }]] };

describe('where a screen appears', () => {
  test('below what she wrote', () => {
    const ctx = contextOf(written);
    show(ctx, screen);
    expect(ctx.replies).toEqual([{ type: 'send', payload }]);
  });

  test('in place of what she tapped, the first; what follows stands below', () => {
    const ctx = contextOf(tapped());
    show(ctx, screen);
    show(ctx, screen);
    expect(ctx.replies).toEqual([
      { type: 'edit', message: 7, payload },
      { type: 'send', payload },
    ]);
  });

  test('below what she tapped, when it is new or brings keys, which cannot be put in place', () => {
    for (const speak of [(ctx: BotContext) => say(ctx, screen), (ctx: BotContext) => show(ctx, keys)]) {
      const ctx = contextOf(tapped());
      speak(ctx);
      expect(ctx.replies.map(({ type }) => type)).toEqual(['send']);
    }
  });
});

describe('a line over the chat', () => {
  test('answers a tap, and only a tap', () => {
    const [tap, text] = [contextOf(tapped()), contextOf(written)];
    toast(tap, '好了', true);
    toast(text, '好了');
    expect(tap.replies).toEqual([{ type: 'toast', query: '99', text: '好了', alert: true }]);
    expect(text.replies).toEqual([]);
  });

  test.each([
    ['楼'.repeat(200), '楼'.repeat(200)],
    ['楼'.repeat(201), `${'楼'.repeat(199)}…`],
    ['😀'.repeat(150), `${'😀'.repeat(99)}…`],
  ])('is cut at 200 signs, at a whole letter', (text, shown) => {
    const ctx = contextOf(tapped());
    toast(ctx, text);
    expect(ctx.replies).toMatchObject([{ text: shown }]);
  });
});

test('replies survive being kept', () => {
  const ctx = contextOf(tapped());
  show(ctx, { text: bold('<金隅>'), rows: [[{ label: '加入', press: 'join:1', style: 'primary' }]] });
  toast(ctx, '好了');
  expect(Replies.parse(JSON.parse(JSON.stringify(ctx.replies)))).toEqual(
    JSON.parse(JSON.stringify(ctx.replies)),
  );
});

describe('given to Telegram', () => {
  const world = async (path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST') => {
    const response = await fetch(`${playground.url}/world/${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    return response.json() as Promise<Record<string, unknown>>;
  };
  const seen = async () => {
    const { messages } = (await world(`people/${amina}/chat`)) as { messages: Message[] };
    return messages.filter(({ from: sender }) => sender.is_bot);
  };
  /** One building is left. */
  const makeFile: MakeFile = async (order) =>
    order.kind === 'poster' && order.building === 1
      ? { name: `金隅大厦.${order.as}`, data: pixel, as: order.as === 'pdf' ? 'document' : 'photo' }
      : null;
  const give = (...replies: Reply[]) => deliverReplies({ api, makeFile, log: silentLog }, amina, replies);
  const sends = (shown: Screen): Reply => ({ type: 'send', payload: screenPayload(shown) });
  /** The newest message of the bot. */
  const last = async () => {
    const message = (await seen()).at(-1);
    if (!message) throw new Error('nothing was said');
    return message;
  };

  beforeEach(async () => {
    await fetch(`${playground.url}/world/faults`, { method: 'DELETE' });
    await world(`people/${amina}/start`, {});
  });

  test.each<[string, Screen]>([
    ['text', { text: bold('<金隅> & "co"') }],
    ['a personal one', { text: escaped('王小雨'), personal: true }],
    [
      'every kind of button',
      {
        text: escaped('?'),
        rows: [
          [{ label: '加入', press: 'join:1', style: 'success' }],
          [
            { label: '网址', url: 'https://t.me/niangjia_bot?start=b_x' },
            { label: '复制', copy: 'https://t.me/niangjia_bot' },
          ],
        ],
      },
    ],
    [
      'keys that ask for a number or a place',
      {
        text: escaped('?'),
        keyboard: [
          [{ label: '号码', ask: 'contact' }],
          [{ label: '位置', ask: 'location' }, { label: '先不填' }],
        ],
      },
    ],
    ['keys taken away', { text: escaped('?'), dropKeyboard: true }],
  ])('it takes %s', async (_, shown) => {
    const before = (await seen()).length;
    expect(await give(sends(shown))).toBe('answered');
    expect(await seen()).toHaveLength(before + 1);
  });

  test('markup is markup, and what people are called is not', async () => {
    await give(sends({ text: bold('<金隅> & "co"') }));
    expect(await last()).toMatchObject({
      text: '<金隅> & "co"',
      entities: [{ type: 'bold', offset: 0, length: 11 }],
    });
  });

  test('personal data cannot be passed on, also in place of something else', async () => {
    await give(sends({ ...screen, personal: true }));
    expect(await last()).toHaveProperty('has_protected_content', true);
    const { message_id } = await last();
    const edit: Reply = {
      type: 'edit',
      message: message_id,
      payload: screenPayload({ text: escaped('新'), personal: true }),
    };
    expect(await give(edit)).toBe('answered');
    expect((await last()).text).toBe('新');
  });

  test('in order', async () => {
    await give(
      sends({ text: escaped('一') }),
      sends({ text: escaped('二') }),
      sends({ text: escaped('三') }),
    );
    expect((await seen()).slice(-3).map(({ text }) => text)).toEqual(['一', '二', '三']);
  });

  test('a screen put in place of one that looks the same is no fault', async () => {
    await give(sends(screen));
    const { message_id } = await last();
    const before = (await seen()).length;
    await give({ type: 'edit', message: message_id, payload });
    expect(await seen()).toHaveLength(before);
  });

  test('a screen whose place is gone appears below', async () => {
    await give({ type: 'edit', message: 999_999, payload: screenPayload({ text: escaped('还在') }) });
    expect((await last()).text).toBe('还在');
  });

  test('an old tap is past answering, and that is no fault', async () => {
    expect(await give({ type: 'toast', query: '123456', text: '好了' })).toBe('answered');
  });

  test.each([
    { as: 'pdf', seen: { document: { file_name: '金隅大厦.pdf' } } },
    { as: 'png', seen: { photo: expect.anything() } },
  ] as const)('a file, made only now, as $as', async ({ as, seen: shown }) => {
    const ctx = contextOf(tapped());
    sendFile(ctx, { kind: 'poster', building: BuildingId.parse(1), as }, { text: bold('贴在大堂') });
    await give(...Replies.parse(JSON.parse(JSON.stringify(ctx.replies))));
    expect(await last()).toMatchObject({ caption: '贴在大堂', ...shown });
  });

  test('a file of which nothing is left is spoken of instead', async () => {
    const ctx = contextOf(tapped());
    sendFile(ctx, { kind: 'poster', building: BuildingId.parse(9), as: 'pdf' }, { text: bold('贴在大堂') });
    await give(...ctx.replies);
    expect((await last()).text).toContain('已经没有了');
  });

  test('what is refused is reported, and holds up nothing else', async () => {
    const lines: string[] = [];
    const log = createLog({ level: 'error', write: (line) => lines.push(line), now: () => new Date(0) });
    const broken: Reply = { type: 'send', payload: { text: '<b>王小雨', parse_mode: 'HTML' } };
    expect(
      await deliverReplies({ api, makeFile, log }, amina, [broken, sends({ text: escaped('后面的') })]),
    ).toBe('answered');
    expect((await last()).text).toBe('后面的');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"method":"sendMessage","code":"400"');
    expect(lines[0]).not.toContain('王小雨');
  });

  test.each([
    [404, 'answered'],
    [409, 'answered'],
    [401, 'kept'],
  ] as const)('refused with %i is %s', async (code, outcome) => {
    const refusing = {
      call: async (method: string) => {
        throw new ApiError({ method, code, description: '' });
      },
    } as unknown as BotApi;
    const given = deliverReplies({ api: refusing, makeFile, log: silentLog }, amina, [sends(screen)]);
    expect(await given.catch(() => 'kept')).toBe(outcome);
  });

  test('a tap refused while the screen is still on its way is nobody’s unhandled failure', async () => {
    await world('faults', { kind: '400', method: 'answerCallbackQuery', description: 'Bad Request: odd' });
    await world('faults', { kind: 'latency', method: 'sendMessage', ms: 100 });
    expect(await give(sends(screen), { type: 'toast', query: '1' })).toBe('answered');
    await world('faults', { kind: '500', method: 'answerCallbackQuery' });
    await fetch(`${playground.url}/world/faults?id=1`, { method: 'DELETE' });
    await expect(give(sends(screen), { type: 'toast', query: '1' })).rejects.toThrow(NetworkError);
  });

  test('who has blocked the bot is beyond reach, and that is an answer', async () => {
    await world(`people/${amina}/block`, {});
    expect(await give(sends(screen))).toBe('unreachable');
    await world(`people/${amina}/unblock`, {});
  });

  test('when the line is dead it says so, to be tried again', async () => {
    await world('faults', { kind: 'reset_before', method: 'sendMessage' });
    await expect(give(sends(screen))).rejects.toThrow(NetworkError);
  });
});

import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { Composer } from 'telegraf';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Update } from '../../src/bot/api-types.ts';
import { button, onPress } from '../../src/bot/button.ts';
import type { BotContext } from '../../src/bot/context.ts';
import type { Conversation } from '../../src/bot/conversation.ts';
import { answerOldButton, type Bot, createBot, startAgain } from '../../src/bot/create-bot.ts';
import { say, show, toast } from '../../src/bot/reply.ts';
import { BotApi } from '../../src/bot/transport.ts';
import { tellPeople } from '../../src/db/queries/outbox.ts';
import { setReachable } from '../../src/db/queries/people.ts';
import { dialogues, people, staffRoles, updates } from '../../src/db/schema.ts';
import { createTurns, type Turns } from '../../src/db/turns.ts';
import { createVault } from '../../src/db/vault.ts';
import { txOf } from '../../src/db/work.ts';
import { createTranslations, escaped } from '../../src/i18n/index.ts';
import { silentLog } from '../../src/log.ts';
import { startPlayground } from '../../src/playground/http.ts';
import type { Message } from '../../src/playground/world/telegram.ts';
import { testDatabase } from '../support/database.ts';
import { instantTimer } from '../support/timer.ts';

const { db } = await testDatabase();
const vault = createVault(randomBytes(32));
const playground = await startPlayground();
afterAll(() => playground.close());

// A conversation of two steps, and one of none.

const State = z.discriminatedUnion('step', [
  z.object({ step: z.literal('name') }),
  z.object({ step: z.literal('colour'), name: z.string() }),
]);
const form = { kind: 'form', State };
const colourButton = button('colour', { colour: z.enum(['red', 'blue']) });
const carryOn = button('on', {});

function formConversation(): Conversation {
  const composer = new Composer<BotContext>();
  composer.command('form', (ctx) => {
    ctx.dialogues.save(form, { step: 'name' });
    say(ctx, { text: escaped('name?') });
  });
  onPress(composer, colourButton, (ctx, { colour }) => {
    const place = ctx.dialogues.load(form);
    if (place.status !== 'open' || place.state.step !== 'colour') {
      return answerOldButton(ctx, () => say(ctx, { text: escaped('no form') }));
    }
    ctx.dialogues.close(form);
    toast(ctx, 'noted');
    show(ctx, { text: escaped(`${place.state.name} likes ${colour}`) });
  });
  onPress(composer, carryOn, (ctx) => resume(ctx));
  function resume(ctx: BotContext): void {
    const place = ctx.dialogues.load(form);
    if (place.status === 'none' || place.status === 'outdated') return;
    ctx.dialogues.save(form, place.state);
    show(ctx, { text: escaped(`${place.state.step}?`) });
  }
  return {
    middleware: composer.middleware(),
    links: { f: (ctx, code) => say(ctx, { text: escaped(`followed ${code}`) }) },
    dialogue: {
      kind: 'form',
      title: () => 'The form',
      resume,
      receive(ctx) {
        const place = ctx.dialogues.load(form);
        if (place.status === 'outdated') return startAgain(ctx, 'form');
        if (ctx.typed === undefined) return say(ctx, { text: escaped('a name, in letters') });
        ctx.dialogues.save(form, { step: 'colour', name: ctx.typed });
        const press = (colour: 'red' | 'blue') => ({ label: colour, press: colourButton.press({ colour }) });
        say(ctx, { text: escaped('colour?'), rows: [[press('red'), press('blue')]] });
      },
    },
  };
}

function odds(): Conversation {
  const composer = new Composer<BotContext>();
  composer.command('help', (ctx) => say(ctx, { text: ctx.t('start.languageAsk') }));
  composer.command('stumble', () => {
    throw new Error('stumbled');
  });
  composer.command('staff', (ctx) =>
    say(ctx, { text: escaped(ctx.actor.scopes.map(({ kind }) => kind).join()) }),
  );
  composer.command('two', (ctx) => {
    say(ctx, { text: escaped('one') });
    say(ctx, { text: escaped('two') });
  });
  composer.command('write', async (ctx) => {
    const { person } = ctx.actor;
    const body = { kind: 'apology', code: '1' } as const;
    await tellPeople(await txOf(ctx.work), { key: 'apology:1', body, to: [person], now: ctx.work.now });
  });
  return { middleware: composer.middleware() };
}

// A process: what it holds dies with it, what is in the database does not.

let now = new Date();
interface Process {
  readonly bot: Bot;
  readonly turns: Turns;
  readonly queued: number[];
  /** What it owes is given, or given up, and written down. */
  settled(): Promise<void>;
}

async function start(): Promise<Process> {
  const api = new BotApi({ token: playground.token, apiRoot: playground.url, timer: instantTimer() });
  afterAll(() => api.disconnect());
  const me = await api.getMe();
  const turns = createTurns({ db, vault, bot: me.id });
  const queued: number[] = [];
  const bot = createBot({
    api,
    me,
    conversations: [formConversation(), odds()],
    otherwise: (ctx) => say(ctx, { text: escaped(`what is “${ctx.typed ?? ctx.pressed ?? 'this'}”?`) }),
    resumeCard: (ctx, dialogue) => ({
      text: escaped(`${dialogue.title(ctx)} is half done`),
      rows: [[{ label: 'carry on', press: carryOn.press({}) }]],
    }),
    turns,
    reachable: async (work, person, yes) => setReachable(await txOf(work), person, yes, work.now),
    onQueued: () => queued.push(1),
    makeFile: async () => null,
    translations: createTranslations('Asia/Shanghai'),
    languageDefault: 'zh',
    now: () => now,
    log: silentLog,
  });
  const settled = async () => {
    await bot.idle();
    // The lane is empty before what it did is noted.
    await new Promise((resolve) => setImmediate(resolve));
    await turns.flush();
  };
  return { bot, turns, queued, settled };
}

// People.

const door = async (path: string, body: unknown = {}, method = 'POST') => {
  const response = await fetch(`${playground.url}/world/${path}`, {
    method,
    ...(method !== 'GET' && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${path}: ${String(answer.error)}`);
  return answer;
};

const collector = new BotApi({ token: playground.token, apiRoot: playground.url });
afterAll(() => collector.disconnect());
let offset = 0;
/** What Telegram has for the bot now. */
async function arrived(): Promise<Update[]> {
  const allowed_updates = [
    'message',
    'edited_message',
    'callback_query',
    'my_chat_member',
    'inline_query',
  ] as const;
  const batch = await collector.call('getUpdates', { offset, timeout: 0, allowed_updates });
  offset = (batch.at(-1)?.update_id ?? offset - 1) + 1;
  return batch;
}

let amina = 100;
const newcomer = async () => {
  amina += 1;
  await door('people', { id: amina, first_name: 'Amina', language_code: 'zh-hans' });
};
beforeEach(async () => {
  now = new Date();
  await fetch(`${playground.url}/world/faults`, { method: 'DELETE' });
  await newcomer();
  await arrived();
});

const messages = async () => {
  const { messages: all } = (await door(`people/${amina}/chat`, undefined, 'GET')) as { messages: Message[] };
  return all.filter(({ from }) => from.is_bot);
};
const texts = async () => (await messages()).map(({ text }) => text);

async function updatesOf(act: () => Promise<unknown>): Promise<Update[]> {
  await act();
  return arrived();
}
const writes = (text: string) => updatesOf(() => door(`people/${amina}/messages`, { text }));
async function taps(data: string): Promise<Update[]> {
  const message_id = (await messages()).at(-1)?.message_id;
  return updatesOf(() => door(`people/${amina}/press`, { message_id, data }));
}

async function handled({ bot, settled }: Process, some: readonly Update[]): Promise<void> {
  for (const update of some) await bot.handle(update);
  await settled();
}

const first = await start();

describe('an answer', () => {
  test('comes after the commit, never without one', async () => {
    const [update] = await writes('/stumble');
    if (!update) throw new Error('no update');
    await expect(first.bot.handle(update)).rejects.toThrow('stumbled');
    await first.settled();
    expect(await texts()).toEqual([]);
    expect(await db.$count(updates, eq(updates.id, update.update_id))).toBe(0);
  });

  test('comes once, however often its update does', async () => {
    const some = await writes('hello');
    await handled(first, [...some, ...some]);
    await handled(await start(), some);
    expect(await texts()).toEqual(['what is “hello”?']);
  });

  test('that the process did not live to give is given by the next, once', async () => {
    const some = await writes('/two');
    await door('faults', { kind: 'reset_before', method: 'sendMessage' });
    await handled(first, some);
    expect(await texts()).toEqual([]);

    // Telegram delivers it again, because it was never confirmed.
    await fetch(`${playground.url}/world/faults`, { method: 'DELETE' });
    const second = await start();
    await handled(second, some);
    expect(await texts()).toEqual(['one', 'two']);
    await handled(second, some);
    await handled(first, some);
    expect(await texts()).toEqual(['one', 'two']);
  });

  test('left behind by a process that died after confirming is found, once its time is up', async () => {
    const some = await writes('/two');
    await door('faults', { kind: 'reset_before', method: 'sendMessage' });
    await handled(first, some);
    await fetch(`${playground.url}/world/faults`, { method: 'DELETE' });

    // The first may still be trying.
    const second = await start();
    now = new Date(now.getTime() + 60_000);
    await second.bot.answerLeftovers();
    await second.settled();
    expect(await texts()).toEqual([]);

    now = new Date(now.getTime() + 20_000);
    for (const process of [second, second, await start()]) {
      await process.bot.answerLeftovers();
      await process.settled();
    }
    expect(await texts()).toEqual(['one', 'two']);
  });

  test('that cannot be read any more is let go', async () => {
    const [update] = await writes('hello');
    if (!update) throw new Error('no update');
    await first.bot.handle(update);
    await first.settled();
    const replies = vault.seal('[{"type":"sing"}]', 'updates.replies');
    await db.update(updates).set({ replies }).where(eq(updates.id, update.update_id));
    now = new Date(now.getTime() + 80_000);
    await first.bot.answerLeftovers();
    await first.settled();
    const [row] = await db.select().from(updates).where(eq(updates.id, update.update_id));
    expect(row?.replies).toBeNull();
    expect(await texts()).toEqual(['what is “hello”?']);
  });

  test('is not overtaken by the next, even if Telegram is slow to take it', async () => {
    await door('faults', { kind: 'latency', method: 'sendMessage', ms: 60, times: 1 });
    await handled(
      first,
      await updatesOf(async () => {
        for (const text of ['1', '2', '3']) await door(`people/${amina}/messages`, { text });
      }),
    );
    expect(await texts()).toEqual(['what is “1”?', 'what is “2”?', 'what is “3”?']);
  });

  test('does not keep the update waiting', async () => {
    await door('faults', { kind: 'latency', method: 'sendMessage', ms: 300 });
    const some = await writes('hello');
    const began = performance.now();
    for (const update of some) await first.bot.handle(update);
    expect(performance.now() - began).toBeLessThan(250);
    await first.settled();
    expect(await texts()).toHaveLength(1);
  });
});

describe('a dialogue', () => {
  test('takes what she writes, and ends with a tap', async () => {
    await handled(first, await writes('/form'));
    await handled(first, await writes('王小雨'));
    await handled(first, await taps(colourButton.press({ colour: 'red' })));
    expect(await texts()).toEqual(['name?', '王小雨 likes red']);
  });

  test('goes on in another process where she left off', async () => {
    await handled(first, await writes('/form'));
    const second = await start();
    await handled(second, await writes('王小雨'));
    await handled(await start(), await taps(colourButton.press({ colour: 'blue' })));
    expect((await texts()).at(-1)).toBe('王小雨 likes blue');
  });

  test('is set aside by a command, offered again, and taken up at the same step', async () => {
    await handled(first, await writes('/form'));
    await handled(first, await writes('王小雨'));
    await handled(first, await writes('/help'));
    expect((await texts()).slice(-2)).toEqual(['想用哪种语言？', 'The form is half done']);
    await handled(first, await writes('金隅大厦'));
    expect((await texts()).at(-1)).toBe('what is “金隅大厦”?');
    await handled(first, await taps(carryOn.press({})));
    expect((await texts()).at(-1)).toBe('colour?');
  });

  test('begun again by its own command needs no offer to carry on', async () => {
    await handled(first, await writes('/form'));
    await handled(first, await writes('/form'));
    expect(await texts()).toEqual(['name?', 'name?']);
  });

  test('says what it expects when it is something else', async () => {
    await handled(first, await writes('/form'));
    await handled(first, await updatesOf(() => door(`people/${amina}/messages`, { sticker: '😀' })));
    expect((await texts()).at(-1)).toBe('a name, in letters');
  });

  test('of an older version is begun again, with an apology', async () => {
    await handled(first, await writes('/form'));
    const state = vault.seal('{"step":"shoeSize"}', 'dialogues.state');
    await db.update(dialogues).set({ state });
    await handled(first, await writes('王小雨'));
    expect((await texts()).at(-1)).toContain('重新来一次');
    await handled(first, await writes('王小雨'));
    expect((await texts()).at(-1)).toBe('what is “王小雨”?');
  });
});

describe('a tap', () => {
  const toasts = async () => {
    const { events } = (await door('events?after=0&wait=0', undefined, 'GET')) as {
      events: { kind: string; person_id: number; text?: string }[];
    };
    return events
      .filter(({ kind, person_id }) => kind === 'callback_answered' && person_id === amina)
      .map(({ text }) => text ?? '');
  };

  test('is always answered, or the button would keep spinning', async () => {
    await handled(first, await writes('hello'));
    await handled(first, await taps('nonsense'));
    expect(await toasts()).toEqual(['']);
    expect((await texts()).at(-1)).toBe('what is “nonsense”?');
  });

  test('on an old button gets a kind line and how things stand', async () => {
    await handled(first, await writes('hello'));
    await handled(first, await taps(colourButton.press({ colour: 'red' })));
    expect(await toasts()).toEqual(['这个按钮是之前的了，给你看最新的。']);
    expect((await texts()).at(-1)).toBe('no form');
  });

  test.each(['', 'colour', 'colour:', 'colour:green', 'colour:red:red', ':::', '😀'.repeat(16)])(
    'with forged data is answered like any that nobody knows: %j',
    async (data) => {
      await handled(first, await writes('/form'));
      await handled(first, await writes('王小雨'));
      if (data !== '') await handled(first, await taps(data));
      await handled(first, await taps(colourButton.press({ colour: 'red' })));
      expect((await texts()).includes('王小雨 likes red')).toBe(true);
    },
  );
});

describe('who she is', () => {
  test('her language: what Telegram says, until she chooses', async () => {
    await door(`people/${amina}`, { language_code: 'en' }, 'PATCH');
    await handled(first, await writes('/help'));
    await db.update(people).set({ language: 'zh' }).where(eq(people.telegramId, amina));
    await handled(first, await writes('/help'));
    expect(await texts()).toEqual(['Which language would you like?', '想用哪种语言？']);
  });

  test('what she answers for', async () => {
    await handled(first, await writes('/staff'));
    const [row] = await db.select().from(people).where(eq(people.telegramId, amina));
    if (!row) throw new Error('no person');
    await db.insert(staffRoles).values({ person: row.id, scope: 'street', scopeId: 3, grantedAt: now });
    await handled(first, await writes('/staff'));
    expect((await texts()).at(-1)).toBe('street');
  });

  test('that she has gone, and that she is back', async () => {
    const since = async () =>
      (await db.select().from(people).where(eq(people.telegramId, amina)))[0]?.unreachableSince ?? null;
    await handled(first, await writes('hello'));
    await handled(first, await updatesOf(() => door(`people/${amina}/block`)));
    expect(await since()).not.toBeNull();
    await handled(first, await updatesOf(() => door(`people/${amina}/unblock`)));
    expect(await since()).toBeNull();
  });
});

test('a link leads where its letter says, and an unknown one to whoever takes the rest', async () => {
  for (const payload of ['f_x7-_Y', 'q_x', 'f_', 'nonsense']) {
    await handled(first, await updatesOf(() => door(`people/${amina}/start`, { payload })));
  }
  expect(await texts()).toEqual([
    'followed x7-_Y',
    'what is “/start q_x”?',
    'what is “/start f_”?',
    'what is “/start nonsense”?',
  ]);
});

test('what is said in a group, or by a bot, is passed over', async () => {
  const [update] = await writes('/form');
  if (!update?.message) throw new Error('no message');
  const before = await db.$count(updates);
  const { message } = update;
  const group = { id: -1, type: 'group' as const, title: 'Office' };
  await handled(first, [
    { update_id: update.update_id + 1_000, message: { ...message, chat: group } } as Update,
    {
      update_id: update.update_id + 1_001,
      message: { ...message, from: { ...message.from, is_bot: true } },
    } as Update,
  ]);
  expect(await db.$count(updates)).toBe(before);
  expect(await texts()).toEqual([]);
});

test('whoever waits for new notices hears of turns that queued one, and of no other', async () => {
  const process = await start();
  await handled(process, await writes('hello'));
  expect(process.queued).toEqual([]);
  await handled(process, await writes('/write'));
  expect(process.queued).toEqual([1]);
});

import type { UserFromGetMe } from 'telegraf/types';
import type { Update } from '../../src/bot/api-types.ts';
import type { Conversation } from '../../src/bot/conversation.ts';
import { createBot, type TurnStore } from '../../src/bot/create-bot.ts';
import type { StoredDialogue } from '../../src/bot/dialogue.ts';
import { Replies, type Reply } from '../../src/bot/reply.ts';
import { BotApi } from '../../src/bot/transport.ts';
import type { Scope } from '../../src/domain/actor.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import type { Language } from '../../src/domain/language.ts';
import { createTranslations } from '../../src/i18n/index.ts';
import { silentLog } from '../../src/log.ts';

const person = 42;
const translations = createTranslations('Asia/Shanghai');
const me: UserFromGetMe = {
  id: 1,
  is_bot: true,
  first_name: '娘家',
  username: 'niangjia_bot',
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
};

/** What the bot shows: the texts and buttons of one reaction. */
interface Reaction {
  readonly replies: readonly Reply[];
  /** Of everything said, one below the other. */
  readonly text: string;
  /** Payloads by label, of the last screen that has buttons. */
  readonly buttons: ReadonlyMap<string, string>;
  readonly toasts: readonly string[];
}

export interface Talk {
  write(text: string): Promise<Reaction>;
  /** Any kind of message: a sticker, a contact … */
  send(message: Record<string, unknown>): Promise<Reaction>;
  /** A tap on a button with this payload, wherever she has it from. */
  press(payload: string): Promise<Reaction>;
  /** A tap on a button of the last screen that has it. */
  tap(label: string): Promise<Reaction>;
  readonly dialogues: ReadonlyMap<string, StoredDialogue>;
}

/** One person's talk with some conversations, without database or network: for throwing anything at them quickly. */
export function talk(
  conversations: readonly Conversation[],
  {
    language = 'zh' as Language,
    scopes = [] as readonly Scope[],
    now = new Date('2026-11-23T02:00:00Z'),
  } = {},
): Talk {
  const dialogues = new Map<string, StoredDialogue>();
  let said: readonly Reply[] = [];
  const turns: TurnStore = {
    async run(_arrival, body) {
      const outcome = await body({
        work: { now },
        person: person as PersonId,
        language,
        scopes,
        dialogues: [...dialogues.values()],
      });
      for (const change of outcome.dialogues) {
        if (change.change === 'close') dialogues.delete(change.kind);
        else dialogues.set(change.kind, change);
      }
      said = outcome.replies === null ? [] : Replies.parse(JSON.parse(outcome.replies));
      // Delivered already, as far as the bot is concerned: nothing goes over a network.
      return { status: 'repeated', replies: null };
    },
    answered: () => undefined,
    unanswered: async () => [],
  };
  const bot = createBot({
    api: new BotApi({ token: '1:unused', apiRoot: 'http://localhost:1' }),
    me,
    conversations,
    otherwise: () => undefined,
    resumeCard: (ctx, dialogue) => ({ text: ctx.t('common.paused', { what: dialogue.title(ctx) }) }),
    turns,
    makeFile: async () => null,
    reachable: async () => undefined,
    translations,
    languageDefault: 'zh',
    now: () => now,
    log: silentLog,
  });

  let update_id = 0;
  let shown: ReadonlyMap<string, string> = new Map();
  const from = { id: person, is_bot: false, first_name: '小雨', last_name: '王', language_code: language };
  const chat = { id: person, type: 'private', first_name: '小雨' };

  async function handle(update: Record<string, unknown>): Promise<Reaction> {
    update_id += 1;
    said = [];
    await bot.handle({ update_id, ...update } as unknown as Update);
    const reaction = reactionOf(said);
    if (reaction.buttons.size > 0) shown = reaction.buttons;
    return reaction;
  }
  const send = (message: Record<string, unknown>) =>
    handle({ message: { message_id: update_id + 1, date: 0, chat, from, ...message } });
  const press = (data: string) =>
    handle({
      callback_query: {
        id: String(update_id),
        from,
        chat_instance: '1',
        message: { message_id: 1, date: 0, chat, from: me },
        data,
      },
    });
  return {
    dialogues,
    send,
    press,
    write(text) {
      const command = /^\/\w+/u.exec(text)?.[0];
      const entities = command ? [{ type: 'bot_command', offset: 0, length: command.length }] : undefined;
      return send({ text, ...(entities && { entities }) });
    },
    tap(label) {
      const payload = shown.get(label);
      if (payload === undefined) throw new Error(`no “${label}” among: ${[...shown.keys()].join(' | ')}`);
      return press(payload);
    },
  };
}

interface InlineMarkup {
  inline_keyboard?: { text: string; callback_data?: string }[][];
}

function reactionOf(replies: readonly Reply[]): Reaction {
  const screens = replies.flatMap((reply) =>
    reply.type === 'send' || reply.type === 'edit' ? [reply.payload] : [],
  );
  const rows = screens.map((payload) => (payload.reply_markup as InlineMarkup | undefined)?.inline_keyboard);
  const last = rows.findLast((found) => found !== undefined) ?? [];
  return {
    replies,
    text: screens.map((payload) => String(payload.text)).join('\n'),
    buttons: new Map(
      last.flat().flatMap(({ text, callback_data }) => (callback_data ? [[text, callback_data]] : [])),
    ),
    toasts: replies.flatMap((reply) => (reply.type === 'toast' && reply.text ? [reply.text] : [])),
  };
}

import { Composer } from 'telegraf';
import type { UserFromGetMe } from 'telegraf/types';
import type { Actor, Scope } from '../domain/actor.ts';
import type { PersonId } from '../domain/ids.ts';
import { type Language, nearestLanguage } from '../domain/language.ts';
import type { Work } from '../domain/work.ts';
import type { Translations } from '../i18n/index.ts';
import type { Log } from '../log.ts';
import type { Update } from './api-types.ts';
import { BotContext } from './context.ts';
import type { Conversation, DialogueConversation } from './conversation.ts';
import { deliverReplies, type MakeFile } from './deliver-replies.ts';
import { type DialogueChange, Dialogues, type StoredDialogue } from './dialogue.ts';
import { faultOf } from './fault.ts';
import { type InlineOffers, type InlineQuestion, inlineReply } from './inline.ts';
import { createLanes } from './lanes.ts';
import { Replies, type Reply, say, show, toast } from './reply.ts';
import type { Screen } from './screen.ts';
import { senderOf } from './sender.ts';
import type { BotApi } from './transport.ts';

/** One update's transaction; db/turns.ts keeps it. */
export interface TurnStore {
  run(
    arrival: {
      update: number;
      telegramId: number;
      telegramLanguage: string | null;
      leaves?: boolean;
      now: Date;
    },
    body: (turn: {
      readonly work: Work;
      readonly person: PersonId;
      readonly language: Language | null;
      readonly merged?: boolean;
      readonly scopes: readonly Scope[];
      readonly dialogues: readonly StoredDialogue[];
    }) => Promise<{ readonly dialogues: readonly DialogueChange[]; readonly replies: string | null }>,
  ): Promise<{ status: 'committed'; queued: boolean } | { status: 'repeated'; replies: string | null }>;
  answered(update: number): void;
  unanswered(
    before: Date,
    limit: number,
  ): Promise<readonly { update: number; chat: number; replies: string }[]>;
}

export interface BotOptions {
  readonly api: BotApi;
  readonly me: UserFromGetMe;
  /** In order of precedence. */
  readonly conversations: readonly Conversation[];
  /** Answers what nobody else did: text outside any dialogue, an old button. */
  readonly otherwise: (ctx: BotContext) => Promise<void> | void;
  /** Answers whoever writes from an account whose records are another's now; nothing else does. */
  readonly mergedAway?: (ctx: BotContext) => void;
  /** “… is half done”, with the way back into it. */
  readonly resumeCard: (ctx: BotContext, dialogue: DialogueConversation) => Screen;
  readonly turns: TurnStore;
  /** Called within the turn in which a person blocks the bot or starts it again. */
  readonly reachable: (work: Work, person: PersonId, yes: boolean) => Promise<void>;
  /** A turn was committed that put something in the outbox. */
  readonly onQueued?: () => void;
  /** An answer is about to be given to this chat. */
  readonly onAnswer?: (chat: number) => void;
  /** Makes the files that conversations order. */
  readonly makeFile: MakeFile;
  /** What to offer to `@bot …`; without it, nothing is. */
  readonly inline?: (question: InlineQuestion) => Promise<InlineOffers>;
  readonly translations: Translations;
  readonly languageDefault: Language;
  readonly now: () => Date;
  readonly log: Log;
}

export interface Bot {
  /** Resolves when the update's effects are committed; its answer may still be on the way. */
  handle(update: Update): Promise<void>;
  /** Gives what a dead process left unanswered. Ask every few seconds. */
  answerLeftovers(): Promise<void>;
  /** Resolves when no answer is on the way. */
  idle(): Promise<void>;
}

/** An answer is tried for about a minute by the process that owes it; after this, another may. */
const leftBehindAfterMs = 75_000;

/** The bot: from an update to committed effects, and from these to answers. */
export function createBot(options: BotOptions): Bot {
  const { api, me, turns, translations, log } = options;
  const routes = Composer.compose<BotContext>([
    commandsInterrupt(options),
    followLinks(options.conversations),
    ...options.conversations.map((conversation) => conversation.middleware),
    toOpenDialogue(options.conversations),
    (ctx) => options.otherwise(ctx),
  ]);
  // In order for each person: the second answer must not overtake the first.
  const answers = createLanes({ concurrency: 100 });
  const owed = new Set<number>();

  function answer(update: number, chat: number, replies: readonly Reply[]): void {
    if (owed.has(update)) return;
    owed.add(update);
    options.onAnswer?.(chat);
    void answers
      .run(String(chat), () => deliverReplies(options, chat, replies))
      .then(
        () => turns.answered(update),
        (error: Error) => log.warn('answer not delivered', { update, kind: error.name }),
      )
      .finally(() => owed.delete(update));
  }

  function answerAgain(update: number, chat: number, kept: string): void {
    const replies = Replies.safeParse(JSON.parse(kept));
    if (replies.success) {
      answer(update, chat, replies.data);
    } else {
      // Kept by a version that said it differently. It must not come back for ever.
      log.error('answer not readable', { update });
      turns.answered(update);
    }
  }

  /** Outside of any turn: nothing is kept of it, and in half a minute nobody waits for it any more. */
  async function offer(update: number, query: NonNullable<Update['inline_query']>): Promise<void> {
    if (!options.inline) return;
    const { query: typed, from } = query;
    const t = translations[nearestLanguage(from.language_code, options.languageDefault)];
    try {
      const reply = inlineReply(query, await options.inline({ typed, bot: me.username, t }));
      void answers
        .run(`inline ${from.id}`, () => deliverReplies(options, from.id, [reply]))
        .catch((error: unknown) => log.warn('inline query not answered', { update, ...faultOf(error) }));
    } catch (error) {
      log.warn('inline query not answered', { update, ...faultOf(error) });
    }
  }

  async function handle(update: Update): Promise<void> {
    const sender = senderOf(update);
    if (!sender) return log.debug('update passed over', { update: update.update_id });
    if (update.inline_query) return offer(update.update_id, update.inline_query);
    // A card that she chose to put into our own chat: nothing she says to us, and nothing she looks for.
    if (update.message && 'via_bot' in update.message && update.message.via_bot?.id === me.id) return;
    const now = options.now();
    let replies: readonly Reply[] = [];
    const settled = await turns.run(
      {
        update: update.update_id,
        telegramId: sender.id,
        telegramLanguage: sender.language,
        leaves: sender.moved === 'out',
        now,
      },
      async (turn) => {
        const language = turn.language ?? nearestLanguage(sender.language, options.languageDefault);
        const actor: Actor = { person: turn.person, scopes: turn.scopes };
        const dialogues = new Dialogues(turn.dialogues);
        const ctx = new BotContext(update, api, me, {
          work: turn.work,
          person: {
            id: turn.person,
            telegramId: sender.id,
            language: turn.language,
            firstName: sender.firstName,
          },
          actor,
          t: translations[language],
          dialogues,
          log: log.child({ update: update.update_id, person: turn.person }),
        });
        if (sender.moved) await options.reachable(turn.work, turn.person, sender.moved === 'in');
        else if (turn.merged) options.mergedAway?.(ctx);
        else await routes(ctx, async () => undefined);
        closeSpinner(ctx);
        replies = ctx.replies;
        return { dialogues: dialogues.changes, replies: replies.length > 0 ? JSON.stringify(replies) : null };
      },
    );
    if (settled.status === 'repeated') {
      if (settled.replies !== null) answerAgain(update.update_id, sender.id, settled.replies);
      return;
    }
    if (replies.length > 0) answer(update.update_id, sender.id, replies);
    if (settled.queued) options.onQueued?.();
  }

  return {
    handle,
    async answerLeftovers() {
      const before = new Date(options.now().getTime() - leftBehindAfterMs);
      for (const left of await turns.unanswered(before, 100)) {
        answerAgain(left.update, left.chat, left.replies);
      }
    },
    idle: () => answers.idle(),
  };
}

/** Every tap is answered, or the button keeps spinning. */
function closeSpinner(ctx: BotContext): void {
  const query = ctx.queryId;
  if (query === undefined || ctx.replies.some((reply) => reply.type === 'toast')) return;
  ctx.replies.push({ type: 'toast', query });
}

/** A command sets the open dialogue aside, and says so with a button to take it up again. */
function commandsInterrupt({ conversations, resumeCard }: Pick<BotOptions, 'conversations' | 'resumeCard'>) {
  const byKind = dialoguesByKind(conversations);
  return async (ctx: BotContext, next: () => Promise<void>) => {
    if (ctx.typed?.startsWith('/')) {
      const open = byKind.get(ctx.dialogues.openKind ?? '');
      if (open?.isEmpty?.(ctx)) ctx.dialogues.close(open);
      ctx.interrupted = ctx.dialogues.openKind;
      ctx.dialogues.pause();
    }
    await next();
    const dialogue = ctx.interrupted === undefined ? undefined : byKind.get(ctx.interrupted);
    if (dialogue && ctx.dialogues.pausedKinds.includes(dialogue.kind)) say(ctx, resumeCard(ctx, dialogue));
  };
}

function followLinks(conversations: readonly Conversation[]) {
  const links = new Map(conversations.flatMap(({ links }) => Object.entries(links ?? {})));
  return async (ctx: BotContext, next: () => Promise<void>) => {
    const link = /^\/start(?:@\w+)? (?<door>[a-z])_(?<code>[A-Za-z0-9_-]{1,62})$/u.exec(
      ctx.typed ?? '',
    )?.groups;
    const open = link?.door === undefined ? undefined : links.get(link.door);
    if (!open || link?.code === undefined) return next();
    await open(ctx, link.code);
  };
}

export function dialoguesByKind(
  conversations: readonly Conversation[],
): ReadonlyMap<string, DialogueConversation> {
  const byKind = new Map<string, DialogueConversation>();
  for (const { dialogue } of conversations) {
    if (!dialogue) continue;
    if (byKind.has(dialogue.kind)) throw new Error(`two dialogues are called "${dialogue.kind}"`);
    byKind.set(dialogue.kind, dialogue);
  }
  return byKind;
}

function toOpenDialogue(conversations: readonly Conversation[]) {
  const byKind = dialoguesByKind(conversations);
  return async (ctx: BotContext, next: () => Promise<void>) => {
    const open = ctx.dialogues.openKind;
    const dialogue = open === undefined ? undefined : byKind.get(open);
    const command = ctx.typed?.startsWith('/');
    if (ctx.message && dialogue && !command) return void (await dialogue.receive(ctx));
    return next();
  };
}

/** For a button whose flow has moved on: a kind line, and how things stand now. */
export async function answerOldButton(ctx: BotContext, fresh: () => Promise<void> | void): Promise<void> {
  toast(ctx, ctx.t.plain('common.oldButton'));
  await fresh();
}

/** Shown when a dialogue can't be read any more. */
export function startAgain(ctx: BotContext, kind: string): void {
  ctx.dialogues.close({ kind });
  (ctx.queryId === undefined ? say : show)(ctx, { text: ctx.t('common.startAgain') });
}

import { Context } from 'telegraf';
import type { Update as OlderUpdate, UserFromGetMe } from 'telegraf/types';
import type { Actor } from '../domain/actor.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Work } from '../domain/work.ts';
import type { Translate } from '../i18n/index.ts';
import type { Log } from '../log.ts';
import type { Update } from './api-types.ts';
import type { Dialogues } from './dialogue.ts';
import type { Reply } from './reply.ts';
import type { BotApi } from './transport.ts';

/** Who sent an update, as far as every conversation needs to know. */
export interface Person {
  readonly id: PersonId;
  readonly telegramId: number;
  /** Chosen with /language; null follows Telegram's. */
  readonly language: Language | null;
  /** What Telegram calls her: good for a greeting, never kept. */
  readonly firstName: string;
}

/** What the dispatcher found out about an update before any conversation saw it. */
export interface TurnFacts {
  readonly work: Work;
  readonly person: Person;
  readonly actor: Actor;
  readonly t: Translate;
  readonly dialogues: Dialogues;
  readonly log: Log;
}

/** telegraf's context of one update, with our facts. Facts only: services come to conversations as dependencies. */
export class BotContext extends Context<OlderUpdate> {
  readonly work: Work;
  readonly person: Person;
  readonly actor: Actor;
  readonly dialogues: Dialogues;
  readonly log: Log;
  /** Of the reader; changes within the turn when she picks another language. */
  t: Translate;
  /** The dialogue that this command has set aside: a card to take it up again follows, unless a screen offers it. */
  interrupted: string | undefined;
  /** What will be said once the turn is committed, in this order. Written by reply.ts. */
  readonly replies: Reply[] = [];

  constructor(update: Update, api: BotApi, me: UserFromGetMe, facts: TurnFacts) {
    // telegraf's declarations end with Bot API 7.1; what it reads of an update has stayed the same.
    super(update as unknown as OlderUpdate, api, me);
    this.work = facts.work;
    this.person = facts.person;
    this.actor = facts.actor;
    this.t = facts.t;
    this.dialogues = facts.dialogues;
    this.log = facts.log;
  }

  /** The payload of a tapped button. */
  get pressed(): string | undefined {
    const query = this.callbackQuery;
    return query && 'data' in query ? query.data : undefined;
  }

  get queryId(): string | undefined {
    return this.callbackQuery?.id;
  }

  /** The message whose button was tapped. */
  get tappedMessage(): number | undefined {
    return this.callbackQuery?.message?.message_id;
  }

  /** What she wrote, when it was plain text. */
  get typed(): string | undefined {
    const message = this.message;
    return message && 'text' in message ? message.text : undefined;
  }
}

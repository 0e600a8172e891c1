import type { UserFromGetMe } from 'telegraf/types';
import { createBot, dialoguesByKind } from './bot/create-bot.ts';
import { createInbox, type Inbox } from './bot/inbox.ts';
import { createLanes } from './bot/lanes.ts';
import type { BotApi } from './bot/transport.ts';
import type { Db } from './db/client.ts';
import { chooseLanguage, isKnown, setReachable } from './db/queries/people.ts';
import { buildingByCode, placeCard, unionByCode, unionCard } from './db/queries/places.ts';
import { createTurns } from './db/turns.ts';
import type { Vault } from './db/vault.ts';
import { txOf } from './db/work.ts';
import type { Language } from './domain/language.ts';
import { findConversation } from './handlers/find/index.ts';
import { meConversation } from './handlers/me/index.ts';
import { otherwise, startConversation } from './handlers/start/index.ts';
import { resumeCardScreen } from './handlers/start/view.ts';
import type { Metrics } from './http/metrics.ts';
import type { Translations } from './i18n/index.ts';
import type { Log } from './log.ts';
import { findPlaces } from './services/find-places.ts';
import { createReadAboutMe } from './services/read-about-me.ts';

export interface AppOptions {
  readonly api: BotApi;
  readonly me: UserFromGetMe;
  readonly db: Db;
  readonly vault: Vault;
  readonly translations: Translations;
  readonly timeZone: string;
  readonly languageDefault: Language;
  readonly broadcastPerSecond: number;
  readonly clock: { now(): Date };
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface App {
  /** Where polling and the webhook hand updates in. */
  readonly inbox: Inbox;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The clock was moved: what has fallen due is looked for at once. */
  timeJumped(): void;
}

/** All wiring: dependencies in, a bot and its clocks out. Tests call it too. */
export function createApp(options: AppOptions): App {
  const { api, me, db, vault, translations, languageDefault, clock, log } = options;
  const turns = createTurns({ db, vault, bot: me.id });
  const find = findConversation({
    findPlaces,
    placeCard: (work, building) => placeCard(txOf(work), building),
    unionCard: (work, union) => unionCard(txOf(work), union),
    buildingByCode: (work, code) => buildingByCode(txOf(work), code),
    unionByCode: (work, code) => unionByCode(txOf(work), code),
    mayJoin: async () => true,
  });
  const parts = [find, meConversation({ readAboutMe: createReadAboutMe({ vault }) })];
  const dialogues = dialoguesByKind(parts);
  const start = startConversation({
    translations,
    languageDefault,
    dialogues,
    isKnown: (work, person) => isKnown(txOf(work), person),
    chooseLanguage: (work, person, language) => chooseLanguage(txOf(work), person, language),
  });
  const bot = createBot({
    api,
    me,
    conversations: [start, ...parts],
    otherwise: otherwise(find.search),
    resumeCard: (ctx, dialogue) => resumeCardScreen(dialogue.kind, dialogue.title(ctx), ctx.t),
    turns,
    reachable: (work, person, yes) => setReachable(txOf(work), person, yes, work.now),
    translations,
    languageDefault,
    now: () => clock.now(),
    log,
  });
  const inbox = createInbox({
    handle: (update) => bot.handle(update),
    store: { park: async () => undefined, takeDue: async () => [] },
    lanes: createLanes({ concurrency: 64 }),
    clock,
    log,
    report: () => undefined,
  });
  return {
    inbox,
    start: async () => undefined,
    stop: async () => {
      await inbox.stop(4_000);
      await bot.idle();
      await turns.flush();
    },
    timeJumped: () => undefined,
  };
}

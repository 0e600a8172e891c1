import type { UserFromGetMe } from 'telegraf/types';
import { createBot } from './bot/create-bot.ts';
import { faultOf } from './bot/fault.ts';
import { createInbox, type Inbox } from './bot/inbox.ts';
import { createLanes } from './bot/lanes.ts';
import { screenPayload } from './bot/reply.ts';
import { sendOnce } from './bot/send-once.ts';
import { systemTimer, within } from './bot/timer.ts';
import type { BotApi } from './bot/transport.ts';
import { personOf } from './bot/update-person.ts';
import { createConversations } from './conversations.ts';
import { isDatabaseAway } from './db/away.ts';
import type { Db } from './db/client.ts';
import { claimRun, finishRun } from './db/queries/jobs.ts';
import { setReachable } from './db/queries/people.ts';
import { readSetting } from './db/queries/settings.ts';
import { createUpdateStore } from './db/queries/updates.ts';
import { createTurns } from './db/turns.ts';
import type { Vault } from './db/vault.ts';
import { readingWork, txOf } from './db/work.ts';
import type { Language } from './domain/language.ts';
import { fetchImport } from './fetch-import.ts';
import { progressScreen } from './handlers/broadcasts/view.ts';
import { noticeScreen } from './handlers/notice-view.ts';
import { liveScreen } from './handlers/stalls/view.ts';
import type { Translations } from './i18n/index.ts';
import { createJobs } from './jobs/create-jobs.ts';
import { crontab } from './jobs/crontab.ts';
import type { Log } from './log.ts';
import { createMakeFile } from './make-file.ts';
import { mergedAway } from './people-conversations.ts';
import { createAnnounceMonths } from './services/announce-month.ts';
import { createApproveBatches } from './services/applications/approve-batches.ts';
import { createRemindApplicants } from './services/applications/remind-applicants.ts';
import { createRemindReviewers } from './services/applications/remind-reviewers.ts';
import { createSender } from './services/deliver-outbox.ts';
import { createForgetOldDeliveries } from './services/forget-old-deliveries.ts';
import {
  createForgetOldApplications,
  createForgetOldDialogues,
  createForgetOldInvitations,
  createForgetOldUpdates,
} from './services/forget-old-traces.ts';
import { createForgetOldImports } from './services/import/forget-old-imports.ts';
import { createImportWorker } from './services/import/work.ts';
import { createAskWorkplaces } from './services/membership/ask-workplaces.ts';
import type { PaidOptions } from './services/outbox/paid-budget.ts';
import { createReportSetAside } from './services/report-set-aside.ts';
import { createTakeFigures } from './services/results/take-figures.ts';
import { createTellDemandMet } from './services/results/tell-demand-met.ts';
import { createSendDueBroadcasts } from './services/series/send-due-broadcasts.ts';
import { createForgetStallVisits } from './services/stalls/forget-visits.ts';
import { createTellWaiting } from './services/wishes/tell-waiting.ts';
import { createSurveyChores } from './survey-chores.ts';

export interface AppOptions {
  readonly api: BotApi;
  readonly me: UserFromGetMe;
  readonly db: Db;
  readonly vault: Vault;
  readonly translations: Translations;
  readonly timeZone: string;
  readonly languageDefault: Language;
  readonly broadcastPerSecond: number;
  /** Unless null or left out, mass messages go faster for a fee. */
  readonly paidBroadcast?: PaidOptions | null;
  readonly clock: { now(): Date };
  readonly log: Log;
  /** Called after each update: how long until its effects were committed. */
  readonly onHandled?: (seconds: number) => void;
}

export interface App {
  /** Where polling and the webhook hand updates in. */
  readonly inbox: Inbox;
  start(): void;
  /** Resolves when no answer is on the way, nor a file being made for one. */
  idle(): Promise<void>;
  /** Within five seconds, whatever has become of Telegram and the database; what isn't done by then is done by the next. */
  stop(): Promise<void>;
  /** The clock was moved: what has fallen due is done at once. */
  timeJumped(): void;
}

/** What is parked or left unanswered is looked for this often. */
const lookAgainMs = 3_000;

/** All wiring: dependencies in, a bot and its clocks out. Tests call it too. */
export function createApp(options: AppOptions): App {
  const { api, me, db, vault, translations, timeZone, languageDefault, clock, log } = options;
  const now = () => clock.now();
  const turns = createTurns({ db, vault, bot: me.id });

  const sender = createSender({
    db,
    vault,
    botId: me.id,
    perSecond: options.broadcastPerSecond,
    render: (content, { language, needs }) =>
      screenPayload(noticeScreen(content, { needs, timeZone }, translations[language])),
    renderDesk: (facts, language) => screenPayload(liveScreen(facts, translations[language])),
    renderProgress: (facts, language) => screenPayload(progressScreen(facts, translations[language])),
    send: (call, signal) => sendOnce(api, call, signal),
    readQuiet: () => readSetting(db, 'quietHours'),
    paid: options.paidBroadcast ?? null,
    languageDefault,
    timeZone,
    now,
    timer: systemTimer,
    log,
  });

  const imports = createImportWorker({
    db,
    vault,
    timeZone,
    now,
    fetch: (file, signal) => fetchImport(api, file, signal),
    onTold: () => sender.poke(),
    log,
  });

  const approveBatches = createApproveBatches({ db, vault, timeZone, log });
  let approving: Promise<unknown> = Promise.resolve();
  let batchDue = false;

  const surveys = createSurveyChores({ db, vault, api, timeZone, now, onTold: () => sender.poke(), log });

  let importDue = false;
  const { inline, ...conversations } = createConversations({
    vault,
    translations,
    timeZone,
    languageDefault,
    perSecond: options.broadcastPerSecond,
    onImportDue() {
      importDue = true;
    },
    onBatchDue() {
      batchDue = true;
    },
    onSurveyFile: surveys.fileCame,
  });
  const bot = createBot({
    api,
    me,
    ...conversations,
    mergedAway,
    inline: (question) => inline(readingWork(db, now()), question),
    turns,
    reachable: async (work, person, yes) => setReachable(await txOf(work), person, yes, work.now),
    onQueued: () => sender.poke(),
    makeFile: createMakeFile({ db, vault, now, translations, timeZone, username: me.username }),
    onAnswer: (chat) => sender.replied(chat),
    translations,
    languageDefault,
    now,
    log,
  });

  const reportSetAside = createReportSetAside({ db, bot: me.id });
  const inbox = createInbox({
    async handle(update) {
      const began = systemTimer.now();
      await bot.handle(update);
      if (importDue) {
        importDue = false;
        imports.poke();
      }
      surveys.turnOver();
      if (batchDue) {
        batchDue = false;
        // What it doesn't get done is done by the next minute's look.
        approving = approveBatches(now())
          .then(() => sender.poke())
          .catch((error: unknown) => log.warn('batches not looked for', faultOf(error)));
      }
      options.onHandled?.((systemTimer.now() - began) / 1000);
    },
    store: createUpdateStore({ db, vault, bot: me.id, now, personOf }),
    lanes: createLanes({ concurrency: 64 }),
    clock,
    log,
    away: isDatabaseAway,
    // She waits for an answer meanwhile: an apology after twenty seconds beats a result after ten minutes.
    attempts: 3,
    roundsMs: [3_000, 15_000],
    report({ update, person }) {
      void reportSetAside({ update, chat: person, now: now() })
        .then(() => sender.poke())
        .catch(() => log.error('set-aside update not reported', { update }));
    },
  });

  const jobs = createJobs({
    crontab: crontab({
      announceMonths: createAnnounceMonths({ db, timeZone, log }),
      sendDueBroadcasts: createSendDueBroadcasts({ db, timeZone, languageDefault, log }),
      tellWaiting: createTellWaiting(db),
      approveBatches: (at) => approveBatches(at),
      tendSurveys: surveys.tend,
      readSurveyFiles: surveys.readFiles,
      mixAnonymous: surveys.mix,
      remindReviewers: createRemindReviewers({ db, timeZone }),
      remindApplicants: createRemindApplicants({ db, timeZone }),
      askWorkplaces: createAskWorkplaces({ db, timeZone }),
      takeFigures: createTakeFigures({ db, timeZone, log }),
      tellDemandMet: createTellDemandMet({ db, timeZone, log }),
      forgetOldUpdates: createForgetOldUpdates(db),
      forgetOldInvitations: createForgetOldInvitations(db),
      forgetOldDialogues: createForgetOldDialogues(db),
      forgetOldApplications: createForgetOldApplications(db),
      forgetOldDeliveries: createForgetOldDeliveries(db),
      forgetOldImports: createForgetOldImports(db),
      forgetStallVisits: createForgetStallVisits(db),
    }),
    runs: {
      claim: (run, at) => claimRun(db, run, at),
      finish: (run, ended) => finishRun(db, run, ended),
    },
    now,
    timeZone,
    elapsed: () => systemTimer.now(),
    log,
  });

  let stopped = false;
  let lookingAgain: NodeJS.Timeout | undefined;
  async function lookAgain(): Promise<void> {
    imports.poke();
    await Promise.all([inbox.tick(), bot.answerLeftovers()]).catch((error: unknown) =>
      log.warn('what is left was not looked for', faultOf(error)),
    );
    if (!stopped) lookingAgain = setTimeout(lookAgain, lookAgainMs);
  }

  return {
    inbox,
    start() {
      sender.start();
      jobs.start();
      void lookAgain();
    },
    idle: () => bot.idle(),
    async stop() {
      stopped = true;
      clearTimeout(lookingAgain);
      await within(
        1_500,
        Promise.all([jobs.stop(), inbox.stop(1_000), imports.stop(), approving, surveys.idle()]),
      );
      await within(700, bot.idle());
      await within(2_000, Promise.all([turns.flush(), sender.stop(1_000)]));
    },
    timeJumped() {
      void jobs.tick().then(() => sender.poke());
    },
  };
}

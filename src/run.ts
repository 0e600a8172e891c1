import { join } from 'node:path';
import { createApp } from './app.ts';
import { createPolling } from './bot/polling.ts';
import { syncProfile } from './bot/profile.ts';
import { within } from './bot/timer.ts';
import { BotApi } from './bot/transport.ts';
import { createWebhook, registerWebhook } from './bot/webhook.ts';
import type { Config } from './config.ts';
import { trialDataKey } from './data-key.ts';
import { assertUtf8, connect } from './db/client.ts';
import { demoDistrict } from './db/demo/index.ts';
import { acquireFolderLock, startEmbedded } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { createVault } from './db/vault.ts';
import { createMetrics } from './http/metrics.ts';
import { startServer } from './http/server.ts';
import { createTranslations } from './i18n/index.ts';
import type { Log } from './log.ts';
import { startPlayground } from './playground/http.ts';
import { shiftableClock } from './playground/world/clock.ts';
import { prepareDistrict } from './prepare-district.ts';
import { profileOf } from './profile.ts';

export interface Running {
  /** Resolves when people are answered; rejects when it could not be started, and everything is stopped again. */
  readonly ready: Promise<void>;
  /**
   * Stops everything in the reverse of the order it was started in, within ten seconds. Also what is only being started.
   */
  stop(): Promise<void>;
}

/**
 * Starts the whole deployment: database, Telegram or the playground, the bot, its clocks and its doors.
 *
 * @param print where to say what a person at the terminal wants to know
 */
export function run(config: Config, log: Log, print: (line: string) => void): Running {
  const stops: { step: () => Promise<unknown>; withinMs: number }[] = [];
  let stopped = Promise.resolve();
  const stopAll = async () => {
    // Whatever one of them meets with, the others are stopped, too; and the database in any case.
    for (let next = stops.pop(); next; next = stops.pop()) await within(next.withinMs, next.step());
  };
  // A start that fails stops by itself, and may be told to meanwhile.
  const stop = () => {
    stopped = stopped.then(stopAll);
    return stopped;
  };
  const onStop: OnStop = (step, withinMs = 500) => stops.push({ step, withinMs });
  const ready = startAll(config, log, print, onStop).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { ready, stop };
}

/** @param withinMs how long it is waited for; all together stay below ten seconds */
type OnStop = (step: () => Promise<unknown>, withinMs?: number) => void;

async function startAll(
  config: Config,
  log: Log,
  print: (line: string) => void,
  onStop: OnStop,
): Promise<void> {
  const { telegram, timeZone } = config;
  const vault = createVault(config.dataKey ?? (await trialDataKey(config.dataDir)), config.dataKeysOld);
  const url = config.databaseUrl ?? (await embeddedUrl(config, log, onStop));
  const applied = await migrate(url);
  if (applied.length > 0) log.info('migrated', { count: applied.length });
  const metrics = createMetrics();
  const statements = metrics.counter('niangjia_statements_total', 'Statements sent to the database');
  const { db, close } = connect(url, { onStatement: () => statements.add() });
  onStop(close, 1_000);
  await assertUtf8(db);

  // In the playground the clock can be moved; what is due is looked for at once. Its world remembers the move, so it
  // comes before whatever asks for the time: the database must not see that run backwards.
  const shiftable = shiftableClock();
  let jump = () => {};
  const moved = {
    now: shiftable.now,
    set(instant: Date) {
      shiftable.set(instant);
      jump();
    },
  };
  const { token, apiRoot } =
    telegram.kind === 'playground' ? await openPlayground(config, moved, print, onStop) : telegram;
  const clock = telegram.kind === 'playground' ? shiftable : { now: () => new Date() };
  await prepareDistrict({
    db,
    vault,
    timeZone,
    now: clock.now(),
    adminIds: config.adminIds,
    cast: telegram.kind === 'playground',
    log,
  });

  const calls = metrics.counter('niangjia_calls_total', 'Calls to Telegram, each try');
  const api = new BotApi({ token, apiRoot, onCall: ({ method, outcome }) => calls.add({ method, outcome }) });
  onStop(() => api.disconnect());
  if (telegram.kind === 'playground') print(`娘家 · Niangjia playground: ${apiRoot}`);

  const translations = createTranslations(timeZone);
  const me = await api.getMe();
  // No call of ours can switch it on; the README says who can.
  if (!me.supports_inline_queries) log.warn('inline mode is off', { reason: '/setinline at BotFather' });
  const handled = metrics.histogram('niangjia_update_seconds', 'From an update to its committed effects');
  const app = createApp({
    api,
    me,
    db,
    vault,
    translations,
    timeZone,
    languageDefault: config.languageDefault,
    broadcastPerSecond: config.broadcastPerSecond,
    paidBroadcast: config.paidBroadcast,
    clock,
    log,
    onHandled: (seconds) => handled.observe(seconds),
  });
  jump = () => app.timeJumped();
  onStop(() => app.stop(), 4_500);
  app.start();

  const webhook =
    telegram.kind === 'webhook'
      ? {
          path: new URL(telegram.url).pathname,
          door: createWebhook({ inbox: app.inbox, secret: telegram.secret, log }),
        }
      : undefined;
  const server = await openDoors(config.port, telegram.kind === 'playground', {
    ...(webhook ? { webhook } : {}),
    checks: {
      database: () => db.execute('select 1'),
      telegram: () => api.call('getMe', {}, { patience: 'none' }),
    },
    metrics,
    log,
  });
  onStop(() => server.close());

  if (telegram.kind === 'webhook') {
    await registerWebhook(api, { url: telegram.url, secret: telegram.secret }, log);
  } else {
    const polling = createPolling({
      api,
      inbox: app.inbox,
      log,
      onFatal: () => {
        log.error('token refused');
        process.exit(1);
      },
    });
    await polling.start();
    onStop(() => polling.stop(1_000), 1_500);
  }
  log.info('ready', { kind: telegram.kind, port: server.port });
  // Nobody waits for the names; a bot is as good without.
  void syncProfile(api, await profileOf(db, translations), log);
}

async function embeddedUrl(config: Config, log: Log, onStop: OnStop): Promise<string> {
  const server = await startEmbedded({ dataDir: config.dataDir, log });
  onStop(() => server.stop(), 10_000);
  return server.url;
}

async function openPlayground(
  config: Config,
  clock: { now(): Date; set(instant: Date): void },
  print: (line: string) => void,
  onStop: OnStop,
): Promise<{ token: string; apiRoot: string }> {
  // The embedded database holds the folder already; beside another, two worlds would overwrite each other.
  if (config.databaseUrl !== undefined) {
    const lock = await acquireFolderLock(config.dataDir);
    onStop(() => lock.release());
  }
  const people = demoDistrict().people.map((person) => ({
    id: person.telegramId,
    first_name: person.firstName,
    last_name: person.lastName,
    language_code: person.languageCode,
    phone: person.phone,
    about: person.about,
  }));
  const keepIn = join(config.dataDir, 'playground');
  const onDamage = (damage: string) =>
    print(`Could not read ${damage} of what the playground kept; it is set aside in ${keepIn}.`);
  const start = (port: number) => startPlayground({ port, clock, people, keepIn, onDamage });
  const playground = await orAnyPort(config.port === 0 ? 0 : config.port + 1, start);
  onStop(() => playground.close(), 1_000);
  return { token: playground.token, apiRoot: playground.url };
}

function openDoors(port: number, trial: boolean, options: Omit<Parameters<typeof startServer>[0], 'port'>) {
  const start = (at: number) =>
    startServer({ ...options, port: at, ...(trial ? { host: '127.0.0.1' } : {}) });
  return trial ? orAnyPort(port, start) : start(port);
}

/** A trial must not fail because something else listens where we would. */
async function orAnyPort<T>(port: number, start: (port: number) => Promise<T>): Promise<T> {
  try {
    return await start(port);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return start(0);
    throw error;
  }
}

import { eq } from 'drizzle-orm';
import { afterAll, expect } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import type { Method, Payload, Result } from '../../src/bot/api-types.ts';
import { createPolling, type Polling } from '../../src/bot/polling.ts';
import { BotApi, type CallOptions } from '../../src/bot/transport.ts';
import type { Db } from '../../src/db/client.ts';
import { demoDistrict } from '../../src/db/demo/index.ts';
import { deliveries } from '../../src/db/schema.ts';
import { createVault, type Vault } from '../../src/db/vault.ts';
import { createTranslations } from '../../src/i18n/index.ts';
import { createLog, silentLog } from '../../src/log.ts';
import { type Playground, startPlayground } from '../../src/playground/http.ts';
import { shiftableClock } from '../../src/playground/world/clock.ts';
import { prepareDistrict } from '../../src/prepare-district.ts';
import { connectTown, type Phone, type Town } from './chat-client.ts';
import { databaseLike } from './database.ts';
import { eventually } from './eventually.ts';

const timeZone = 'Asia/Shanghai';
/** A Sunday, two weeks before the first Monday's announcement. */
export const storyBegins = new Date('2026-11-22T02:00:00Z');

/** The demonstration's people, by the keys of src/db/demo/people.ts. */
export type CastKey = 'worker' | 'member' | 'englishSpeaker' | 'officer' | 'streetReviewer' | 'districtStaff';

export interface RunningBot {
  readonly town: Town;
  readonly db: Db;
  readonly vault: Vault;
  readonly playground: Playground;
  /** The bot that runs now; another after each restart. */
  app(): App;
  /** What it complained of (`error` in its log): a screen that Telegram refused, an update it gave up. */
  readonly complaints: readonly string[];
  /** Every line of its log that warns or complains, as JSON. */
  readonly warnings: readonly string[];
  /** Resolves when nothing that it says is on its way. */
  settled(): Promise<void>;
  /** One of the cast, with her phone. */
  cast(key: CastKey): Promise<Phone>;
  /** One more process's worth of bot on the same database, to be handed updates by the test. */
  another(): Promise<App>;
  api(): BotApi;
  /** From here on nobody asks Telegram for updates. */
  stopPolling(): Promise<void>;
  /** Ends the bot as a new release would, and starts another on the same database and the same Telegram. */
  restart(): Promise<void>;
  /** Jumps ahead; what falls due is done. */
  jumpTo(instant: Date): Promise<void>;
}

export interface RunningBotOptions {
  readonly broadcastPerSecond?: number;
  /** `inbox`: nobody polls; the test hands updates to `app().inbox` itself. */
  readonly updates?: 'polled' | 'inbox';
}

/** Knows what it has under way. */
class WatchedApi extends BotApi {
  #underWay = 0;
  #settled: (() => void)[] = [];

  override async call<M extends Method>(
    method: M,
    payload: Payload<M>,
    options?: CallOptions,
  ): Promise<Result<M>> {
    if (method === 'getUpdates') return super.call(method, payload, options);
    this.#underWay += 1;
    try {
      return await super.call(method, payload, options);
    } finally {
      this.#underWay -= 1;
      // One answer may take several calls: they follow one another within a turn of the loop.
      setImmediate(() => {
        if (this.#underWay === 0) for (const resolve of this.#settled.splice(0)) resolve();
      });
    }
  }

  settled(): Promise<void> {
    return this.#underWay === 0 ? Promise.resolve() : new Promise((resolve) => this.#settled.push(resolve));
  }
}

/**
 * The whole bot on a database of its own with the demonstration district, polling a playground over HTTP. Call it at
 * the top of a file.
 */
export async function runningBot(options: RunningBotOptions = {}): Promise<RunningBot> {
  const vault = createVault(Buffer.alloc(32, 7));
  const clock = shiftableClock();
  clock.set(storyBegins);
  const district = { vault, timeZone, now: storyBegins, adminIds: [], cast: true, log: silentLog };
  const { db } = await databaseLike('story', (empty) => prepareDistrict({ db: empty, ...district }), {
    max: 10,
  });

  const warnings: string[] = [];
  const log = createLog({ level: 'warn', write: (line) => warnings.push(line), now: clock.now });
  let bot: { app: App; polling: Polling | undefined; api: WatchedApi };
  const moved = {
    now: clock.now,
    set(instant: Date) {
      clock.set(instant);
      bot.app.timeJumped();
    },
  };
  const playground = await startPlayground({ clock: moved });
  const translations = createTranslations(timeZone);

  async function start(updates = options.updates) {
    const api = new WatchedApi({ token: playground.token, apiRoot: playground.url });
    const app = createApp({
      api,
      me: await api.getMe(),
      db,
      vault,
      translations,
      timeZone,
      languageDefault: 'zh',
      broadcastPerSecond: options.broadcastPerSecond ?? 1000,
      clock,
      log,
    });
    app.start();
    const polling =
      updates === 'inbox'
        ? undefined
        : createPolling({ api, inbox: app.inbox, log, onFatal: () => undefined });
    await polling?.start();
    return { app, polling, api };
  }
  async function stop({ app, polling, api }: typeof bot) {
    await polling?.stop();
    await app.stop();
    await api.disconnect();
  }
  bot = await start();
  const others: (typeof bot)[] = [];
  const town = await connectTown(playground.url, { timeout: 30_000 });
  afterAll(async () => {
    await town.close();
    for (const each of [bot, ...others]) await stop(each);
    await playground.close();
  });

  const phones = new Map<CastKey, Phone>();
  return {
    town,
    db,
    vault,
    playground,
    app: () => bot.app,
    get complaints() {
      return warnings.filter((line) => line.includes('"level":"error"'));
    },
    warnings,
    async settled() {
      for (const { app, api } of [bot, ...others]) {
        await app.idle();
        await api.settled();
      }
    },
    async cast(key) {
      const known = phones.get(key);
      if (known) return known;
      const person = demoDistrict().people.find((candidate) => candidate.key === key);
      if (!person) throw new Error(`nobody is called ${key}`);
      const phone = await town.person({
        id: person.telegramId,
        first_name: person.firstName,
        last_name: person.lastName,
        language_code: person.languageCode,
        phone: person.phone,
      });
      phones.set(key, phone);
      return phone;
    },
    api: () => bot.api,
    async stopPolling() {
      await bot.polling?.stop();
      bot = { ...bot, polling: undefined };
    },
    async another() {
      const other = await start('inbox');
      others.push(other);
      return other.app;
    },
    async restart() {
      await stop(bot);
      bot = await start();
    },
    async jumpTo(instant) {
      // What has just arrived is written down as of its own time, not of that to come.
      await eventually(async () =>
        expect(await db.$count(deliveries, eq(deliveries.status, 'sending'))).toBe(0),
      );
      await town.setClock(instant);
    },
  };
}

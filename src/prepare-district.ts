import { sql } from 'drizzle-orm';
import type { Db } from './db/client.ts';
import { dismissInvented, hasRealPeople, seatCast } from './db/demo/cast.ts';
import { insertDemoDistrict, isEmptyDistrict } from './db/demo/insert.ts';
import { refreshNames } from './db/queries/place-names.ts';
import { ensureNeedsSurvey } from './db/queries/surveys.ts';
import type { Vault } from './db/vault.ts';
import { assertKey } from './db/vault-check.ts';
import { workOn } from './db/work.ts';
import type { Log } from './log.ts';
import { ensureAdmins } from './services/ensure-admins.ts';

export interface Preparation {
  readonly db: Db;
  readonly vault: Vault;
  readonly timeZone: string;
  readonly now: Date;
  /** Telegram ids that are district staff from the start. */
  readonly adminIds: readonly number[];
  /** Whether the playground's people are to find their places, or to lose them. */
  readonly cast: boolean;
  readonly log: Log;
}

/** One at a time, across processes that start together. */
const preparing = 8_190_418;

/** The playground was to be opened on a database that a real bot has worked on. */
export class RealDistrict extends Error {
  override readonly name = 'RealDistrict';

  constructor() {
    super(
      'Real people have used this database, and the playground would let whoever opens its page act in their union. Set BOT_TOKEN to run the bot, or another DATABASE_URL or DATA_DIR to play.',
    );
  }
}

/**
 * What a database must hold before the bot works on it. Changes nothing that is there, but for the playground's people,
 * who are nobody to a real bot.
 *
 * @throws RealDistrict, or UnfitKey when the vault's key isn't that of the data
 */
export async function prepareDistrict(preparation: Preparation): Promise<void> {
  const { db, vault, timeZone, now, adminIds, cast, log } = preparation;
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${preparing})`);
    if (cast && (await hasRealPeople(tx))) throw new RealDistrict();
    if (!cast) await dismissInvented(tx, now);
    await assertKey(tx, vault);
    const rewritten = await refreshNames(tx);
    if (rewritten > 0) log.info('names rewritten', { count: rewritten });
    const round = await ensureNeedsSurvey(tx, now);
    if (await isEmptyDistrict(tx)) {
      await insertDemoDistrict(tx, { round, now, timeZone });
      log.info('demonstration district inserted');
    }
    if (cast) await seatCast(tx, { vault, round, now });
    await ensureAdmins(workOn(tx, now), adminIds);
  });
}

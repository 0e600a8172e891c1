import { sql } from 'drizzle-orm';
import type { Db } from './db/client.ts';
import { dismissCast, seatCast } from './db/demo/cast.ts';
import { insertDemoDistrict, isEmptyDistrict } from './db/demo/insert.ts';
import { ensureNeedsSurvey } from './db/queries/surveys.ts';
import type { Vault } from './db/vault.ts';
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

/** What a database must hold before the bot works on it. Changes nothing that is there. */
export async function prepareDistrict(preparation: Preparation): Promise<void> {
  const { db, vault, timeZone, now, adminIds, cast, log } = preparation;
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${preparing})`);
    const survey = await ensureNeedsSurvey(tx, now);
    if (await isEmptyDistrict(tx)) {
      await insertDemoDistrict(tx, { survey, now, timeZone });
      log.info('demonstration district inserted');
    }
    if (cast) await seatCast(tx, { vault, survey, now });
    else await dismissCast(tx, now);
    await ensureAdmins(workOn(tx, now), adminIds);
  });
}

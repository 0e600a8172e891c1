import { sql } from 'drizzle-orm';
import type { Db } from './db/client.ts';
import { dismissCast, seatCast } from './db/demo/cast.ts';
import { insertDemoDistrict, isEmptyDistrict } from './db/demo/insert.ts';
import type { Vault } from './db/vault.ts';
import type { Log } from './log.ts';

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
  const { db, vault, timeZone, now, cast, log } = preparation;
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${preparing})`);
    await tx.execute(
      sql`insert into surveys (code,key,version,definition,opens_at) values ('n5d8','needs',1,'{}'::jsonb, now()) on conflict do nothing`,
    );
    if (await isEmptyDistrict(tx)) {
      await insertDemoDistrict(tx, { survey: 1 as never, now, timeZone });
      log.info('demonstration district inserted');
    }
    if (cast) await seatCast(tx, { vault, survey: 1 as never, now });
    else await dismissCast(tx, now);
  });
}

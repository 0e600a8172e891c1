import type { Db } from '../../db/client.ts';
import { forgetVisits, stallsToForget, visitsAt } from '../../db/queries/stall-visits.ts';
import { daysBefore } from '../../domain/retention.ts';
import { figuresOf, visitDays } from '../../domain/stall.ts';

/** Counts the stalls that were over some time ago, for good, and deletes who came by. */
export type ForgetStallVisits = (now: Date) => Promise<{ readonly stalls: number; readonly visits: number }>;

const atOnce = 100;

export function createForgetStallVisits(db: Db): ForgetStallVisits {
  return async (now) => {
    const counted = { stalls: 0, visits: 0 };
    for (;;) {
      const over = await stallsToForget(db, daysBefore(now, visitDays), atOnce);
      for (const stall of over) {
        counted.visits += await db.transaction(async (tx) =>
          forgetVisits(tx, stall, figuresOf(await visitsAt(tx, stall))),
        );
        counted.stalls += 1;
      }
      if (over.length < atOnce) return counted;
    }
  };
}

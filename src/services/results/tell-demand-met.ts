import type { Db } from '../../db/client.ts';
import { demandMetKey, tookPlaceBetween, whoAskedFor } from '../../db/queries/demand-met.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import type { Log } from '../../log.ts';

type Counts = Record<'activities' | 'told' | 'failed', number>;

/**
 * “You said, we did”: tells those who had asked for a kind of activity that one took place, once for each activity. They are
 * told one by one, not announced to: the report of an announcement would say how many asked.
 */
export type TellDemandMet = (now: Date) => Promise<Counts>;

/** By then it is over; and after some days it is no news. */
const afterHours = 3;
const withinHours = 72;

export function createTellDemandMet({
  db,
  timeZone,
  log,
}: {
  readonly db: Db;
  readonly timeZone: string;
  readonly log: Log;
}): TellDemandMet {
  return async (now) => {
    const counts: Counts = { activities: 0, told: 0, failed: 0 };
    const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
    for (const done of await tookPlaceBetween(db, hoursAgo(withinHours), hoursAgo(afterHours))) {
      const { activity, union } = done;
      const told = await db
        .transaction(async (tx) => {
          const to = await whoAskedFor(tx, done, now, timeZone);
          const body = { kind: 'demandMet', union, activity } as const;
          await tellPeople(tx, { key: demandMetKey(activity), body, to, now });
          return to.length;
        })
        .catch((error: Error) => {
          log.error('demand met not told', { kind: error.name });
          return null;
        });
      if (told === null) counts.failed += 1;
      else if (told > 0) counts.activities += 1;
      counts.told += told ?? 0;
    }
    return counts;
  };
}

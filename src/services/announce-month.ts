import type { Db, Tx } from '../db/client.ts';
import {
  addMissingSchedules,
  claimRun,
  dueUnions,
  finishRun,
  lockDueSchedule,
  type Slot,
  scheduleNext,
} from '../db/queries/jobs.ts';
import { activitiesBetween } from '../db/queries/notices.ts';
import { announceToUnion, tellPeople } from '../db/queries/outbox.ts';
import { staffOf, unionPlace } from '../db/queries/staff.ts';
import type { PersonId, UnionId } from '../domain/ids.ts';
import {
  defaultMonthlyRule,
  latenessLimitHours,
  nextMonthlySlot,
  programmePeriod,
} from '../domain/schedule.ts';
import type { Log } from '../log.ts';

/** How often each came out of one look at the schedules. */
type MonthCounts = Record<'announced' | 'nothing' | 'held' | 'repeated' | 'failed', number>;

/** Announces the month of every union whose slot has come. Run it every minute, and at start for what was missed. */
export type AnnounceMonths = (now: Date) => Promise<MonthCounts>;

export function monthSlot(union: UnionId, at: Date): Slot {
  return { job: 'announce-month', slot: `union:${union}:${at.toISOString()}` };
}

export function createAnnounceMonths({
  db,
  timeZone,
  log,
}: {
  readonly db: Db;
  readonly timeZone: string;
  readonly log: Log;
}): AnnounceMonths {
  return async (now) => {
    await ensureSchedules(db, now, timeZone);
    const counts: MonthCounts = { announced: 0, nothing: 0, held: 0, repeated: 0, failed: 0 };
    for (const union of await dueUnions(db, now)) {
      // After a long silence several slots of one union are due, one after the other.
      for (;;) {
        // One union's trouble is no other's; it is tried again in a minute.
        const outcome = await db
          .transaction((tx) => announceMonth(tx, union, now, timeZone))
          .catch((error: Error) => {
            log.error('month not announced', { union, kind: error.name });
            return 'failed' as const;
          });
        if (outcome) counts[outcome] += 1;
        if (!outcome || outcome === 'failed') break;
      }
    }
    return counts;
  };
}

/** Unions that have just come in are announced for at the usual time. */
async function ensureSchedules(db: Db | Tx, now: Date, timeZone: string): Promise<number> {
  const nextAt = nextMonthlySlot(defaultMonthlyRule, now, timeZone);
  return addMissingSchedules(db, { rule: defaultMonthlyRule, nextAt });
}

/** Claim, schedule and notice are committed together: the slot is used once, and never half. */
async function announceMonth(
  tx: Tx,
  union: UnionId,
  now: Date,
  timeZone: string,
): Promise<Exclude<keyof MonthCounts, 'failed'> | null> {
  const due = await lockDueSchedule(tx, union, now);
  if (!due) return null;
  const slot = monthSlot(union, due.nextAt);
  await scheduleNext(tx, union, nextMonthlySlot(due.rule, due.nextAt, timeZone));
  if (!(await claimRun(tx, slot, now))) return 'repeated';

  const late = now.getTime() - due.nextAt.getTime() > latenessLimitHours * 3_600_000;
  const { month, activities } = await leftOfMonth(tx, union, due.nextAt, now, timeZone);
  const finish = (outcome: 'done' | 'held') => finishRun(tx, slot, { outcome, counts: { activities }, now });
  // With nothing to say there is nothing to ask about either.
  if (activities === 0) {
    await finish('done');
    return 'nothing';
  }
  if (late) {
    const body = { kind: 'slotHeld', union, month, slot: due.nextAt.toISOString() } as const;
    const place = await unionPlace(tx, union);
    const to = place ? await staffOf(tx, place) : [];
    await tellPeople(tx, { key: `held:${union}:${body.slot}`, body, to, now });
    await finish('held');
    return 'held';
  }
  const announced = await announceProgramme(tx, { union, month, by: null, now });
  await finish('done');
  return announced ? 'announced' : 'repeated';
}

/** How many activities of the month that this slot is about are still to come. */
export async function leftOfMonth(
  tx: Tx,
  union: UnionId,
  slot: Date,
  now: Date,
  timeZone: string,
): Promise<{ readonly month: string; readonly activities: number }> {
  const { from, until, month } = programmePeriod(slot, timeZone);
  const coming = await activitiesBetween(tx, union, { from: now > from ? now : from, until });
  return { month, activities: coming.length };
}

/** False when this month was announced before. */
export async function announceProgramme(
  tx: Tx,
  { union, month, by, now }: { union: UnionId; month: string; by: PersonId | null; now: Date },
): Promise<boolean> {
  const body = { kind: 'monthlyProgramme', union, month } as const;
  const key = `monthly:${union}:${month}`;
  return (await announceToUnion(tx, { key, body, union, by, dueAt: now, now })) !== null;
}

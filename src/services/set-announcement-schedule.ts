import { programmeAnnounced, saveSchedule } from '../db/queries/schedules.ts';
import { unionPlace } from '../db/queries/staff.ts';
import { txOf } from '../db/work.ts';
import { type Actor, answersFor } from '../domain/actor.ts';
import type { UnionId } from '../domain/ids.ts';
import type { Schedule } from '../domain/program.ts';
import { type MonthlyRule, nextMonthlySlot, programmePeriod } from '../domain/schedule.ts';
import type { Work } from '../domain/work.ts';

type ScheduleSet = { readonly type: 'set'; readonly schedule: Schedule } | { readonly type: 'notYours' };

/** Says when a union's monthly announcement goes out from now on. */
export type SetAnnouncementSchedule = (
  work: Work,
  actor: Actor,
  input: { readonly union: UnionId; readonly rule: MonthlyRule },
) => Promise<ScheduleSet>;

export function createSetAnnouncementSchedule({
  timeZone,
}: {
  readonly timeZone: string;
}): SetAnnouncementSchedule {
  return async (work, actor, { union, rule }) => {
    const tx = await txOf(work);
    const place = await unionPlace(tx, union);
    if (!place || !answersFor(actor, place)) return { type: 'notYours' };
    let nextAt = nextMonthlySlot(rule, work.now, timeZone);
    // A month that has been announced isn't announced again: the date we name must be one on which something comes.
    if (await programmeAnnounced(tx, union, programmePeriod(nextAt, timeZone).month))
      nextAt = nextMonthlySlot(rule, nextAt, timeZone);
    await saveSchedule(tx, union, { rule, nextAt });
    return { type: 'set', schedule: { rule, nextAt } };
  };
}

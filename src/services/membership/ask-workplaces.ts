import type { Db } from '../../db/client.ts';
import { tellEach } from '../../db/queries/tell-each.ts';
import { askDue, giveWay, workingMembers } from '../../db/queries/workplace-checks.ts';
import { dateIn, instantAt } from '../../domain/schedule.ts';
import { workingDaysAfter } from '../../domain/working-days.ts';
import { askingMinutes, askingTime, mostAsked, roundOn } from '../../domain/workplace.ts';

const dayMs = 24 * 60 * 60 * 1000;
const minuteMs = 60_000;
/** Of what a statement can be given; each batch looks through all members once. */
const batch = 2_000;

/**
 * Asks those whose turn it is whether they still work where we think, in their lunch break. On a day off nobody is asked;
 * the next working day makes up for it.
 */
export type AskWorkplaces = (now: Date) => Promise<{ readonly asked: number }>;

export function createAskWorkplaces({
  db,
  timeZone,
}: {
  readonly db: Db;
  readonly timeZone: string;
}): AskWorkplaces {
  return async (now) => {
    const day = dateIn(now, timeZone);
    const round = roundOn(day);
    const worked = workingDaysAfter(new Date(now.getTime() - dayMs), 1, timeZone) === day;
    if (!round || !worked) return { asked: 0 };
    const from = instantAt(day, askingTime, timeZone).getTime();
    const most = await db.transaction(async (tx) => {
      await giveWay(tx, round);
      return mostAsked(await workingMembers(tx));
    });
    for (let asked = 0; ; ) {
      const some = await db.transaction(async (tx) => {
        const due = await askDue(tx, { round, day, now, limit: Math.min(batch, most - asked) });
        await tellEach(
          tx,
          due.map(({ check, person }) => {
            const at = from + (person % askingMinutes) * minuteMs;
            return {
              key: `stillThere:${check}`,
              body: { kind: 'stillThere' as const, check },
              to: person,
              dueAt: new Date(Math.max(at, now.getTime())),
            };
          }),
          now,
        );
        return due.length;
      });
      asked += some;
      if (some < batch || asked >= most) return { asked };
    }
  };
}

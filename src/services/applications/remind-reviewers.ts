import type { Db, Tx } from '../../db/client.ts';
import { type DueCount, dueCounts } from '../../db/queries/due-applications.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { districtStaff, staffOf, streetStaff } from '../../db/queries/staff.ts';
import { type DueLevel, toldOf } from '../../domain/due.ts';
import type { PersonId } from '../../domain/ids.ts';
import { answerWithinDays } from '../../domain/membership.ts';
import { dateIn, instantAt } from '../../domain/schedule.ts';
import { workingDaysAfter } from '../../domain/working-days.ts';

/**
 * Keeps what applicants were promised: the working day before, those who decide are reminded; once the day has passed the
 * street hears of it, and in the end the district. One message for a day's applications, with the number of each union;
 * said once, whatever day it is said on.
 */
export type RemindReviewers = (now: Date) => Promise<{ readonly told: number }>;

/** So many working days after she handed it in, the district hears of it. */
const districtAfterDays = 15;

export function createRemindReviewers({
  db,
  timeZone,
}: {
  readonly db: Db;
  readonly timeZone: string;
}): RemindReviewers {
  return (now) =>
    db.transaction(async (tx) => {
      const today = dateIn(now, timeZone);
      const soon = workingDaysAfter(now, 1, timeZone);
      const counts = await dueCounts(tx, { until: soon });
      let told = 0;
      for (const dueOn of new Set(counts.map((count) => count.dueOn))) {
        const on = counts.filter((count) => count.dueOn === dueOn);
        const noon = instantAt(dueOn, '12:00', timeZone);
        const late = workingDaysAfter(noon, districtAfterDays - answerWithinDays, timeZone) < today;
        told += dueOn >= today ? await remind(tx, on, now) : await escalate(tx, on, late, now);
      }
      return { told };
    });
}

async function remind(tx: Tx, counts: readonly DueCount[], now: Date): Promise<number> {
  let told = 0;
  for (const { union, street, dueOn, submitted } of counts) {
    if (submitted === 0) continue;
    const to = await staffOf(tx, { union: union.id, street });
    told += await tell(tx, { level: 'union', id: union.id }, dueOn, to, now);
  }
  // Appeals are the street's, and one message tells it of all its unions'.
  for (const street of streetsOf(counts.filter(({ appealed }) => appealed > 0))) {
    const to = await orDistrict(tx, await streetStaff(tx, street));
    told += await tell(tx, { level: 'appeals', id: street }, dueOnOf(counts), to, now);
  }
  return told;
}

async function escalate(tx: Tx, counts: readonly DueCount[], late: boolean, now: Date): Promise<number> {
  let told = 0;
  for (const street of streetsOf(counts)) {
    const to = await orDistrict(tx, await streetStaff(tx, street));
    told += await tell(tx, { level: 'street', id: street }, dueOnOf(counts), to, now);
  }
  if (late)
    told += await tell(tx, { level: 'district', id: 0 }, dueOnOf(counts), await districtStaff(tx), now);
  return told;
}

async function tell(
  tx: Tx,
  { level, id }: { readonly level: DueLevel; readonly id: number },
  dueOn: string,
  to: readonly PersonId[],
  now: Date,
): Promise<number> {
  await tellPeople(tx, {
    key: toldOf(level, id, dueOn),
    body: { kind: 'applicationsDue', level, scope: id, dueOn },
    to,
    now,
  });
  return to.length;
}

async function orDistrict(tx: Tx, street: readonly PersonId[]): Promise<readonly PersonId[]> {
  return street.length > 0 ? street : districtStaff(tx);
}

const streetsOf = (counts: readonly DueCount[]) => new Set(counts.map(({ street }) => street));
const dueOnOf = (counts: readonly DueCount[]) => counts[0]?.dueOn ?? '';

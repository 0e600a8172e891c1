import { dateIn, daysBefore } from './schedule.ts';
import { workingDaysAfter } from './working-days.ts';

/*
 * An applicant who was asked something: it is her turn, and the union's promised day doesn't run. She is reminded twice,
 * and in the end her application lapses; she may hand in a new one any time.
 */

/** So many working days after she was asked. */
const remindedAfter = { first: 3, second: 7 } as const;
/** So many days, holidays or not. */
const lapsesAfterDays = 30;

export type Nudge = 'first' | 'second' | 'lapse';

/** What is due on this day; null: nothing yet. */
export function nudgeDue(askedAt: Date, now: Date, timeZone: string): Nudge | null {
  const today = dateIn(now, timeZone);
  if (dateIn(askedAt, timeZone) <= daysBefore(today, lapsesAfterDays)) return 'lapse';
  if (workingDaysAfter(askedAt, remindedAfter.second, timeZone) <= today) return 'second';
  return workingDaysAfter(askedAt, remindedAfter.first, timeZone) <= today ? 'first' : null;
}

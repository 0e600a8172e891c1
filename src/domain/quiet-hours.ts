import { dateIn, dayAfter, instantAt } from './schedule.ts';

/** From when till when nobody is written to unasked, by the deployment's clock: `21:00` till `08:00`. */
export interface QuietHours {
  readonly from: string;
  readonly until: string;
}

export const usualQuietHours: QuietHours = { from: '21:00', until: '08:00' };

/**
 * When the quiet hours around `now` are over; null when it isn't quiet. They may reach over midnight, and follow the wall
 * clock: on a night when that is set, they are an hour longer or shorter.
 */
export function quietUntil(now: Date, { from, until }: QuietHours, timeZone: string): Date | null {
  if (from === until) return null;
  const today = dateIn(now, timeZone);
  const begins = instantAt(today, from, timeZone);
  const ends = instantAt(today, until, timeZone);
  if (from < until) return now >= begins && now < ends ? ends : null;
  if (now < ends) return ends;
  return now >= begins ? instantAt(dayAfter(today), until, timeZone) : null;
}

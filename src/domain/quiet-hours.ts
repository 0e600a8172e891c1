import { z } from 'zod';
import { dateIn, dayAfter, instantAt } from './schedule.ts';

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u);

/** From when till when nobody is written to unasked, by the deployment's clock: `21:00` till `08:00`. */
export const QuietHours = z.object({ from: ClockTime, until: ClockTime });
export type QuietHours = Readonly<z.infer<typeof QuietHours>>;

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

/** Less is no night, more leaves no day to write in. */
const shortestHours = 6;
const longestHours = 16;

/** Whether a district may choose these. */
export function areFit({ from, until }: QuietHours): boolean {
  const minutes = (minutesOf(until) - minutesOf(from) + 1_440) % 1_440;
  return minutes >= shortestHours * 60 && minutes <= longestHours * 60;
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/*
 * When a place is open. Staff write hours as they would on a door (“工作日 9:00–18:00”), and what they write stays the
 * truth: read-hours.ts reads it, or doesn't, and only from hours that were read do we say that a place is open now.
 */

/** From a minute after midnight to another; past 1440 it ends on the next day: 18:00 to 2:00 is 1080 to 1560. */
export const Span = z
  .object({ from: z.number().int().min(0).max(1439), to: z.number().int().min(1).max(2879) })
  .refine(({ from, to }) => from < to && to - from <= 1440);
export type Span = z.infer<typeof Span>;

export const minutesOfDay = 1440;

/** Seven days from Monday on, each with its spans in order; none where it is closed. */
export type WeeklyHours = readonly (readonly Span[])[];

/** Days, first and last, on which it is open at other hours, or not at all. */
export const Exception = z.object({ from: z.iso.date(), to: z.iso.date(), spans: z.array(Span) });
export type Exception = z.infer<typeof Exception>;
export const Exceptions = z.array(Exception).max(20);
export type Exceptions = z.infer<typeof Exceptions>;

/** Whether it is open, and when that changes; null where it never does, or not within a month. */
export type OpenState =
  | { readonly open: true; readonly until: Date | null }
  | { readonly open: false; readonly opens: { readonly at: Date; readonly day: OpensOn } | null };
/** Seen from today. */
type OpensOn = 'today' | 'tomorrow' | 'later';

/** Looked ahead this far for the next change. */
const horizonDays = 35;

/** Open or closed at this moment, by the clock on its wall. */
export function openState(
  hours: WeeklyHours,
  exceptions: Exceptions,
  now: Date,
  timeZone: string,
): OpenState {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const times: { from: number; to: number }[] = [];
  // Yesterday's evening may last until this morning.
  for (let ahead = -1; ahead <= horizonDays; ahead += 1) {
    const day = today.add({ days: ahead });
    for (const { from, to } of spansOn(day, hours, exceptions)) {
      const time = { from: instantOf(day, from, timeZone), to: instantOf(day, to, timeZone) };
      const last = times.at(-1);
      if (last && time.from <= last.to) last.to = Math.max(last.to, time.to);
      else if (time.from < time.to) times.push(time);
    }
  }
  const at = now.getTime();
  const next = times.find(({ to }) => to > at);
  if (!next) return { open: false, opens: null };
  const horizon = instantOf(today.add({ days: horizonDays }), 0, timeZone);
  if (next.from <= at) return { open: true, until: next.to >= horizon ? null : new Date(next.to) };
  const opensOn = Temporal.Instant.fromEpochMilliseconds(next.from).toZonedDateTimeISO(timeZone);
  const days = today.until(opensOn.toPlainDate(), { largestUnit: 'day' }).days;
  const day = days === 0 ? 'today' : days === 1 ? 'tomorrow' : 'later';
  return { open: false, opens: { at: new Date(next.from), day } };
}

/** Of two exceptions for a day, the one that was put down later holds. */
function spansOn(day: Temporal.PlainDate, hours: WeeklyHours, exceptions: Exceptions): readonly Span[] {
  const date = day.toString();
  const exception = exceptions.findLast(({ from, to }) => from <= date && date <= to);
  return exception?.spans ?? hours[day.dayOfWeek - 1] ?? [];
}

/** A time that a spring change leaves out moves forward by the gap. */
function instantOf(day: Temporal.PlainDate, minute: number, timeZone: string): number {
  const date = day.add({ days: Math.floor(minute / minutesOfDay) });
  const plainTime = new Temporal.PlainTime(
    Math.floor((minute % minutesOfDay) / 60),
    (minute % minutesOfDay) % 60,
  );
  return date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
}

/** The exceptions that still matter on this day (`2026-12-05`). */
export function exceptionsFrom(exceptions: Exceptions, today: string): Exceptions {
  return exceptions.filter(({ to }) => to >= today);
}

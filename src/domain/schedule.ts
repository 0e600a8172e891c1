import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/*
 * When things are due. All rules are in the deployment's time zone; instants go in and out as `Date`.
 * A *slot* is one occurrence of a rule, named by its month, so that it can be claimed exactly once.
 */

/** “The first Monday at 10:00.” Weekdays are ISO: 1 is Monday. */
export const MonthlyRule = z.object({
  nth: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal('last')]),
  weekday: z.number().int().min(1).max(7),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u),
});
export type MonthlyRule = z.infer<typeof MonthlyRule>;

export const defaultMonthlyRule: MonthlyRule = { nth: 1, weekday: 1, time: '10:00' };

/** A slot missed by more than this is held and asked about, never sent late by itself. */
export const latenessLimitHours = 6;

/** The first slot of `rule` strictly after `after`. */
export function nextMonthlySlot(rule: MonthlyRule, after: Date, timeZone: string): Date {
  const start = zoned(after, timeZone);
  let month = Temporal.PlainYearMonth.from({ year: start.year, month: start.month });
  for (;;) {
    const slot = slotInMonth(rule, month, timeZone);
    if (slot.getTime() > after.getTime()) return slot;
    month = month.add({ months: 1 });
  }
}

function slotInMonth(rule: MonthlyRule, month: Temporal.PlainYearMonth, timeZone: string): Date {
  return instantAt(nthWeekday(month, rule).toString(), rule.time, timeZone);
}

/** The first, …, fourth or last such weekday of a month. */
export function nthWeekday(
  month: Temporal.PlainYearMonth,
  { nth, weekday }: Pick<MonthlyRule, 'nth' | 'weekday'>,
): Temporal.PlainDate {
  const first = month.toPlainDate({ day: 1 });
  const firstMatch = first.add({ days: (weekday - first.dayOfWeek + 7) % 7 });
  const weeks = nth === 'last' ? Math.floor((month.daysInMonth - firstMatch.day) / 7) : nth - 1;
  return firstMatch.add({ days: 7 * weeks });
}

/** The month that contains `instant`, as `2026-12`. */
export function monthOf(instant: Date, timeZone: string): string {
  return zoned(instant, timeZone).toPlainDate().toPlainYearMonth().toString();
}

/**
 * What a monthly programme sent at `instant` covers: from then to the end of the month; sent in a month's last week, it
 * is about the month to come.
 */
export function programmePeriod(
  instant: Date,
  timeZone: string,
): { readonly from: Date; readonly until: Date; readonly month: string } {
  const now = zoned(instant, timeZone);
  const inLastWeek = now.daysInMonth - now.day < 7;
  const month = now
    .toPlainDate()
    .toPlainYearMonth()
    .add({ months: inLastWeek ? 1 : 0 });
  const { from, until } = monthPeriod(month.toString(), timeZone);
  return { from: from > instant ? from : instant, until, month: month.toString() };
}

/** The whole of a month such as `2026-12`. */
export function monthPeriod(month: string, timeZone: string): { readonly from: Date; readonly until: Date } {
  const named = Temporal.PlainYearMonth.from(month);
  return {
    from: startOf(named.toPlainDate({ day: 1 }), timeZone),
    until: startOf(named.add({ months: 1 }).toPlainDate({ day: 1 }), timeZone),
  };
}

function startOf(day: Temporal.PlainDate, timeZone: string): Date {
  return new Date(day.toZonedDateTime({ timeZone }).epochMilliseconds);
}

function zoned(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}

/** Today's date where the deployment is, as `2026-12-05`. */
export function dateIn(instant: Date, timeZone: string): string {
  return zoned(instant, timeZone).toPlainDate().toString();
}

/** The day after `2026-12-31`. */
export function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

/** The day so many days before `2026-12-31`. */
export function daysBefore(day: string, days: number): string {
  return Temporal.PlainDate.from(day).subtract({ days }).toString();
}

/**
 * The instant of a wall-clock `2026-12-05` at `14:00`. A time that a spring change leaves out is the first moment after it;
 * one that an autumn change repeats is taken the first time.
 */
export function instantAt(date: string, time: string, timeZone: string): Date {
  const wall = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  const first = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const there = first.toPlainDateTime().equals(wall) ? first : first.getTimeZoneTransition('next');
  return new Date((there ?? first).epochMilliseconds);
}

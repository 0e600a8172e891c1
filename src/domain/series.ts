import { Temporal } from 'temporal-polyfill';
import { dateIn, daysBefore, instantAt, nthWeekday } from './schedule.ts';
import type { Pattern, Series } from './timing.ts';
import { isPublicHoliday } from './working-days.ts';

/*
 * Which moments a series means. A *slot* is one of them; a day has at most one.
 */

/** The first slot strictly after `after`; null when the series is over by then. */
export function nextSlot(series: Series, after: Date, timeZone: string): Date | null {
  return nextSlots(series, after, timeZone, 1)[0] ?? null;
}

/** The first `many` slots after `after`, or as many as there are. */
export function nextSlots(series: Series, after: Date, timeZone: string, many: number): readonly Date[] {
  const { ends, time } = series;
  const times = ends && 'times' in ends ? ends.times : Number.POSITIVE_INFINITY;
  // How often it has been can only be counted from the beginning; otherwise we begin at the day before the one that is
  // asked about, whose slot may have fallen into this one.
  const start =
    times === Number.POSITIVE_INFINITY
      ? later(series.from, daysBefore(dateIn(after, timeZone), 1))
      : series.from;
  const slots: Date[] = [];
  let count = 0;
  for (const day of daysOf(series, start)) {
    count += 1;
    if (count > times) break;
    const slot = instantAt(day, time, timeZone);
    // Where clocks leave out a whole day, two days' slots may be one moment.
    const last = slots.at(-1) ?? after;
    if (slot <= last) continue;
    slots.push(slot);
    if (slots.length >= many) break;
  }
  return slots;
}

/** How many slots there have been up to `now`, were there no end. */
export function slotsUntil(series: Series, now: Date, timeZone: string): number {
  let count = 0;
  for (const day of daysOf({ ...series, ends: null }, series.from)) {
    if (instantAt(day, series.time, timeZone) > now) return count;
    count += 1;
  }
  return count;
}

/** How many are left of a series that ends after so many; null where it doesn't. */
export function slotsLeft(series: Series, now: Date, timeZone: string): number | null {
  const { ends } = series;
  return ends && 'times' in ends ? Math.max(0, ends.times - slotsUntil(series, now, timeZone)) : null;
}

/** The days of a series from `start` on, in order, each once. */
function* daysOf(series: Series, start: string): Generator<string> {
  const { pattern, from, except, extra, skipHolidays, ends } = series;
  const until = ends && 'until' in ends ? ends.until : null;
  const left = [...new Set(extra)].filter((day) => day >= start).sort();
  let regular = firstDay(pattern, Temporal.PlainDate.from(start), Temporal.PlainDate.from(from));
  for (;;) {
    const byPattern = regular.toString();
    const asWell = left[0];
    const chosen = asWell !== undefined && asWell <= byPattern;
    const day = chosen ? asWell : byPattern;
    if (until !== null && day > until) return;
    if (chosen) left.shift();
    if (day === byPattern)
      regular = firstDay(pattern, regular.add({ days: 1 }), Temporal.PlainDate.from(from));
    if (except.includes(day)) continue;
    if (!chosen && skipHolidays && isPublicHoliday(day)) continue;
    yield day;
  }
}

/** The first day of a pattern from `start` on. */
function firstDay(pattern: Pattern, start: Temporal.PlainDate, from: Temporal.PlainDate): Temporal.PlainDate {
  switch (pattern.every) {
    case 'week':
      return nextWeekday(start, pattern.weekday);
    case 'secondWeek': {
      const first = nextWeekday(from, pattern.weekday);
      const day = nextWeekday(start, pattern.weekday);
      const weeks = first.until(day, { largestUnit: 'days' }).days / 7;
      return weeks % 2 === 0 ? day : day.add({ days: 7 });
    }
    case 'monthWeekday':
    case 'monthDay': {
      const day = dayInMonth(pattern, start.toPlainYearMonth());
      return Temporal.PlainDate.compare(day, start) >= 0
        ? day
        : dayInMonth(pattern, start.toPlainYearMonth().add({ months: 1 }));
    }
  }
}

function dayInMonth(
  pattern: Extract<Pattern, { every: 'monthWeekday' | 'monthDay' }>,
  month: Temporal.PlainYearMonth,
): Temporal.PlainDate {
  if (pattern.every === 'monthWeekday') return nthWeekday(month, pattern);
  return month.toPlainDate({
    day: pattern.day === 'last' ? month.daysInMonth : Math.min(pattern.day, month.daysInMonth),
  });
}

function nextWeekday(start: Temporal.PlainDate, weekday: number): Temporal.PlainDate {
  return start.add({ days: (weekday - start.dayOfWeek + 7) % 7 });
}

const later = (one: string, other: string) => (one > other ? one : other);

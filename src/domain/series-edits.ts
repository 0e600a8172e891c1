import { dateIn } from './schedule.ts';
import { nextSlot, slotsUntil } from './series.ts';
import { mostExceptions, mostTimes, type Pattern, type Series } from './timing.ts';

/*
 * What an officer does to a series, a step at a time. Null: it can't be done.
 */

/** A new one, from today on: what has passed of today is none of it. */
export function beginSeries(
  { pattern, time }: { readonly pattern: Pattern; readonly time: string },
  now: Date,
  timeZone: string,
): Series {
  const begun: Series = {
    kind: 'series',
    pattern,
    time,
    from: dateIn(now, timeZone),
    except: [],
    extra: [],
    skipHolidays: false,
    ends: null,
  };
  const first = nextSlot(begun, now, timeZone);
  return first ? { ...begun, from: dateIn(first, timeZone) } : begun;
}

/** Another rhythm or hour; what was said of single days was said of the old one, what of its end still holds. */
export function changeRhythm(
  series: Series,
  change: { readonly pattern: Pattern; readonly time: string },
  now: Date,
  timeZone: string,
): Series {
  const begun = beginSeries(change, now, timeZone);
  const { ends, skipHolidays } = series;
  if (ends === null || 'until' in ends) return { ...begun, skipHolidays, ends };
  const left = Math.max(1, ends.times - slotsUntil(series, now, timeZone));
  return { ...begun, skipHolidays, ends: { times: left } };
}

/** Not on this day: a slot of its own is left out, an added one taken back. */
export function leaveOut(series: Series, day: string): Series | null {
  const except = withDay(series.except, day);
  return except && { ...series, except, extra: series.extra.filter((other) => other !== day) };
}

/** On this day after all. */
export function bringBack(series: Series, day: string): Series {
  return { ...series, except: series.except.filter((other) => other !== day) };
}

/** Not on this day, but on that. */
export function moveTo(series: Series, day: string, instead: string): Series | null {
  const left = day === instead ? null : leaveOut(bringBack(series, instead), day);
  const extra = left && withDay(left.extra, instead);
  return extra && { ...left, extra };
}

/** So many times more; null for as long as nobody ends it. */
export function endAfter(series: Series, times: number | null, now: Date, timeZone: string): Series | null {
  if (times === null) return { ...series, ends: null };
  const all = slotsUntil(series, now, timeZone) + times;
  return all > mostTimes ? null : { ...series, ends: { times: all } };
}

function withDay(days: readonly string[], day: string): string[] | null {
  if (days.includes(day)) return [...days];
  return days.length >= mostExceptions ? null : [...days, day].sort();
}

import { Temporal } from 'temporal-polyfill';
import { type ActivityKind, activityKinds } from './activity.ts';
import { instantAt, monthOf, nthWeekday } from './schedule.ts';
import type { Summed } from './suppression/sum.ts';
import { type PreferredTime, preferredTimes } from './survey.ts';

/*
 * What a union could put on next month, by what its members said they would come to: of each kind, at the time that suits
 * most of those who want it. Made of nothing but figures that may be shown.
 */

export interface Suggestion {
  readonly kind: ActivityKind;
  /** Null: at which time most would come can't be shown. */
  readonly time: PreferredTime | null;
  /** How many said they want it, and at that time. */
  readonly reach: number;
}

/** More than these, nobody organises in a month. */
const mostSuggestions = 5;

/** @param planned kinds that next month has already */
export function suggestionsFrom(figures: Summed, planned: readonly ActivityKind[]): readonly Suggestion[] {
  return activityKinds
    .filter((kind) => !planned.includes(kind))
    .flatMap((kind) => suggestionOf(kind, figures) ?? [])
    .sort((one, other) => other.reach - one.reach)
    .slice(0, mostSuggestions);
}

function suggestionOf(kind: ActivityKind, { axes, crosses }: Summed): Suggestion | null {
  const wanted = axes[`interests.${kind}`]?.yes;
  if (!wanted) return null;
  const times = preferredTimes.flatMap((time) => {
    const both = crosses[`interests.${kind}|times.${time}`]?.['yes|yes'];
    return both ? [{ kind, time, reach: both.count }] : [];
  });
  const [best] = times.sort((one, other) => other.reach - one.reach);
  return best ?? { kind, time: null, reach: wanted.count };
}

/** When such a thing usually begins; the second such day of a month, when people are back in their routine. */
const usual: Readonly<Record<PreferredTime, { readonly weekday: number; readonly time: string }>> = {
  lunch: { weekday: 3, time: '12:10' },
  evening: { weekday: 4, time: '18:30' },
  saturday: { weekday: 6, time: '10:00' },
  sunday: { weekday: 7, time: '10:00' },
};

/** The month after this one, `2026-12`. */
export function monthAfter(now: Date, timeZone: string): string {
  return Temporal.PlainYearMonth.from(monthOf(now, timeZone)).add({ months: 1 }).toString();
}

/** When to begin, for a draft: it can be changed. */
export function suggestedStart(time: PreferredTime | null, now: Date, timeZone: string): Date {
  const { weekday, time: clock } = usual[time ?? 'lunch'];
  const month = Temporal.PlainYearMonth.from(monthAfter(now, timeZone));
  return instantAt(nthWeekday(month, { nth: 2, weekday }).toString(), clock, timeZone);
}

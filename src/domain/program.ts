import { Temporal } from 'temporal-polyfill';
import type { ActivityKind } from './activity.ts';
import type { Needs, PreferredTime } from './survey.ts';

/** Which of the survey's times an activity falls into; null in the middle of a working day. */
export function preferredTimeOf(startsAt: Date, timeZone: string): PreferredTime | null {
  const { dayOfWeek, hour } = wallClock(startsAt, timeZone);
  if (dayOfWeek === 6) return 'saturday';
  if (dayOfWeek === 7) return 'sunday';
  if (hour >= 11 && hour < 14) return 'lunch';
  return hour >= 17 ? 'evening' : null;
}

/**
 * A union's activities in the order they suit one member: first the kinds she asked for, then the rest, each by day; on
 * the same day, one at a time she prefers comes first. Nothing is left out: what she didn't ask for may still please.
 *
 * @param needs null when she hasn't answered the survey: then it is the order of the calendar
 */
export function programmeFor<T extends { readonly kind: ActivityKind; readonly startsAt: Date }>(
  needs: Needs | null,
  activities: readonly T[],
  timeZone: string,
): readonly { readonly activity: T; readonly asked: boolean }[] {
  return activities
    .map((activity) => {
      const time = preferredTimeOf(activity.startsAt, timeZone);
      return {
        activity,
        asked: needs?.interests.includes(activity.kind) ?? false,
        day: wallClock(activity.startsAt, timeZone).toPlainDate(),
        inTime: time !== null && (needs?.times.includes(time) ?? false),
      };
    })
    .sort(
      (a, b) =>
        Number(b.asked) - Number(a.asked) ||
        Temporal.PlainDate.compare(a.day, b.day) ||
        Number(b.inTime) - Number(a.inTime) ||
        a.activity.startsAt.getTime() - b.activity.startsAt.getTime(),
    )
    .map(({ activity, asked }) => ({ activity, asked }));
}

function wallClock(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}

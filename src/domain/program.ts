import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Activity, ActivityKind } from './activity.ts';
import type { ActivityId, UnionId } from './ids.ts';
import type { Named } from './language.ts';
import { instantAt, type MonthlyRule } from './schedule.ts';
import type { Needs, PreferredTime } from './survey.ts';

/** Which of the survey's times an activity falls into; null in the middle of a working day. */
export function preferredTimeOf(startsAt: Date, timeZone: string): PreferredTime | null {
  const { dayOfWeek, hour } = wallClock(startsAt, timeZone);
  if (dayOfWeek === 6) return 'saturday';
  if (dayOfWeek === 7) return 'sunday';
  if (hour >= 11 && hour < 14) return 'lunch';
  return hour >= 17 ? 'evening' : null;
}

/** When somebody who prefers it would rather read a month's programme, on a working day. */
const readAt: readonly { readonly time: PreferredTime; readonly clock: string }[] = [
  { time: 'lunch', clock: '12:00' },
  { time: 'evening', clock: '18:00' },
];

/**
 * The times of a slot's day at which those who prefer them get it, in order: only what is still to come. Whoever prefers
 * none of these gets it at the slot.
 */
export function preferredMoments(
  slot: Date,
  timeZone: string,
): readonly { readonly time: PreferredTime; readonly at: Date }[] {
  const day = wallClock(slot, timeZone);
  if (day.dayOfWeek > 5) return [];
  return readAt
    .map(({ time, clock }) => ({ time, at: instantAt(day.toPlainDate().toString(), clock, timeZone) }))
    .filter(({ at }) => at >= slot);
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

/** An activity as one person has it before her. */
export interface ActivityCard extends Activity {
  readonly id: ActivityId;
  readonly union: Named & { readonly id: UnionId };
  readonly cancelled: boolean;
  /** Places taken. */
  readonly taken: number;
  /** She is among them. */
  readonly signedUp: boolean;
}

export type SignUpRefusal = 'cancelled' | 'over' | 'full';

/** What keeps people from signing up, if anything does. */
export function signUpRefusal(
  activity: Pick<ActivityCard, 'cancelled' | 'startsAt' | 'capacity' | 'taken'>,
  now: Date,
): SignUpRefusal | null {
  if (activity.cancelled) return 'cancelled';
  if (activity.startsAt <= now) return 'over';
  return activity.capacity !== null && activity.taken >= activity.capacity ? 'full' : null;
}

/** What an activity is called, and where it is: as typed, without line breaks and signs that nobody sees. */
export const ActivityWords = z
  .string()
  .transform((text) =>
    text
      .normalize('NFC')
      .replace(/[^\P{C}\u200d]|\s+/gu, ' ')
      .replace(/ {2,}/gu, ' ')
      .trim(),
  )
  .refine((text) => /[\p{L}\p{N}]/u.test(text))
  .refine((text) => [...text].length <= activityWordsMax);
export const activityWordsMax = 60;

/** As many places as the largest hall has; `null` is no limit. */
export const Capacity = z.number().int().min(1).max(2000).nullable();

/** Further ahead than this, a year has been mistyped. */
const furthestDays = 366;

export type MomentRefusal = 'past' | 'tooFar';

/** Whether something can be planned for this moment. */
export function momentRefusal(at: Date, now: Date): MomentRefusal | null {
  if (at <= now) return 'past';
  return at.getTime() - now.getTime() > furthestDays * 86_400_000 ? 'tooFar' : null;
}

/** The next such weekday (ISO: 1 is Monday) at this time, strictly after `now`. */
export function nextAt(
  { weekday, time }: { readonly weekday: number; readonly time: string },
  now: Date,
  timeZone: string,
): Date {
  const today = wallClock(now, timeZone).toPlainDate();
  const first = today.add({ days: (weekday - today.dayOfWeek + 7) % 7 });
  const instant = instantAt(first.toString(), time, timeZone);
  return instant > now ? instant : instantAt(first.add({ days: 7 }).toString(), time, timeZone);
}

/** When a union's monthly announcement goes out. */
export interface Schedule {
  readonly rule: MonthlyRule;
  readonly nextAt: Date;
}

/** How far the announcement of one activity has come. */
export type Announcement =
  | { readonly status: 'none' }
  /** It can still be moved or called off. */
  | { readonly status: 'planned'; readonly dueAt: Date; readonly goesAt: Date }
  /** `goesAt`: at night nothing goes yet. */
  | { readonly status: 'underWay'; readonly dueAt: Date; readonly goesAt: Date };

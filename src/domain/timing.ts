import { z } from 'zod';

/*
 * When a broadcast goes out, as data: kept with it, and asked for its slots (series.ts). All of it is said by the
 * deployment's wall clock; no timing at all is at once.
 */

/** `2026-12-05` */
const Day = z.iso.date();
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u);
/** ISO: 1 is Monday. */
const weekday = z.number().int().min(1).max(7);

export const Pattern = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('week'), weekday }),
  /** Weeks are counted from the first such day of the series. */
  z.strictObject({ every: z.literal('secondWeek'), weekday }),
  z.strictObject({
    every: z.literal('monthWeekday'),
    nth: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal('last')]),
    weekday,
  }),
  /** The 31st is the last day of a month that has none. */
  z.strictObject({
    every: z.literal('monthDay'),
    day: z.union([z.number().int().min(1).max(31), z.literal('last')]),
  }),
]);
export type Pattern = z.infer<typeof Pattern>;

/** Nobody picks more of them in a chat. */
export const mostExceptions = 40;
export const mostTimes = 1000;

export const Series = z.strictObject({
  kind: z.literal('series'),
  pattern: Pattern,
  time: ClockTime,
  /** Nothing before this day. */
  from: Day,
  /** Not on these days, whatever the pattern says … */
  except: z.array(Day).max(mostExceptions),
  /** … but on these as well. */
  extra: z.array(Day).max(mostExceptions),
  /** Not on public holidays of the mainland, unless such a day is one of `extra`. */
  skipHolidays: z.boolean(),
  /** Null: until somebody ends it. `until` is its last day; `times` counts from `from`. */
  ends: z
    .union([
      z.strictObject({ until: Day }),
      z.strictObject({ times: z.number().int().min(1).max(mostTimes) }),
    ])
    .nullable(),
});
export type Series = z.infer<typeof Series>;

export const Timing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('at'), at: z.iso.datetime() }),
  Series,
]);
export type Timing = z.infer<typeof Timing>;

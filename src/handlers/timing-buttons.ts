import { z } from 'zod';
import { button } from '../bot/button.ts';
import { BroadcastId } from '../domain/ids.ts';

/* When a broadcast goes out, for staff; given out by buttons.ts with all others. */

const broadcast = BroadcastId;
const minute = z.coerce.number().int().min(0).max(9_999_999_999);
/** `20261205`; there is no 30th of February. */
const day = z
  .string()
  .regex(/^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u)
  .refine((code) => z.iso.date().safeParse(code.replace(/^(.{4})(..)/u, '$1-$2-')).success);
/** As timing/codes.ts writes it: `w4`, `b4`, `m1-4`, `ml-4`, `d15`, `dl`. */
const pattern = z.string().regex(/^(?:[wb][1-7]|m[1-4l]-[1-7]|d(?:[1-9]|[12]\d|3[01]|l))$/u);

export const timingButton = button('tm', { broadcast });
export const timingNowButton = button('tmn', { broadcast });
export const timingAtButton = button('tma', { broadcast });
export const timingMinuteButton = button('tmm', { broadcast, minute });
export const timingSeriesButton = button('tms', { broadcast });
export const timingNthButton = button('tmk', { broadcast });
export const timingWeekdayButton = button('tmw', {
  broadcast,
  every: z.enum(['w', 'b', 'm1', 'm2', 'm3', 'm4', 'ml']),
});
export const timingDayButton = button('tmd', { broadcast });
export const timingHourButton = button('tmh', { broadcast, pattern });
export const timingSetButton = button('tmt', { broadcast, pattern, time: z.string().regex(/^\d{4}$/u) });
/** Every second week: the other ones. */
export const timingShiftButton = button('tmf', { broadcast, day });
export const timingHolidaysButton = button('tmo', { broadcast, skip: z.enum(['y', 'n']) });
export const timingExceptButton = button('tme', { broadcast });
export const timingLeaveOutButton = button('tmx', { broadcast, day });
export const timingBringBackButton = button('tmb', { broadcast, day });
export const timingEndsButton = button('tmz', { broadcast });
/** 0: until somebody ends it. */
export const timingTimesButton = button('tmy', { broadcast, times: z.coerce.number().int().min(0).max(99) });
export const timingMoveButton = button('tmv', { broadcast, move: z.enum(['pause', 'resume', 'end']) });
export const timingEndAskButton = button('tmq', { broadcast });
/** A slot that was held: `slot` in minutes since 1970. */
export const broadcastSlotButton = button('tmr', { broadcast, slot: minute, send: z.enum(['y', 'n']) });

import { readMoment } from './read-moment.ts';
import { dateIn } from './schedule.ts';

/*
 * What officers type of when something goes out. Null: it can't be read so.
 */

/** `10:30`, `下午3点半`, `3pm` */
export function readClock(typed: string): string | null {
  // On which day is of no matter; this one has no clocks changed anywhere.
  const at = readMoment(`1月1日 ${typed}`, new Date('2026-01-01T00:00:00Z'), 'UTC');
  return at?.toISOString().slice(11, 16) ?? null;
}

/** `12月10日`, `明天`, `10 Dec`: the next such day. */
export function readComingDay(typed: string, now: Date, timeZone: string): string | null {
  const at = readMoment(`${typed} 12:00`, now, timeZone);
  return at && dateIn(at, timeZone);
}

const towards = /改到|改成|换到|换成|挪到|→|->|\bto\b/u;

/** `12月10日` is left out; `12月10日改到12月11日` is moved. */
export function readException(
  typed: string,
  now: Date,
  timeZone: string,
): { readonly day: string; readonly instead: string | null } | null {
  const parts = typed.normalize('NFKC').toLowerCase().split(towards);
  if (parts.length > 2) return null;
  const [day, instead] = parts.map((part) => readComingDay(part, now, timeZone));
  if (!day || instead === null) return null;
  return { day, instead: instead ?? null };
}

/** `15`, `15号`, `最后一天`, `last day` */
export function readMonthDay(typed: string): number | 'last' | null {
  const text = typed.normalize('NFKC').trim().toLowerCase();
  if (/^(?:每月)?(?:最后一天|月底|last(?: day)?)$/u.test(text)) return 'last';
  const day = Number(/^(?:每月)?(\d{1,2})(?:号|日|st|nd|rd|th)?$/u.exec(text)?.[1]);
  return day >= 1 && day <= 31 ? day : null;
}

/** `6`, `再发6次`: so many times; `12月31日`, `到年底`-like days: until then. */
export function readEnd(
  typed: string,
  now: Date,
  timeZone: string,
): { readonly times: number } | { readonly until: string } | null {
  const text = typed.normalize('NFKC').trim().toLowerCase();
  const times = Number(/^(?:再?发)?\s*(\d{1,3})\s*(?:次|回|times?)?$/u.exec(text)?.[1]);
  if (times >= 1 && times <= 200) return { times };
  const until = readComingDay(text.replace(/^(?:发到|到|until)\s*/u, ''), now, timeZone);
  return until === null ? null : { until };
}

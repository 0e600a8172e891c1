import { Temporal } from 'temporal-polyfill';

/**
 * A day that has been, as people type it: `9月30日`, `2020-09-30`, `2020年9月30日`, `9.30`, `30 Sep 2020`, `昨天`, `上月底`,
 * `9月底`. Without a year it is the last such day up to `today`.
 *
 * @param today a calendar day, `2026-12-05`
 * @returns null when it can't be read so, or there is no such day
 */
export function readDay(typed: string, today: string): string | null {
  const text = typed.normalize('NFKC').trim().toLowerCase();
  const now = Temporal.PlainDate.from(today);
  const relative = relatives.find(([form]) => form.test(text));
  if (relative) return relative[1](now).toString();
  for (const form of forms) {
    const groups = form.exec(text)?.groups;
    if (groups) return dayOf(groups, now);
  }
  return null;
}

/** The last day of the month before this one's. */
export function lastMonthsEnd(today: string): string {
  return endOfLastMonth(Temporal.PlainDate.from(today)).toString();
}

export function lastYearsEnd(today: string): string {
  return Temporal.PlainDate.from(today).with({ month: 1, day: 1 }).subtract({ days: 1 }).toString();
}

type Relative = (today: Temporal.PlainDate) => Temporal.PlainDate;
const endOfLastMonth: Relative = (today) => today.with({ day: 1 }).subtract({ days: 1 });

const relatives: readonly (readonly [RegExp, Relative])[] = [
  [/^(今天|today)$/u, (today) => today],
  [/^(昨天|yesterday)$/u, (today) => today.subtract({ days: 1 })],
  [/^(前天)$/u, (today) => today.subtract({ days: 2 })],
  [/^(上个?月底|end of last month)$/u, endOfLastMonth],
  [/^(去年底|end of last year)$/u, (today) => today.with({ month: 1, day: 1 }).subtract({ days: 1 })],
];

/** Before it there was no union to count, and no figure that means anything. */
const earliestYear = 1900;

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const named = `(?<name>${months.join('|')})[a-z]*\\.?`;
const forms = [
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/u,
  /^(?:(?<year>\d{4})\s*年\s*)?(?<month>\d{1,2})\s*月\s*(?<end>底)$/u,
  /^(?:(?<year>\d{4})\s*[年./-]\s*)?(?<month>\d{1,2})\s*[月./-]\s*(?<day>\d{1,2})\s*[日号]?$/u,
  new RegExp(`^(?<day>\\d{1,2})(?:st|nd|rd|th)?\\s+${named}(?:,?\\s+(?<year>\\d{4}))?$`, 'u'),
  new RegExp(`^${named}\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(?<year>\\d{4}))?$`, 'u'),
];

function dayOf(groups: Record<string, string | undefined>, today: Temporal.PlainDate): string | null {
  const month = groups.name ? months.indexOf(groups.name) + 1 : Number(groups.month);
  // A leap day may lie eight years back.
  const years = groups.year ? [Number(groups.year)] : Array.from({ length: 9 }, (_, ago) => today.year - ago);
  for (const year of years) {
    if (year < earliestYear) return null;
    try {
      const first = Temporal.PlainDate.from({ year, month, day: 1 }, { overflow: 'reject' });
      const day = groups.end ? first.daysInMonth : Number(groups.day);
      const date = Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
      if (groups.year || Temporal.PlainDate.compare(date, today) <= 0) return date.toString();
    } catch {
      // No such day in this year: perhaps in the one before.
    }
  }
  return null;
}

import { Temporal } from 'temporal-polyfill';

/**
 * A day and time as people type it: `12月5日 14:00`, `12-5 14:00`, `2026-12-05 14:00`, `明天下午3点半`, `5 Dec 2pm`.
 * Without a year it is the next such day from `now`'s on; a time of today may be past already.
 *
 * @returns null when it can't be read so, or there is no such day or time: better to ask than to guess
 */
export function readMoment(typed: string, now: Date, timeZone: string): Date | null {
  const text = typed.normalize('NFKC').trim().toLowerCase();
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const date = readDate(text, today);
  const plainTime = readTime(text);
  if (!date || !plainTime) return null;
  return new Date(date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds);
}

const relativeDays: readonly (readonly [RegExp, number])[] = [
  [/今天|今晚|\btoday\b|\btonight\b/u, 0],
  [/明天|明晚|\btomorrow\b/u, 1],
  [/大后天/u, 3],
  [/后天/u, 2],
];

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const month = `(?<![a-z])(?<name>${months.join('|')})[a-z]*`;
const day = '(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])';
/** Month before day where both are figures; a month's name may stand on either side. */
const dates = [
  /(?<!\d)(?:(?<year>\d{4})\s*[年./-]\s*)?(?<!\d)(?<month>\d{1,2})\s*[月./-]\s*(?<day>\d{1,2})(?![\d:])/u,
  new RegExp(`${day}\\s*${month}(?:,?\\s+(?<year>\\d{4})\\b)?`, 'u'),
  new RegExp(`${month}\\s*${day}(?:,?\\s+(?<year>\\d{4})\\b)?`, 'u'),
];

function readDate(text: string, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const relative = relativeDays.find(([words]) => words.test(text));
  if (relative) return today.add({ days: relative[1] });
  const found = dates.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (!found) return null;
  const month = found.name ? months.indexOf(found.name) + 1 : Number(found.month);
  const years = found.year ? [Number(found.year)] : [today.year, today.year + 1];
  for (const year of years) {
    const date = dateOf(year, month, Number(found.day));
    if (date && (found.year || Temporal.PlainDate.compare(date, today) >= 0)) return date;
  }
  return null;
}

/** Null on the 30th of February, where Temporal would throw. */
function dateOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

const times = [
  /(?<half>中午|下午|晚上|[今明]晚)?\s*(?<!\d)(?<hour>\d{1,2}):(?<minute>\d{2})(?!\d)\s*(?<suffix>am|pm)?/u,
  /(?<half>中午|下午|晚上|[今明]晚)?\s*(?<!\d)(?<hour>\d{1,2})[点时](?:(?<minute>\d{1,2})(?!\d)|(?<part>半|一刻|三刻))?/u,
  /(?<!\d)(?<hour>\d{1,2})\s*(?<suffix>am|pm)/u,
];
const partsOfAnHour: Readonly<Record<string, number>> = { 半: 30, 一刻: 15, 三刻: 45 };

function readTime(text: string): Temporal.PlainTime | null {
  const found = times.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (!found) return null;
  const hour = hourOf(Number(found.hour), found.half, found.suffix);
  const minute = found.part ? (partsOfAnHour[found.part] ?? 0) : Number(found.minute ?? 0);
  return hour < 24 && minute < 60 ? new Temporal.PlainTime(hour, minute) : null;
}

/** 24 and more is no hour: `晚上12点` may be either end of the day, so it isn't read. */
function hourOf(hour: number, half: string | undefined, suffix: string | undefined): number {
  const evening = half?.includes('晚') ?? false;
  if (evening && hour === 12) return 24;
  if (suffix === 'am') return hour === 12 ? 0 : hour;
  const afternoon = suffix === 'pm' || half === '下午' || evening || (half === '中午' && hour < 11);
  return afternoon && hour < 12 ? hour + 12 : hour;
}

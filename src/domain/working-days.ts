import chineseDays from 'chinese-days';
import { Temporal } from 'temporal-polyfill';

/*
 * Working days of the mainland: weekends and public holidays are free, the make-up Saturdays and Sundays are not. The
 * State Council publishes a year's arrangement the autumn before; for a year it has not spoken of yet, the days that the
 * law itself names are free, so that a promise errs on the side of being kept.
 */

/** The calendar day `days` working days after an instant: a promise made on a Friday evening is due the week after. */
export function workingDaysAfter(instant: Date, days: number, timeZone: string): string {
  let day = Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  for (let left = days; left > 0; ) {
    day = day.add({ days: 1 });
    if (isWorkingDay(day)) left -= 1;
  }
  return day.toString();
}

function isWorkingDay(day: Temporal.PlainDate): boolean {
  if (!isArranged(day.year)) return day.dayOfWeek <= 5 && !isStatutory(day);
  // Days that are arranged are named, and these names have commas in them. Of the others it tells the weekday, but by
  // the machine's clock, which is the day before west of London.
  const { name, work } = chineseDays.getDayDetail(day.toString());
  return name.includes(',') ? work : day.dayOfWeek <= 5;
}

/** Whether everybody has this day (`2026-10-01`) off for a holiday; a usual weekend is none. */
export function isPublicHoliday(date: string): boolean {
  const day = Temporal.PlainDate.from(date);
  if (!isArranged(day.year)) return isStatutory(day);
  const { name, work } = chineseDays.getDayDetail(date);
  return name.includes(',') && !work;
}

const arranged = new Map<number, boolean>();

function isArranged(year: number): boolean {
  const known =
    arranged.get(year) ?? chineseDays.getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0;
  arranged.set(year, known);
  return known;
}

/** By the sun's calendar, with both days that Qingming may fall on; by the moon's, from New Year's Eve on. */
function isStatutory(day: Temporal.PlainDate): boolean {
  const bySun = ['01-01', '04-04', '04-05', '05-01', '05-02', '10-01', '10-02', '10-03'];
  const date = day.toString();
  if (bySun.includes(date.slice(5))) return true;
  const [today, tomorrow] = [moonDay(day), moonDay(day.add({ days: 1 }))];
  return ['1-1', '1-2', '1-3', '5-5', '8-15'].includes(today) || tomorrow === '1-1';
}

function moonDay(day: Temporal.PlainDate): string {
  const { lunarMon, lunarDay, isLeap } = chineseDays.getLunarDate(day.toString());
  return isLeap ? '' : `${lunarMon}-${lunarDay}`;
}

import type { NoticeKind } from './notice.ts';
import { dateIn, daysBefore, instantAt, monthOf, monthPeriod } from './schedule.ts';
import type { Frequency } from './survey.ts';

/*
 * The promise of the needs survey: nobody is told of activities more often than she asked. What counts, and since when, is
 * said here and nowhere else; db/queries/heard-enough.ts asks the ledger.
 */

/** By hand or by the clock, news is news. Edits, deletions and what is personal are none. */
const news: readonly NoticeKind[] = ['monthlyProgramme', 'activityAnnounced', 'broadcast', 'demandMet'];

/** What is counted, and held back from whoever has heard enough. */
export function isNews(kind: string): boolean {
  return (news as readonly string[]).includes(kind);
}

export const newsKinds: readonly string[] = news;

/**
 * Days on which it is quiet after one on which she heard. Less than a quarter and half a year, since the first Monday of a
 * month isn't always the same number of days from the last.
 */
const quietDays: Readonly<Record<Exclude<Frequency, 'monthly'>, number>> = {
  weekly: 6,
  biweekly: 13,
  quarterly: 79,
  rarely: 169,
};

/**
 * Whoever was told of something since this moment has heard enough for now. “Once a month” is a month of the calendar; the
 * others count whole days, so that the same hour a week later isn't too early by a minute.
 */
export function enoughSince(frequency: Frequency, at: Date, timeZone: string): Date {
  if (frequency === 'monthly') return monthPeriod(monthOf(at, timeZone), timeZone).from;
  return instantAt(daysBefore(dateIn(at, timeZone), quietDays[frequency]), '00:00', timeZone);
}

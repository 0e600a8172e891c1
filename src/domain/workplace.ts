import { Temporal } from 'temporal-polyfill';

/*
 * “Do you still work there?”: one tap, twice a year, in the months after people change jobs most, spring and autumn. A
 * round takes two months, so that nobody is asked on the same day as her whole office; what a free day or a stopped bot
 * has held up is made up for in the third.
 */

/** `unanswered`: the next round's question stands in its place. Nothing follows from silence. */
export const workplaceAnswers = ['still', 'changed', 'stopped', 'unanswered'] as const;
export type WorkplaceAnswer = (typeof workplaceAnswers)[number];

/** The days over which a round's questions are spread. */
export const roundDays = 60;
const openMonths = 3;
const roundsBegin = [3, 9] as const;

/** Whoever joined or was asked less than this many days ago is left in peace. */
export const peaceDays = 120;

/** From this time of day on, over so many minutes: a lunch break. */
export const askingTime = '12:00';
export const askingMinutes = 60;

/**
 * How many are asked in one day at most: a twentieth of the members, which is a weekend's share and a Monday's; so that what
 * has piled up, or a bot that begins in the middle of a round, doesn't ask a whole office at one lunch.
 */
export function mostAsked(members: number): number {
  return Math.min(20_000, Math.max(20, Math.ceil(members / 20)));
}

export interface Round {
  /** `2026-2`, the second of that year. */
  readonly half: string;
  /** Of `roundDays`, from 0; later days of the round make up for what was held up. */
  readonly day: number;
}

/** @returns the round a day such as `2026-09-14` is in; null between rounds */
export function roundOn(day: string): Round | null {
  const date = Temporal.PlainDate.from(day);
  for (const [index, month] of roundsBegin.entries()) {
    const begins = Temporal.PlainDate.from({ year: date.year, month, day: 1 });
    const ends = begins.add({ months: openMonths });
    if (Temporal.PlainDate.compare(date, begins) < 0 || Temporal.PlainDate.compare(date, ends) >= 0) continue;
    return { half: `${date.year}-${index + 1}`, day: begins.until(date).days };
  }
  return null;
}

/** On which day of a round somebody's turn is: always the same, and as many on each day. */
export function dayInRound(person: number): number {
  return person % roundDays;
}

/** Whether it is her turn, or was it on a day when nobody could ask. */
export function isHerTurn(person: number, round: Round): boolean {
  return dayInRound(person) <= round.day;
}

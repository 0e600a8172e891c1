import type { Actor, Scope } from './actor.ts';
import type { AudienceRule } from './audience.ts';
import type { Words } from './language.ts';
import { dateIn, daysBefore, instantAt } from './schedule.ts';
import type { Round, RoundKind, RoundStatus } from './survey-round.ts';

/*
 * Asking members: what staff may set before a round is opened, whom it asks, and when those who haven't answered are
 * reminded.
 */

/** How long a round may be open; offered in this order. */
export const roundDays = [7, 3, 14, 30] as const;
export const usualDays = roundDays[0];
export const mostDays = 90;
export const mostReminders = 2;

/** The last minute of the day so many days from now: a day that is named is over at its end. */
export function closingAfter(from: Date, days: number, timeZone: string): Date {
  return instantAt(daysBefore(dateIn(from, timeZone), -days), '23:59', timeZone);
}

/** Members of the scope who neither answered nor declined. */
export function askedIn(round: Pick<Round, 'id' | 'scope'>): AudienceRule {
  return {
    all: [membersOf(round.scope), { not: { answered: round.id } }, { not: { declined: round.id } }],
  };
}

function membersOf(scope: Scope): AudienceRule {
  switch (scope.kind) {
    case 'district':
      return { membership: 'member' };
    case 'street':
      return { streets: [scope.street] };
    case 'union':
      return { unions: [scope.union] };
  }
}

const dayMs = 86_400_000;

/** The last one a day before it closes, one before that in the middle. Rounds of a day or two have no time for them. */
export function reminderTimes({
  reminders,
  opensAt,
  closesAt,
}: Pick<Round, 'reminders' | 'opensAt' | 'closesAt'>): readonly Date[] {
  if (closesAt === null || reminders === 0) return [];
  const last = new Date(closesAt.getTime() - dayMs);
  const middle = new Date((opensAt.getTime() + closesAt.getTime()) / 2);
  const times = reminders > 1 ? [middle, last] : [last];
  return times.filter(
    (at, index) =>
      at.getTime() - opensAt.getTime() >= dayMs &&
      (index === 0 || at.getTime() - (times[index - 1] ?? at).getTime() >= dayMs),
  );
}

/**
 * Which reminder is due, counted from 1. Of several that were missed only the last: nobody is reminded twice in a minute.
 */
export function reminderDue(
  round: Pick<Round, 'reminders' | 'opensAt' | 'closesAt' | 'status'>,
  now: Date,
): number | null {
  if (round.status !== 'open' || round.closesAt === null || round.closesAt <= now) return null;
  const due = reminderTimes(round).filter((at) => at <= now).length;
  return due === 0 ? null : due;
}

/** In whose name she asks unless she says otherwise: the widest she answers for. */
export function widestScope(actor: Actor): Scope | undefined {
  const width = { district: 2, street: 1, union: 0 } as const;
  return actor.scopes.toSorted((a, b) => width[b.kind] - width[a.kind])[0];
}

/** A round as staff see it in their list. */
export interface RoundLine {
  readonly id: Round['id'];
  readonly title: Words;
  readonly kind: RoundKind;
  readonly status: RoundStatus;
}

/** A round on its card. */
export interface RoundCard {
  readonly round: Round;
  /** Who would be asked now: members there who agreed to be told of things. */
  readonly reach: number;
  /** At least so many have answered, by fives: from one look to the next it must not tell who. Null below five. */
  readonly answered: number | null;
  /** She answers for whoever asked it, too. */
  readonly mayAskAgain: boolean;
}

/** Those who have answered are counted out in steps of so many. */
export const fewestCounted = 5;

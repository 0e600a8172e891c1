import { stepBelow } from './audience-picks.ts';
import { type QuietHours, quietUntil } from './quiet-hours.ts';
import { fewest } from './results.ts';
import { dateIn, dayAfter, instantAt } from './schedule.ts';

/*
 * What will become of a broadcast as things stand, said before it is released: counted by the statement that will freeze
 * its audience, so that nothing else comes of it when nothing changes in between.
 */

/** Whoever got something within so many days has heard lately. */
export const latelyDays = 7;

export interface SendPlan {
  /** So many are meant, */
  readonly meant: number;
  /** … so many of them will get it, */
  readonly reached: number;
  /** … and the others won't, the most frequent reason first. */
  readonly leftOut: readonly LeftOut[];
  /** Of those who will get it: had something from us within the last days. */
  readonly heardLately: number;
  readonly course: Course;
}

interface LeftOut {
  readonly reason: 'noConsent' | 'stopped' | 'heardEnough' | 'unreachable';
  readonly people: number;
}

/** The sums of a plan, from rows as the freeze would write them; a null reason gets it. */
export function sumsOf(
  rows: readonly { readonly reason: string | null; readonly people: number; readonly lately: number }[],
): Omit<SendPlan, 'course'> {
  const counted: Record<LeftOut['reason'], number> = {
    noConsent: 0,
    stopped: 0,
    heardEnough: 0,
    unreachable: 0,
  };
  let reached = 0;
  let heardLately = 0;
  for (const { reason, people, lately } of rows) {
    if (reason === null) {
      reached += people;
      heardLately += lately;
    } else counted[kindOf(reason)] += people;
  }
  const leftOut = (Object.keys(counted) as LeftOut['reason'][])
    .map((reason) => ({ reason, people: counted[reason] }))
    .filter(({ people }) => people > 0)
    .toSorted((one, other) => other.people - one.people);
  const meant = reached + leftOut.reduce((sum, { people }) => sum + people, 0);
  return { meant, reached, leftOut, heardLately };
}

function kindOf(reason: string): LeftOut['reason'] {
  return reason === 'noConsent' || reason === 'stopped' || reason === 'heardEnough' ? reason : 'unreachable';
}

/**
 * A plan as it may be told of an audience that was picked by what people said in confidence: in large steps, and nothing
 * of fewer than five. Null is fewer than five.
 */
export interface ToldPlan {
  readonly rough: boolean;
  readonly meant: number;
  readonly reached: number;
  readonly leftOut: readonly { readonly reason: LeftOut['reason']; readonly people: number | null }[];
  readonly heardLately: number | null;
  readonly course: Course;
}

export function tellPlan(plan: SendPlan, sensitive: boolean): ToldPlan {
  if (!sensitive) return { ...plan, rough: false };
  const rough = (people: number) => (people > 0 && people < fewest ? null : stepBelow(people));
  return {
    ...plan,
    rough: true,
    meant: stepBelow(plan.meant),
    reached: stepBelow(plan.reached),
    leftOut: plan.leftOut.map(({ reason, people }) => ({ reason, people: rough(people) })),
    heardLately: rough(plan.heardLately),
  };
}

/** Why nothing can be sent as it stands: there is nothing to say, nobody to say it to, or its time is over. */
export type Block =
  | 'noText'
  | 'noAudience'
  | 'nobody'
  /** So few asked for it, or didn't, that sending would tell of each of them. */
  | 'tooFew'
  | 'past';

export interface Course {
  /** When it is due … */
  readonly dueAt: Date;
  /** … and when the first of it goes: later than that when it falls into the quiet hours. */
  readonly begins: Date;
  readonly ends: Date;
  /** So many messages of others go before it, or beside it. */
  readonly before: number;
}

export interface Sending {
  /** Messages a second; Infinity where there is no limit. */
  readonly perSecond: number;
  readonly quiet: QuietHours | null;
  readonly timeZone: string;
}

/**
 * When it is done, with what waits already: counted as if that went first. It takes turns with it really, and isn't later
 * for that.
 */
export function courseOf(
  { now, dueAt, before, messages }: { now: Date; dueAt: Date; before: number; messages: number },
  sending: Sending,
): Course {
  const due = dueAt > now ? dueAt : now;
  const begins = awakeAt(due, sending);
  const free = before > 0 ? doneAt(now, before, sending) : due;
  const ends = doneAt(free > begins ? free : begins, messages, sending);
  return { dueAt: due, begins, ends, before };
}

function awakeAt(at: Date, { quiet, timeZone }: Sending): Date {
  return (quiet && quietUntil(at, quiet, timeZone)) ?? at;
}

/** Nobody waits longer for anything. */
const mostNights = 400;

function doneAt(from: Date, messages: number, sending: Sending): Date {
  const { perSecond, quiet, timeZone } = sending;
  let at = awakeAt(from, sending);
  let left = messages;
  for (let night = 0; night < mostNights && quiet; night += 1) {
    const stops = nextQuiet(at, quiet, timeZone);
    const room = ((stops.getTime() - at.getTime()) / 1000) * perSecond;
    if (left <= room) break;
    left -= room;
    at = awakeAt(stops, sending);
  }
  return new Date(at.getTime() + Math.ceil((left / perSecond) * 1000));
}

/** The first beginning of the quiet hours after a moment that isn't in them. */
function nextQuiet(at: Date, { from }: QuietHours, timeZone: string): Date {
  const today = dateIn(at, timeZone);
  const begins = instantAt(today, from, timeZone);
  return begins > at ? begins : instantAt(dayAfter(today), from, timeZone);
}

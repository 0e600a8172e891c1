/*
 * A stall: a desk in a lobby for an hour or a day, at which people join on the spot. What its figures are, and how it is
 * measured.
 */

/** Nobody stands at one longer than a day. */
export const stallHoursAtMost = 12;

/** From reading the code to being let in: so many minutes are what people wait for at a desk. */
export const benchmarkMinutes = 10;

/** How long who came by is remembered; the figures stay. */
export const visitDays = 30;

export const funnelSteps = ['scanned', 'began', 'applied', 'approved', 'cards'] as const;
type FunnelStep = (typeof funnelSteps)[number];

/** One who read the code: when she came to each step, if she did. */
export interface Visit {
  readonly scannedAt: Date;
  readonly beganAt: Date | null;
  readonly appliedAt: Date | null;
  readonly approvedAt: Date | null;
  readonly cardAt: Date | null;
}

/** Minutes since the code was read. */
export interface Times {
  readonly median: number;
  readonly p90: number;
}

export interface StallFigures {
  readonly counts: Readonly<Record<FunnelStep, number>>;
  /** Null where nobody came so far. */
  readonly minutes: {
    readonly applied: Times | null;
    readonly approved: Times | null;
    readonly cards: Times | null;
  };
  /** Of those let in, how many within the benchmark. */
  readonly inTime: number;
}

/** The funnel. A later step counts for the ones before it, so that no step is larger than the one it follows. */
export function figuresOf(visits: readonly Visit[]): StallFigures {
  const applied = visits.flatMap(({ appliedAt, scannedAt }) => minutesTo(scannedAt, appliedAt));
  const approved = visits.flatMap(({ approvedAt, scannedAt }) => minutesTo(scannedAt, approvedAt));
  const cards = visits.flatMap(({ cardAt, scannedAt }) => minutesTo(scannedAt, cardAt));
  return {
    counts: {
      scanned: visits.length,
      began: visits.filter(({ beganAt, appliedAt }) => beganAt !== null || appliedAt !== null).length,
      applied: applied.length,
      approved: approved.length,
      cards: cards.length,
    },
    minutes: { applied: timesOf(applied), approved: timesOf(approved), cards: timesOf(cards) },
    inTime: approved.filter((minutes) => minutes <= benchmarkMinutes).length,
  };
}

function minutesTo(from: Date, to: Date | null): number[] {
  return to === null ? [] : [Math.max(0, to.getTime() - from.getTime()) / 60_000];
}

function timesOf(minutes: readonly number[]): Times | null {
  if (minutes.length === 0) return null;
  const sorted = [...minutes].sort((a, b) => a - b);
  return { median: at(sorted, 0.5), p90: at(sorted, 0.9) };
}

/** The smallest that so large a share is not above: a time that somebody really took, in tenths of a minute. */
function at(sorted: readonly number[], share: number): number {
  return Math.round((sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0) * 10) / 10;
}

/** Open until its time is over, or it is closed before. */
export function isOpenStall(
  { closedAt, until }: { readonly closedAt: Date | null; readonly until: Date },
  now: Date,
): boolean {
  return closedAt === null && now < until;
}

import type { Settlement } from './delivery-plan.ts';

/*
 * A mass notice from being put into the outbox to its report. `planned → sending ⇄ paused → done`; calling it off ends
 * all but `done`, which it becomes once nothing of it is on its way any more.
 */

export type BroadcastState = 'planned' | 'sending' | 'paused' | 'cancelled' | 'done';
export type BroadcastMove = 'pause' | 'resume' | 'cancel';

/** The instants that a notice's row holds. */
export interface BroadcastMarks {
  readonly frozenAt: Date | null;
  readonly pausedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly reportedAt: Date | null;
}

export function stateOf({ frozenAt, pausedAt, cancelledAt, reportedAt }: BroadcastMarks): BroadcastState {
  if (reportedAt !== null) return 'done';
  if (cancelledAt !== null) return 'cancelled';
  if (pausedAt !== null) return 'paused';
  return frozenAt === null ? 'planned' : 'sending';
}

const from: Readonly<Record<BroadcastMove, readonly BroadcastState[]>> = {
  pause: ['planned', 'sending'],
  resume: ['paused'],
  cancel: ['planned', 'sending', 'paused'],
};

export function mayMove(state: BroadcastState, move: BroadcastMove): boolean {
  return from[move].includes(state);
}

/** How many of an audience ended in one way. */
export interface TallyRow {
  readonly status: Settlement['status'] | 'queued' | 'sending';
  readonly reason: string | null;
  readonly people: number;
}

/** Everybody of an audience, once: `audience` is the sum of the others. */
export interface Tally {
  readonly audience: number;
  readonly waiting: number;
  readonly sent: number;
  readonly skipped: number;
  readonly unreachable: number;
  readonly failed: number;
  readonly unknown: number;
}

export function tallyOf(rows: readonly TallyRow[]): Tally {
  const tally = { audience: 0, waiting: 0, sent: 0, skipped: 0, unreachable: 0, failed: 0, unknown: 0 };
  for (const { status, people } of rows) {
    const where = status === 'queued' || status === 'sending' || status === 'retry' ? 'waiting' : status;
    tally[where] += people;
    tally.audience += people;
  }
  return tally;
}

/** After so many outcomes the oldest is forgotten; so many bad ones, if they are a fifth or more, are too many. */
const looksBack = 100;
const tooMany = 10;
const tooLarge = 0.2;
/** Answers that get lost within this of one another are one outage, and count once. */
const togetherMs = 1_000;

/**
 * Notices when a broadcast goes wrong: messages that Telegram refuses, or answers that never come. One that is blocked
 * says nothing about the message and counts as fine; a single outage is for the brake, which waits it out.
 */
export class FailureWatch {
  #outcomes: boolean[] = [];
  #lostAt = Number.NEGATIVE_INFINITY;

  /** @returns whether this was one too many; it then begins anew */
  saw(status: Settlement['status'], now: number): boolean {
    if (status === 'retry' || status === 'skipped') return false;
    if (status === 'unknown') {
      const together = now - this.#lostAt < togetherMs;
      this.#lostAt = now;
      if (together) return false;
    }
    this.#outcomes.push(status === 'failed' || status === 'unknown');
    if (this.#outcomes.length > looksBack) this.#outcomes.shift();
    const bad = this.#outcomes.filter(Boolean).length;
    if (bad < tooMany || bad < this.#outcomes.length * tooLarge) return false;
    this.#outcomes = [];
    return true;
  }
}

/** A rate is of so long: less jumps about, more lies about the last pause. */
const rateOverMs = 15_000;

/** How fast a broadcast goes, from how many were done when. */
export class Speed {
  #seen: { readonly done: number; readonly at: number }[] = [];

  saw(done: number, at: number): void {
    this.#seen.push({ done, at });
    while (this.#seen.length > 2 && at - (this.#seen[0]?.at ?? at) > rateOverMs) this.#seen.shift();
  }

  /** Null while nothing can be said. */
  get perSecond(): number | null {
    const [first] = this.#seen;
    const last = this.#seen.at(-1);
    if (!first || !last || last.at === first.at || last.done === first.done) return null;
    return ((last.done - first.done) / (last.at - first.at)) * 1000;
  }

  secondsFor(left: number): number | null {
    const { perSecond } = this;
    return perSecond === null ? null : Math.ceil(left / perSecond);
  }
}

import type { Delivery, FailureReason, UnreachableReason } from './delivery.ts';

/*
 * What becomes of a row of the ledger. `queued → sending → sent | retry | failed | unreachable | skipped | unknown`:
 * `retry` and `queued` will be sent, the others are final.
 */

/** Why somebody of the audience was left out. */
type SkipReason =
  /** She hasn't agreed to announcements in the words of today. */
  | 'noConsent'
  /** She stopped them. */
  | 'stopped'
  /** She has heard as often lately as she asked to (heard-enough.ts). */
  | 'heardEnough'
  /** The month has nothing of what she asked for. */
  | 'notAsked'
  /** What was to be said no longer holds: an activity was cancelled, an application decided. */
  | 'outdated'
  /** The notice was called off. */
  | 'cancelled'
  /** It was for her as one of staff, and she isn't any more, or not there. */
  | 'roleGone'
  /** She had herself forgotten. */
  | 'gone'
  /** To be corrected or withdrawn, but it isn't known which message she got, if any; or it is too old to be deleted. */
  | 'noMessage'
  | 'tooOld';

export type Settlement =
  | { readonly status: 'sent'; readonly message: number }
  | {
      readonly status: 'failed';
      readonly reason: FailureReason | 'not_sent' | 'no_answer' | 'not_rendered';
    }
  | { readonly status: 'unreachable'; readonly reason: UnreachableReason }
  | { readonly status: 'skipped'; readonly reason: SkipReason }
  | { readonly status: 'unknown'; readonly reason: 'no_answer' | 'crash' }
  | {
      readonly status: 'retry';
      readonly reason:
        | 'too_many_requests'
        | 'chat_pace'
        | 'quiet_hours'
        | 'preferred_time'
        | 'not_sent'
        | 'no_answer'
        | 'stopped';
      readonly afterMs: number;
      /** Whether it was an attempt at all: one that Telegram put off, or we did, wasn't. */
      readonly counts: boolean;
    };

/** By then some three and a half hours have passed. */
export const mostAttempts = 12;
const firstRetryMs = 5_000;
const latestRetryMs = 3_600_000;
/** After this, the token is hopefully put right. */
const stoppedRetryMs = 60_000;

/**
 * @param row.attempts with the one that ended so
 * @param row.repeatable an edit or a deletion, which does no harm twice
 */
export function settle(
  delivery: Exclude<Delivery, { status: 'sent' }>,
  row: {
    readonly reach: 'mass' | 'personal';
    readonly attempts: number;
    readonly repeatable?: boolean;
  },
): Settlement {
  switch (delivery.status) {
    case 'unreachable':
    case 'failed':
      return delivery;
    case 'stop':
      return { status: 'retry', reason: 'stopped', afterMs: stoppedRetryMs, counts: false };
    case 'unknown':
      // A repeated announcement is spam, a decision that never arrives a harm: in doubt, the one is left, the other sent.
      return row.reach === 'mass' && !row.repeatable
        ? { status: 'unknown', reason: 'no_answer' }
        : again(row.attempts, 'no_answer');
    case 'retry':
      return delivery.reason === 'too_many_requests'
        ? { status: 'retry', reason: delivery.reason, afterMs: delivery.afterMs, counts: false }
        : again(row.attempts, 'not_sent');
  }
}

function again(attempts: number, reason: 'not_sent' | 'no_answer'): Settlement {
  if (attempts >= mostAttempts) return { status: 'failed', reason };
  return { status: 'retry', reason, afterMs: backOffMs(attempts, firstRetryMs, latestRetryMs), counts: true };
}

/** Doubles from `first` with each attempt, up to `longest`. */
export function backOffMs(attempts: number, first: number, longest: number): number {
  return Math.min(longest, first * 2 ** Math.max(0, attempts - 1));
}

/** For so long Telegram lets a bot delete what it sent. */
export const deletableHours = 48;

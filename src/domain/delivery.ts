/** How one call to Telegram ended, whatever carried it. */
export type CallOutcome =
  | { readonly type: 'accepted' }
  | {
      readonly type: 'refused';
      readonly code: number;
      readonly description: string;
      /** In seconds. */
      readonly retryAfter?: number | undefined;
    }
  /** `before`: it certainly never arrived; `ambiguous`: it may have. */
  | { readonly type: 'lost'; readonly certainty: 'before' | 'ambiguous' };

export type UnreachableReason = 'blocked' | 'deactivated' | 'chat_not_found';
export type FailureReason = 'unparsable' | 'too_long' | 'too_large' | 'moved' | 'refused';

/** What becomes of a message to one person. */
export type Delivery =
  | { readonly status: 'sent' }
  | {
      readonly status: 'retry';
      readonly reason: 'too_many_requests' | 'not_sent';
      readonly afterMs: number;
    }
  /** Nothing will reach this person until she writes to us again. */
  | { readonly status: 'unreachable'; readonly reason: UnreachableReason }
  /** This message will never be taken; others to the same person may. */
  | { readonly status: 'failed'; readonly reason: FailureReason }
  /** Telegram has no idempotency key: it may or may not have been delivered. */
  | { readonly status: 'unknown' }
  /** No message can be sent by anybody: the token or the address is wrong. */
  | { readonly status: 'stop' };

const notSentPauseMs = 5_000;
const defaultFloodPauseMs = 5_000;

/** The code decides; prose only refines, so that a change of Telegram's wording can't turn a block into a retry. */
export function classify(outcome: CallOutcome): Delivery {
  if (outcome.type === 'accepted') return { status: 'sent' };
  if (outcome.type === 'lost') {
    return outcome.certainty === 'before'
      ? { status: 'retry', reason: 'not_sent', afterMs: notSentPauseMs }
      : { status: 'unknown' };
  }
  const { code, description, retryAfter } = outcome;
  if (code >= 500) return { status: 'unknown' };
  switch (code) {
    case 429: {
      const afterMs = retryAfter === undefined ? defaultFloodPauseMs : retryAfter * 1000;
      return { status: 'retry', reason: 'too_many_requests', afterMs };
    }
    // Telegram answers 404 to a malformed token, 401 to one that was revoked.
    case 401:
    case 404:
      return { status: 'stop' };
    case 403:
      return { status: 'unreachable', reason: unreachable(description) ?? 'blocked' };
    case 413:
      return { status: 'failed', reason: 'too_large' };
    default: {
      const reason = unreachable(description);
      return reason ? { status: 'unreachable', reason } : { status: 'failed', reason: failure(description) };
    }
  }
}

function unreachable(description: string): UnreachableReason | undefined {
  if (/deactivated/i.test(description)) return 'deactivated';
  if (/bot was blocked|USER_IS_BLOCKED/i.test(description)) return 'blocked';
  if (/chat not found|user not found|can't initiate conversation|PEER_ID_INVALID/i.test(description)) {
    return 'chat_not_found';
  }
  return undefined;
}

function failure(description: string): FailureReason {
  if (/can't parse/i.test(description)) return 'unparsable';
  if (/too long|too_long/i.test(description)) return 'too_long';
  if (/too big|too large/i.test(description)) return 'too_large';
  if (/upgraded to a supergroup/i.test(description)) return 'moved';
  return 'refused';
}

interface Refusal {
  readonly code: number;
  readonly description: string;
}

/** The screen already shows what it was to show: nothing is lost. */
export function isNotModified({ code, description }: Refusal): boolean {
  return code === 400 && /message is not modified|MESSAGE_NOT_MODIFIED/i.test(description);
}

/** A tap that waited too long for its answer (150 s): nobody looks at its spinner any more. */
export function isTooOld({ code, description }: Refusal): boolean {
  return code === 400 && /query is too old|query ID is invalid|QUERY_ID_INVALID/i.test(description);
}

/** She has deleted it herself, or it is so old that Telegram doesn't know it. */
export function isMessageGone({ code, description }: Refusal): boolean {
  return code === 400 && /message to (edit|delete) not found|MESSAGE_ID_INVALID/i.test(description);
}

/** Telegram lets a bot delete its messages for 48 hours. */
export function isTooOldToChange({ code, description }: Refusal): boolean {
  return code === 400 && /message can't be (edited|deleted)|MESSAGE_DELETE_FORBIDDEN/i.test(description);
}

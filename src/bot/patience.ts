import { ApiError, NetworkError } from './telegram-error.ts';

/**
 * `reply`: somebody waits for this, and a repeated answer is a nuisance where a missed one is a harm: wait when told to
 * wait, try again when unsure. `none`: whoever calls decides about every failure herself (the outbox, the poll).
 */
export type Patience = 'reply' | 'none';

/** Trying and waiting together never take longer than this, give or take the last try. */
export const patienceMs = 60_000;
const tries = 3;

/** @returns how long to wait before trying again; undefined: don't. */
export function retryDelay(error: unknown, attempt: number, random: () => number): number | undefined {
  if (attempt >= tries) return undefined;
  if (error instanceof NetworkError && error.reason !== 'ABORTED') {
    return 200 * 2 ** (attempt - 1) * (0.5 + random());
  }
  // A little more than asked: all who were told the same second would come back in the same instant.
  if (error instanceof ApiError && error.code === 429) {
    return (error.retryAfter ?? 1) * 1000 + 250 * random();
  }
  return undefined;
}

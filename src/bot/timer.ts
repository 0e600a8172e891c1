import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Elapsed time and waiting. Unlike a clock, which says what day it is and may be set (the playground's jumps ahead a
 * month), this only ever runs forward.
 */
export interface Timer {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** Resolves after `ms`, or at once when `signal` aborts: ask the signal which it was. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemTimer: Timer = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, signal && { signal }).catch(() => undefined),
};

/** Waits for some work, for at most `ms`. What fails or isn't done by then is left to itself. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  await Promise.race([work.catch(() => undefined), systemTimer.sleep(ms, over.signal)]);
  over.abort();
}

/** How much a single message says about how long they take. */
const weight = 0.05;
/** What hangs says nothing of the others. */
const longestMs = 3_000;
/** On the way beyond what the usual time takes: Telegram's bucket is thought to hold five, and replies need some of them. */
const spare = 3;

/**
 * How many messages may be on their way at once at a pace: as many as that takes at their usual speed, and a few more. When
 * Telegram falls silent for a moment, no more are sent after them, which it would find all at once when it looks again,
 * and refuse.
 */
export class SendWindow {
  #usualMs = 200;

  /** @param ms from being taken to being settled */
  took(ms: number): void {
    this.#usualMs += weight * (Math.min(ms, longestMs) - this.#usualMs);
  }

  most(perSecond: number): number {
    return Math.ceil((perSecond * this.#usualMs) / 1000) + spare;
  }
}

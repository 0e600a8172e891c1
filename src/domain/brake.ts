import { backOffMs } from './delivery-plan.ts';

/** One answer that doesn't come is ordinary; so many in a row are an outage. */
const outage = 3;
const firstMs = 1_000;
const longestMs = 30_000;

/**
 * Keeps an outage from eating an audience: while nothing is answered, messages go one by one, further and further apart,
 * instead of all of them into the dark, where each might or might not have arrived.
 */
export class Brake {
  #inARow = 0;
  #holds = 0;
  #until = 0;

  /** Whether one message should be risked at a time. */
  get probing(): boolean {
    return this.#holds > 0;
  }

  /** @returns the instant before which nothing should be sent, if this was one too many */
  unanswered(now: number): number | undefined {
    this.#inARow += 1;
    // What was on the way together counts once.
    if (this.#inARow < outage || now < this.#until) return undefined;
    this.#holds += 1;
    this.#until = now + backOffMs(this.#holds, firstMs, longestMs);
    return this.#until;
  }

  answered(): void {
    this.#inARow = 0;
    this.#holds = 0;
  }
}

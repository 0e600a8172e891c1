/*
 * How fast messages may go out: a token bucket that can be told to wait and to slow down. All instants are milliseconds
 * of a timer that only runs forward; whoever asks passes them in.
 */

export interface PaceOptions {
  /** Infinity knows no pace, only holds. */
  readonly perSecond: number;
  readonly now: number;
}

/**
 * So many may go at once after a pause. Telegram's own bucket is thought to hold five; two are left for what the way
 * there pushes together.
 */
const burst = 3;
/** What a refusal for speed leaves of the pace, and how long the whole of it takes to come back. */
const slowedTo = 0.8;
const slowestPerSecond = 1;
const recoveryMs = 60_000;

export class Pace {
  #full: number;
  #rate: number;
  #tokens = 1;
  #filledAt: number;

  constructor({ perSecond, now }: PaceOptions) {
    this.#full = perSecond;
    this.#rate = perSecond;
    this.#filledAt = now;
  }

  /** Messages a second at the moment. */
  get perSecond(): number {
    return this.#rate;
  }

  /** From here on it is this fast at most. */
  limitTo(perSecond: number): void {
    this.#full = perSecond;
    this.#rate = Math.min(this.#rate, perSecond);
  }

  /** How many messages may go now. */
  available(now: number): number {
    this.#refill(now);
    if (now < this.#filledAt) return 0;
    return this.#rate === Infinity ? Infinity : Math.max(0, Math.floor(this.#tokens + 1e-9));
  }

  /** A message went. One that somebody waits for goes whether it may or not: what comes next makes up for it. */
  spend(now: number): void {
    this.#refill(now);
    if (this.#rate !== Infinity) this.#tokens = Math.max(this.#tokens - 1, -this.#full);
  }

  /** Milliseconds until the next may go; 0: now. */
  waitMs(now: number): number {
    this.#refill(now);
    const missing = this.#rate === Infinity ? 0 : Math.max(0, 1 - this.#tokens) / this.#rate;
    return Math.max(0, this.#filledAt - now) + Math.max(0, missing * 1000);
  }

  /** Nothing goes before `until`; then one by one again. */
  hold(until: number): void {
    if (until <= this.#filledAt) return;
    this.#filledAt = until;
    this.#tokens = Math.min(this.#tokens, 1);
  }

  /** Telegram said “too fast”. Once for all that were on the way together: call it before holding. */
  slowDown(now: number): void {
    if (now < this.#filledAt || this.#rate === Infinity) return;
    this.#rate = Math.max(Math.min(slowestPerSecond, this.#full), this.#rate * slowedTo);
  }

  #refill(now: number): void {
    const passed = now - this.#filledAt;
    if (passed <= 0) return;
    this.#filledAt = now;
    if (this.#rate === Infinity) return;
    this.#rate = Math.min(this.#full, this.#rate + (this.#full * passed) / recoveryMs);
    this.#tokens = Math.min(burst, this.#tokens + (this.#rate * passed) / 1000);
  }
}

/** Telegram takes about one message a second in a chat. */
const spacingMs = 1_000;
/** Those who wait come back a little further apart, or the next would be a moment too early each time. */
const queueMs = 1_100;
const firstSweepAt = 2_000;

interface Chat {
  /** When the next message may go. */
  free: number;
  /** When the next who can't go at once is to come back. */
  queue: number;
}

/** When each chat may next be written to. Instants are of a timer that only runs forward. */
export class ChatSpacing {
  readonly #chats = new Map<number, Chat>();
  #sweepAt = firstSweepAt;

  /** @returns 0: the message goes now, and the chat is taken for a second. Otherwise when to come back, in milliseconds */
  enter(chat: number, now: number): number {
    const known = this.#chats.get(chat);
    if (!known || known.free <= now) {
      this.wrote(chat, now);
      return 0;
    }
    const turn = Math.max(known.queue, known.free);
    known.queue = turn + queueMs;
    return turn - now;
  }

  /** A message went that didn't ask. */
  wrote(chat: number, now: number): void {
    const free = now + spacingMs;
    this.#chats.set(chat, { free, queue: this.#chats.get(chat)?.queue ?? 0 });
    if (this.#chats.size > this.#sweepAt) this.#sweep(now);
  }

  #sweep(now: number): void {
    for (const [chat, { free, queue }] of this.#chats) {
      if (free <= now && queue <= now) this.#chats.delete(chat);
    }
    // So that sweeping stays cheap however many were written to within a second.
    this.#sweepAt = Math.max(firstSweepAt, this.#chats.size * 2);
  }
}

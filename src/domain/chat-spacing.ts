/** Telegram takes about one message a second in a chat. */
const spacingMs = 1_000;
const sweepAt = 2_000;

/** When each chat may next be written to. Instants are of a timer that only runs forward. */
export class ChatSpacing {
  readonly #free = new Map<number, number>();

  /** Reserves the chat's next moment. @returns how long it is until then; 0: now */
  reserve(chat: number, now: number): number {
    const free = Math.max(now, this.#free.get(chat) ?? now);
    this.#free.set(chat, free + spacingMs);
    if (this.#free.size > sweepAt) this.#sweep(now);
    return free - now;
  }

  #sweep(now: number): void {
    for (const [chat, free] of this.#free) if (free <= now) this.#free.delete(chat);
  }
}

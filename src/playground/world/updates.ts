import type { Update, UpdateBody } from './telegram.ts';

const updateTypes = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'message_reaction',
  'message_reaction_count',
  'inline_query',
  'chosen_inline_result',
  'callback_query',
  'shipping_query',
  'pre_checkout_query',
  'purchased_paid_media',
  'poll',
  'poll_answer',
  'my_chat_member',
  'chat_member',
  'chat_join_request',
  'chat_boost',
  'removed_chat_boost',
] as const;

/**
 * A bot gets these only when it names them. With Telegram, `chosen_inline_result` also takes a switch that only BotFather
 * has; naming it stands for that.
 */
const onRequestOnly = new Set([
  'chat_member',
  'message_reaction',
  'message_reaction_count',
  'chosen_inline_result',
]);

const keptMilliseconds = 24 * 60 * 60 * 1000;

/** 2025 began. */
const numbersBegan = 1_735_689_600;
const numbersPerSecond = 4;

/**
 * Where the numbers of a start begin: ahead of all that an earlier one gave, or a bot that remembers which updates it has
 * had would take new ones for repeated. That holds unless a town gave more than four a second on the average of its
 * life; and numbers stay within Telegram's 31 bits until 2040.
 */
export function firstUpdateId(systemNow: number): number {
  return Math.max(1, Math.floor((systemNow / 1000 - numbersBegan) * numbersPerSecond));
}

/** An update and when it came in. */
export interface KeptUpdate {
  update: Update;
  at: number;
}

/** Told of updates that leave the queue. */
interface QueueWatch {
  /** The bot has done with this one. */
  confirmed(update: Update): void;
  /** All that came before this number are gone, unseen by the bot: a day old, or it would not have them. */
  dropped(before: number): void;
}

/** What waits for the bot: in order, numbered without gaps, kept for 24 hours. */
export class UpdateQueue {
  #kept: KeptUpdate[] = [];
  /** Confirmed updates are cut off in batches: shifting an array of thousands for each one would be quadratic. */
  #head = 0;
  #nextId: number;
  #allowed: ReadonlySet<string> | undefined;
  readonly #listeners = new Set<(update: Update) => void>();
  readonly #watch: QueueWatch;

  constructor(firstId: number, watch: QueueWatch) {
    this.#nextId = firstId;
    this.#watch = watch;
  }

  /** Undefined: everything but what must be asked for. */
  get allowed(): readonly string[] | undefined {
    return this.#allowed && [...this.#allowed];
  }

  /** Concerns updates that are yet to come. An empty list returns to the default. */
  allow(types: readonly string[]): void {
    const known = types.filter((type) => (updateTypes as readonly string[]).includes(type));
    this.#allowed = known.length > 0 ? new Set(known) : undefined;
  }

  #accepts(type: string): boolean {
    return this.#allowed ? this.#allowed.has(type) : !onRequestOnly.has(type);
  }

  /** What `add` would take next; undefined if the bot did not ask for this kind. */
  next(body: UpdateBody, now: Date): KeptUpdate | undefined {
    if (!this.#accepts(Object.keys(body)[0] ?? '')) return undefined;
    return { update: { update_id: this.#nextId, ...body }, at: now.getTime() };
  }

  add(kept: KeptUpdate): void {
    this.skipTo(kept.update.update_id + 1);
    this.#kept.push(kept);
    for (const listener of this.#listeners) listener(kept.update);
  }

  get nextId(): number {
    return this.#nextId;
  }

  /** Numbers below this one are given out elsewhere, or were in an earlier life. */
  skipTo(id: number): void {
    this.#nextId = Math.max(this.#nextId, id);
  }

  pending(now: Date): number {
    this.#forgetOld(now);
    return this.#kept.length - this.#head;
  }

  /**
   * Telegram's semantics of `offset`: a positive one confirms everything before it, a negative one forgets all but
   * the last so many, zero confirms nothing.
   */
  take(offset: number, limit: number, now: Date): Update[] {
    this.#forgetOld(now);
    if (offset > 0) this.#confirmBefore(offset);
    else if (offset < 0) this.#advance(this.#kept.length + offset);
    this.#compact();
    return this.#kept.slice(this.#head, this.#head + limit).map(({ update }) => update);
  }

  /** All that waits, oldest first; for the webhook, which confirms one by one. */
  waiting(now: Date): readonly Update[] {
    this.#forgetOld(now);
    return this.kept.map(({ update }) => update);
  }

  /** All that waits, some of it perhaps too long. */
  get kept(): readonly KeptUpdate[] {
    return this.#kept.slice(this.#head);
  }

  /** Whether it still waits: neither confirmed nor too old. */
  holds(updateId: number, now: Date): boolean {
    this.#forgetOld(now);
    return this.#indexOf(updateId) !== undefined;
  }

  /** A delivered update leaves, whatever waits before it: webhooks finish out of order. */
  remove(updateId: number): void {
    const update = this.withdraw(updateId);
    if (update) this.#watch.confirmed(update);
  }

  /** As `remove`, and nobody is told. */
  withdraw(updateId: number): Update | undefined {
    const index = this.#indexOf(updateId);
    const kept = index === undefined ? undefined : this.#kept[index];
    if (index === undefined || !kept) return undefined;
    if (index === this.#head) this.#head += 1;
    else this.#kept.splice(index, 1);
    this.#compact();
    return kept.update;
  }

  clear(): void {
    this.#advance(this.#kept.length);
    this.#compact();
  }

  /** As when they were dropped, and nobody is told. */
  withdrawBefore(id: number): void {
    while ((this.#kept[this.#head]?.update.update_id ?? id) < id) this.#head += 1;
    this.#compact();
  }

  /** @returns stops listening */
  listen(listener: (update: Update) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** By bisection: numbers only grow. */
  #indexOf(updateId: number): number | undefined {
    let low = this.#head;
    let high = this.#kept.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const id = this.#kept[middle]?.update.update_id ?? Number.POSITIVE_INFINITY;
      if (id === updateId) return middle;
      if (id < updateId) low = middle + 1;
      else high = middle;
    }
    return undefined;
  }

  #confirmBefore(offset: number): void {
    while (this.#head < this.#kept.length) {
      const kept = this.#kept[this.#head];
      if (!kept || kept.update.update_id >= offset) return;
      this.#head += 1;
      this.#watch.confirmed(kept.update);
    }
  }

  #forgetOld(now: Date): void {
    const horizon = now.getTime() - keptMilliseconds;
    let head = this.#head;
    while ((this.#kept[head]?.at ?? Number.POSITIVE_INFINITY) <= horizon) head += 1;
    this.#advance(head);
  }

  #advance(head: number): void {
    if (head <= this.#head) return;
    this.#head = head;
    this.#watch.dropped(this.#kept[head]?.update.update_id ?? this.#nextId);
  }

  #compact(): void {
    if (this.#head < 1024 && this.#head < this.#kept.length) return;
    this.#kept = this.#kept.slice(this.#head);
    this.#head = 0;
  }
}

/** Whose doing an update is. */
export function personOf(update: Update): number {
  if ('callback_query' in update) return update.callback_query.from.id;
  if ('inline_query' in update) return update.inline_query.from.id;
  if ('chosen_inline_result' in update) return update.chosen_inline_result.from.id;
  if ('my_chat_member' in update) return update.my_chat_member.from.id;
  return 'message' in update ? update.message.from.id : update.edited_message.from.id;
}

/** How fast messages may be sent: `burst` at once, then `per_second`. */
interface Rate {
  per_second: number;
  burst: number;
}

export interface RateLimits {
  global: Rate | null;
  per_chat: Rate | null;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/**
 * Token buckets over all chats and for each. They run on real time, not on the playground's clock: jumping a month
 * ahead must not hand out a month of tokens.
 */
export class SendLimits {
  #limits: RateLimits = { global: null, per_chat: null };
  #global: Bucket | undefined;
  #chats = new Map<number, Bucket>();

  get current(): RateLimits {
    return this.#limits;
  }

  set(limits: RateLimits): void {
    this.#limits = limits;
    this.#global = undefined;
    this.#chats.clear();
  }

  /**
   * Takes `messages` tokens from both buckets, or from neither.
   *
   * @param now milliseconds of a clock that only runs forward
   * @returns seconds to wait, 0 if the messages may pass
   */
  take(chatId: number, messages: number, now: number): number {
    const { global, per_chat: perChat } = this.#limits;
    if (!global && !perChat) return 0;
    const all = global && refill(this.#global, global, now);
    const chat = perChat && refill(this.#chats.get(chatId), perChat, now);
    if (all) this.#global = all;
    if (chat) this.#chats.set(chatId, chat);
    const wait = Math.max(
      all && global ? shortage(all, global, messages) : 0,
      chat && perChat ? shortage(chat, perChat, messages) : 0,
    );
    if (wait > 0) return Math.max(1, Math.ceil(wait));
    if (all) all.tokens -= messages;
    if (chat) chat.tokens -= messages;
    return 0;
  }
}

function refill(bucket: Bucket | undefined, rate: Rate, now: number): Bucket {
  if (!bucket) return { tokens: rate.burst, filledAt: now };
  bucket.tokens = Math.min(rate.burst, bucket.tokens + ((now - bucket.filledAt) / 1000) * rate.per_second);
  bucket.filledAt = now;
  return bucket;
}

function shortage(bucket: Bucket, rate: Rate, messages: number): number {
  // An album larger than the bucket passes when the bucket is full, or it could never pass.
  const needed = Math.min(messages, rate.burst);
  return bucket.tokens + 1e-9 >= needed ? 0 : (needed - bucket.tokens) / rate.per_second;
}

import type { CallbackQuery, InlineKeyboard, InlineQuery, MessageContent } from './telegram.ts';

/** After this a callback query is "too old". */
const callbackMilliseconds = 150_000;
const inlineMilliseconds = 30_000;
const offersKept = 1000;
const counterDigits = 8;

/** One thing the bot offers to `@bot query`, and the message it becomes. */
export interface InlineResult {
  type: 'article';
  id: string;
  title: string;
  description?: string;
  content: MessageContent;
  reply_markup?: InlineKeyboard;
}

/** Stands above what is offered and leads to the bot. */
export type ResultsButton =
  | { text: string; start_parameter: string }
  | { text: string; web_app: { url: string } };

export interface InlineAnswer<Result = InlineResult> {
  results: Result[];
  next_offset: string;
  button?: ResultsButton;
}

/** An answer, and the number under which something of it may be chosen. */
export type InlineOffer<Result = InlineResult> = InlineAnswer<Result> & { inline_query_id: string };

/** How long the same query is answered without asking the bot again, and for whom. */
export interface Caching {
  seconds: number;
  personal: boolean;
}

export interface OpenCallback {
  query: CallbackQuery;
  at: number;
  answered: boolean;
}

interface OpenInline {
  query: InlineQuery;
  at: number;
  answer: (answer: InlineAnswer) => void;
}

/** What was offered to whom, until she chooses. */
export interface Offered {
  query: InlineQuery;
  answer: InlineAnswer;
  /** In whose chat she typed it; undefined: in the one with the bot. */
  to: number | undefined;
}

/** Presses and inline queries that wait for the bot's answer. */
export class OpenQueries {
  readonly #callbacks = new Map<string, OpenCallback>();
  readonly #inline = new Map<string, OpenInline>();
  readonly #cached = new Map<string, { until: number; answer: InlineAnswer }>();
  readonly #offered = new Map<string, Offered>();
  #last = 0;

  /** How many ids were given out. */
  get last(): number {
    return this.#last;
  }

  get callbacks(): OpenCallback[] {
    return [...this.#callbacks.values()];
  }

  /** A new id, long like Telegram's: whoever stores it in 32 or 53 bits should find out here. */
  nextId(botId: number): string {
    this.#last += 1;
    return `41${String(botId).padStart(10, '0')}${String(this.#last).padStart(counterDigits, '0')}`;
  }

  /** That many were given out in an earlier life, or this id was. */
  skip(given: number | string): void {
    const count = typeof given === 'number' ? given : Number(given.slice(-counterDigits));
    this.#last = Math.max(this.#last, count);
  }

  press(open: OpenCallback): void {
    forgetBefore(this.#callbacks, open.at - callbackMilliseconds);
    this.#callbacks.set(open.query.id, open);
  }

  /** The query if it may still be answered; `first` is false when it was answered before, which changes nothing. */
  answerable(id: string, now: Date): { query: CallbackQuery; first: boolean } | undefined {
    const open = this.#callbacks.get(id);
    if (!open || now.getTime() - open.at > callbackMilliseconds) return undefined;
    return { query: open.query, first: !open.answered };
  }

  settle(id: string): void {
    const open = this.#callbacks.get(id);
    if (open) open.answered = true;
  }

  /** Resolves with the bot's answer, or undefined when none comes in time. */
  ask(query: InlineQuery, now: Date, patience: number): Promise<InlineAnswer | undefined> {
    forgetBefore(this.#inline, now.getTime() - inlineMilliseconds);
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#inline.delete(query.id);
        resolve(undefined);
      }, patience);
      const answer = (given: InlineAnswer) => {
        clearTimeout(timer);
        resolve(given);
      };
      this.#inline.set(query.id, { query, at: now.getTime(), answer });
    });
  }

  answerInline(id: string, now: Date, answer: InlineAnswer, { seconds, personal }: Caching): boolean {
    const open = this.#inline.get(id);
    if (!open || now.getTime() - open.at > inlineMilliseconds) return false;
    this.#inline.delete(id);
    const key = cacheKey(open.query, personal ? open.query.from.id : null);
    if (seconds > 0) this.#cached.set(key, { until: now.getTime() + seconds * 1000, answer });
    open.answer(answer);
    return true;
  }

  /** What was answered to the same query not long ago: to her, or to anybody if the bot did not call it personal. */
  cached(query: InlineQuery, now: Date): InlineAnswer | undefined {
    for (const key of [cacheKey(query, query.from.id), cacheKey(query, null)]) {
      const found = this.#cached.get(key);
      if (found && found.until > now.getTime()) return found.answer;
      this.#cached.delete(key);
    }
    return undefined;
  }

  offer(id: string, offered: Offered): void {
    this.#offered.set(id, offered);
    for (const oldest of this.#offered.keys()) {
      if (this.#offered.size <= offersKept) return;
      this.#offered.delete(oldest);
    }
  }

  offered(id: string): Offered | undefined {
    return this.#offered.get(id);
  }
}

function cacheKey({ query, offset, chat_type }: InlineQuery, person: number | null): string {
  return JSON.stringify([person, query, offset, chat_type]);
}

/** Maps keep the order of insertion, so the old ones come first. */
function forgetBefore<Open extends { at: number }>(queries: Map<string, Open>, horizon: number): void {
  for (const [id, { at }] of queries) {
    if (at > horizon) return;
    queries.delete(id);
  }
}

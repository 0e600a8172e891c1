import type { CallbackQuery, InlineQuery } from './telegram.ts';

/** After this a callback query is "too old". */
const callbackMilliseconds = 150_000;
const inlineMilliseconds = 30_000;
const counterDigits = 8;

export interface InlineAnswer {
  results: unknown[];
  next_offset: string;
  button?: unknown;
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

/** Presses and inline queries that wait for the bot's answer. */
export class OpenQueries {
  readonly #callbacks = new Map<string, OpenCallback>();
  readonly #inline = new Map<string, OpenInline>();
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

  answerInline(id: string, now: Date, answer: InlineAnswer): boolean {
    const open = this.#inline.get(id);
    if (!open || now.getTime() - open.at > inlineMilliseconds) return false;
    this.#inline.delete(id);
    open.answer(answer);
    return true;
  }
}

/** Maps keep the order of insertion, so the old ones come first. */
function forgetBefore<Open extends { at: number }>(queries: Map<string, Open>, horizon: number): void {
  for (const [id, { at }] of queries) {
    if (at > horizon) return;
    queries.delete(id);
  }
}

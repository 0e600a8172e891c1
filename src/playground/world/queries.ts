import type { CallbackQuery, InlineQuery } from './telegram.ts';

/** After this a callback query is "too old". */
const callbackMilliseconds = 150_000;
const inlineMilliseconds = 30_000;

export interface InlineAnswer {
  results: unknown[];
  next_offset: string;
  button?: unknown;
}

interface OpenCallback {
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

  press(query: CallbackQuery, now: Date): void {
    forgetBefore(this.#callbacks, now.getTime() - callbackMilliseconds);
    this.#callbacks.set(query.id, { query, at: now.getTime(), answered: false });
  }

  /** The query if it may still be answered; `first` is false when it was answered before, which changes nothing. */
  answerCallback(id: string, now: Date): { query: CallbackQuery; first: boolean } | undefined {
    const open = this.#callbacks.get(id);
    if (!open || now.getTime() - open.at > callbackMilliseconds) return undefined;
    const first = !open.answered;
    open.answered = true;
    return { query: open.query, first };
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

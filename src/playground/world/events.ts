import type { BotText, CommandList } from './bot-profile.ts';
import type { Person } from './people.ts';
import type { InputMarkup } from './private-chat.ts';
import type { ForceReply, MenuButton, Message, ReplyKeyboard } from './telegram.ts';

/**
 * What a person's phone, or somebody watching the town, gets to see. It says all that changed: `TownState.apply` makes
 * the change from it, now and when the town is brought back from its journal.
 */
export type Happening =
  | { kind: 'message'; message: Message; input?: InputMarkup }
  | { kind: 'edited'; message: Message }
  | { kind: 'deleted'; message_id: number }
  | { kind: 'callback_answered'; callback_query_id: string; text?: string; show_alert: boolean; url?: string }
  | { kind: 'chat_action'; action: string }
  | { kind: 'reply_keyboard'; markup: ReplyKeyboard | ForceReply | null }
  | { kind: 'reaction'; message_id: number; reaction: readonly unknown[] }
  /** `pinned`: all that are now, the newest, `message_id`, last. */
  | { kind: 'pinned'; message_id: number | null; pinned: number[] }
  /** The bot has done with what the person sent: the second tick. */
  | { kind: 'read'; update_id: number }
  | { kind: 'commands'; list: CommandList }
  | { kind: 'commands'; menu_button: MenuButton }
  | { kind: 'blocked'; blocked: boolean }
  | { kind: 'clock'; now: string; offset_ms: number }
  | { kind: 'people'; person: Person }
  | { kind: 'people'; bot_text: BotText };

/** `person_id` is null when it concerns everybody (the clock, commands of the default scope). */
export type WorldEvent = { seq: number; at: string; person_id: number | null } & Happening;

export interface EventPage {
  events: WorldEvent[];
  seq: number;
  /** Set when events after the given number were already forgotten: look at the chats anew. */
  missed?: true;
}

/**
 * The newest events, numbered from 1 without gaps, also across a restart. Older ones are forgotten: a million messages
 * must not stay in memory for the sake of a page that nobody has open.
 */
export class EventLog {
  #ring: WorldEvent[] = [];
  #seq = 0;
  /** Events up to this one happened in an earlier life and are not here. */
  #before = 0;
  readonly #capacity: number;
  readonly #listeners = new Set<(event: WorldEvent) => void>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get seq(): number {
    return this.#seq;
  }

  /** The event that this is going to be, once it is appended. */
  next(at: Date, personId: number | null, happening: Happening): WorldEvent {
    return { seq: this.#seq + 1, at: at.toISOString(), person_id: personId, ...happening };
  }

  append(event: WorldEvent): void {
    this.#seq = event.seq;
    this.#ring[(event.seq - 1) % this.#capacity] = event;
    for (const listener of this.#listeners) listener(event);
  }

  /** Goes on after `seq`, of which nothing is known any more. */
  resumeAfter(seq: number): void {
    this.#seq = seq;
    this.#before = seq;
  }

  /** @param personId only what this person sees; without it, everything */
  after(seq: number, personId?: number): EventPage {
    const oldest = Math.max(this.#before, this.#seq - this.#capacity) + 1;
    const events: WorldEvent[] = [];
    for (let next = Math.max(seq + 1, oldest); next <= this.#seq; next += 1) {
      const event = this.#ring[(next - 1) % this.#capacity];
      if (event && concerns(event, personId)) events.push(event);
    }
    const page: EventPage = { events, seq: this.#seq };
    return seq + 1 < oldest ? { ...page, missed: true } : page;
  }

  /** @returns stops listening */
  listen(listener: (event: WorldEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves at once if there is something after `seq`, else with the next event or when time or patience is over. */
  wait(seq: number, milliseconds: number, personId?: number, signal?: AbortSignal): Promise<EventPage> {
    const page = this.after(seq, personId);
    if (page.events.length > 0 || page.missed || milliseconds <= 0) return Promise.resolve(page);
    return new Promise((resolve) => {
      const finish = () => {
        stop();
        clearTimeout(timer);
        signal?.removeEventListener('abort', finish);
        resolve(this.after(seq, personId));
      };
      let woken = false;
      const stop = this.listen((event) => {
        if (woken || !concerns(event, personId)) return;
        woken = true;
        // What happens in the same turn of the loop travels in the same answer.
        setImmediate(finish);
      });
      const timer = setTimeout(finish, milliseconds);
      signal?.addEventListener('abort', finish, { once: true });
    });
  }
}

function concerns(event: WorldEvent, personId: number | undefined): boolean {
  return personId === undefined || event.person_id === null || event.person_id === personId;
}

import { BotProfile } from './bot-profile.ts';
import type { PlaygroundClock } from './clock.ts';
import type { Entry, WebhookSettings, WorldCard } from './entry.ts';
import { EventLog, type Happening } from './events.ts';
import { FileStore } from './files.ts';
import type { Person } from './people.ts';
import { PrivateChat } from './private-chat.ts';
import { OpenQueries } from './queries.ts';
import type { Message } from './telegram.ts';
import { type KeptUpdate, UpdateQueue } from './updates.ts';

interface StateOptions {
  id: string;
  bot: { token: string; username: string; name: string };
  clock: PlaygroundClock;
  /** The system's time in milliseconds. */
  systemNow: () => number;
  firstUpdateId: number;
  history: number;
  watch: ConstructorParameters<typeof UpdateQueue>[1] & ConstructorParameters<typeof FileStore>[0];
}

/** With 3,000 people, 500 messages each would fill the memory: all chats together keep about this many. */
const historyOfAll = 250_000;
const historyAtLeast = 50;
const eventsKept = 20_000;

/**
 * What is so in town, and outlives a process whose world is kept. What happens changes it by `apply` and `enqueue`
 * alone, and `restore` does the same from what was written down: so the two can't drift apart.
 */
export class TownState {
  readonly clock: PlaygroundClock;
  readonly bot: BotProfile;
  readonly chats = new Map<number, PrivateChat>();
  readonly updates: UpdateQueue;
  readonly events = new EventLog(eventsKept);
  readonly queries = new OpenQueries();
  readonly files: FileStore;
  webhook: WebhookSettings | null = null;
  #id: string;
  #lastMessageId = 0;
  #clockOffset: number | null = null;
  readonly #history: number;
  readonly #systemNow: () => number;

  constructor(options: StateOptions) {
    this.#id = options.id;
    this.bot = new BotProfile(options.bot);
    this.clock = options.clock;
    this.updates = new UpdateQueue(options.firstUpdateId, options.watch);
    this.files = new FileStore(options.watch);
    this.#history = options.history;
    this.#systemNow = options.systemNow;
  }

  get id(): string {
    return this.#id;
  }

  get nextMessageId(): number {
    return this.#lastMessageId + 1;
  }

  /** Makes the change that an event tells of. */
  apply(personId: number | null, happening: Happening): void {
    const chat = personId === null ? undefined : this.chats.get(personId);
    switch (happening.kind) {
      case 'people':
        if ('person' in happening) this.#settle(happening.person);
        else this.bot.setText(happening.bot_text);
        break;
      case 'commands':
        if ('list' in happening) this.bot.setCommands(happening.list);
        else if (personId === null) this.bot.menuButton = happening.menu_button;
        else chat?.setMenuButton(happening.menu_button);
        break;
      case 'message':
        if (chat) this.#arrive(chat, happening);
        break;
      case 'edited':
        chat?.replace(happening.message);
        break;
      case 'deleted':
        chat?.remove(happening.message_id);
        break;
      case 'reply_keyboard':
        if (chat) chat.replyKeyboard = happening.markup;
        break;
      case 'pinned':
        if (chat) chat.pinned = happening.pinned;
        break;
      case 'blocked':
        chat?.turn(happening.blocked);
        break;
      case 'callback_answered':
        this.queries.settle(happening.callback_query_id);
        break;
      case 'read':
        this.updates.withdraw(happening.update_id);
        break;
      case 'clock':
        this.#shiftClock(happening.offset_ms);
        break;
      case 'chat_action':
      case 'reaction':
        break;
    }
  }

  /** The bot is going to be told. */
  enqueue(kept: KeptUpdate): void {
    const { update, at } = kept;
    if ('callback_query' in update) {
      this.queries.press({ query: update.callback_query, at, answered: false });
      this.queries.skip(update.callback_query.id);
    } else if ('inline_query' in update) this.queries.skip(update.inline_query.id);
    this.updates.add(kept);
  }

  /** Takes up what was written down, line after line; a file comes by `files.hold`, with its bytes. */
  restore(entry: Entry): void {
    if ('event' in entry) {
      this.apply(entry.event.person_id, entry.event);
      this.events.append(entry.event);
      if (entry.update) this.enqueue(entry.update);
    } else if ('update' in entry) this.enqueue(entry.update);
    else if ('dropped_before' in entry) this.updates.withdrawBefore(entry.dropped_before);
    else if ('allowed_updates' in entry) this.updates.allow(entry.allowed_updates);
    else if ('webhook' in entry) this.webhook = entry.webhook;
    else if ('world' in entry) this.#resume(entry.world);
    else if ('chat' in entry) this.chats.set(entry.chat.person.id, PrivateChat.from(entry.chat));
    else if ('press' in entry) this.queries.press(entry.press);
  }

  /** All of it, as lines to restore it from, the world's own card first. */
  *snapshot(): Generator<Entry> {
    yield { world: this.#card };
    for (const chat of this.chats.values()) yield { chat: chat.card };
    for (const file of this.files.cards) yield { file };
    for (const update of this.updates.kept) yield { update };
    // After the updates: these know which presses were answered.
    for (const press of this.queries.callbacks) yield { press };
  }

  get #card(): WorldCard {
    return {
      id: this.#id,
      seq: this.events.seq,
      last_message_id: this.#lastMessageId,
      last_query: this.queries.last,
      next_update_id: this.updates.nextId,
      clock_offset_ms: this.#clockOffset,
      profile: this.bot.card,
      allowed_updates: this.updates.allowed ?? [],
      webhook: this.webhook,
    };
  }

  #resume(card: WorldCard): void {
    this.#id = card.id;
    this.#lastMessageId = card.last_message_id;
    this.events.resumeAfter(card.seq);
    this.queries.skip(card.last_query);
    this.updates.skipTo(card.next_update_id);
    this.updates.allow(card.allowed_updates);
    this.bot.restore(card.profile);
    this.webhook = card.webhook;
    if (card.clock_offset_ms !== null) this.#shiftClock(card.clock_offset_ms);
  }

  #settle(person: Person): void {
    const chat = this.chats.get(person.id);
    if (chat) chat.rename(person);
    else this.chats.set(person.id, new PrivateChat(person));
  }

  #arrive(
    chat: PrivateChat,
    { message, input }: { message: Message; input?: Parameters<PrivateChat['add']>[2] },
  ) {
    this.#lastMessageId = Math.max(this.#lastMessageId, message.message_id);
    if (message.from.id === chat.person.id) chat.started = true;
    chat.add(message, this.#kept, input);
  }

  #shiftClock(offset: number): void {
    this.#clockOffset = offset;
    this.clock.set(new Date(this.#systemNow() + offset));
  }

  get #kept(): number {
    const share = Math.floor(historyOfAll / Math.max(1, this.chats.size));
    return Math.min(this.#history, Math.max(historyAtLeast, share));
  }
}

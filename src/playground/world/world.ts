import type { PlaygroundClock } from './clock.ts';
import { unixTime } from './clock.ts';
import type { Entry, WebhookSettings } from './entry.ts';
import type { Happening } from './events.ts';
import { Faults } from './faults.ts';
import { cardOf, type StoredFile } from './files.ts';
import { SendLimits } from './limits.ts';
import { createPerson, firstPersonId, type NewPerson, type Person } from './people.ts';
import type { InputMarkup, PrivateChat } from './private-chat.ts';
import { TownState } from './state.ts';
import { Statistics } from './statistics.ts';
import type { ForceReply, Message, ReplyKeyboard, UpdateBody } from './telegram.ts';
import { firstUpdateId, personOf } from './updates.ts';

export interface WorldOptions {
  /** Tells this world from every other. */
  id: string;
  bot: { token: string; username: string; name: string };
  clock: PlaygroundClock;
  random: () => number;
  /** Milliseconds that only run forward, whatever the clock is set to: rates are measured by them. */
  monotonic: () => number;
  /** How many messages of one chat are kept; fewer when the town is large. */
  history: number;
  /** The system's time in milliseconds, to tell how far the clock is off. */
  systemNow: () => number;
}

/** Writes down what happens, so that it can be restored. Throws when it can't. */
export interface Keeper {
  write(entry: Entry): void;
  writeFile(file: StoredFile): void;
  removeFile(fileId: string): void;
}

/** The bot's message beside what it shows: what the keyboard beneath the input field becomes. */
export interface Posting {
  message: Omit<Message, 'message_id' | 'from' | 'chat' | 'date'>;
  input?: { kind: InputMarkup; markup: ReplyKeyboard | ForceReply | null };
}

/** The town: its people, their chats with the one bot, and what passes between them. Knows neither HTTP nor disks. */
export class World {
  readonly state: TownState;
  readonly clock: TownState['clock'];
  readonly bot: TownState['bot'];
  readonly updates: TownState['updates'];
  readonly events: TownState['events'];
  readonly files: TownState['files'];
  readonly queries: TownState['queries'];
  readonly limits = new SendLimits();
  readonly faults: Faults;
  readonly statistics = new Statistics();
  readonly systemNow: () => number;
  readonly #monotonic: () => number;
  #keeper: Keeper | undefined;
  #nextPersonId = firstPersonId;

  constructor(options: WorldOptions) {
    const { random, monotonic, ...rest } = options;
    this.state = new TownState({
      ...rest,
      firstUpdateId: firstUpdateId(rest.systemNow()),
      watch: {
        confirmed: (update) => this.happen(personOf(update), { kind: 'read', update_id: update.update_id }),
        dropped: (before) => this.#keeper?.write({ dropped_before: before }),
        writeFile: (file) => {
          this.#keeper?.writeFile(file);
          this.#keeper?.write({ file: cardOf(file) });
        },
        removeFile: (id) => this.#keeper?.removeFile(id),
      },
    });
    this.clock = this.state.clock;
    this.bot = this.state.bot;
    this.updates = this.state.updates;
    this.events = this.state.events;
    this.files = this.state.files;
    this.queries = this.state.queries;
    this.faults = new Faults(random);
    this.#monotonic = monotonic;
    this.systemNow = options.systemNow;
  }

  /** From now on everything that happens is written down; or no more. */
  keepWith(keeper: Keeper | undefined): void {
    this.#keeper = keeper;
  }

  get people(): Person[] {
    return [...this.state.chats.values()].map(({ person }) => person);
  }

  chat(personId: number): PrivateChat | undefined {
    return this.state.chats.get(personId);
  }

  /** @returns undefined if that id is taken */
  addPerson(newcomer: NewPerson): Person | undefined {
    while (this.chat(this.#nextPersonId)) this.#nextPersonId += 1;
    const id = newcomer.id ?? this.#nextPersonId;
    if (this.chat(id) || id === this.bot.id) return undefined;
    const person = createPerson(id, newcomer);
    this.happen(id, { kind: 'people', person });
    return person;
  }

  changePerson(chat: PrivateChat, changes: Partial<Omit<Person, 'id'>>): Person {
    const { id } = chat.person;
    this.happen(id, { kind: 'people', person: { ...chat.person, ...changes, id } });
    return chat.person;
  }

  /**
   * The one way anything changes in sight of people: it is written down, becomes so, and is shown.
   *
   * @param body what the bot is to be told of it
   * @returns the number of that update, or undefined if the bot did not ask for such updates
   */
  happen(personId: number | null, happening: Happening, body?: UpdateBody): number | undefined {
    const now = this.clock.now();
    const update = body && this.updates.next(body, now);
    const event = this.events.next(now, personId, happening);
    this.#keeper?.write(update ? { event, update } : { event });
    this.state.apply(personId, event);
    this.events.append(event);
    if (update) this.state.enqueue(update);
    return update?.update.update_id;
  }

  /** What only the bot hears of. @returns as `happen` */
  tellBot(body: UpdateBody): number | undefined {
    const update = this.updates.next(body, this.clock.now());
    if (!update) return undefined;
    this.#keeper?.write({ update });
    this.state.enqueue(update);
    return update.update.update_id;
  }

  /** Concerns updates that are yet to come. An empty list returns to the default. */
  allowUpdates(types: readonly string[]): void {
    const before = String(this.updates.allowed);
    this.updates.allow(types);
    // Every poll may say it again.
    if (String(this.updates.allowed) === before) return;
    this.#keeper?.write({ allowed_updates: this.updates.allowed ?? [] });
  }

  setWebhook(webhook: WebhookSettings | null): void {
    this.#keeper?.write({ webhook });
    this.state.webhook = webhook;
  }

  queryId(): string {
    return this.queries.nextId(this.bot.id);
  }

  /** A message from the bot arrives. Whether it may is the caller's question. */
  post(chat: PrivateChat, { message: content, input }: Posting): Message {
    const message: Message = {
      message_id: this.state.nextMessageId,
      from: this.bot.user,
      chat: chat.chat,
      date: unixTime(this.clock),
      ...content,
    };
    this.happen(chat.person.id, { kind: 'message', message, ...(input && { input: input.kind }) });
    this.statistics.said(chat.person.id, 'from_bot');
    if (input) this.hangKeyboard(chat, input.markup);
    return message;
  }

  /** A person sends something: it stands in her chat and the bot is told. */
  receive(chat: PrivateChat, content: Omit<Message, 'message_id' | 'from' | 'chat' | 'date'>) {
    const message: Message = {
      message_id: this.state.nextMessageId,
      from: chat.user,
      chat: chat.chat,
      date: unixTime(this.clock),
      ...content,
    };
    const updateId = this.happen(chat.person.id, { kind: 'message', message }, { message });
    this.statistics.said(chat.person.id, 'from_person');
    return { message, update_id: updateId };
  }

  /** Somebody else sends her something by way of the bot: the bot is not told. */
  pass(
    from: PrivateChat,
    to: PrivateChat,
    content: Omit<Message, 'message_id' | 'from' | 'chat' | 'date'>,
  ): Message {
    const message: Message = {
      message_id: this.state.nextMessageId,
      from: from.user,
      chat: to.chat,
      date: unixTime(this.clock),
      ...content,
    };
    this.happen(to.person.id, { kind: 'message', message });
    return message;
  }

  /** The bot edits its message. */
  edit(chat: PrivateChat, message: Message): Message {
    const edited = { ...message, edit_date: unixTime(this.clock) };
    this.happen(chat.person.id, { kind: 'edited', message: edited });
    return edited;
  }

  /** A person edits hers: the bot is told. */
  editOwn(chat: PrivateChat, message: Message) {
    const edited = { ...message, edit_date: unixTime(this.clock) };
    const seen = { kind: 'edited', message: edited } as const;
    return { message: edited, update_id: this.happen(chat.person.id, seen, { edited_message: edited }) };
  }

  remove(chat: PrivateChat, messageId: number): void {
    if (chat.message(messageId)) this.happen(chat.person.id, { kind: 'deleted', message_id: messageId });
  }

  /** @returns seconds the bot has to wait before it may send so many messages to this chat, 0 if it may now */
  takeTurn(chat: PrivateChat, messages: number): number {
    return this.limits.take(chat.person.id, messages, this.#monotonic());
  }

  hangKeyboard(chat: PrivateChat, markup: ReplyKeyboard | ForceReply | null): void {
    if (markup === null && chat.replyKeyboard === null) return;
    this.happen(chat.person.id, { kind: 'reply_keyboard', markup });
  }

  /** Time runs on from `instant`. */
  setClock(instant: Date): void {
    const offset_ms = instant.getTime() - this.systemNow();
    this.happen(null, { kind: 'clock', now: instant.toISOString(), offset_ms });
  }
}

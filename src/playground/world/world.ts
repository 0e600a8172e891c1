import { BotProfile } from './bot-profile.ts';
import { type PlaygroundClock, unixTime } from './clock.ts';
import { EventLog, type Happening } from './events.ts';
import { Faults } from './faults.ts';
import { FileStore } from './files.ts';
import { SendLimits } from './limits.ts';
import { createPerson, firstPersonId, type NewPerson, type Person } from './people.ts';
import { type InputMarkup, PrivateChat } from './private-chat.ts';
import { OpenQueries } from './queries.ts';
import { Statistics } from './statistics.ts';
import type { ForceReply, Message, ReplyKeyboard, UpdateBody } from './telegram.ts';
import { personOf, UpdateQueue } from './updates.ts';

export interface WorldOptions {
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

/** With 3,000 people, 500 messages each would fill the memory: all chats together keep about this many. */
const historyOfAll = 250_000;
const historyAtLeast = 50;
const eventsKept = 20_000;

/** The bot's message beside what it shows: what the keyboard beneath the input field becomes. */
export interface Posting {
  message: Omit<Message, 'message_id' | 'from' | 'chat' | 'date'>;
  input?: { kind: InputMarkup; markup: ReplyKeyboard | ForceReply | null };
}

/** The town: its people, their chats with the one bot, and what passes between them. Plain memory, no HTTP. */
export class World {
  readonly clock: PlaygroundClock;
  readonly bot: BotProfile;
  readonly updates = new UpdateQueue((update) =>
    this.happen(personOf(update), { kind: 'read', update_id: update.update_id }),
  );
  readonly events = new EventLog(eventsKept);
  readonly files = new FileStore();
  readonly limits = new SendLimits();
  readonly faults: Faults;
  readonly queries = new OpenQueries();
  readonly statistics = new Statistics();
  readonly systemNow: () => number;
  readonly #chats = new Map<number, PrivateChat>();
  readonly #history: number;
  readonly #monotonic: () => number;
  #nextPersonId = firstPersonId;
  #nextMessageId = 1;
  #nextQueryId = 1;

  constructor(options: WorldOptions) {
    this.clock = options.clock;
    this.bot = new BotProfile(options.bot);
    this.faults = new Faults(options.random);
    this.#history = options.history;
    this.#monotonic = options.monotonic;
    this.systemNow = options.systemNow;
  }

  get people(): Person[] {
    return [...this.#chats.values()].map(({ person }) => person);
  }

  chat(personId: number): PrivateChat | undefined {
    return this.#chats.get(personId);
  }

  /** @returns undefined if that id is taken */
  addPerson(newcomer: NewPerson): Person | undefined {
    while (this.#chats.has(this.#nextPersonId)) this.#nextPersonId += 1;
    const id = newcomer.id ?? this.#nextPersonId;
    if (this.#chats.has(id) || id === this.bot.id) return undefined;
    const person = createPerson(id, newcomer);
    this.#chats.set(id, new PrivateChat(person));
    this.happen(id, { kind: 'people' });
    return person;
  }

  changePerson(chat: PrivateChat, changes: Partial<Omit<Person, 'id'>>): Person {
    chat.rename({ ...chat.person, ...changes, id: chat.person.id });
    this.happen(chat.person.id, { kind: 'people' });
    return chat.person;
  }

  happen(personId: number | null, happening: Happening): void {
    this.events.append(this.clock.now(), personId, happening);
  }

  /** @returns the update's number, or undefined if the bot did not ask for such updates */
  tellBot(body: UpdateBody): number | undefined {
    return this.updates.push(body, this.clock.now());
  }

  queryId(): string {
    this.#nextQueryId += 1;
    // Long like Telegram's: whoever stores it in 32 or 53 bits should find out here.
    return `41${String(this.bot.id).padStart(10, '0')}${String(this.#nextQueryId).padStart(8, '0')}`;
  }

  /** A message from the bot arrives. Whether it may is the caller's question. */
  post(chat: PrivateChat, posting: Posting): Message {
    const message: Message = {
      message_id: this.#nextMessageId,
      from: this.bot.user,
      chat: chat.chat,
      date: unixTime(this.clock),
      ...posting.message,
    };
    this.#nextMessageId += 1;
    chat.add(message, this.#kept, posting.input?.kind);
    this.statistics.said(chat.person.id, 'from_bot');
    this.happen(chat.person.id, { kind: 'message', message });
    if (posting.input) this.hangKeyboard(chat, posting.input.markup);
    return message;
  }

  /** A person sends something: it stands in her chat and the bot is told. */
  receive(chat: PrivateChat, content: Omit<Message, 'message_id' | 'from' | 'chat' | 'date'>) {
    const message: Message = {
      message_id: this.#nextMessageId,
      from: chat.user,
      chat: chat.chat,
      date: unixTime(this.clock),
      ...content,
    };
    this.#nextMessageId += 1;
    chat.started = true;
    chat.add(message, this.#kept);
    this.statistics.said(chat.person.id, 'from_person');
    this.happen(chat.person.id, { kind: 'message', message });
    return { message, update_id: this.tellBot({ message }) };
  }

  edit(chat: PrivateChat, message: Message): Message {
    const edited = { ...message, edit_date: unixTime(this.clock) };
    chat.replace(edited);
    this.happen(chat.person.id, { kind: 'edited', message: edited });
    return edited;
  }

  remove(chat: PrivateChat, messageId: number): void {
    if (chat.remove(messageId)) this.happen(chat.person.id, { kind: 'deleted', message_id: messageId });
  }

  /** @returns seconds the bot has to wait before it may send so many messages to this chat, 0 if it may now */
  takeTurn(chat: PrivateChat, messages: number): number {
    return this.limits.take(chat.person.id, messages, this.#monotonic());
  }

  hangKeyboard(chat: PrivateChat, markup: ReplyKeyboard | ForceReply | null): void {
    if (markup === null && chat.replyKeyboard === null) return;
    chat.replyKeyboard = markup;
    this.happen(chat.person.id, { kind: 'reply_keyboard', markup });
  }

  get #kept(): number {
    const share = Math.floor(historyOfAll / Math.max(1, this.#chats.size));
    return Math.min(this.#history, Math.max(historyAtLeast, share));
  }
}

import type { Saying } from '../../src/playground/world/actions/speak.ts';
import type { WorldEvent } from '../../src/playground/world/events.ts';
import type { InlineOffer } from '../../src/playground/world/queries.ts';
import type { Contact, Message } from '../../src/playground/world/telegram.ts';
import { documentSaying, fileOf, type ReceivedFile, type SentDocument } from './file.ts';
import type { Answer, Line } from './line.ts';
import { findButton, type Keyboard, type Screen, type Shown, screenOf } from './screen.ts';

export interface PhoneOptions {
  /** How long to wait for the bot before a test fails. */
  timeout: number;
  /**
   * When an action is over: `handled` waits until the bot has confirmed the update (or fallen quiet), so that a second
   * message of the same reaction is not taken for the answer to the next action; `first` is over with the first message
   * or edit, which is what a benchmark measures.
   */
  until: 'handled' | 'first';
}

/**
 * A bot that confirms late is taken to be done when nothing happened in town for so long after a message or edit; after
 * a mere toast, which hurries ahead of what it announces, or an answer without words, for longer.
 */
const quietMs = 250;
const quietAfterToastMs = 800;

/** What the bot offers to `@bot query`. */
type Offer = InlineOffer<{ type: string; id: string; title?: string; description?: string }>;

type Visible = Extract<WorldEvent, { kind: 'message' | 'edited' | 'callback_answered' }>;

/** A person with a phone in her hand: what she does resolves when the bot has reacted. */
export class Phone {
  readonly id: number;
  readonly name: string;
  readonly #line: Line;
  readonly #options: PhoneOptions;
  readonly #path: string;
  readonly #messages = new Map<number, Message>();
  /** Everything the bot let her see, in order. */
  readonly #seen: { event: Visible; at: number }[] = [];
  readonly #read = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #keyboard: Keyboard = null;
  #last: Shown | undefined;
  #actionBegan = 0;
  readonly #waitedFor = new Set<Visible>();

  constructor(person: { id: number; first_name: string }, line: Line, options: PhoneOptions) {
    this.id = person.id;
    this.name = person.first_name;
    this.#line = line;
    this.#options = options;
    this.#path = `/world/people/${person.id}`;
  }

  says(text: string): Promise<Screen> {
    return this.sends({ text });
  }

  /** Anything that can be sent: a text, sticker, voice message, location, file … */
  sends(saying: Saying): Promise<Screen> {
    return this.#act('messages', saying);
  }

  sendsPhoto(bytes: Buffer, caption?: string): Promise<Screen> {
    return this.sends({ photo: { base64: bytes.toString('base64') }, caption });
  }

  sendsDocument(document: SentDocument): Promise<Screen> {
    return this.sends(documentSaying(document));
  }

  /** The newest document or picture that the bot sent since her last action; waits for one. Each is found once. */
  async receivesFile(timeout = this.#options.timeout): Promise<ReceivedFile> {
    const began = performance.now();
    for (;;) {
      const found = this.#seen
        .slice(this.#actionBegan)
        .findLast(({ event }) => !this.#waitedFor.has(event) && fileIn(event) !== undefined);
      const file = found && fileIn(found.event);
      if (file) {
        this.#waitedFor.add(found.event);
        const { file_id, ...received } = file;
        return { ...received, bytes: await this.#line.file(file_id) };
      }
      if (!(await this.#change(began + timeout))) {
        throw new Error(`${this.name} waited ${timeout} ms in vain for a file. ${this.#view()}`);
      }
    }
  }

  /** Types `@bot query`, in the chat with the bot or, with `to`, in the one with somebody else. */
  async inline(query: string, { offset, to }: { offset?: string; to?: Phone } = {}): Promise<Offer> {
    const asked = { query, ...(offset !== undefined && { offset }), ...(to && { to: to.id }) };
    return this.#accepted(await this.#line.post(`${this.#path}/inline`, asked)) as unknown as Offer;
  }

  /**
   * Chooses what was offered under this title, or a title that contains it: it is sent where the query was typed.
   * Resolves with the message; whether the bot says anything to it is another matter.
   */
  async chooses(offer: Offer, title: string): Promise<Message> {
    const titles = offer.results.map((result) => result.title);
    const result =
      offer.results.find((each) => each.title === title) ??
      offer.results.find((each) => each.title?.includes(title));
    if (!result) throw new Error(`${this.name} was not offered “${title}”, but: ${titles.join(' | ')}`);
    const chosen = { inline_query_id: offer.inline_query_id, result_id: result.id };
    const sent = this.#accepted(await this.#line.post(`${this.#path}/inline/choose`, chosen));
    return sent.message as Message;
  }

  /** Edits her own newest message, or the one given. */
  async edits(text: string, messageId?: number): Promise<Screen> {
    const own = [...this.#messages.values()].findLast(({ from }) => from.id === this.id);
    const began = this.#begin();
    const answer = await this.#line.patch(`${this.#path}/messages/${messageId ?? own?.message_id}`, { text });
    return this.#reaction(began, this.#accepted(answer));
  }

  /** Follows a link to the bot, whole or only its payload (`https://t.me/<bot>?start=<payload>`), or just presses START. */
  follows(link = ''): Promise<Screen> {
    const payload = /^https?:/.test(link) ? new URL(link).searchParams.get('start') : link;
    return this.#act('start', payload ? { payload } : {});
  }

  /** Taps the newest button whose label is, or contains, this; waits for one to appear. */
  async taps(label: string): Promise<Screen> {
    const began = this.#begin();
    const body = await this.#press(label, began.at);
    if (body.callback_query_id === undefined && body.update_id === undefined) {
      throw new Error(`${this.name} tapped “${label}”, which asks the bot nothing: ${JSON.stringify(body)}`);
    }
    return this.#reaction(began, body);
  }

  /** Taps a button that opens a link or copies a text, and tells which. */
  async opens(label: string): Promise<string> {
    const body = await this.#press(label, performance.now());
    const opened = body.opened ?? body.copied ?? body.inline_query;
    if (typeof opened !== 'string') throw new Error(`“${label}” opens nothing.`);
    return opened;
  }

  /** Sends data no button ever had, or had long ago, as a forged client would. */
  tapsData(data: string, messageId = this.screen().message_id): Promise<Screen> {
    return this.#act('press', { message_id: messageId, data });
  }

  /** Presses the button that asks for her number; with a contact, sends that one instead. */
  sharesContact(contact?: Contact): Promise<Screen> {
    if (contact) return this.sends({ contact });
    return this.#pressKeyboard('request_contact', 'her number');
  }

  sharesLocation(location?: { latitude: number; longitude: number }): Promise<Screen> {
    if (location) return this.sends({ location });
    return this.#pressKeyboard('request_location', 'her location');
  }

  async blocks(): Promise<void> {
    this.#accepted(await this.#line.post(`${this.#path}/block`, {}));
  }

  async unblocks(): Promise<void> {
    this.#accepted(await this.#line.post(`${this.#path}/unblock`, {}));
  }

  /** What the bot sent or changed last. */
  screen(): Screen {
    if (!this.#last) throw new Error(`${this.name} has not heard from the bot yet.`);
    return screenOf(this.#last, this.#keyboard, 0);
  }

  /** Everything the bot wrote to her that still stands, oldest first. */
  inbox(): Screen[] {
    return [...this.#messages.values()]
      .filter(({ from }) => from.is_bot)
      .sort((one, other) => one.message_id - other.message_id)
      .map((message) => screenOf({ message, edited: message.edit_date !== undefined }, this.#keyboard, 0));
  }

  /** Something said unprompted, since her last action; each is found once. */
  async waitsFor(pattern: RegExp, timeout = this.#options.timeout): Promise<Screen> {
    const began = performance.now();
    for (;;) {
      const found = this.#seen
        .slice(this.#actionBegan)
        .find(({ event }) => !this.#waitedFor.has(event) && pattern.test(textOf(event)));
      if (found) {
        this.#waitedFor.add(found.event);
        if (found.event.kind === 'callback_answered') return { ...this.screen(), toast: textOf(found.event) };
        return screenOf(shownBy(found.event), this.#keyboard, found.at - began);
      }
      if (!(await this.#change(began + timeout))) {
        throw new Error(`${this.name} waited ${timeout} ms in vain for ${pattern}. ${this.#view()}`);
      }
    }
  }

  /** Fails if the bot says anything within this time. */
  async silence(milliseconds: number): Promise<void> {
    const before = this.#seen.length;
    const until = performance.now() + milliseconds;
    while (await this.#change(until)) {
      const said = this.#seen[before];
      if (said) throw new Error(`${this.name} expected silence, but: ${textOf(said.event)}`);
    }
  }

  /** What the town's line brings; not for tests to call. */
  notice(event: WorldEvent): void {
    switch (event.kind) {
      case 'message':
      case 'edited':
        this.#messages.set(event.message.message_id, event.message);
        if (!event.message.from.is_bot) break;
        this.#last = { message: event.message, edited: event.kind === 'edited' };
        this.#seen.push({ event, at: performance.now() });
        break;
      case 'deleted':
        this.#messages.delete(event.message_id);
        break;
      case 'callback_answered':
        this.#seen.push({ event, at: performance.now() });
        break;
      case 'reply_keyboard':
        this.#keyboard = event.markup;
        break;
      case 'read':
        this.#read.add(event.update_id);
        break;
      default:
        return;
    }
    for (const listener of [...this.#listeners]) listener();
  }

  async #act(action: string, body: unknown): Promise<Screen> {
    const began = this.#begin();
    return this.#reaction(began, this.#accepted(await this.#line.post(`${this.#path}/${action}`, body)));
  }

  #begin(): { at: number; index: number } {
    this.#actionBegan = this.#seen.length;
    return { at: performance.now(), index: this.#seen.length };
  }

  #accepted({ status, body }: Answer): Record<string, unknown> {
    if (status < 300) return body;
    throw new Error(`${this.name} can't do that (${status}): ${String(body.error)} ${this.#view()}`);
  }

  async #press(label: string, began: number): Promise<Record<string, unknown>> {
    for (;;) {
      const target = findButton(this.#messages.values(), this.#keyboard, label);
      if (target) {
        const { status, body } = await this.#line.post(`${this.#path}/press`, target);
        if (status < 300) return body;
        // Changed under her finger: look again.
        if (status !== 409) this.#accepted({ status, body });
      }
      if (!(await this.#change(began + this.#options.timeout))) {
        throw new Error(`${this.name} finds no button “${label}”. ${this.#view()}`);
      }
    }
  }

  async #pressKeyboard(wish: 'request_contact' | 'request_location', what: string): Promise<Screen> {
    const began = performance.now();
    for (;;) {
      const keyboard = this.#keyboard && 'keyboard' in this.#keyboard ? this.#keyboard.keyboard : [];
      const button = keyboard.flat().find((candidate) => candidate[wish]);
      if (button) return this.#act('press', { label: button.text });
      if (!(await this.#change(began + this.#options.timeout))) {
        throw new Error(`Nobody asks ${this.name} for ${what}. ${this.#view()}`);
      }
    }
  }

  async #reaction(began: { at: number; index: number }, body: Record<string, unknown>): Promise<Screen> {
    const queryId = body.callback_query_id;
    const updateId = Number(body.update_id);
    const deadline = began.at + this.#options.timeout;
    for (;;) {
      // A belated toast for an earlier tap is no answer to this one.
      const since = this.#seen
        .slice(began.index)
        .filter(({ event }) => event.kind !== 'callback_answered' || event.callback_query_id === queryId);
      const visible = since.filter(({ event }) => event.kind !== 'callback_answered' || event.text);
      const answered = since.some(({ event }) => event.kind === 'callback_answered');
      const changed = since.some(({ event }) => event.kind !== 'callback_answered');
      const now = performance.now();
      const calm = now - Math.max(since.at(-1)?.at ?? now, this.#line.lastEventAt());
      const handled = this.#read.has(updateId) && (queryId === undefined || answered);
      const quiet = changed ? quietMs : quietAfterToastMs;
      const over = handled || calm >= quiet || (changed && this.#options.until === 'first');
      if (visible.length > 0 && over) return this.#summary(visible, began.at);
      if (visible.length === 0 && answered && calm >= quiet) return this.screen();
      if (now >= deadline) {
        throw new Error(`${this.name} got no reaction within ${this.#options.timeout} ms. ${this.#view()}`);
      }
      const patience = since.length > 0 ? Math.max(1, quiet - calm) : Infinity;
      await this.#change(Math.min(deadline, now + patience));
    }
  }

  #summary(visible: readonly { event: Visible; at: number }[], began: number): Screen {
    const after = (visible[0]?.at ?? began) - began;
    const toast = visible.map(({ event }) => (event.kind === 'callback_answered' ? event.text : undefined));
    const changes = visible.flatMap(({ event }) =>
      event.kind === 'callback_answered' ? [] : [shownBy(event)],
    );
    const shown = changes.at(-1) ?? this.#last;
    if (!shown) throw new Error(`${this.name} has not heard from the bot yet.`);
    const screen = screenOf(shown, this.#keyboard, after);
    const said = toast.findLast((text) => text !== undefined);
    return said === undefined ? screen : { ...screen, toast: said };
  }

  /** False when nothing happened until then. */
  #change(until: number): Promise<boolean> {
    return new Promise((resolve) => {
      const finish = (changed: boolean) => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
        resolve(changed);
      };
      const listener = () => finish(true);
      const timer = setTimeout(() => finish(false), Math.max(0, until - performance.now()));
      this.#listeners.add(listener);
    });
  }

  #view(): string {
    if (!this.#last) return 'Her screen is empty.';
    const { text, buttons, keyboard } = this.screen();
    const rows = [...buttons, ...keyboard].map((row) => row.join(' | ')).join('\n');
    return `She sees:\n${text}\n${rows}`;
  }
}

function fileIn(event: Visible) {
  return event.kind === 'message' ? fileOf(event.message) : undefined;
}

function textOf(event: Visible): string {
  if (event.kind === 'callback_answered') return event.text ?? '';
  return event.message.text ?? event.message.caption ?? '';
}

function shownBy({ kind, message }: Exclude<Visible, { kind: 'callback_answered' }>): Shown {
  return { message, edited: kind === 'edited' };
}

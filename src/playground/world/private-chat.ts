import { chatOf, type Person, userOf } from './people.ts';
import type { Chat, ForceReply, MenuButton, Message, ReplyKeyboard, User } from './telegram.ts';

/** How a bot's message came with something other than an inline keyboard; such a message can't be edited. */
export type InputMarkup = 'reply_keyboard' | 'remove_keyboard' | 'force_reply';

/** All there is to a chat. */
export interface ChatCard {
  person: Person;
  started: boolean;
  blocked: boolean;
  reply_keyboard: ReplyKeyboard | ForceReply | null;
  menu_button: MenuButton | null;
  pinned: number[];
  messages: Message[];
  inputs: [number, InputMarkup][];
}

/** Sent by somebody else by way of the bot: on a real phone it stands in the chat with that person. */
function isFromElsewhere({ from, chat }: Message): boolean {
  return !from.is_bot && from.id !== chat.id;
}

/** One person's chat with the bot. */
export class PrivateChat {
  readonly #messages = new Map<number, Message>();
  /** Messages of the bot that hang a keyboard beneath the input field. */
  readonly #unedited = new Map<number, InputMarkup>();
  person: Person;
  user: User;
  chat: Chat;
  started = false;
  blocked = false;
  replyKeyboard: ReplyKeyboard | ForceReply | null = null;
  pinned: number[] = [];
  menuButton: MenuButton | undefined;

  constructor(person: Person) {
    this.person = person;
    this.user = userOf(person);
    this.chat = chatOf(person);
  }

  /** The person changed her name, language, …: messages from now on show it. */
  rename(person: Person): void {
    this.person = person;
    this.user = userOf(person);
    this.chat = chatOf(person);
  }

  /** The person blocks the bot, or lets it in again: either way they have met. */
  turn(blocked: boolean): void {
    this.blocked = blocked;
    this.started = true;
  }

  /** `default`: the bot's, which it has for everybody. */
  setMenuButton(button: MenuButton): void {
    this.menuButton = button.type === 'default' ? undefined : button;
  }

  get messages(): Message[] {
    return [...this.#messages.values()];
  }

  message(id: number): Message | undefined {
    return this.#messages.get(id);
  }

  /** As `message`, but only what stands between her and the bot: what others sent her is none of the bot's business. */
  betweenThem(id: number): Message | undefined {
    const message = this.#messages.get(id);
    return message && isFromElsewhere(message) ? undefined : message;
  }

  /** @param keep how many messages of this chat stay */
  add(message: Message, keep: number, inputMarkup?: InputMarkup): void {
    this.#messages.set(message.message_id, message);
    if (inputMarkup) this.#unedited.set(message.message_id, inputMarkup);
    for (const id of this.#messages.keys()) {
      if (this.#messages.size <= keep) return;
      this.#forget(id);
    }
  }

  replace(message: Message): void {
    this.#messages.set(message.message_id, message);
  }

  remove(id: number): boolean {
    this.pinned = this.pinned.filter((pinned) => pinned !== id);
    return this.#forget(id);
  }

  inputMarkup(id: number): InputMarkup | undefined {
    return this.#unedited.get(id);
  }

  get card(): ChatCard {
    return {
      person: this.person,
      started: this.started,
      blocked: this.blocked,
      reply_keyboard: this.replyKeyboard,
      menu_button: this.menuButton ?? null,
      pinned: this.pinned,
      messages: this.messages,
      inputs: [...this.#unedited],
    };
  }

  static from(card: ChatCard): PrivateChat {
    const chat = new PrivateChat(card.person);
    chat.started = card.started;
    chat.blocked = card.blocked;
    chat.replyKeyboard = card.reply_keyboard;
    chat.menuButton = card.menu_button ?? undefined;
    chat.pinned = card.pinned;
    for (const message of card.messages) chat.#messages.set(message.message_id, message);
    for (const [id, markup] of card.inputs) chat.#unedited.set(id, markup);
    return chat;
  }

  #forget(id: number): boolean {
    this.#unedited.delete(id);
    return this.#messages.delete(id);
  }
}

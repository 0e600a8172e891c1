import { chatOf, type Person, userOf } from './people.ts';
import type { Chat, ForceReply, MenuButton, Message, ReplyKeyboard, User } from './telegram.ts';

/** How a bot's message came with something other than an inline keyboard; such a message can't be edited. */
export type InputMarkup = 'reply_keyboard' | 'remove_keyboard' | 'force_reply';

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

  get messages(): Message[] {
    return [...this.#messages.values()];
  }

  message(id: number): Message | undefined {
    return this.#messages.get(id);
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

  #forget(id: number): boolean {
    this.#unedited.delete(id);
    return this.#messages.delete(id);
  }
}

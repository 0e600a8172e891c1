import type { Update } from '../../src/bot/api-types.ts';
import { askInline } from '../../src/playground/world/actions/ask-inline.ts';
import { press } from '../../src/playground/world/actions/press.ts';
import { editOwn, type Saying, speak } from '../../src/playground/world/actions/speak.ts';
import type { WorldEvent } from '../../src/playground/world/events.ts';
import type { NewPerson, Person } from '../../src/playground/world/people.ts';
import type { PrivateChat } from '../../src/playground/world/private-chat.ts';
import type { InlineOffer } from '../../src/playground/world/queries.ts';
import { Refused } from '../../src/playground/world/refused.ts';
import type { Location, Message } from '../../src/playground/world/telegram.ts';
import { documentSaying, fileOf, type ReceivedFile, type SentDocument } from './file.ts';
import type { RunningBot } from './running-bot.ts';

/** What the bot let a person see or hear. */
export type Heard = Extract<WorldEvent, { kind: 'message' | 'edited' | 'callback_answered' }>;

/**
 * A person with nothing between her and the bot's inbox: no polling, no waiting. What she does resolves when everything
 * that the bot says to it has arrived, so thousands of actions fit into a test.
 */
export class Hand {
  readonly person: Person;
  readonly heard: Heard[] = [];
  readonly #bot: RunningBot;
  readonly #chat: PrivateChat;

  constructor(bot: RunningBot, newcomer: NewPerson) {
    const { world } = bot.playground;
    const person = world.addPerson(newcomer);
    const chat = person && world.chat(person.id);
    if (!chat) throw new Error('somebody has this id');
    this.person = person;
    this.#bot = bot;
    this.#chat = chat;
    world.events.listen((event) => {
      if (event.person_id !== person.id) return;
      const said = event.kind === 'message' || event.kind === 'edited';
      if (event.kind === 'callback_answered' || (said && event.message.from.is_bot)) this.heard.push(event);
    });
  }

  says(text: string): Promise<Heard[] | null> {
    return this.sends({ text });
  }

  sends(saying: Saying): Promise<Heard[] | null> {
    return this.#does(() => speak(this.#bot.playground.world, this.#chat, saying));
  }

  sendsDocument(document: SentDocument): Promise<Heard[] | null> {
    return this.sends(documentSaying(document));
  }

  sharesLocation(location: Location): Promise<Heard[] | null> {
    return this.sends({ location });
  }

  /** The newest document or picture that the bot sent her. */
  receivesFile(): ReceivedFile {
    const file = this.heard
      .flatMap((event) => (event.kind === 'message' ? [fileOf(event.message)] : []))
      .findLast((each) => each !== undefined);
    if (!file) throw new Error('no file came');
    const { file_id, ...received } = file;
    const bytes = this.#bot.playground.world.files.byId(file_id)?.bytes;
    if (!bytes) throw new Error('the playground has forgotten this file');
    return { ...received, bytes };
  }

  /** Types `@bot query`; what the bot offers, or null when it has none for her. */
  async inline(query: string, offset = ''): Promise<InlineOffer | null> {
    let asked: Promise<InlineOffer | null> = Promise.resolve(null);
    await this.#does(() => {
      const answer = askInline(this.#bot.playground.world, this.#chat, { query, offset });
      asked = answer.catch(() => null);
    });
    // All that the bot says has arrived: what is not here by now is not coming.
    return Promise.race([asked, new Promise<null>((resolve) => setImmediate(resolve, null))]);
  }

  edits(text: string): Promise<Heard[] | null> {
    const own = this.#chat.messages.findLast(
      ({ from, text: written }) => !from.is_bot && written !== undefined,
    );
    return this.#does(() => editOwn(this.#bot.playground.world, this.#chat, own?.message_id ?? 0, text));
  }

  /** Sends this data as if a button of that message had it; `times` at once. */
  presses(data: string, message = this.screen.message_id, times = 1): Promise<Heard[] | null> {
    return this.#does(() => {
      for (let nth = 0; nth < times; nth += 1) {
        press(this.#bot.playground.world, this.#chat, { message_id: message, data });
      }
    });
  }

  /** Taps a button whose label contains this: on the screen before her, or else the newest. */
  taps(label: string): Promise<Heard[] | null> {
    const matching = this.buttons().filter((button) => button.label.includes(label));
    const found = matching.find(({ message }) => message === this.screen.message_id) ?? matching.at(-1);
    if (!found) throw new Error(`no button “${label}” among ${this.buttons().map((button) => button.label)}`);
    return this.presses(found.data, found.message);
  }

  /** The bot's newest message or edit. */
  get screen(): Message {
    const last = this.heard.findLast((event) => event.kind !== 'callback_answered');
    if (last?.kind !== 'message' && last?.kind !== 'edited') throw new Error('nothing was said yet');
    return last.message;
  }

  /** The data buttons that stand in her chat, the oldest first. */
  buttons(): { label: string; data: string; message: number }[] {
    return this.#chat.messages.flatMap(({ message_id, reply_markup }) =>
      (reply_markup?.inline_keyboard ?? [])
        .flat()
        .flatMap(({ text, callback_data }) =>
          callback_data === undefined ? [] : [{ label: text, data: callback_data, message: message_id }],
        ),
    );
  }

  /** What happened because of it; null when no phone would do such a thing. */
  async #does(act: () => unknown): Promise<Heard[] | null> {
    const updates: Update[] = [];
    const stop = this.#bot.playground.world.updates.listen((update) => updates.push(update as Update));
    const before = this.heard.length;
    try {
      act();
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    } finally {
      stop();
    }
    await Promise.all(updates.map((update) => this.#bot.app().inbox.accept(update)));
    await this.#bot.settled();
    return this.heard.slice(before);
  }
}

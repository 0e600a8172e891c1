import fc from 'fast-check';
import { ApiError } from '../../src/playground/bot-api/api-error.ts';
import { BotApi } from '../../src/playground/bot-api/bot-api.ts';
import { Parameters } from '../../src/playground/bot-api/parameters.ts';
import { type Damage, keepWorld } from '../../src/playground/keeping/keep-world.ts';
import { chatView, worldView } from '../../src/playground/people-api/views.ts';
import { block, deactivate, start, unblock } from '../../src/playground/world/actions/presence.ts';
import { press } from '../../src/playground/world/actions/press.ts';
import { editOwn, speak } from '../../src/playground/world/actions/speak.ts';
import { shiftableClock } from '../../src/playground/world/clock.ts';
import { firstPersonId } from '../../src/playground/world/people.ts';
import type { PrivateChat } from '../../src/playground/world/private-chat.ts';
import { Refused } from '../../src/playground/world/refused.ts';
import type { Update } from '../../src/playground/world/telegram.ts';
import { World } from '../../src/playground/world/world.ts';
import { png } from './harness.ts';

const who = fc.nat(3);
const nth = fc.nat(4);
const text = fc.constantFrom('你好', 'hello', '👷‍♀️ ok', '\u2028"}\n{', '/start@x');
const rows = [[{ text: '报名', callback_data: 'join' }], [{ text: '网站', url: 'https://example.org' }]];
const markup = fc.constantFrom(
  undefined,
  { inline_keyboard: rows },
  { keyboard: [[{ text: '电话', request_contact: true }]], one_time_keyboard: true },
  { remove_keyboard: true },
  { force_reply: true },
);
const hours = fc.constantFrom(-30, 0.5, 25, 24 * 31);

/** Whatever people and the bot may do; `who` and `nth` count people and messages, and may miss. */
export const anyAction = fc.oneof(
  fc.record({ kind: fc.constant('arrives' as const) }),
  fc.record({ kind: fc.constant('starts' as const), who }),
  fc.record({ kind: fc.constant('says' as const), who, text }),
  fc.record({ kind: fc.constant('sends a photo' as const), who }),
  fc.record({ kind: fc.constant('edits' as const), who, nth, text }),
  fc.record({ kind: fc.constant('presses' as const), who, nth }),
  fc.record({ kind: fc.constantFrom('blocks', 'unblocks', 'deactivates', 'renames'), who }),
  fc.record({ kind: fc.constant('clock' as const), hours }),
  fc.record({ kind: fc.constant('bot sends' as const), who, text, markup }),
  fc.record({ kind: fc.constant('bot edits' as const), who, nth, text }),
  fc.record({ kind: fc.constantFrom('deleteMessage', 'pinChatMessage', 'unpinChatMessage'), who, nth }),
  fc.record({ kind: fc.constant('bot reads' as const), confirms: fc.integer({ min: -2, max: 3 }) }),
  fc.record({ kind: fc.constant('bot allows' as const), types: fc.subarray(['message', 'callback_query']) }),
  fc.record({ kind: fc.constant('bot answers' as const), nth }),
  fc.record({
    kind: fc.constant('bot offers' as const),
    who: fc.option(who),
    command: fc.constantFrom('a', 'b'),
  }),
  fc.record({ kind: fc.constantFrom('setMyName', 'setMyDescription'), text }),
  fc.record({
    kind: fc.constant('bot has a menu' as const),
    who: fc.option(who),
    type: fc.constantFrom('commands', 'default'),
  }),
  fc.record({ kind: fc.constant('webhook' as const), set: fc.boolean() }),
);
type Action = typeof anyAction extends fc.Arbitrary<infer T> ? T : never;

interface TownOptions {
  journalBytes?: number | undefined;
  /** What the computer's clock shows, in milliseconds; it stands still. */
  system?: number;
  history?: number;
  /** Takes down every number that is given, so that lives can be compared. */
  given?: string[];
}

const someDay = Date.parse('2026-03-02T04:00:00Z');
let towns = 0;

/** A world kept in a directory, with a bot that uses the real methods, without HTTP between. */
export class Town {
  readonly world: World;
  readonly damage: Damage | undefined;
  readonly system: number;
  readonly #given: string[];
  readonly #api: BotApi;
  readonly #presses: string[] = [];

  constructor(
    directory: string,
    { journalBytes, system = someDay, history = 500, given = [] }: TownOptions = {},
  ) {
    this.system = system;
    this.#given = given;
    towns += 1;
    this.world = new World({
      id: `town ${towns}`,
      bot: { token: '700000001:secret', username: 'a_bot', name: '娘家' },
      clock: shiftableClock(() => system),
      random: () => 0,
      monotonic: () => 0,
      history,
      systemNow: () => system,
    });
    this.damage = keepWorld(this.world, directory, journalBytes).damage;
    this.#api = new BotApi(this.world);
    this.world.addPerson({ id: firstPersonId, first_name: '李' });
  }

  /** What a person or the bot can't do just now is left undone. */
  async act(action: Action): Promise<void> {
    try {
      await this.#act(action);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof ApiError)) throw error;
    }
  }

  /** @returns the number of the update */
  says(words: string): number {
    return speak(this.world, this.#chat(0), { text: words }).update_id ?? 0;
  }

  texts(): (string | undefined)[] {
    return this.#chat(0).messages.map((message) => message.text);
  }

  updates(): Update[] {
    return [...this.world.updates.waiting(this.world.clock.now())];
  }

  confirmAll(): void {
    this.world.updates.take(Number.MAX_SAFE_INTEGER, 1, this.world.clock.now());
  }

  /**
   * All that can be seen from outside.
   *
   * @param later how much later it is than in the life this is compared with
   */
  observe(later = 0): unknown {
    const { world } = this;
    const updates = this.updates();
    const { clock, ...view } = worldView(world);
    const seen = {
      ...view,
      clock: { ...clock, now: new Date(Date.parse(clock.now) - later) },
      chats: world.people.map(({ id }) => chatView(world, this.#found(id))),
      uneditable: world.people.map(({ id }) => this.#found(id).card.inputs),
      updates,
      allowed: world.updates.allowed,
      webhook: world.state.webhook,
      presses: world.queries.callbacks.toSorted((a, b) => a.query.id.localeCompare(b.query.id)),
      files: world.files.cards.map(({ file_id }) => world.files.byId(file_id)),
    };
    return JSON.parse(JSON.stringify(seen));
  }

  async #act(action: Action): Promise<unknown> {
    const { world } = this;
    switch (action.kind) {
      case 'arrives':
        return world.addPerson({ first_name: '王', language_code: 'en' });
      case 'starts':
        return this.#sent(start(world, this.#chat(action.who)));
      case 'says':
        return this.#sent(speak(world, this.#chat(action.who), { text: action.text }));
      case 'sends a photo':
        return this.#sent(
          speak(world, this.#chat(action.who), { photo: { base64: png(3, 4).toString('base64') } }),
        );
      case 'edits':
        return editOwn(world, this.#chat(action.who), this.#message(action), action.text);
      case 'presses': {
        const pressed = press(world, this.#chat(action.who), {
          message_id: this.#message(action),
          label: '报名',
        });
        if (!('callback_query_id' in pressed)) return undefined;
        this.#presses.push(pressed.callback_query_id);
        return pressed.update_id && this.#given.push(`press ${pressed.callback_query_id}`);
      }
      case 'blocks':
        return block(world, this.#chat(action.who));
      case 'unblocks':
        return unblock(world, this.#chat(action.who));
      case 'deactivates':
        return deactivate(world, this.#chat(action.who));
      case 'renames':
        return world.changePerson(this.#chat(action.who), { first_name: '新', username: 'new_name' });
      case 'clock':
        return world.setClock(new Date(world.clock.now().getTime() + action.hours * 3_600_000));
      case 'webhook':
        // Without the machinery that would call it.
        return world.setWebhook(
          action.set
            ? { url: 'https://example.org/', secretToken: 's', maxConnections: 1, ipAddress: '' }
            : null,
        );
      case 'bot reads':
        return this.#read(action.confirms);
      case 'bot answers':
        return this.#call('answerCallbackQuery', {
          callback_query_id: this.#presses.at(-1 - action.nth) ?? 'x',
        });
      default:
        return this.#botActs(action);
    }
  }

  async #botActs(action: Extract<Action, { kind: string }>): Promise<unknown> {
    const chat_id = 'who' in action && action.who !== null ? this.#chat(action.who).person.id : undefined;
    switch (action.kind) {
      case 'bot sends':
        return this.#call('sendMessage', { chat_id, text: action.text, reply_markup: action.markup });
      case 'bot edits':
        return this.#call('editMessageText', {
          chat_id,
          message_id: this.#message(action),
          text: action.text,
        });
      case 'deleteMessage':
      case 'pinChatMessage':
      case 'unpinChatMessage':
        return this.#call(action.kind, { chat_id, message_id: this.#message(action) });
      case 'bot allows':
        return this.#call('getUpdates', { allowed_updates: action.types });
      case 'bot offers':
        return this.#call('setMyCommands', {
          commands: [{ command: action.command, description: 'x' }],
          ...(chat_id && { scope: { type: 'chat', chat_id } }),
        });
      case 'setMyName':
        return this.#call('setMyName', { name: action.text });
      case 'setMyDescription':
        return this.#call('setMyDescription', { description: action.text, language_code: 'en' });
      case 'bot has a menu':
        return this.#call('setChatMenuButton', { chat_id, menu_button: { type: action.type } });
    }
  }

  /** Confirms so many of the oldest, or forgets all but so many of the newest. */
  #read(confirms: number): Promise<unknown> {
    const first = this.updates()[0]?.update_id ?? 1;
    return this.#call('getUpdates', { offset: confirms < 0 ? confirms : first + confirms });
  }

  #call(method: string, values: Record<string, unknown>): Promise<unknown> {
    return this.#api.call(method, new Parameters(values), () => {});
  }

  #sent({ message, update_id }: ReturnType<typeof speak>): void {
    this.#given.push(`message ${message.message_id}`);
    if (update_id !== undefined) this.#given.push(`update ${update_id}`);
  }

  #chat(index: number): PrivateChat {
    return this.#found(this.world.people[index]?.id ?? firstPersonId);
  }

  #found(id: number): PrivateChat {
    const chat = this.world.chat(id);
    if (!chat) throw new Error(`nobody is ${id}`);
    return chat;
  }

  /** A message of that chat, counted from the newest. */
  #message({ who: index, nth: back }: { who: number; nth: number }): number {
    return this.#chat(index).messages.at(-1 - back)?.message_id ?? 0;
  }
}

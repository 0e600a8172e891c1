import type { ProfileText } from '../../world/bot-profile.ts';
import type { MenuButton } from '../../world/telegram.ts';
import { badRequest } from '../api-error.ts';
import { knownChat } from '../checks/recipient.ts';
import type { Call, Method } from '../method.ts';
import { isObject, type Parameters } from '../parameters.ts';

const longest: Readonly<Record<ProfileText, number>> = { name: 64, description: 512, short_description: 120 };

/** Who the bot is, in every language. */
export const profileMethods = {
  getMe: ({ world }) => ({
    ...world.bot.user,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: true,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
  }),

  setMyName: (call) => setText(call, 'name'),
  getMyName: ({ world, parameters }) => ({ name: world.bot.text('name', language(parameters)) }),
  setMyDescription: (call) => setText(call, 'description'),
  getMyDescription: ({ world, parameters }) => ({
    description: world.bot.text('description', language(parameters)),
  }),
  setMyShortDescription: (call) => setText(call, 'short_description'),
  getMyShortDescription: ({ world, parameters }) => ({
    short_description: world.bot.text('short_description', language(parameters)),
  }),

  setChatMenuButton: ({ world, parameters }) => {
    const menu_button = menuButton(parameters.json('menu_button', 'menu button'));
    const whose = parameters.has('chat_id') ? knownChat(world, parameters).person.id : null;
    world.happen(whose, { kind: 'commands', menu_button });
    return true;
  },

  getChatMenuButton: ({ world, parameters }): MenuButton => {
    if (!parameters.has('chat_id')) return world.bot.menuButton;
    return knownChat(world, parameters).menuButton ?? { type: 'default' };
  },
} satisfies Record<string, Method>;

/** Two letters of ISO 639-1, or nothing for everybody. */
export function language(parameters: Parameters): string {
  const code = parameters.text('language_code').toLowerCase();
  if (code !== '' && !/^[a-z]{2}$/.test(code)) throw badRequest('invalid language code specified');
  return code;
}

function setText({ world, parameters }: Call, kind: ProfileText): true {
  const text = parameters.text(kind).trim();
  if (text.length > longest[kind]) throw badRequest(`${kind.replace('_', ' ')} is too long`);
  const bot_text = { kind, language_code: language(parameters), text };
  world.happen(null, { kind: 'people', bot_text });
  return true;
}

function menuButton(given: unknown): MenuButton {
  if (given === undefined) return { type: 'default' };
  if (!isObject(given)) throw badRequest("can't parse menu button: MenuButton must be an Object");
  if (given.type === 'commands' || given.type === 'default') return { type: given.type };
  if (given.type !== 'web_app') throw badRequest("can't parse menu button: MenuButton has unsupported type");
  const url = isObject(given.web_app) ? given.web_app.url : undefined;
  if (typeof given.text !== 'string' || !given.text || typeof url !== 'string') {
    throw badRequest('can\'t parse menu button: Can\'t find field "text"');
  }
  if (!url.startsWith('https://')) {
    throw badRequest(`menu button Web App URL '${url}' is invalid: Only HTTPS links are allowed`);
  }
  return { type: 'web_app', text: given.text, web_app: { url } };
}

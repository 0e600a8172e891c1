import type { CommandList, CommandScope } from '../../world/bot-profile.ts';
import type { BotCommand } from '../../world/telegram.ts';
import type { World } from '../../world/world.ts';
import { badRequest } from '../api-error.ts';
import type { Method } from '../method.ts';
import { isObject, type Parameters } from '../parameters.ts';
import { language } from './profile.ts';

const mostCommands = 100;
const longestDescription = 256;

export const commandMethods = {
  setMyCommands: ({ world, parameters }) => {
    const given = parameters.json('commands', 'commands') ?? [];
    if (!Array.isArray(given)) throw badRequest('expected an Array of BotCommand');
    const commands = given.map(botCommand);
    if (commands.length > mostCommands) throw badRequest('BOT_COMMANDS_TOO_MUCH');
    const scope = commandScope(world, parameters);
    change(world, { scope, language_code: language(parameters), commands });
    return true;
  },

  getMyCommands: ({ world, parameters }) =>
    world.bot.commands(commandScope(world, parameters), language(parameters)),

  deleteMyCommands: ({ world, parameters }) => {
    const scope = commandScope(world, parameters);
    change(world, { scope, language_code: language(parameters), commands: [] });
    return true;
  },
} satisfies Record<string, Method>;

function botCommand(given: unknown): BotCommand {
  if (!isObject(given)) throw badRequest("can't parse BotCommand: expected an Object");
  for (const field of ['command', 'description']) {
    if (given[field] === undefined) throw badRequest(`can't parse BotCommand: Can't find field "${field}"`);
    if (typeof given[field] !== 'string') {
      throw badRequest(`can't parse BotCommand: Field "${field}" must be of type String`);
    }
  }
  const command = String(given.command).replace(/^\//, '').toLowerCase();
  if (!/^[a-z0-9_]{1,32}$/.test(command) || command !== String(given.command).replace(/^\//, '')) {
    throw badRequest('BOT_COMMAND_INVALID');
  }
  const description = String(given.description).trim();
  if (description === '' || description.length > longestDescription) {
    throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  return { command, description };
}

function commandScope(world: World, parameters: Parameters): CommandScope {
  const given = parameters.json('scope', 'BotCommandScope');
  if (given === undefined) return { type: 'default' };
  if (!isObject(given)) throw badRequest("can't parse BotCommandScope: expected an Object");
  switch (given.type) {
    case 'default':
    case 'all_private_chats':
    case 'all_group_chats':
    case 'all_chat_administrators':
      return { type: given.type };
    case 'chat':
      return { type: 'chat', chat_id: scopeChat(world, given) };
    case 'chat_administrators':
      return { type: 'chat_administrators', chat_id: scopeChat(world, given) };
    case 'chat_member':
      return { type: 'chat_member', chat_id: scopeChat(world, given), user_id: Number(given.user_id) };
    default:
      throw badRequest("can't parse BotCommandScope: Unsupported type specified");
  }
}

function scopeChat(world: World, given: Record<string, unknown>): number {
  const id = Number(given.chat_id);
  if (given.chat_id === undefined)
    throw badRequest('can\'t parse BotCommandScope: Can\'t find field "chat_id"');
  if (!world.chat(id)) throw badRequest('chat not found');
  return id;
}

function change(world: World, list: CommandList): void {
  world.happen('chat_id' in list.scope ? list.scope.chat_id : null, { kind: 'commands', list });
}

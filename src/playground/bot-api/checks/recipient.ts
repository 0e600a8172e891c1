import type { PrivateChat } from '../../world/private-chat.ts';
import type { World } from '../../world/world.ts';
import { badRequest, forbidden } from '../api-error.ts';
import type { Parameters } from '../parameters.ts';

/** The chat that `chat_id` names; only those the bot has met. */
export function knownChat(world: World, parameters: Parameters, field = 'chat_id'): PrivateChat {
  if (!parameters.has(field)) throw badRequest(`${field} is empty`);
  const id = parameters.integer(field);
  const chat = id === undefined ? undefined : world.chat(id);
  if (!chat) throw badRequest('chat not found');
  return chat;
}

/** A chat the bot may write to. */
export function recipient(world: World, parameters: Parameters): PrivateChat {
  const chat = knownChat(world, parameters);
  if (chat.person.deactivated) throw forbidden('user is deactivated');
  if (chat.blocked) throw forbidden('bot was blocked by the user');
  if (!chat.started) throw forbidden("bot can't initiate conversation with a user");
  return chat;
}

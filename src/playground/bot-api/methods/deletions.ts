import { unixTime } from '../../world/clock.ts';
import type { Message } from '../../world/telegram.ts';
import type { World } from '../../world/world.ts';
import { badRequest } from '../api-error.ts';
import { knownChat } from '../checks/recipient.ts';
import type { Method } from '../method.ts';

const deletableSeconds = 48 * 60 * 60;
const mostAtOnce = 100;

/** In a private chat a bot may delete what either of them wrote, for 48 hours. */
export const deletionMethods = {
  deleteMessage: ({ world, parameters }) => {
    const chat = knownChat(world, parameters);
    const id = parameters.integer('message_id');
    if (id === undefined) throw badRequest('message identifier is not specified');
    const message = chat.betweenThem(id);
    if (!message) throw badRequest('message to delete not found');
    if (isTooOld(world, message)) throw badRequest("message can't be deleted for everyone");
    world.remove(chat, id);
    return true;
  },

  /** What is not found, or can't be deleted, is skipped. */
  deleteMessages: ({ world, parameters }) => {
    const chat = knownChat(world, parameters);
    const ids = parameters.json('message_ids', 'message identifiers');
    if (!Array.isArray(ids) || ids.length === 0) throw badRequest('message identifiers are not specified');
    if (ids.length > mostAtOnce) throw badRequest('too many message identifiers specified');
    for (const id of ids) {
      const message = chat.betweenThem(Number(id));
      if (message && !isTooOld(world, message)) world.remove(chat, message.message_id);
    }
    return true;
  },
} satisfies Record<string, Method>;

function isTooOld(world: World, message: Message): boolean {
  return unixTime(world.clock) - message.date > deletableSeconds;
}

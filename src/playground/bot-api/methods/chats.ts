import type { PrivateChat } from '../../world/private-chat.ts';
import type { ChatMember } from '../../world/telegram.ts';
import type { World } from '../../world/world.ts';
import { badRequest } from '../api-error.ts';
import { knownChat } from '../checks/recipient.ts';
import type { Method } from '../method.ts';
import { isObject } from '../parameters.ts';

export const chatMethods = {
  getChat: ({ world, parameters }) => {
    const chat = knownChat(world, parameters);
    const pinned = chat.message(chat.pinned.at(-1) ?? 0);
    return {
      ...chat.chat,
      accent_color_id: 0,
      max_reaction_count: 11,
      accepted_gift_types: {
        unlimited_gifts: false,
        limited_gifts: false,
        unique_gifts: false,
        premium_subscription: false,
        gifts_from_channels: false,
      },
      ...(chat.person.username && { active_usernames: [chat.person.username] }),
      ...(pinned && { pinned_message: pinned }),
    };
  },

  getChatMember: ({ world, parameters }): ChatMember => {
    const chat = knownChat(world, parameters);
    const id = parameters.integer('user_id');
    if (id === undefined || id <= 0) throw badRequest('invalid user_id specified');
    if (id === world.bot.id) {
      const user = world.bot.user;
      return chat.blocked ? { status: 'kicked', user, until_date: 0 } : { status: 'member', user };
    }
    if (id !== chat.person.id) throw badRequest('member not found');
    return { status: 'member', user: chat.user };
  },

  getUserProfilePhotos: ({ world, parameters }) => {
    const id = parameters.integer('user_id');
    if (id === undefined || id <= 0) throw badRequest('invalid user_id specified');
    if (id !== world.bot.id && !world.chat(id)) throw badRequest('user not found');
    // Nobody in the playground shows a picture.
    return { total_count: 0, photos: [] };
  },

  pinChatMessage: ({ world, parameters }) => {
    const chat = knownChat(world, parameters);
    const id = parameters.integer('message_id');
    if (id === undefined) throw badRequest('message identifier is not specified');
    const message = chat.betweenThem(id);
    if (!message) throw badRequest('message to pin not found');
    if (chat.pinned.at(-1) === id) return true;
    pin(world, chat, [...chat.pinned.filter((pinned) => pinned !== id), id]);
    world.post(chat, { message: { pinned_message: message } });
    return true;
  },

  unpinChatMessage: ({ world, parameters }) => {
    const chat = knownChat(world, parameters);
    const id = parameters.integer('message_id') ?? chat.pinned.at(-1);
    if (id === undefined || !chat.pinned.includes(id)) throw badRequest('message to unpin not found');
    pin(
      world,
      chat,
      chat.pinned.filter((pinned) => pinned !== id),
    );
    return true;
  },

  unpinAllChatMessages: ({ world, parameters }) => {
    pin(world, knownChat(world, parameters), []);
    return true;
  },

  setMessageReaction: ({ world, parameters }) => {
    const chat = knownChat(world, parameters);
    const reaction = parameters.json('reaction', 'reaction types') ?? [];
    if (!Array.isArray(reaction)) throw badRequest('expected an Array of ReactionType');
    for (const kind of reaction) checkReaction(kind);
    if (reaction.length > 1) throw badRequest('REACTIONS_TOO_MANY');
    const id = parameters.integer('message_id') ?? 0;
    if (!chat.betweenThem(id)) throw badRequest('message to react not found');
    world.happen(chat.person.id, { kind: 'reaction', message_id: id, reaction });
    return true;
  },

  getFile: ({ world, parameters }) => {
    if (!parameters.has('file_id')) throw badRequest('file_id not specified');
    const file = world.files.byId(parameters.text('file_id'));
    if (!file) throw badRequest('invalid file_id');
    const { file_id, file_unique_id, file_path, bytes } = file;
    if (bytes.length > mostDownloadBytes) throw badRequest('file is too big');
    return { file_id, file_unique_id, file_size: bytes.length, file_path };
  },
} satisfies Record<string, Method>;

const mostDownloadBytes = 20 * 1024 * 1024;

function pin(world: World, chat: PrivateChat, pinned: number[]): void {
  world.happen(chat.person.id, { kind: 'pinned', message_id: pinned.at(-1) ?? null, pinned });
}

function checkReaction(reaction: unknown): void {
  if (!isObject(reaction)) throw badRequest("can't parse reaction type: expected an Object");
  const known =
    reaction.type === 'emoji' ? typeof reaction.emoji === 'string' : reaction.type === 'custom_emoji';
  if (!known) throw badRequest('REACTION_INVALID');
}

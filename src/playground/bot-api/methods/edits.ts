import { isDeepStrictEqual } from 'node:util';
import type { PrivateChat } from '../../world/private-chat.ts';
import type { InlineKeyboard, Message } from '../../world/telegram.ts';
import type { World } from '../../world/world.ts';
import { badRequest } from '../api-error.ts';
import { inlineKeyboard } from '../checks/keyboard.ts';
import { recipient } from '../checks/recipient.ts';
import { messageCaption, messageText } from '../checks/text.ts';
import type { Call, Method } from '../method.ts';
import { inputMedia } from './media.ts';

const notModified =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

/** Without `reply_markup` an edit takes the buttons away, as with Telegram. */
export const editMethods = {
  editMessageText: (call) => {
    const content = messageText(call.world, call.parameters);
    const keyboard = inlineKeyboard(call.parameters);
    const { chat, message } = editable(call);
    if (message.text === undefined) throw badRequest('there is no text in the message to edit');
    const { text: _t, entities: _e, link_preview_options: _l, ...rest } = message;
    return replace(call.world, chat, message, { ...rest, ...content }, keyboard);
  },

  editMessageCaption: (call) => {
    const content = messageCaption(call.world, call.parameters);
    const keyboard = inlineKeyboard(call.parameters);
    const { chat, message } = editable(call);
    if (!message.photo && !message.document && !message.animation && !message.voice) {
      throw badRequest('there is no caption in the message to edit');
    }
    const { caption: _c, caption_entities: _e, show_caption_above_media: _s, ...rest } = message;
    return replace(call.world, chat, message, { ...rest, ...content }, keyboard);
  },

  editMessageMedia: (call) => {
    if (!call.parameters.has('media')) throw badRequest('input media is not specified');
    const content = inputMedia(call, call.parameters.json('media', 'input media'));
    const keyboard = inlineKeyboard(call.parameters);
    const { chat, message } = editable(call);
    const { message_id, from, chat: where, date, edit_date, reply_to_message } = message;
    const kept = {
      ...(edit_date && { edit_date }),
      ...(reply_to_message && { reply_to_message }),
      ...(message.has_protected_content && { has_protected_content: true as const }),
    };
    return replace(
      call.world,
      chat,
      message,
      { message_id, from, chat: where, date, ...kept, ...content },
      keyboard,
    );
  },

  editMessageReplyMarkup: (call) => {
    const keyboard = inlineKeyboard(call.parameters);
    const { chat, message } = editable(call);
    return replace(call.world, chat, message, message, keyboard);
  },
} satisfies Record<string, Method>;

function editable({ world, parameters }: Call): { chat: PrivateChat; message: Message } {
  // What people send by way of the bot stays as they sent it.
  if (parameters.has('inline_message_id') && !parameters.has('chat_id'))
    throw badRequest('MESSAGE_ID_INVALID');
  const chat = recipient(world, parameters);
  const id = parameters.integer('message_id');
  if (id === undefined) throw badRequest('message identifier is not specified');
  const message = chat.betweenThem(id);
  if (!message) throw badRequest('message to edit not found');
  const ours = message.from.id === world.bot.id && !message.pinned_message && !message.forward_origin;
  // A message that brought a keyboard for the input field can't be edited; it is a classic surprise.
  if (!ours || chat.inputMarkup(id)) throw badRequest("message can't be edited");
  return { chat, message };
}

function replace(
  world: World,
  chat: PrivateChat,
  current: Message,
  edited: Message,
  keyboard: InlineKeyboard | undefined,
): Message {
  const { reply_markup: _old, ...bare } = edited;
  const next: Message = keyboard ? { ...bare, reply_markup: keyboard } : bare;
  if (isDeepStrictEqual(next, current)) throw badRequest(notModified);
  return world.edit(chat, next);
}

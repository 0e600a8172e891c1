import type { Message, MessageContent } from '../../world/telegram.ts';
import { badRequest } from '../api-error.ts';
import { knownChat } from '../checks/recipient.ts';
import { messageCaption, messageText } from '../checks/text.ts';
import { deliver } from '../deliver.ts';
import type { Call, Method } from '../method.ts';

export const messageMethods = {
  sendMessage: (call) => deliver(call, messageText(call.world, call.parameters)),

  forwardMessage: (call) => {
    const source = sourceMessage(call, 'message to forward not found');
    if (source.has_protected_content) throw badRequest("message can't be forwarded");
    const origin = source.forward_origin ?? { type: 'user', date: source.date, sender_user: source.from };
    return deliver(call, { ...contentOf(source), forward_origin: origin });
  },

  copyMessage: (call) => {
    const source = sourceMessage(call, 'message to copy not found');
    if (source.has_protected_content) throw badRequest("message can't be copied");
    const content = contentOf(source);
    const replaced = call.parameters.has('caption') && isMedia(source);
    const { caption: _old, caption_entities: _entities, ...bare } = content;
    const { message_id } = deliver(
      call,
      replaced ? { ...bare, ...messageCaption(call.world, call.parameters) } : content,
    );
    return { message_id };
  },
} satisfies Record<string, Method>;

function sourceMessage({ world, parameters }: Call, missing: string): Message {
  const chat = knownChat(world, parameters, 'from_chat_id');
  const id = parameters.integer('message_id');
  const message = id === undefined ? undefined : chat.betweenThem(id);
  if (!message || message.pinned_message) throw badRequest(missing);
  return message;
}

function isMedia(message: Message): boolean {
  return Boolean(message.photo ?? message.document ?? message.animation ?? message.voice);
}

/** What the message says, without who said it, when and in answer to what. */
function contentOf(message: Message): MessageContent {
  const {
    message_id: _id,
    from: _from,
    chat: _chat,
    date: _date,
    edit_date: _edited,
    forward_origin: _origin,
    reply_to_message: _reply,
    quote: _quote,
    has_protected_content: _protected,
    media_group_id: _group,
    reply_markup: _markup,
    via_bot: _via,
    pinned_message: _pinned,
    ...content
  } = message;
  return content;
}

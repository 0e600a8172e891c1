import { withoutReply } from '../../world/actions/speak.ts';
import type { PrivateChat } from '../../world/private-chat.ts';
import type { Message } from '../../world/telegram.ts';
import { badRequest } from '../api-error.ts';
import { isObject, type Parameters } from '../parameters.ts';

/** `reply_parameters`, or the two parameters that it replaced. */
export function replyTo(
  chat: PrivateChat,
  parameters: Parameters,
): Pick<Message, 'reply_to_message' | 'quote'> {
  const given = parameters.json('reply_parameters', 'reply parameters');
  if (given !== undefined && !isObject(given)) throw badRequest('object expected as reply parameters');
  const id = given ? Number(given.message_id) : parameters.integer('reply_to_message_id');
  if (!id) return {};
  const replied = chat.betweenThem(id);
  const optional = given
    ? given.allow_sending_without_reply === true
    : parameters.flag('allow_sending_without_reply');
  if (!replied) {
    if (optional) return {};
    throw badRequest('message to be replied not found');
  }
  const quote = typeof given?.quote === 'string' ? given.quote : '';
  if (!quote) return { reply_to_message: withoutReply(replied) };
  const position = (replied.text ?? replied.caption ?? '').indexOf(quote);
  if (position < 0) throw badRequest('QUOTE_TEXT_INVALID');
  return { reply_to_message: withoutReply(replied), quote: { text: quote, position } };
}

import type { PrivateChat } from '../private-chat.ts';
import { Refused } from '../refused.ts';
import type { Message } from '../telegram.ts';
import type { World } from '../world.ts';
import { companion } from './ask-inline.ts';
import { mayWrite, type Sent } from './speak.ts';

export interface Choosing {
  inline_query_id: string;
  result_id: string;
}

/**
 * Sends what was offered, in the name of the person who chose it. In the chat with the bot, the bot gets the message; what
 * goes to somebody else it never sees.
 */
export function chooseInline(
  world: World,
  chat: PrivateChat,
  { inline_query_id, result_id }: Choosing,
): Omit<Sent, 'update_id'> & { update_id?: number | undefined } {
  mayWrite(chat);
  const offered = world.queries.offered(inline_query_id);
  if (offered?.query.from.id !== chat.person.id) {
    throw new Refused(409, 'This was not offered, or too long ago: ask again.');
  }
  const result = offered.answer.results.find(({ id }) => id === result_id);
  if (!result) {
    const ids = offered.answer.results.map(({ id }) => id).join(', ');
    throw new Refused(409, `Nothing with the id “${result_id}” was offered, but: ${ids}`);
  }
  const { content, reply_markup } = result;
  const words = { ...content, via_bot: world.bot.user, ...(reply_markup && { reply_markup }) };
  const sent =
    offered.to === undefined
      ? world.receive(chat, words)
      : { message: world.pass(chat, companion(world, offered.to), words) };
  world.tellBot({
    chosen_inline_result: {
      result_id,
      from: chat.user,
      query: offered.query.query,
      ...(reply_markup && { inline_message_id: inlineMessageId(sent.message) }),
    },
  });
  return sent;
}

/** How the bot knows a message that is not its own. */
export function inlineMessageId({ chat, message_id }: Message): string {
  return Buffer.from(`${chat.id}:${message_id}`).toString('base64url');
}

import type { Update } from '../../world/telegram.ts';

/** Updates with the same lane reach the webhook one after the other. Messages and presses are two lanes. */
export function laneOf(update: Update): string {
  if ('callback_query' in update) return `press ${update.callback_query.from.id}`;
  if ('inline_query' in update) return `inline ${update.inline_query.from.id}`;
  if ('chosen_inline_result' in update) return `inline ${update.chosen_inline_result.from.id}`;
  if ('my_chat_member' in update) return `chat ${update.my_chat_member.chat.id}`;
  const message = 'message' in update ? update.message : update.edited_message;
  return `chat ${message.chat.id}`;
}

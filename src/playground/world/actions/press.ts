import type { PrivateChat } from '../private-chat.ts';
import { Refused } from '../refused.ts';
import type { InlineButton, Message, ReplyButton } from '../telegram.ts';
import type { World } from '../world.ts';
import { inlineMessageId } from './choose-inline.ts';
import { mayWrite, ownContact, type Sent, speak } from './speak.ts';

/** Which button: by place, by label, or with data of one's own making, as a forged client would. */
export interface Pressing {
  message_id?: number | undefined;
  row?: number | undefined;
  column?: number | undefined;
  label?: string | undefined;
  data?: string | undefined;
}

export type Pressed =
  | { callback_query_id: string; update_id: number | undefined }
  | { opened: string }
  | { copied: string }
  | { inline_query: string }
  | Sent;

export function press(world: World, chat: PrivateChat, pressing: Pressing): Pressed {
  mayWrite(chat);
  if (pressing.message_id === undefined) return pressReplyKeyboard(world, chat, pressing);
  const message = chat.message(pressing.message_id);
  if (!message) throw new Refused(409, `Message ${pressing.message_id} is no longer in this chat.`);
  if (pressing.data !== undefined) return callBack(world, chat, message, pressing.data);
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length === 0) throw new Refused(409, `Message ${message.message_id} has no buttons (any more).`);
  const button = find(rows, pressing, `Message ${message.message_id}`);
  return actOn(world, chat, message, button);
}

function actOn(world: World, chat: PrivateChat, message: Message, button: InlineButton): Pressed {
  if (button.callback_data !== undefined) return callBack(world, chat, message, button.callback_data);
  const url = button.url ?? button.web_app?.url ?? button.login_url?.url;
  if (url !== undefined) return { opened: url };
  if (button.copy_text) return { copied: button.copy_text.text };
  if (button.disabled) throw new Refused(409, `The button “${button.text}” is disabled.`);
  const query = button.switch_inline_query_current_chat ?? button.switch_inline_query ?? '';
  return { inline_query: query };
}

function callBack(world: World, chat: PrivateChat, message: Message, data: string): Pressed {
  const id = world.queryId();
  const pressed = message.via_bot ? { inline_message_id: inlineMessageId(message) } : { message };
  const query = { id, from: chat.user, ...pressed, chat_instance: String(chat.person.id * 7919), data };
  return { callback_query_id: id, update_id: world.tellBot({ callback_query: query }) };
}

function pressReplyKeyboard(world: World, chat: PrivateChat, pressing: Pressing): Pressed {
  const keyboard = chat.replyKeyboard;
  if (!keyboard || !('keyboard' in keyboard))
    throw new Refused(409, 'There is no keyboard beneath the input field.');
  const button = find<ReplyButton>(keyboard.keyboard, pressing, 'The keyboard');
  if (button.request_contact) return speak(world, chat, { contact: ownContact(chat) });
  if (button.request_location) return speak(world, chat, { location: chat.person.location });
  if (button.web_app) return { opened: button.web_app.url };
  return speak(world, chat, { text: button.text });
}

/** Says what there is when what was meant is gone: stale screens are what this is for. */
function find<Button extends { text: string }>(
  rows: readonly (readonly Button[])[],
  { row, column, label }: Pressing,
  where: string,
): Button {
  const shown = rows.map((buttons) => buttons.map(({ text }) => text).join(' | ')).join(' / ');
  const byPlace = row === undefined ? undefined : rows[row]?.[column ?? 0];
  if (byPlace && (label === undefined || byPlace.text === label)) return byPlace;
  if (row !== undefined) throw new Refused(409, `${where} has no such button at row ${row}: ${shown}`);
  const byLabel = rows.flat().find(({ text }) => text === label);
  if (byLabel) return byLabel;
  throw new Refused(409, `${where} has no button “${label ?? ''}”: ${shown}`);
}

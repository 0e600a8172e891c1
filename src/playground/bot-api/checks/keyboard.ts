import type {
  ForceReply,
  InlineButton,
  InlineKeyboard,
  ReplyButton,
  ReplyKeyboard,
} from '../../world/telegram.ts';
import { badRequest } from '../api-error.ts';
import { isObject, type Parameters } from '../parameters.ts';
import { ButtonError, buttonLook, buttonText } from './button.ts';
import { inlineButton } from './inline-button.ts';

export type ReplyMarkup =
  | { kind: 'inline'; markup: InlineKeyboard }
  | { kind: 'reply_keyboard'; markup: ReplyKeyboard }
  | { kind: 'force_reply'; markup: ForceReply }
  | { kind: 'remove_keyboard' };

const mostButtons = 100;
const mostMarkupBytes = 10_240;

/** `reply_markup`, checked; undefined when there is none or an empty one. */
export function replyMarkup(parameters: Parameters): ReplyMarkup | undefined {
  const given = parameters.json('reply_markup', 'reply keyboard markup');
  if (given === undefined) return undefined;
  if (!isObject(given)) throw badRequest('object expected as reply markup');
  if (given.keyboard !== undefined) {
    const keyboard = rows(given.keyboard, 'keyboard', 'keyboard button', replyButton);
    if (keyboard.length > 0) return { kind: 'reply_keyboard', markup: { ...replyOptions(given), keyboard } };
  }
  if (given.inline_keyboard !== undefined) {
    const keyboard = rows(given.inline_keyboard, 'inline_keyboard', 'inline keyboard button', inlineButton);
    if (keyboard.length > 0) return { kind: 'inline', markup: limited({ inline_keyboard: keyboard }) };
  }
  if (flag(given, 'remove_keyboard')) return { kind: 'remove_keyboard' };
  if (flag(given, 'force_reply'))
    return { kind: 'force_reply', markup: { ...inputOptions(given), force_reply: true } };
  return undefined;
}

/** For edits and albums, where nothing but buttons of the message itself can stand. */
export function inlineKeyboard(parameters: Parameters): InlineKeyboard | undefined {
  const markup = replyMarkup(parameters);
  if (markup && markup.kind !== 'inline') throw badRequest('inline keyboard expected');
  return markup?.markup;
}

function limited(keyboard: InlineKeyboard): InlineKeyboard {
  const buttons = keyboard.inline_keyboard.reduce((count, row) => count + row.length, 0);
  if (buttons > mostButtons) throw badRequest('reply markup is too long');
  // Counting bytes is dear; few keyboards come near the limit.
  if (buttons > 20 && Buffer.byteLength(JSON.stringify(keyboard)) > mostMarkupBytes) {
    throw badRequest('reply markup is too long');
  }
  return keyboard;
}

function rows<Button extends InlineButton | ReplyButton>(
  given: unknown,
  field: string,
  what: string,
  read: (given: unknown) => Button,
): Button[][] {
  if (!Array.isArray(given)) throw badRequest(`field "${field}" must be of type Array`);
  const keyboard = given.map((row) => {
    if (!Array.isArray(row)) throw badRequest(`field "${field}" must be an Array of Arrays`);
    return row.map((button) => {
      try {
        return read(button);
      } catch (error) {
        if (error instanceof ButtonError) throw badRequest(`can't parse ${what}: ${error.message}`);
        throw error;
      }
    });
  });
  // Buttons without a label and rows without a button vanish silently.
  return keyboard.map((row) => row.filter(({ text }) => text !== '')).filter((row) => row.length > 0);
}

function replyButton(given: unknown): ReplyButton {
  if (typeof given === 'string') return { text: given };
  if (!isObject(given)) throw new ButtonError('KeyboardButton must be a String or an Object');
  const button: ReplyButton = { text: buttonText(given), ...buttonLook(given) };
  if (given.request_contact === true) return { ...button, request_contact: true };
  if (given.request_location === true) return { ...button, request_location: true };
  if (isObject(given.web_app)) return { ...button, web_app: { url: String(given.web_app.url) } };
  return button;
}

function replyOptions(given: Record<string, unknown>): Omit<ReplyKeyboard, 'keyboard'> {
  const options: Omit<ReplyKeyboard, 'keyboard'> = inputOptions(given);
  if (flag(given, 'is_persistent')) options.is_persistent = true;
  if (flag(given, 'resize_keyboard')) options.resize_keyboard = true;
  if (flag(given, 'one_time_keyboard')) options.one_time_keyboard = true;
  if (flag(given, 'force_reply')) options.force_reply = true;
  return options;
}

function inputOptions(given: Record<string, unknown>): {
  input_field_placeholder?: string;
  selective?: boolean;
} {
  const placeholder = given.input_field_placeholder;
  return {
    // Longer ones are cut, not refused.
    ...(typeof placeholder === 'string' &&
      placeholder && { input_field_placeholder: placeholder.slice(0, 64) }),
    ...(flag(given, 'selective') && { selective: true }),
  };
}

function flag(given: Record<string, unknown>, field: string): boolean {
  const value = given[field];
  if (value === undefined || value === null) return false;
  if (typeof value !== 'boolean') throw badRequest(`field "${field}" must be of type Boolean`);
  return value;
}

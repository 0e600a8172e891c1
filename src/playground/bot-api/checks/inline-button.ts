import type { InlineButton } from '../../world/telegram.ts';
import { badRequest } from '../api-error.ts';
import { isObject } from '../parameters.ts';
import { ButtonError, buttonLook, buttonText } from './button.ts';
import { checkUrl } from './url.ts';

const mostDataBytes = 64;
const longestUrl = 2048;
const longestCopy = 256;

/** One button with its one action. Of several actions Telegram takes the first in this order and drops the others. */
export function inlineButton(given: unknown): InlineButton {
  if (!isObject(given)) throw new ButtonError('InlineKeyboardButton must be an Object');
  const button: InlineButton = { text: buttonText(given), ...buttonLook(given) };
  const url = text(given, 'url');
  if (url) return { ...button, url: buttonUrl(url) };
  const data = text(given, 'callback_data');
  if (data) return { ...button, callback_data: checkedData(data) };
  if (given.callback_game !== undefined || given.pay === true) {
    throw badRequest('BUTTON_TYPE_INVALID');
  }
  for (const field of ['switch_inline_query', 'switch_inline_query_current_chat'] as const) {
    if (given[field] !== undefined) return { ...button, [field]: text(given, field) };
  }
  if (isObject(given.switch_inline_query_chosen_chat)) {
    return {
      ...button,
      switch_inline_query_chosen_chat: { query: text(given.switch_inline_query_chosen_chat, 'query') },
    };
  }
  if (isObject(given.login_url))
    return { ...button, login_url: { url: httpsUrl(text(given.login_url, 'url')) } };
  if (isObject(given.web_app)) return { ...button, web_app: { url: httpsUrl(text(given.web_app, 'url')) } };
  if (isObject(given.copy_text)) {
    const copied = text(given.copy_text, 'text');
    if (copied === '' || copied.length > longestCopy) throw badRequest('BUTTON_COPY_TEXT_INVALID');
    return { ...button, copy_text: { text: copied } };
  }
  if (given.disabled !== undefined && given.disabled !== null && given.disabled !== false) {
    return { ...button, disabled: {} };
  }
  throw new ButtonError('Text buttons are unallowed in the inline keyboard');
}

function checkedData(data: string): string {
  // A string of at most 21 UTF-16 units can't have more than 64 bytes.
  if (data.length > mostDataBytes / 3 && Buffer.byteLength(data) > mostDataBytes)
    throw badRequest('BUTTON_DATA_INVALID');
  return data;
}

function buttonUrl(url: string): string {
  if (url.length > longestUrl) throw badRequest('BUTTON_URL_INVALID');
  if (/^tg:(?:\/\/)?user\?/i.test(url)) return url;
  const checked = checkUrl(url);
  if (!checked.ok) throw badRequest(`inline keyboard button URL '${url}' is invalid: ${checked.reason}`);
  return checked.url;
}

function httpsUrl(url: string): string {
  const checked = checkUrl(url);
  if (!checked.ok) throw badRequest(`inline keyboard button URL '${url}' is invalid: ${checked.reason}`);
  if (!checked.url.startsWith('https://')) {
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Only HTTPS links are allowed`);
  }
  return checked.url;
}

function text(given: Record<string, unknown>, field: string): string {
  const value = given[field];
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new ButtonError(`Field "${field}" must be of type String`);
  }
  return String(value);
}

/** Pressing an inline button: it waits until the bot answers, and never for ever. */
import { safeLink, startPayload } from '../text/links.js';
import { t } from '../words.js';
import { pressButton, startBot } from './api.js';
import { chatOf, showToast } from './chats.js';
import { attempt, copy, say } from './notice.js';
import { bot, people } from './world.js';

/** @import {InlineKeyboardButton, WorldEvent} from '../types.d.ts' */

const patience = 20_000;
/** Answers that came before the press's own reply: the stream is often the faster of the two. */
const early = new Set();

/**
 * @param {number} messageId
 * @param {number} row
 * @param {number} column
 */
export const placeOf = (messageId, row, column) => `${messageId}:${row}:${column}`;

/**
 * @param {number} personId
 * @param {number} messageId
 * @param {number} row
 * @param {number} column
 * @param {InlineKeyboardButton} button
 */
export async function press(personId, messageId, row, column, button) {
  if ('url' in button) return openLink(personId, button.url);
  if ('login_url' in button) return openLink(personId, button.login_url.url);
  if ('copy_text' in button) return copy(button.copy_text.text);
  if ('switch_inline_query_current_chat' in button) {
    return typeInline(personId, button.switch_inline_query_current_chat);
  }
  if ('switch_inline_query' in button) return typeElsewhere(personId, button.switch_inline_query);
  if ('switch_inline_query_chosen_chat' in button) {
    return typeElsewhere(personId, button.switch_inline_query_chosen_chat?.query);
  }
  if (!('callback_data' in button)) return say(t('unsupportedButton'));

  const chat = chatOf(personId);
  const place = placeOf(messageId, row, column);
  const sending = `sending ${place}`;
  chat.waiting.value = new Map([...chat.waiting.value, [sending, place]]);
  const pressed = await attempt(pressButton(personId, { message_id: messageId, row, column }));
  const query = pressed?.callback_query_id;
  const waiting = new Map(chat.waiting.value);
  waiting.delete(sending);
  if (query !== undefined && !early.delete(query)) waiting.set(query, place);
  chat.waiting.value = waiting;
  if (query === undefined) return undefined;
  setTimeout(() => {
    if (settle(personId, query)) showToast(personId, t('stillWaiting'));
  }, patience);
  return undefined;
}

/**
 * @param {number} personId
 * @param {string} [query]
 */
export function typeInline(personId, query = '') {
  chatOf(personId).text.value = `@${bot.value?.username ?? ''} ${query}`;
  /** @type {HTMLElement | null} */
  const field = document.querySelector(`#phone-${personId} .composer textarea`);
  field?.focus();
}

/**
 * Telegram asks which chat; here the next person's is proposed, and another may be chosen.
 * @param {number} personId
 * @param {string} [query]
 */
function typeElsewhere(personId, query) {
  chatOf(personId).inlineTo.value = people.value.find(({ id }) => id !== personId)?.id ?? null;
  typeInline(personId, query);
}

/**
 * @param {number} personId
 * @param {string} query
 * @returns {boolean} whether it was still waiting
 */
function settle(personId, query) {
  const chat = chatOf(personId);
  if (!chat.waiting.value.has(query)) return false;
  const waiting = new Map(chat.waiting.value);
  waiting.delete(query);
  chat.waiting.value = waiting;
  return true;
}

/**
 * @param {number} personId
 * @param {WorldEvent} event of kind callback_answered
 */
export function callbackAnswered(personId, event) {
  const query = event.callback_query_id ?? '';
  if (!settle(personId, query)) {
    early.add(query);
    setTimeout(() => early.delete(query), patience);
  }
  if (event.url) openLink(personId, event.url);
  if (!event.text) return;
  if (event.show_alert) chatOf(personId).alert.value = event.text;
  else showToast(personId, event.text);
}

/**
 * Links to this bot are followed by the person who tapped them; others open in a new tab, if they may.
 * @param {number} personId
 * @param {string} address
 */
export function openLink(personId, address) {
  const payload = startPayload(address, bot.value?.username ?? '');
  if (payload !== undefined) {
    attempt(startBot(personId, payload));
    return;
  }
  const link = safeLink(address);
  if (link === undefined) say(t('unsafeLink'));
  else window.open(link, '_blank', 'noopener,noreferrer');
}

/** `@bot …` in the input field: what the bot offers, and sending what is chosen. */
import { t } from '../words.js';
import { askInline, chooseInline } from './api.js';
import { adoptOwn, showToast } from './chats.js';
import { layOpen } from './layout.js';
import { attempt } from './notice.js';
import { bot, fullName, peopleById } from './world.js';

/** @import {Chat} from './chats.js' */
/** @import {InlineOffer, InlineResult} from '../types.d.ts' */
/** @typedef {InlineResult & {offer: string}} Offered */
/**
 * @typedef {object} Inline
 * @property {string} query
 * @property {boolean} asking
 * @property {Offered[]} results
 * @property {string} next where more may be asked for; '': that is all
 * @property {InlineOffer['button']} button
 * @property {boolean} unanswered
 */

/** Telegram's own clients wait about so long for the next letter. */
const pause = 350;

/**
 * What is asked of the bot, or undefined when this is no inline query.
 * @param {string} text
 */
export function inlineQuery(text) {
  const match = /^@(\w+)\s(.*)$/s.exec(text);
  const username = bot.value?.username.toLowerCase();
  return match && match[1]?.toLowerCase() === username ? (match[2] ?? '').trim() : undefined;
}

/** @param {string} text */
export const beginsBotName = (text) =>
  /^@\w*$/.test(text) && `@${bot.value?.username ?? ''}`.toLowerCase().startsWith(text.toLowerCase());

/** @type {Inline} */
const nothing = { query: '', asking: true, results: [], next: '', button: undefined, unanswered: false };

/**
 * Asks once typing pauses; what was offered before stays in sight until then.
 * @param {Chat} chat
 * @param {string} query
 * @returns {() => void} asks no more: another letter was typed
 */
export function askSoon(chat, query) {
  let current = true;
  chat.inline.value = { ...(chat.inline.peek() ?? nothing), query, asking: true };
  const timer = setTimeout(async () => {
    const to = chat.inlineTo.peek();
    const asked = { query, offset: '', ...(to === null ? {} : { to }) };
    const offer = await askInline(chat.personId, asked).catch(() => undefined);
    if (!current) return;
    chat.inline.value = offer
      ? { ...nothing, query, asking: false, ...told(offer) }
      : { ...nothing, query, asking: false, unanswered: true };
  }, pause);
  return () => {
    current = false;
    clearTimeout(timer);
  };
}

/** @param {Chat} chat */
export async function askForMore(chat) {
  const before = chat.inline.value;
  if (before === null || before.asking || before.next === '') return;
  const asking = { ...before, asking: true };
  chat.inline.value = asking;
  const to = chat.inlineTo.value;
  const asked = { query: before.query, offset: before.next, ...(to === null ? {} : { to }) };
  const offer = await askInline(chat.personId, asked).catch(() => undefined);
  if (chat.inline.value !== asking) return;
  const more = offer ? told(offer) : { results: [], next: '' };
  chat.inline.value = {
    ...before,
    next: more.next,
    results: [...before.results, ...more.results],
  };
}

/** @param {InlineOffer} offer */
const told = ({ inline_query_id, results, next_offset, button }) => ({
  results: results.map((result) => ({ ...result, offer: inline_query_id })),
  next: next_offset,
  button,
});

/**
 * @param {Chat} chat
 * @param {Offered} result
 */
export async function choose(chat, result) {
  const typed = chat.text.value;
  const to = chat.inlineTo.value;
  chat.text.value = '';
  const choice = { inline_query_id: result.offer, result_id: result.id };
  const sent = await attempt(chooseInline(chat.personId, choice));
  if (sent === undefined) {
    // Nothing typed is lost.
    if (chat.text.value === '') chat.text.value = typed;
    return;
  }
  chat.inlineTo.value = null;
  if (to === null) {
    adoptOwn(chat.personId, sent.message);
    return;
  }
  const person = peopleById.value.get(to);
  layOpen(to);
  showToast(chat.personId, t('inlineSent', { name: person ? fullName(person) : '' }));
}

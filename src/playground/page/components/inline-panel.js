import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { askForMore, askSoon, beginsBotName, choose, inlineQuery } from '../state/inline.js';
import { openLink, typeInline } from '../state/presses.js';
import { bot, fullName, people } from '../state/world.js';
import { t } from '../words.js';

/** @import {Chat} from '../state/chats.js' */
/** @import {Offered} from '../state/inline.js' */

/**
 * Inline mode for an input field: the panel above it, and the keys that walk it.
 * @param {Chat} chat
 */
export function useInline(chat) {
  const text = chat.text.value;
  const query = inlineQuery(text);
  const to = chat.inlineTo.value;
  const [chosen, setChosen] = useState(0);
  const [dismissed, dismiss] = useState(/** @type {string | null} */ (null));
  const open = query !== undefined && dismissed !== text;
  const naming = beginsBotName(text) && text !== '' && dismissed !== text;

  useLayoutEffect(() => {
    setChosen(0);
    if (open) return askSoon(chat, query);
    chat.inline.value = null;
    return undefined;
  }, [chat, open, query, to]);

  const inline = chat.inline.value;
  const results = inline?.results ?? [];
  /** @param {number} step */
  const walk = (step) => {
    const next = chosen + step;
    if (next >= results.length && inline?.next) askForMore(chat);
    else setChosen((next + results.length) % results.length);
  };
  /**
   * @param {KeyboardEvent} event
   * @returns {boolean} whether that was for the panel
   */
  const keys = (event) => {
    if (!open && !naming) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const enter = event.key === 'Enter' && !event.shiftKey;
    if (event.key === 'Escape') dismiss(text);
    else if (naming && (enter || event.key === 'Tab')) typeInline(chat.personId);
    else if (step && results.length > 0) walk(step);
    else if (enter && results[chosen] && !inline?.asking) choose(chat, results[chosen]);
    // What is still being asked for must not go out as a message.
    else if (!enter || !inline?.asking) return false;
    event.preventDefault();
    return true;
  };
  const panel = naming
    ? html`<${BotName} chat=${chat} />`
    : open && inline !== null && html`<${InlinePanel} chat=${chat} chosen=${chosen} onPoint=${setChosen} />`;
  return { keys, panel, active: open && results[chosen] ? optionId(chat, chosen) : undefined };
}

/**
 * @param {Chat} chat
 * @param {number} index
 */
const optionId = (chat, index) => `inline-${chat.personId}-${index}`;

/** Somebody begins to type the bot's name. @param {{chat: Chat}} props */
const BotName = ({ chat }) => html`
  <ul class="command-list">
    <li>
      <button type="button" class="is-chosen" onClick=${() => typeInline(chat.personId)}>
        <b>@${bot.value?.username}</b><span>${t('inlineHint')}</span>
      </button>
    </li>
  </ul>
`;

/** @param {{chat: Chat, chosen: number, onPoint: (index: number) => void}} props */
function InlinePanel({ chat, chosen, onPoint }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const inline = chat.inline.value;
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  // What fills no screen can't be scrolled to its end.
  useEffect(() => {
    if (list.current) moreNearEnd(chat, list.current);
  }, [inline]);
  if (inline === null) return null;
  const { results, asking, button, unanswered } = inline;
  const none = results.length === 0 && !asking;
  return html`
    <section class="inline-panel" aria-label=${t('inlineResults')} aria-busy=${asking}>
      <${Destination} chat=${chat} asking=${asking} />
      ${button && html`<button type="button" class="inline-switch" onClick=${() => follow(chat, button)}>${button.text}</button>`}
      ${none && html`<p class="inline-none" role="status">${unanswered ? t('inlineUnanswered') : t('inlineNone')}</p>`}
      ${
        results.length > 0 &&
        html`
          <ul
            class="inline-results"
            role="listbox"
            aria-label=${t('inlineResults')}
            ref=${list}
            onScroll=${(/** @type {Event} */ event) => moreNearEnd(chat, /** @type {HTMLElement} */ (event.currentTarget))}
          >
            ${results.map((result, index) => html`<${Result} key=${`${result.offer} ${result.id}`} chat=${chat} result=${result} index=${index} chosen=${index === chosen} onPoint=${() => onPoint(index)} />`)}
          </ul>
        `
      }
    </section>
  `;
}

/** @param {{chat: Chat, result: Offered, index: number, chosen: boolean, onPoint: () => void}} props */
const Result = ({ chat, result, index, chosen, onPoint }) => html`
  <li
    id=${optionId(chat, index)}
    role="option"
    aria-selected=${chosen}
    onPointerDown=${(/** @type {Event} */ event) => event.preventDefault()}
    onPointerMove=${onPoint}
    onClick=${() => choose(chat, result)}
  >
    <span class="inline-thumb hue-${hueOf(result.title)}" aria-hidden="true">${Array.from(result.title)[0]}</span>
    <span class="inline-words"><b dir="auto">${result.title}</b>${result.description && html`<small dir="auto">${result.description}</small>`}</span>
  </li>
`;

/** Inline mode is for other chats: what is chosen may go to anybody here. @param {{chat: Chat, asking: boolean}} props */
function Destination({ chat, asking }) {
  const others = people.value.filter(({ id, deactivated }) => id !== chat.personId && !deactivated);
  const to = chat.inlineTo.value;
  /** @param {Event} event */
  const change = (event) => {
    const value = /** @type {HTMLSelectElement} */ (event.target).value;
    chat.inlineTo.value = value === '' ? null : Number(value);
  };
  return html`
    <header>
      <label>
        <span>${t('inlineTo')}</span>
        <select onChange=${change}>
          <option value="" selected=${to === null}>${t('inlineHere')}</option>
          ${others.map((other) => html`<option value=${other.id} selected=${other.id === to}>${fullName(other)}</option>`)}
        </select>
      </label>
      ${asking && html`<span class="spinner" role="status" aria-label=${t('inlineAsking')} />`}
    </header>
  `;
}

/** @param {string} title */
const hueOf = (title) => Array.from(title).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 7;

/**
 * @param {Chat} chat
 * @param {HTMLElement} list
 */
function moreNearEnd(chat, list) {
  if (list.scrollHeight - list.scrollTop - list.clientHeight < 80) askForMore(chat);
}

/**
 * @param {Chat} chat
 * @param {NonNullable<import('../types.d.ts').InlineOffer['button']>} button
 */
function follow(chat, { start_parameter, web_app }) {
  chat.text.value = '';
  if (web_app) openLink(chat.personId, web_app.url);
  else openLink(chat.personId, `https://t.me/${bot.value?.username}?start=${start_parameter ?? ''}`);
}

import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { copy } from '../state/notice.js';
import { openLink } from '../state/presses.js';
import { send } from '../state/sending.js';
import { bot, now } from '../state/world.js';
import { entityTree } from '../text/entities.js';
import { safeLink, startPayload } from '../text/links.js';
import { formatEntity } from '../text/time.js';
import { t } from '../words.js';

/** @import {Chat} from '../state/chats.js' */
/** @import {Node} from '../text/entities.js' */
/** @import {MessageEntity} from '../types.d.ts' */
/** @typedef {{chat: Chat, node: Exclude<Node, string>}} Piece */

/**
 * Text with its entities. Everything becomes text nodes and elements chosen here; nothing is ever read as HTML.
 * @param {{chat: Chat, text: string, entities?: MessageEntity[]}} props
 */
export const RichText = ({ chat, text, entities }) =>
  html`${withoutDoubleBreaks(entityTree(text, entities)).map((node) => render(chat, node))}`;

/**
 * A quotation or a code block ends its own line: the line break written after it would show as an empty line.
 * @param {Node[]} nodes
 */
function withoutDoubleBreaks(nodes) {
  return nodes.map((node, index) => {
    const before = nodes[index - 1];
    const afterBlock = typeof before === 'object' && /blockquote|^pre$/.test(before.entity.type);
    return afterBlock && typeof node === 'string' ? node.replace(/^\n/, '') : node;
  });
}

/**
 * @param {Chat} chat
 * @param {Node} node
 * @returns {unknown}
 */
function render(chat, node) {
  if (typeof node === 'string') return node;
  const Shape = shapes[node.entity.type];
  return Shape ? html`<${Shape} chat=${chat} node=${node} />` : inside({ chat, node });
}

/** @param {Piece} piece */
const inside = ({ chat, node }) => node.children.map((child) => render(chat, child));

/** @param {Piece} piece */
function Spoiler(piece) {
  const [revealed, setRevealed] = useState(false);
  if (revealed) return html`<span class="spoiler revealed">${inside(piece)}</span>`;
  return html`
    <button type="button" class="spoiler" aria-label=${t('spoiler')} onClick=${() => setRevealed(true)}>
      <span aria-hidden="true" inert>${inside(piece)}</span>
    </button>
  `;
}

/** @param {Piece} piece */
function ExpandableQuote(piece) {
  const [open, setOpen] = useState(false);
  return html`
    <blockquote class="expandable ${open ? 'is-open' : ''}">
      <div>${inside(piece)}</div>
      <button type="button" aria-expanded=${open} onClick=${() => setOpen(!open)}>${open ? t('collapse') : t('expand')}</button>
    </blockquote>
  `;
}

/** @param {Piece & {address: string}} piece */
function Link({ address, ...piece }) {
  const href = safeLink(address);
  if (href === undefined) return html`<span>${inside(piece)}</span>`;
  const here = startPayload(href, bot.value?.username ?? '') !== undefined;
  const follow = (/** @type {MouseEvent} */ event) => {
    if (!here) return;
    event.preventDefault();
    openLink(piece.chat.personId, href);
  };
  return html`<a href=${href} title=${href} target="_blank" rel="noopener noreferrer" onClick=${follow}>${inside(piece)}</a>`;
}

/** Tapping it puts it on the clipboard. @param {Piece} piece */
const Copied = (piece) => html`
  <button type="button" class="inline-link" title=${t('copy')} onClick=${() => copy(piece.node.text)}>${inside(piece)}</button>
`;

/** @param {Piece} piece */
const Command = (piece) => html`
  <button type="button" class="inline-link" onClick=${() => send(piece.chat.personId, { text: piece.node.text })}>${inside(piece)}</button>
`;

/** @param {Piece} piece */
const Plain = (piece) => html`<span class="tag">${inside(piece)}</span>`;

/** @param {Piece} piece */
function When(piece) {
  const entity = piece.node.entity;
  if (entity.type !== 'date_time') return inside(piece);
  const date = new Date(entity.unix_time * 1000);
  const words = formatEntity(date, entity.date_time_format ?? '', now.value);
  return html`<time class="tag" datetime=${date.toISOString()} title=${piece.node.text}>${words ?? inside(piece)}</time>`;
}

/** @param {Piece} piece */
function Preformatted(piece) {
  const language = piece.node.entity.type === 'pre' ? piece.node.entity.language : undefined;
  return html`
    <pre dir="ltr">${language && html`<small>${language}</small>`}<code>${inside(piece)}</code></pre>
  `;
}

/** @type {Record<string, (piece: Piece) => unknown>} */
const shapes = {
  bold: (piece) => html`<strong>${inside(piece)}</strong>`,
  italic: (piece) => html`<em>${inside(piece)}</em>`,
  underline: (piece) => html`<u>${inside(piece)}</u>`,
  strikethrough: (piece) => html`<s>${inside(piece)}</s>`,
  blockquote: (piece) => html`<blockquote>${inside(piece)}</blockquote>`,
  expandable_blockquote: ExpandableQuote,
  spoiler: Spoiler,
  code: (piece) => html`<code><${Copied} ...${piece} /></code>`,
  pre: Preformatted,
  url: (piece) => html`<${Link} ...${piece} address=${piece.node.text} />`,
  text_link: (piece) =>
    html`<${Link} ...${piece} address=${piece.node.entity.type === 'text_link' ? piece.node.entity.url : ''} />`,
  email: Copied,
  phone_number: Copied,
  bot_command: Command,
  mention: Plain,
  text_mention: Plain,
  hashtag: Plain,
  cashtag: Plain,
  date_time: When,
};

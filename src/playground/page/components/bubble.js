import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { typeInline } from '../state/presses.js';
import { fullName } from '../state/world.js';
import { hourMinute } from '../text/time.js';
import { t } from '../words.js';
import { InlineKeyboard } from './inline-keyboard.js';
import { hasMedia, Media } from './media.js';
import { MessageMenu } from './message-menu.js';
import { standingWidth } from './pictures.js';
import { RichText } from './rich-text.js';
import { summary } from './summary.js';

/** @import {Chat} from '../state/chats.js' */
/** @import {Message} from '../types.d.ts' */

const albumWidth = 340;

/**
 * One message, or several pictures that were sent as an album.
 * @param {{chat: Chat, album: Message[], first: boolean, last: boolean}} props
 */
export function Bubble({ chat, album, first, last }) {
  const message = spokesman(album);
  const own = message.from?.id === chat.personId;
  const bubble = useRef(/** @type {HTMLElement | null} */ (null));
  const flash = chat.flashed.value?.id === message.message_id ? chat.flashed.value.seq : 0;
  useEffect(() => {
    if (flash === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    bubble.current?.animate([{ filter: 'brightness(1.06) saturate(1.5)' }, { filter: 'none' }], 700);
  }, [flash]);

  if (message.pinned_message) {
    return html`<div class="day"><span>${message.from?.first_name} ${t('pinned')}</span></div>`;
  }
  const words = message.text ?? (isSilent(album) ? undefined : message.caption);
  const entities = message.text === undefined ? message.caption_entities : message.entities;
  const bare = words === undefined && (message.sticker !== undefined || message.dice !== undefined);
  const picture = message.photo?.at(-1);
  const room = picture && (album.length > 1 ? albumWidth : standingWidth(picture));
  const shape = `${own ? 'out' : 'in'} ${first ? 'first' : ''} ${last ? 'last' : ''}`;
  return html`
    <article
      class="message ${shape}"
      data-message=${album[0]?.message_id}
      aria-label="${own ? t('you') : (message.from?.first_name ?? '')}, ${hourMinute(new Date(message.date * 1000))}"
    >
      <div class="bubble-line" onContextMenu=${openMenu}>
        <div
          ref=${bubble}
          class="bubble ${bare ? 'bare' : ''} ${picture ? 'has-picture' : ''} ${picture && !words ? 'only-picture' : ''}"
          style=${room && { '--room': `${room}px` }}
        >
          <${Provenance} chat=${chat} message=${message} own=${own} />
          <${Reply} chat=${chat} message=${message} />
          <${Media} message=${message} album=${album} />
          ${words !== undefined && html`<div class="words" dir="auto"><${RichText} chat=${chat} text=${words} entities=${entities} /><${Meta} message=${message} /></div>`}
          ${words === undefined && !hasMedia(message) && html`<div class="words"><em>${t('unsupported')}</em></div>`}
          ${words === undefined && html`<${Meta} message=${message} />`}
        </div>
        <${MessageMenu} chat=${chat} message=${message} own=${own} />
      </div>
      ${message.reply_markup?.inline_keyboard?.length && html`<${InlineKeyboard} chat=${chat} messageId=${message.message_id} rows=${message.reply_markup.inline_keyboard} />`}
    </article>
  `;
}

/**
 * Of an album, the one whose caption stands beneath all.
 * @param {Message[]} album
 */
const spokesman = (album) =>
  /** @type {Message} */ (album.find(({ caption }) => caption !== undefined) ?? album[0]);

/**
 * With several captions each is seen with its own picture only.
 * @param {Message[]} album
 */
const isSilent = (album) => album.filter(({ caption }) => caption !== undefined).length > 1;

/**
 * A right click or a long press opens the message's own menu, except on links and on selected words.
 * @param {MouseEvent} event
 */
function openMenu(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.closest('a, .message-menu') || String(getSelection()) !== '') return;
  event.preventDefault();
  /** @type {HTMLElement | null} */
  const button = /** @type {HTMLElement} */ (event.currentTarget).querySelector('.message-menu > button');
  button?.click();
}

/** @param {{message: Message}} props */
const Meta = ({ message }) => html`
  <span class="meta">${message.edit_date ? `${t('edited')} ` : ''}<time>${hourMinute(new Date(message.date * 1000))}</time></span>
`;

/** Who wrote it, if not the one whose bubble it is. @param {{chat: Chat, message: Message, own: boolean}} props */
function Provenance({ chat, message, own }) {
  const { forward_origin: origin, via_bot: via, from } = message;
  if (origin) {
    const name = origin.sender_user?.first_name ?? origin.sender_user_name ?? '…';
    return html`<p class="forwarded">${t('forwardedFrom', { name })}</p>`;
  }
  if (!via) return null;
  return html`
    <p class="via" title=${own ? undefined : t('viaElsewhere')}>
      ${!own && from && html`<b class="hue-${Math.abs(from.id) % 7}" dir="auto">${fullName(from)}</b>`}
      <button type="button" class="inline-link" onClick=${() => typeInline(chat.personId)}>${t('viaBot', { bot: via.username ?? '' })}</button>
    </p>
  `;
}

/** @param {{chat: Chat, message: Message}} props */
function Reply({ chat, message }) {
  const quoted = message.reply_to_message;
  if (!quoted) return null;
  const show = (/** @type {MouseEvent} */ event) => {
    const phone = /** @type {HTMLElement} */ (event.currentTarget).closest('.phone');
    phone?.querySelector(`[data-message="${quoted.message_id}"]`)?.scrollIntoView({ block: 'center' });
  };
  return html`
    <button type="button" class="quote" onClick=${show}>
      <b dir="auto">${quoted.from?.id === chat.personId ? t('you') : quoted.from?.first_name}</b>
      <span dir="auto">${summary(quoted)}</span>
    </button>
  `;
}

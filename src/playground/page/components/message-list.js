import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { bot } from '../state/world.js';
import { dayKey, dayTitle } from '../text/time.js';
import { t } from '../words.js';
import { Bubble } from './bubble.js';
import { Icon } from './icon.js';
import { ChatToast } from './replies.js';

/** @import {Chat} from '../state/chats.js' */
/** @import {Message} from '../types.d.ts' */

const page = 100;
/** Within this many pixels of the end counts as “reading the newest”. */
const nearEnd = 60;

/** @param {{chat: Chat}} props */
export function MessageList({ chat }) {
  const [shown, setShown] = useState(page);
  const scroller = useRef(/** @type {HTMLElement | null} */ (null));
  const content = useRef(/** @type {HTMLElement | null} */ (null));
  const place = useRef({ top: 0, most: 0 });
  /** How far from the end she was when she asked for what came earlier. */
  const fromEnd = useRef(/** @type {number | null} */ (null));
  const messages = chat.messages.value;
  const newest = messages.at(-1);
  const visible = inAlbums(messages.slice(-shown));

  const endReached = () => {
    chat.atBottom.value = true;
    chat.unread.value = 0;
  };
  const toEnd = () => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
    endReached();
  };
  const onScroll = () => {
    const element = scroller.current;
    if (element === null) return;
    const top = element.scrollTop;
    const most = element.scrollHeight - element.clientHeight;
    // Only going up leaves the end. When a height changes the place moves, too, and nobody scrolled.
    if (most - top < nearEnd) endReached();
    else if (top < place.current.top && most === place.current.most) chat.atBottom.value = false;
    place.current = { top, most };
  };
  const showEarlier = () => {
    const element = scroller.current;
    if (element) fromEnd.current = element.scrollHeight - element.scrollTop;
    setShown(shown + page);
  };
  useLayoutEffect(() => {
    if (fromEnd.current === null || scroller.current === null) return;
    scroller.current.scrollTop = scroller.current.scrollHeight - fromEnd.current;
    fromEnd.current = null;
  }, [shown]);

  // Opening a chat shows its end; what she says herself always comes into view.
  useLayoutEffect(toEnd, [chat, chat.loaded.value]);
  useLayoutEffect(() => {
    if (newest?.from?.id === chat.personId) toEnd();
  }, [newest?.message_id]);
  // Whatever changes a height (a new bubble, a picture, an edit, the keyboard) keeps the end in sight. Not after the paint:
  // what comes for a phone just put down is unread already.
  useLayoutEffect(() => {
    if (scroller.current === null || content.current === null) return undefined;
    const observer = new ResizeObserver(() => {
      if (chat.atBottom.peek()) toEnd();
    });
    observer.observe(scroller.current);
    observer.observe(content.current);
    return () => {
      observer.disconnect();
      chat.atBottom.value = false;
    };
  }, [chat]);

  return html`
    <div class="messages-frame">
      <div
        class="messages"
        ref=${scroller}
        role="log"
        aria-label=${t('messages', { bot: bot.value?.first_name ?? '' })}
        tabindex="0"
        onScroll=${onScroll}
      >
        <div class="messages-inner" ref=${content}>
          ${
            messages.length > shown &&
            html`<button type="button" class="pill" onClick=${showEarlier}>${t('earlier')}</button>`
          }
          ${chat.loaded.value && messages.length === 0 && html`<${Greeting} chat=${chat} />`}
          ${visible.map((album, index) => html`<${Row} key=${album[0]?.message_id} chat=${chat} album=${album} before=${visible[index - 1]?.at(-1)} after=${visible[index + 1]?.[0]} />`)}
        </div>
      </div>
      <${ChatToast} chat=${chat} />
      ${
        !chat.atBottom.value &&
        messages.length > 0 &&
        html`
          <button type="button" class="jump-down" aria-label=${t('jumpDown')} title=${t('jumpDown')} onClick=${toEnd}>
            <${Icon} name="down" />
            ${chat.unread.value > 0 && html`<span class="badge">${chat.unread.value}</span>`}
          </button>
        `
      }
    </div>
  `;
}

/** @param {{chat: Chat}} props */
const Greeting = ({ chat }) => html`
  <div class="greeting">
    <p dir="auto">${chat.description.value || t('startHint')}</p>
  </div>
`;

/** @param {Message | undefined} message */
const dayOf = (message) => (message ? dayKey(new Date(message.date * 1000)) : '');

/**
 * Pictures that were sent together stand together; every other message is alone.
 * @param {Message[]} messages
 */
function inAlbums(messages) {
  /** @type {Message[][]} */
  const albums = [];
  for (const message of messages) {
    const album = albums.at(-1);
    const group = message.photo && message.media_group_id;
    if (group && album?.[0]?.media_group_id === group) album.push(message);
    else albums.push([message]);
  }
  return albums;
}

/** @param {{chat: Chat, album: Message[], before?: Message, after?: Message}} props */
function Row({ chat, album, before, after }) {
  const [message] = album;
  if (message === undefined) return null;
  const day = dayOf(message);
  /** @param {Message | undefined} other */
  const together = (other) =>
    other !== undefined && other.from?.id === message.from?.id && dayOf(other) === day;
  return html`
    ${day !== dayOf(before) && html`<div class="day"><span>${dayTitle(new Date(message.date * 1000))}</span></div>`}
    <${Bubble} chat=${chat} album=${album} first=${!together(before)} last=${!together(after)} />
  `;
}

import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
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
  const lastTop = useRef(0);
  const messages = chat.messages.value;
  const newest = messages.at(-1);
  const visible = messages.slice(-shown);

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
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd;
    // Only going up leaves the end: content that grew since also moves it, but nobody scrolled.
    if (atEnd) endReached();
    else if (element.scrollTop < lastTop.current) chat.atBottom.value = false;
    lastTop.current = element.scrollTop;
  };

  // Opening a chat shows its end; what she says herself always comes into view.
  useLayoutEffect(toEnd, [chat, chat.loaded.value]);
  useLayoutEffect(() => {
    if (newest?.from?.id === chat.personId) toEnd();
  }, [newest?.message_id]);
  // Whatever changes a height (a new bubble, a picture, an edit, the keyboard) keeps the end in sight.
  useEffect(() => {
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
            html`<button type="button" class="pill" onClick=${() => setShown(shown + page)}>${t('earlier')}</button>`
          }
          ${chat.loaded.value && messages.length === 0 && html`<${Greeting} chat=${chat} />`}
          ${visible.map((message, index) => html`<${Row} key=${message.message_id} chat=${chat} message=${message} before=${visible[index - 1]} after=${visible[index + 1]} />`)}
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

/** @param {{chat: Chat, message: Message, before?: Message, after?: Message}} props */
function Row({ chat, message, before, after }) {
  const day = dayOf(message);
  /** @param {Message | undefined} other */
  const together = (other) =>
    other !== undefined && other.from?.id === message.from?.id && dayOf(other) === day;
  return html`
    ${day !== dayOf(before) && html`<div class="day"><span>${dayTitle(new Date(message.date * 1000))}</span></div>`}
    <${Bubble} chat=${chat} message=${message} first=${!together(before)} last=${!together(after)} />
  `;
}

import { html } from 'htm/preact';
import { copy } from '../state/notice.js';
import { forward } from '../state/sending.js';
import { t } from '../words.js';
import { Menu } from './menu.js';

/** @import {Chat} from '../state/chats.js' */
/** @import {Choice} from './menu.js' */
/** @import {Message} from '../types.d.ts' */

/** @param {{chat: Chat, message: Message, own: boolean}} props */
export function MessageMenu({ chat, message, own }) {
  const words = message.text ?? message.caption;
  /** @type {Choice[]} */
  const choices = [];
  // What somebody else sent her stands in another chat, on a real phone.
  if (own || message.from?.is_bot) {
    choices.push({
      icon: 'reply',
      label: t('reply'),
      run: () => {
        chat.replyTo.value = message;
      },
    });
  }
  if (words !== undefined) choices.push({ icon: 'copy', label: t('copy'), run: () => copy(words) });
  if (own && message.text !== undefined && !message.forward_origin && !message.via_bot) {
    choices.push({
      icon: 'edit',
      label: t('edit'),
      run: () => {
        chat.editing.value = message;
        chat.text.value = message.text ?? '';
      },
    });
  }
  choices.push({ icon: 'forward', label: t('forward'), run: () => forward(chat.personId, message) });
  return html`<${Menu} class="message-menu" icon="down" label=${t('messageMenu')} choices=${choices} />`;
}

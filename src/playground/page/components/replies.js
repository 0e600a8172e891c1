import { html } from 'htm/preact';
import { bot } from '../state/world.js';
import { t } from '../words.js';
import { Sheet } from './sheet.js';

/** @import {Chat} from '../state/chats.js' */

/** What the bot answers to a button, in passing. @param {{chat: Chat}} props */
export const ChatToast = ({ chat }) => html`
  <div class="toast-place" role="status">
    ${chat.toast.value !== '' && html`<div class="toast" dir="auto">${chat.toast.value}</div>`}
  </div>
`;

/** What the bot answers to a button and wants read. @param {{chat: Chat}} props */
export function ChatAlert({ chat }) {
  if (chat.alert.value === '') return null;
  const close = () => {
    chat.alert.value = '';
  };
  return html`
    <${Sheet} title=${bot.value?.first_name ?? ''} role="alertdialog" class="sheet-alert" onClose=${close}>
      <p class="alert-text" dir="auto">${chat.alert.value}</p>
      <button type="button" class="button button-primary" onClick=${close}>${t('ok')}</button>
    <//>
  `;
}

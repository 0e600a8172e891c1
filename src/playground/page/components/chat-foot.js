import { html } from 'htm/preact';
import { setBlocked, startBot } from '../state/api.js';
import { met } from '../state/chats.js';
import { attempt } from '../state/notice.js';
import { t } from '../words.js';
import { Composer } from './composer.js';
import { ReplyKeyboard } from './reply-keyboard.js';

/** @import {Chat} from '../state/chats.js' */

/** What can be done next: unblock, start, or write. @param {{chat: Chat}} props */
export function ChatFoot({ chat }) {
  if (chat.blocked.value) {
    return html`
      <footer class="foot foot-single">
        <p class="hint">${t('blockedHint')}</p>
        <button type="button" class="button button-primary button-wide" onClick=${() => attempt(setBlocked(chat.personId, 'unblock'))}>
          ${t('unblock')}
        </button>
      </footer>
    `;
  }
  if (chat.loaded.value && !met(chat)) {
    return html`
      <footer class="foot foot-single">
        <button type="button" class="button button-primary button-wide start" onClick=${() => attempt(startBot(chat.personId, ''))}>
          ${t('start')}
        </button>
      </footer>
    `;
  }
  return html`
    <footer class="foot">
      <${Composer} chat=${chat} />
      <${ReplyKeyboard} chat=${chat} />
    </footer>
  `;
}

import { html } from 'htm/preact';
import { setBlocked } from '../state/api.js';
import { attempt } from '../state/notice.js';
import { bot } from '../state/world.js';
import { isKey, t } from '../words.js';
import { Avatar } from './avatar.js';
import { Menu } from './menu.js';

/** @import {Chat} from '../state/chats.js' */

/** @param {string} action */
const actionName = (action) =>
  isKey(`action_${action}`) ? t(/** @type {'action_typing'} */ (`action_${action}`)) : t('action_other');

/** @param {{chat: Chat}} props */
export function ChatHeader({ chat }) {
  if (bot.value === null) return null;
  const name = chat.botName.value || bot.value.first_name;
  const action = chat.action.value;
  const blocked = chat.blocked.value;
  /** @param {'link' | 'profile'} name */
  const sheet = (name) => () => {
    chat.sheet.value = name;
  };
  return html`
    <header class="chat-header">
      <${Avatar} bot name=${name} id=${bot.value.id} />
      <div class="chat-title">
        <h2 dir="auto">${name}</h2>
        <p aria-live="polite">
          ${action ? html`<span class="typing">${actionName(action)}<i /><i /><i /></span>` : t('botStatus')}
        </p>
      </div>
      <${Menu}
        label=${t('menuMore')}
        choices=${[
          { icon: 'link', label: t('deepLink'), run: sheet('link') },
          { icon: 'person', label: t('editPerson'), run: sheet('profile') },
          {
            icon: 'block',
            label: blocked ? t('unblock') : t('block'),
            danger: !blocked,
            run: () => attempt(setBlocked(chat.personId, blocked ? 'unblock' : 'block')),
          },
        ]}
      />
    </header>
  `;
}

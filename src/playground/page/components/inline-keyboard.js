import { html } from 'htm/preact';
import { placeOf, press } from '../state/presses.js';
import { safeLink } from '../text/links.js';
import { Icon } from './icon.js';

/** @import {Chat} from '../state/chats.js' */
/** @import {InlineKeyboardButton} from '../types.d.ts' */

/** @param {{chat: Chat, messageId: number, rows: InlineKeyboardButton[][]}} props */
export function InlineKeyboard({ chat, messageId, rows }) {
  const waiting = new Set(chat.waiting.value.values());
  return html`
    <div class="inline-keyboard">
      ${rows.map(
        (buttons, row) => html`
          <div class="button-row" key=${row}>
            ${buttons.map((button, column) => {
              const place = placeOf(messageId, row, column);
              return html`<${Button} key=${column} button=${button} waiting=${waiting.has(place)} onPress=${() => press(chat.personId, messageId, row, column, button)} />`;
            })}
          </div>
        `,
      )}
    </div>
  `;
}

/** @param {{button: InlineKeyboardButton & {style?: string}, waiting: boolean, onPress: () => unknown}} props */
function Button({ button, waiting, onPress }) {
  const disabled = 'disabled' in button && Boolean(button.disabled);
  const corner =
    'url' in button || 'login_url' in button ? 'external' : 'copy_text' in button ? 'copy' : undefined;
  const title =
    'url' in button ? safeLink(button.url) : 'copy_text' in button ? button.copy_text.text : undefined;
  return html`
    <button
      type="button"
      class="key ${button.style ? `key-${button.style}` : ''}"
      disabled=${disabled}
      aria-busy=${waiting}
      title=${title}
      onClick=${() => waiting || onPress()}
    >
      <span dir="auto">${button.text}</span>
      ${waiting ? html`<span class="spinner" />` : corner && html`<${Icon} name=${corner} />`}
    </button>
  `;
}

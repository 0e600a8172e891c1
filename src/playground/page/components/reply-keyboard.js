import { html } from 'htm/preact';
import { say } from '../state/notice.js';
import { send } from '../state/sending.js';
import { t } from '../words.js';
import { Icon } from './icon.js';

/** @import {Chat} from '../state/chats.js' */
/** @import {KeyboardButton} from '../types.d.ts' */

/** The keyboard the bot put in place of letters. @param {{chat: Chat}} props */
export function ReplyKeyboard({ chat }) {
  const markup = chat.keyboard.value;
  if (!markup?.keyboard?.length || !chat.keyboardShown.value) return null;

  /** @param {Exclude<KeyboardButton, string>} button */
  const press = (button) => {
    if (markup.one_time_keyboard) chat.keyboardShown.value = false;
    if ('request_contact' in button) chat.sheet.value = 'contact';
    else if ('request_location' in button) chat.sheet.value = 'location';
    else if (Object.keys(button).some((key) => key.startsWith('request_') || key === 'web_app')) {
      say(t('unsupportedButton'));
    } else send(chat.personId, { text: button.text });
  };
  return html`
    <div class="reply-keyboard">
      ${markup.keyboard.map(
        (row) => html`
          <div class="button-row">
            ${row.map((key) => {
              const button = typeof key === 'string' ? { text: key } : key;
              const icon =
                'request_contact' in button ? 'phone' : 'request_location' in button ? 'pin' : undefined;
              const style = 'style' in button && button.style ? `key-${button.style}` : '';
              return html`
                <button type="button" class="key ${style}" onClick=${() => press(button)}>
                  ${icon && html`<${Icon} name=${icon} />`}<span dir="auto">${button.text}</span>
                </button>
              `;
            })}
          </div>
        `,
      )}
    </div>
  `;
}

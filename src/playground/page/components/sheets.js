import { html } from 'htm/preact';
import { changePerson, startBot } from '../state/api.js';
import { attempt } from '../state/notice.js';
import { openLink } from '../state/presses.js';
import { send } from '../state/sending.js';
import { bot, people } from '../state/world.js';
import { isStartPayload, startPayload } from '../text/links.js';
import { t } from '../words.js';
import { OtherContactSheet, OwnContactSheet } from './contact-sheets.js';
import { FilesSheet } from './files-sheet.js';
import { LocationSheet } from './location-sheet.js';
import { PersonForm } from './person-form.js';
import { Sheet } from './sheet.js';

/** @import {Chat} from '../state/chats.js' */
/** @import {Person} from '../types.d.ts' */
/** @typedef {{chat: Chat, person: Person, onClose: () => void}} SheetProps */

/** The sheet that is open on a phone, if any. @param {{chat: Chat, person: Person}} props */
export function ChatSheet({ chat, person }) {
  const name = chat.sheet.value;
  if (name === null) return null;
  const Shown = sheets[name];
  const close = () => {
    chat.sheet.value = null;
  };
  return html`<${Shown} chat=${chat} person=${person} onClose=${close} />`;
}

const faces = Array.from('😀😂🥰😎🤔😴😭😡👍👎👏🙏💪❤️🎉🌸🍜🚲').filter((face) => face !== '\uFE0F');

/** @param {SheetProps} props */
const StickerSheet = ({ chat, onClose }) => html`
  <${Sheet} title=${t('stickers')} onClose=${onClose}>
    <div class="stickers">
      ${faces.map(
        (sticker) => html`
          <button
            type="button"
            onClick=${() => {
              onClose();
              send(chat.personId, { sticker });
            }}
          >
            ${sticker}
          </button>
        `,
      )}
    </div>
  <//>
`;

/** @param {SheetProps} props */
function LinkSheet({ chat, onClose }) {
  const username = bot.value?.username ?? '';
  /** @param {SubmitEvent} event */
  const open = (event) => {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (
      /** @type {HTMLFormElement} */ (event.target).elements.namedItem('link')
    );
    const typed = field.value.trim();
    const isLink = typed.includes('/') || typed.includes(':');
    if (!isLink && !isStartPayload(typed)) {
      field.setCustomValidity(t('deepLinkBad'));
      field.reportValidity();
      return;
    }
    onClose();
    const payload = isLink ? startPayload(typed, username) : typed;
    if (payload === undefined) openLink(chat.personId, typed);
    else attempt(startBot(chat.personId, payload));
  };
  return html`
    <${Sheet} title=${t('deepLink')} onClose=${onClose}>
      <form class="stack" onSubmit=${open}>
        <label>
          <span dir="ltr">${t('deepLinkLabel', { bot: username })}</span>
          <input
            name="link"
            autocomplete="off"
            spellcheck=${false}
            onInput=${(/** @type {InputEvent} */ event) => /** @type {HTMLInputElement} */ (event.target).setCustomValidity('')}
          />
        </label>
        <p class="hint">${t('deepLinkHint')}</p>
        <button type="submit" class="button button-primary">${t('deepLinkOpen')}</button>
      </form>
    <//>
  `;
}

/** @param {SheetProps} props */
function ProfileSheet({ person, onClose }) {
  /** @param {Omit<Person, 'id'>} details */
  const save = async (details) => {
    if ((await attempt(changePerson(person.id, details))) === undefined) return;
    people.value = people.value.map((known) => (known.id === person.id ? { ...known, ...details } : known));
    onClose();
  };
  return html`
    <${Sheet} title=${t('editPerson')} onClose=${onClose}>
      <${PersonForm} person=${person} action=${t('savePerson')} onSave=${save} />
    <//>
  `;
}

/** @type {Record<import('../state/chats.js').SheetName, (props: SheetProps) => unknown>} */
const sheets = {
  contact: OwnContactSheet,
  'other-contact': OtherContactSheet,
  location: LocationSheet,
  stickers: StickerSheet,
  files: FilesSheet,
  link: LinkSheet,
  profile: ProfileSheet,
};

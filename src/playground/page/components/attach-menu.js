import { html } from 'htm/preact';
import { useRef } from 'preact/hooks';
import { send } from '../state/sending.js';
import { t } from '../words.js';
import { Menu } from './menu.js';

/** @import {Chat, SheetName} from '../state/chats.js' */

/** Everything that can be sent besides words. @param {{chat: Chat}} props */
export function AttachMenu({ chat }) {
  const picker = useRef(/** @type {HTMLInputElement | null} */ (null));
  /** @param {SheetName} name */
  const sheet = (name) => () => {
    chat.sheet.value = name;
  };
  /** @param {string} accept */
  const choose = (accept) => () => {
    if (picker.current === null) return;
    picker.current.accept = accept;
    picker.current.click();
  };
  const chosen = () => {
    const files = [...(picker.current?.files ?? [])];
    if (picker.current) picker.current.value = '';
    if (files.length === 0) return;
    chat.files.value = files;
    chat.sheet.value = 'files';
  };
  return html`
    <input ref=${picker} type="file" multiple hidden onChange=${chosen} />
    <${Menu}
      label=${t('attach')}
      icon="clip"
      place="above"
      class="attach"
      choices=${[
        { icon: 'photo', label: t('attachPhoto'), run: choose('image/*') },
        { icon: 'file', label: t('attachFile'), run: choose('') },
        { icon: 'phone', label: t('attachContact'), run: sheet('contact') },
        { icon: 'person', label: t('attachOtherContact'), run: sheet('other-contact') },
        { icon: 'pin', label: t('attachLocation'), run: sheet('location') },
        { icon: 'smile', label: t('attachSticker'), run: sheet('stickers') },
        { icon: 'mic', label: t('attachVoice'), run: () => send(chat.personId, { voice: true }) },
      ]}
    />
  `;
}

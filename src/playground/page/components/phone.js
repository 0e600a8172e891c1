import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { phoneWidth } from '../preferences.js';
import { chatOf, loadChat } from '../state/chats.js';
import { activeId, putAway } from '../state/layout.js';
import { fullName } from '../state/world.js';
import { t } from '../words.js';
import { Avatar } from './avatar.js';
import { ChatFoot } from './chat-foot.js';
import { ChatHeader } from './chat-header.js';
import { IconButton } from './icon.js';
import { MessageList } from './message-list.js';
import { ChatAlert } from './replies.js';
import { ChatSheet } from './sheets.js';

/** @import {Person} from '../types.d.ts' */

/**
 * One person's phone with the bot's chat on it. Files may be dropped anywhere on it.
 * @param {{person: Person}} props
 */
export function Phone({ person }) {
  const chat = chatOf(person.id);
  const name = fullName(person);
  useEffect(() => {
    if (!chat.loaded.value) loadChat(person.id);
  }, [chat, person.id]);

  const [dropping, setDropping] = useState(false);
  /** @param {DragEvent} event */
  const over = (event) => {
    event.preventDefault();
    setDropping(event.dataTransfer?.types.includes('Files') ?? false);
  };
  /** @param {DragEvent} event */
  const leave = (event) => {
    const phone = /** @type {HTMLElement} */ (event.currentTarget);
    if (!(event.relatedTarget instanceof Node && phone.contains(event.relatedTarget))) setDropping(false);
  };
  /** @param {DragEvent} event */
  const drop = (event) => {
    setDropping(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    chat.files.value = files;
    chat.sheet.value = 'files';
  };
  const about = person.about ?? [person.language_code, person.phone].filter(Boolean).join(' · ');
  return html`
    <section
      id="phone-${person.id}"
      class="phone ${activeId.value === person.id ? 'is-active' : ''}"
      data-person=${person.id}
      role=${phoneWidth.value ? 'tabpanel' : 'region'}
      aria-label=${name}
      onPointerDown=${() => {
        activeId.value = person.id;
      }}
      onDragOver=${over}
      onDragLeave=${leave}
      onDrop=${drop}
    >
      ${
        !phoneWidth.value &&
        html`
          <div class="owner hue-${Math.abs(person.id) % 7}">
            <${Avatar} name=${name} id=${person.id} />
            <span class="owner-words"><b dir="auto">${name}</b> <small dir="auto">${about}</small></span>
            <${IconButton} name="close" label=${t('closeColumn', { name })} onClick=${() => putAway(person.id)} />
          </div>
        `
      }
      <${ChatHeader} chat=${chat} />
      <${MessageList} chat=${chat} />
      <${ChatFoot} chat=${chat} />
      ${dropping && html`<p class="drop-here">${t('dropHere')}</p>`}
      <${ChatSheet} chat=${chat} person=${person} />
      <${ChatAlert} chat=${chat} />
    </section>
  `;
}

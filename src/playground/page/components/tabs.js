import { html } from 'htm/preact';
import { chatOf } from '../state/chats.js';
import { activeId, openPeople } from '../state/layout.js';
import { fullName } from '../state/world.js';
import { t } from '../words.js';
import { Avatar } from './avatar.js';

/**
 * Left and right move along the strip, as in any tab list.
 * @param {KeyboardEvent} event
 */
function walk(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const ids = openPeople.value.map(({ id }) => id);
  const next = ids.at((ids.indexOf(activeId.value ?? 0) + step) % ids.length);
  if (next === undefined) return;
  activeId.value = next;
  document.getElementById(`tab-${next}`)?.focus();
}

/** At phone width: whose phone is in hand. */
export function Tabs() {
  return html`
    <div class="tabs" role="tablist" aria-label=${t('people')} onKeyDown=${walk}>
      ${openPeople.value.map((person) => {
        const { unread } = chatOf(person.id);
        const active = activeId.value === person.id;
        return html`
          <button
            type="button"
            role="tab"
            id="tab-${person.id}"
            key=${person.id}
            aria-selected=${active}
            aria-controls="phone-${person.id}"
            tabindex=${active ? 0 : -1}
            onClick=${() => {
              activeId.value = person.id;
            }}
          >
            <${Avatar} name=${fullName(person)} id=${person.id} />
            <span dir="auto">${fullName(person)}</span>
            ${unread.value > 0 && html`<span class="badge" aria-label=${t('unread', { count: unread.value })}>${unread.value}</span>`}
          </button>
        `;
      })}
    </div>
  `;
}

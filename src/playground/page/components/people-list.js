import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { sidebar } from '../preferences.js';
import { chatOf } from '../state/chats.js';
import { activeId, openIds, openPhone, panel } from '../state/layout.js';
import { fullName, people } from '../state/world.js';
import { t } from '../words.js';
import { Avatar } from './avatar.js';
import { Icon, IconButton } from './icon.js';
import { summary } from './summary.js';

/** @import {Person} from '../types.d.ts' */

/** More rows than anybody scrolls through; the filter finds the rest. */
const mostRows = 300;

/**
 * @param {Person} person
 * @param {string} wanted
 */
const matches = (person, wanted) =>
  `${fullName(person)} ${person.username ?? ''} ${person.about ?? ''} ${person.phone ?? ''} ${person.id}`
    .toLowerCase()
    .includes(wanted);

/** @param {{person: Person, onChosen?: () => void}} props */
function PersonRow({ person, onChosen }) {
  const chat = chatOf(person.id);
  const unread = chat.unread.value;
  const last = chat.messages.value.at(-1);
  const name = fullName(person);
  const open = openIds.value.includes(person.id);
  const choose = () => {
    openPhone(person.id);
    onChosen?.();
  };
  const detail = last
    ? summary(last)
    : (person.about ?? (person.username ? `@${person.username}` : person.phone));
  const label =
    unread > 0 ? `${t('openChat', { name })}, ${t('unread', { count: unread })}` : t('openChat', { name });
  return html`
    <li>
      <button
        type="button"
        class="person-row ${open ? 'is-open' : ''} ${activeId.value === person.id ? 'is-active' : ''}"
        aria-label=${label}
        title=${name}
        onClick=${choose}
      >
        <${Avatar} name=${name} id=${person.id} />
        <span class="person-words"><b dir="auto">${name}</b><small dir="auto">${detail ?? ''}</small></span>
        ${unread > 0 && html`<span class="badge">${unread}</span>`}
      </button>
    </li>
  `;
}

/**
 * Everybody, found by typing: in the side bar, and in the panel at phone width.
 * @param {{onChosen?: () => void}} props
 */
export function People({ onChosen }) {
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const found = wanted === '' ? people.value : people.value.filter((person) => matches(person, wanted));
  return html`
    <label class="filter">
      <${Icon} name="search" />
      <input
        type="search"
        placeholder=${t('filterPeople')}
        aria-label=${t('filterPeople')}
        value=${filter}
        onInput=${(/** @type {InputEvent} */ event) => setFilter(/** @type {HTMLInputElement} */ (event.target).value)}
      />
    </label>
    <ul class="people">
      ${found.slice(0, mostRows).map((person) => html`<${PersonRow} key=${person.id} person=${person} onChosen=${onChosen} />`)}
    </ul>
    ${found.length === 0 && html`<p class="hint">${t('nobodyFound')}</p>`}
  `;
}

/** The desk's side bar: a rail of faces, or the whole list. */
export function PeopleList() {
  const rail = sidebar.value === 'rail';
  return html`
    <nav class="sidebar ${rail ? 'sidebar-rail' : ''}" aria-label=${t('people')}>
      <div class="sidebar-head">
        <${IconButton}
          name="panel"
          label=${rail ? t('expandPeople') : t('collapsePeople')}
          aria-expanded=${!rail}
          onClick=${() => {
            sidebar.value = rail ? 'list' : 'rail';
          }}
        />
        ${!rail && html`<b>${t('peopleCount', { count: people.value.length })}</b>`}
      </div>
      <${People} />
      <button
        type="button"
        class="add-person"
        data-panel-toggle="add"
        title=${t('addPerson')}
        aria-label=${t('addPerson')}
        onClick=${() => {
          panel.value = 'add';
        }}
      >
        <${Icon} name="plus" />${!rail && html`<span>${t('addPerson')}</span>`}
      </button>
    </nav>
  `;
}

import { html } from 'htm/preact';
import { addPerson } from '../state/api.js';
import { openPhone, panel } from '../state/layout.js';
import { attempt } from '../state/notice.js';
import { people } from '../state/world.js';
import { t } from '../words.js';
import { Icon } from './icon.js';
import { Panel } from './panel.js';
import { People } from './people-list.js';
import { PersonForm } from './person-form.js';

const close = () => {
  panel.value = null;
};

/** At phone width the list of people hangs from the top bar. */
export const PeoplePanel = () => html`
  <${Panel} title=${t('people')} class="panel-people">
    <${People} onChosen=${close} />
    <button
      type="button"
      class="button"
      data-panel-toggle="add"
      onClick=${() => {
        panel.value = 'add';
      }}
    >
      <${Icon} name="plus" /> ${t('addPerson')}
    </button>
  <//>
`;

/** Somebody new, invented on the spot. */
export function AddPersonPanel() {
  /** @param {Omit<import('../types.d.ts').Person, 'id'>} details */
  const add = async (details) => {
    const person = await attempt(addPerson(details));
    if (person === undefined) return;
    if (!people.value.some(({ id }) => id === person.id)) people.value = [...people.value, person];
    close();
    openPhone(person.id);
  };
  return html`
    <${Panel} title=${t('addPerson')} hint=${t('addPersonHint')}>
      <${PersonForm} action=${t('addPersonDo')} onSave=${add} />
    <//>
  `;
}

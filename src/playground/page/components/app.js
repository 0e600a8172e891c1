import { html } from 'htm/preact';
import { phoneWidth } from '../preferences.js';
import { shownPeople } from '../state/layout.js';
import { connection } from '../state/world.js';
import { t } from '../words.js';
import { Banner } from './banner.js';
import { Intro } from './intro.js';
import { PeopleList } from './people-list.js';
import { Phone } from './phone.js';
import { Tabs } from './tabs.js';
import { TopBar } from './top-bar.js';

export function App() {
  return html`
    <div class="app">
      <${TopBar} />
      <${Banner} />
      <${Intro} />
      ${phoneWidth.value && html`<${Tabs} />`}
      <div class="desk">
        ${!phoneWidth.value && html`<${PeopleList} />`}
        <main class="phones">
          ${shownPeople.value.map((person) => html`<${Phone} key=${person.id} person=${person} />`)}
          ${
            shownPeople.value.length === 0 &&
            html`<p class="desk-empty">${connection.value === 'opening' ? '…' : t('noOneOpen')}</p>`
          }
        </main>
      </div>
    </div>
  `;
}

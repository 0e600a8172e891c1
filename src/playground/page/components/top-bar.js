import { html } from 'htm/preact';
import { intro, language, phoneWidth, shownTheme, toggleTheme } from '../preferences.js';
import { panel } from '../state/layout.js';
import { clockOffset, faults, now } from '../state/world.js';
import { clockTitle, hourMinute } from '../text/time.js';
import { t } from '../words.js';
import { ClockPanel } from './clock-panel.js';
import { FaultsPanel } from './faults-panel.js';
import { Icon, IconButton } from './icon.js';
import { AddPersonPanel, PeoplePanel } from './people-panel.js';

/** @param {'clock' | 'faults' | 'people'} name */
const toggle = (name) => () => {
  panel.value = panel.value === name ? null : name;
};

export function TopBar() {
  const dark = shownTheme() === 'dark';
  const time = phoneWidth.value ? hourMinute(now.value) : clockTitle(now.value);
  return html`
    <header class="top-bar">
      <img class="logo" src="/icon.svg" alt="" width="32" height="32" />
      <h1>${phoneWidth.value ? t('titleShort') : t('title')}</h1>
      <button
        type="button"
        class="chip ${clockOffset.value !== 0 ? 'chip-on' : ''}"
        data-panel-toggle="clock"
        aria-expanded=${panel.value === 'clock'}
        aria-label="${t('clock')}: ${clockTitle(now.value)}"
        title=${t('beijingTime')}
        onClick=${toggle('clock')}
      >
        <${Icon} name="clock" /><time>${time}</time>
      </button>
      <span class="spacer" />
      ${phoneWidth.value && html`<${IconButton} name="people" label=${t('people')} data-panel-toggle="people" aria-expanded=${panel.value === 'people'} onClick=${toggle('people')} />`}
      <span class="badged">
        <${IconButton} name="storm" label=${t('faults')} data-panel-toggle="faults" aria-expanded=${panel.value === 'faults'} onClick=${toggle('faults')} />
        ${faults.value.length > 0 && html`<span class="badge badge-danger">${faults.value.length}</span>`}
      </span>
      <${IconButton} name=${dark ? 'sun' : 'moon'} label=${dark ? t('toLight') : t('toDark')} onClick=${toggleTheme} />
      <button
        type="button"
        class="language"
        lang=${language.value === 'zh' ? 'en' : 'zh-Hans'}
        onClick=${() => {
          language.value = language.value === 'zh' ? 'en' : 'zh';
        }}
      >
        ${phoneWidth.value ? (language.value === 'zh' ? 'EN' : '中') : t('otherLanguage')}
      </button>
      ${!phoneWidth.value && html`<${IconButton} name="help" label=${t('introShow')} onClick=${showIntro} />`}
      ${panel.value === 'clock' && html`<${ClockPanel} />`}
      ${panel.value === 'faults' && html`<${FaultsPanel} />`}
      ${panel.value === 'people' && html`<${PeoplePanel} />`}
      ${panel.value === 'add' && html`<${AddPersonPanel} />`}
    </header>
  `;
}

function showIntro() {
  intro.value = intro.value === 'new' ? 'read' : 'new';
}

import { html } from 'htm/preact';
import { intro } from '../preferences.js';
import { t } from '../words.js';

/** Three sentences for somebody who has just come in. */
export function Intro() {
  if (intro.value === 'read') return null;
  const dismiss = () => {
    intro.value = 'read';
  };
  return html`
    <section class="intro" aria-labelledby="intro-title">
      <div>
        <h2 id="intro-title">${t('introTitle')}</h2>
        <p>${t('introText')} <strong>${t('introTry')}</strong></p>
      </div>
      <button type="button" class="button" onClick=${dismiss}>${t('introDismiss')}</button>
    </section>
  `;
}

import { html } from 'htm/preact';
import { intro, phoneWidth } from '../preferences.js';
import { chatOf, met } from '../state/chats.js';
import { activeId } from '../state/layout.js';
import { t } from '../words.js';

/** Three sentences for somebody who has just come in; a phone has no room for them beside a chat. */
export function Intro() {
  if (intro.value === 'read' || (phoneWidth.value && activeId.value && met(chatOf(activeId.value))))
    return null;
  const dismiss = () => {
    intro.value = 'read';
  };
  return html`
    <section class="intro" aria-labelledby="intro-title">
      <div>
        <h2 id="intro-title">${t('introTitle')}</h2>
        <p>${phoneWidth.value ? t('introTextPhone') : t('introText')} <strong>${t('introTry')}</strong></p>
      </div>
      <button type="button" class="button" onClick=${dismiss}>${t('introDismiss')}</button>
    </section>
  `;
}

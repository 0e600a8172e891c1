import { html } from 'htm/preact';
import { notice } from '../state/notice.js';
import { connection } from '../state/world.js';
import { t } from '../words.js';

/** What the page has to say: the line is lost, or something did not work. */
export function Banner() {
  return html`
    <div class="banners" role="status">
      ${connection.value === 'lost' && html`<div class="banner banner-lost"><span class="spinner" />${t('reconnecting')}</div>`}
      ${notice.value !== '' && html`<div class="banner">${notice.value}</div>`}
    </div>
  `;
}

/** The playground's page: everybody's phone side by side, one at a time on a phone. */
import { effect } from '@preact/signals';
import { html, render } from 'htm/preact';
import { App } from './components/app.js';
import { unreadTotal } from './state/chats.js';
import { stayConnected } from './state/live.js';
import { t } from './words.js';

effect(() => {
  const unread = unreadTotal.value;
  document.title = unread > 0 ? `(${unread}) ${t('title')}` : t('title');
});

const place = document.getElementById('app');
if (place) render(html`<${App} />`, place);
stayConnected();

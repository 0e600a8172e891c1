import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { setClock } from '../state/api.js';
import { attempt } from '../state/notice.js';
import { clockOffset, now } from '../state/world.js';
import { clockTitle, fromLocalInput, nextFirstMonday, span, toLocalInput } from '../text/time.js';
import { t } from '../words.js';
import { Panel } from './panel.js';

const hour = 3_600_000;

/** @param {{now: string} | {advance_ms: number}} change */
const jump = (change) => attempt(setClock(change));

/** Moving the world's clock ahead, to watch what is due then. */
export function ClockPanel() {
  const monday = nextFirstMonday(now.value);
  const [custom, setCustom] = useState(/** @type {string | null} */ (null));
  const shown = custom ?? toLocalInput(now.value);
  /** @param {Event} event */
  const go = (event) => {
    event.preventDefault();
    const instant = fromLocalInput(shown);
    if (Number.isNaN(instant.getTime())) return;
    jump({ now: instant.toISOString() });
    setCustom(null);
  };
  const ahead = clockOffset.value;
  return html`
    <${Panel} title=${t('clock')} class="panel-clock" hint=${t('clockHint')}>
      <p class="clock-now">
        <time>${clockTitle(now.value)}</time>
        <small>${t('beijingTime')} · ${Math.abs(ahead) < 60_000 ? t('clockReal') : t('clockAhead', { span: span(ahead) })}</small>
      </p>
      <div class="button-row">
        <button type="button" class="button" onClick=${() => jump({ advance_ms: hour })}>${t('plusHour')}</button>
        <button type="button" class="button" onClick=${() => jump({ advance_ms: 24 * hour })}>${t('plusDay')}</button>
      </div>
      <button type="button" class="button button-primary" onClick=${() => jump({ now: monday.toISOString() })}>
        ${t('firstMonday')} <small>${clockTitle(monday)}</small>
      </button>
      <form onSubmit=${go}>
        <label>
          ${t('clockCustom')}
          <input
            type="datetime-local"
            value=${shown}
            onInput=${(/** @type {InputEvent} */ event) => setCustom(/** @type {HTMLInputElement} */ (event.target).value)}
          />
        </label>
        <button type="submit" class="button">${t('clockGo')}</button>
      </form>
    <//>
  `;
}

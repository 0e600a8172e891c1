import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { language } from '../preferences.js';
import { send } from '../state/sending.js';
import { fromMap, height, places, width } from '../text/places.js';
import { t } from '../words.js';
import { DistrictMap } from './district-map.js';
import { Sheet } from './sheet.js';

/** @import {SheetProps} from './sheets.js' */

/** Being somewhere: a tap on the sketch, a known place, or exact figures. @param {SheetProps} props */
export function LocationSheet({ chat, person, onClose }) {
  const [place, setPlace] = useState(person.location ?? { latitude: 39.9155, longitude: 116.3601 });
  /** @param {MouseEvent} event */
  const point = (event) => {
    const box = /** @type {HTMLElement} */ (event.currentTarget).getBoundingClientRect();
    // The drawing fills its box, cut at the longer side's ends.
    const scale = Math.max(box.width / width, box.height / height);
    const x = (event.clientX - box.left - (box.width - width * scale) / 2) / scale;
    const y = (event.clientY - box.top - (box.height - height * scale) / 2) / scale;
    setPlace(fromMap(x, y));
  };
  /** @param {'latitude' | 'longitude'} name */
  const field = (name) => html`
    <label>
      ${t(name)}
      <input
        type="number"
        step="any"
        required
        min=${name === 'latitude' ? -90 : -180}
        max=${name === 'latitude' ? 90 : 180}
        value=${Number(place[name].toFixed(5))}
        onChange=${(/** @type {Event} */ event) => setPlace({ ...place, [name]: Number(/** @type {HTMLInputElement} */ (event.target).value) })}
      />
    </label>
  `;
  /** @param {SubmitEvent} event */
  const share = (event) => {
    event.preventDefault();
    onClose();
    send(chat.personId, { location: place });
  };
  return html`
    <${Sheet} title=${t('locationTitle')} class="sheet-tall" onClose=${onClose}>
      <form class="stack" onSubmit=${share}>
        <p class="hint">${t('locationHint')}</p>
        <div class="map-picker" onClick=${point}><${DistrictMap} ...${place} dots /></div>
        <div class="presets">
          ${places.map((preset) => {
            const here = preset.latitude === place.latitude && preset.longitude === place.longitude;
            return html`
              <button
                type="button"
                class="pill"
                aria-pressed=${here}
                onClick=${() => setPlace({ latitude: preset.latitude, longitude: preset.longitude })}
              >
                ${preset[language.value]}
              </button>
            `;
          })}
        </div>
        <div class="pair">${field('latitude')}${field('longitude')}</div>
        <button type="submit" class="button button-primary" data-autofocus>${t('shareLocation')}</button>
      </form>
    <//>
  `;
}

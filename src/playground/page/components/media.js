import { html } from 'htm/preact';
import { fullName } from '../state/world.js';
import { t } from '../words.js';
import { Avatar } from './avatar.js';
import { DistrictMap } from './district-map.js';
import { FileCard } from './file-card.js';
import { Icon } from './icon.js';
import { Pictures } from './pictures.js';

/** @import {Message} from '../types.d.ts' */

/** @param {Message} message */
export const hasMedia = (message) =>
  [
    message.photo,
    message.document,
    message.video,
    message.audio,
    message.voice,
    message.sticker,
    message.dice,
    message.contact,
    message.location,
    message.poll,
  ].some((kind) => kind !== undefined);

/** Whatever is not words; of an album, all its pictures. @param {{message: Message, album: Message[]}} props */
export function Media({ message, album }) {
  const place = message.venue?.location ?? message.location;
  const file = message.document ?? message.video ?? message.audio;
  return html`
    ${message.photo && html`<${Pictures} messages=${album} />`}
    ${file && html`<${FileCard} file=${file} />`}
    ${message.voice && html`<${Voice} seconds=${message.voice.duration} />`}
    ${message.sticker && html`<div class="sticker" role="img" aria-label=${t('sticker')}>${message.sticker.emoji ?? '▢'}</div>`}
    ${message.dice && html`<div class="sticker" role="img" aria-label=${message.dice.emoji}>${message.dice.emoji}<small>${message.dice.value}</small></div>`}
    ${message.contact && html`<${ContactCard} contact=${message.contact} />`}
    ${place && html`<div class="map-card"><${DistrictMap} latitude=${place.latitude} longitude=${place.longitude} /><p>${message.venue ? html`<b dir="auto">${message.venue.title}</b>` : t('location')} <small>${place.latitude.toFixed(4)}, ${place.longitude.toFixed(4)}</small></p></div>`}
    ${message.poll && html`<div class="poll"><b dir="auto">${message.poll.question}</b><ul>${message.poll.options.map((option) => html`<li dir="auto">${option.text}</li>`)}</ul></div>`}
  `;
}

/** @param {{seconds: number}} props */
const Voice = ({ seconds }) => html`
  <div class="voice" role="img" aria-label=${t('voice')}>
    <span class="voice-play"><${Icon} name="play" /></span>
    <svg viewBox="0 0 120 24" aria-hidden="true">
      ${Array.from({ length: 30 }, (_, index) => {
        const height = 4 + Math.abs(Math.sin(index * 1.7) + Math.sin(index * 0.6)) * 9;
        return html`<rect x=${index * 4} y=${12 - height / 2} width="2.2" height=${height} rx="1.1" />`;
      })}
    </svg>
    <small>0:${String(seconds).padStart(2, '0')}</small>
  </div>
`;

/** @param {{contact: import('../types.d.ts').Contact}} props */
function ContactCard({ contact }) {
  const name = fullName(contact);
  return html`
    <div class="contact-card">
      <${Avatar} name=${name} id=${contact.user_id ?? 3} />
      <span><b dir="auto">${name}</b><small dir="ltr">${contact.phone_number}</small></span>
    </div>
  `;
}

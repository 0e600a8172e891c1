import { html } from 'htm/preact';
import { useRef, useState } from 'preact/hooks';
import { fileAddress } from '../state/api.js';
import { fullName } from '../state/world.js';
import { t } from '../words.js';
import { Avatar } from './avatar.js';
import { DistrictMap } from './district-map.js';
import { Icon } from './icon.js';

/** @import {Chat} from '../state/chats.js' */
/** @import {Message, PhotoSize} from '../types.d.ts' */

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

/** Whatever is not words. @param {{chat: Chat, message: Message}} props */
export function Media({ message }) {
  const place = message.venue?.location ?? message.location;
  const photo = message.photo?.at(-1);
  const file = message.document ?? message.video ?? message.audio;
  return html`
    ${photo && html`<${Photo} size=${photo} veiled=${message.has_media_spoiler === true} words=${message.caption ?? ''} />`}
    ${file && html`<${FileCard} file=${file} />`}
    ${message.voice && html`<${Voice} seconds=${message.voice.duration} />`}
    ${message.sticker && html`<div class="sticker" role="img" aria-label=${t('sticker')}>${message.sticker.emoji ?? '▢'}</div>`}
    ${message.dice && html`<div class="sticker" role="img" aria-label=${message.dice.emoji}>${message.dice.emoji}<small>${message.dice.value}</small></div>`}
    ${message.contact && html`<${ContactCard} contact=${message.contact} />`}
    ${place && html`<div class="map-card"><${DistrictMap} latitude=${place.latitude} longitude=${place.longitude} /><p>${message.venue ? html`<b dir="auto">${message.venue.title}</b>` : t('location')} <small>${place.latitude.toFixed(4)}, ${place.longitude.toFixed(4)}</small></p></div>`}
    ${message.poll && html`<div class="poll"><b dir="auto">${message.poll.question}</b><ul>${message.poll.options.map((option) => html`<li dir="auto">${option.text}</li>`)}</ul></div>`}
  `;
}

/** A picture keeps its room while it loads; a tap shows it large. @param {{size: PhotoSize, veiled: boolean, words: string}} props */
function Photo({ size, veiled, words }) {
  const [hidden, setHidden] = useState(veiled);
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const address = fileAddress(size.file_id);
  const label = words.slice(0, 80) || t('photo');
  const tap = () => (hidden ? setHidden(false) : dialog.current?.showModal());
  return html`
    <button type="button" class="photo ${hidden ? 'veiled' : ''}" aria-label=${hidden ? t('spoiler') : label} onClick=${tap}>
      <img src=${address} alt=${hidden ? '' : label} width=${size.width} height=${size.height} />
    </button>
    <dialog class="lightbox" ref=${dialog} aria-label=${label} onClick=${() => dialog.current?.close()}>
      <img src=${address} alt=${label} loading="lazy" />
    </dialog>
  `;
}

/** @param {number} bytes */
const readableSize = (bytes) =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`;

/** @param {{file: {file_id: string, file_name?: string, file_size?: number}}} props */
function FileCard({ file }) {
  const name = file.file_name ?? t('file');
  const ending = /\.(\w{1,5})$/.exec(name)?.[1];
  return html`
    <a class="file-card" href=${fileAddress(file.file_id)} download=${name} title=${t('download')}>
      <span class="file-icon">${ending ?? html`<${Icon} name="file" />`}</span>
      <span class="file-words"><b dir="auto">${name}</b><small>${file.file_size === undefined ? '' : readableSize(file.file_size)}</small></span>
      <${Icon} name="download" />
    </a>
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

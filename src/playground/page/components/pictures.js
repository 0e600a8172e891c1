import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fileAddress } from '../state/api.js';
import { t } from '../words.js';
import { Icon, IconButton } from './icon.js';

/** @import {Message, PhotoSize} from '../types.d.ts' */
/** @typedef {{id: number, size: PhotoSize, caption: string, veiled: boolean}} Picture */

/** A picture alone is at most so large, in pixels of the page. */
const widest = 340;
const highest = 400;
/** Narrower than this a caption beneath it would be a column of single words. */
const narrowest = 150;

/**
 * How wide a picture stands in its bubble, so that it has its room before it is there.
 * @param {{width: number, height: number}} size
 */
export function standingWidth({ width, height }) {
  const scale = Math.min(1, widest / width, highest / height);
  return Math.max(narrowest, Math.round(width * scale));
}

/**
 * One picture, or several as an album; a tap shows it large.
 * @param {{messages: Message[]}} props
 */
export function Pictures({ messages }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const [large, setLarge] = useState(/** @type {number | null} */ (null));
  const pictures = messages.flatMap(pictureOf);
  const opened = large !== null;
  // With its picture in it: the key pressed next is its own.
  useLayoutEffect(() => {
    if (opened) dialog.current?.showModal();
  }, [opened]);
  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step !== undefined && large !== null) setLarge((large + step + pictures.length) % pictures.length);
  };
  const cells = pictures.map(
    (picture, index) =>
      html`<${Photo} key=${picture.id} picture=${picture} share=${shareOf(index, pictures.length)} onShow=${() => setLarge(index)} />`,
  );
  return html`
    ${pictures.length > 1 ? html`<div class="album">${cells}</div>` : cells}
    <dialog class="lightbox" ref=${dialog} aria-label=${t('photo')} onKeyDown=${keys} onClose=${() => setLarge(null)}>
      ${
        large !== null &&
        html`<${Large} pictures=${pictures} at=${large} onMove=${setLarge} onClose=${() => dialog.current?.close()} />`
      }
    </dialog>
  `;
}

/** @param {Message} message */
function pictureOf({ message_id: id, photo, caption = '', has_media_spoiler }) {
  const size = photo?.at(-1);
  return size ? [{ id, size, caption, veiled: has_media_spoiler === true }] : [];
}

/**
 * Rows of two and three, so that every row is full; the first of three stands above the others.
 * @param {number} index
 * @param {number} count
 */
function shareOf(index, count) {
  if (count === 1) return 'alone';
  if (count === 3) return index === 0 ? 'whole' : 'half';
  const inPairs = { 0: 0, 1: 4, 2: 2 }[count % 3] ?? 0;
  return index < inPairs ? 'half' : 'third';
}

/** @param {{picture: Picture, share: string, onShow: () => void}} props */
function Photo({ picture: { id, size, caption, veiled }, share, onShow }) {
  const [hidden, setHidden] = useState(veiled);
  const label = caption.slice(0, 80) || t('photo');
  const place =
    share === 'alone'
      ? { width: `${standingWidth(size)}px`, aspectRatio: `${size.width} / ${size.height}` }
      : undefined;
  return html`
    <button
      type="button"
      class="photo photo-${share} ${hidden ? 'veiled' : ''}"
      style=${place}
      data-message=${share === 'alone' ? undefined : id}
      aria-label=${hidden ? t('spoiler') : label}
      onClick=${() => (hidden ? setHidden(false) : onShow())}
    >
      <img src=${fileAddress(size.file_id)} alt=${hidden ? '' : label} width=${size.width} height=${size.height} />
    </button>
  `;
}

/**
 * Over everything: a tap beside the picture or Escape closes it, arrows turn the leaves of an album.
 * @param {{pictures: Picture[], at: number, onMove: (index: number) => void, onClose: () => void}} props
 */
function Large({ pictures, at, onMove, onClose }) {
  const picture = pictures[at];
  if (picture === undefined) return null;
  const address = fileAddress(picture.size.file_id);
  const next = () => (pictures.length > 1 ? onMove((at + 1) % pictures.length) : onClose());
  return html`
    <figure onClick=${(/** @type {MouseEvent} */ event) => event.target === event.currentTarget && onClose()}>
      <header>
        ${pictures.length > 1 && html`<span>${at + 1} / ${pictures.length}</span>`}
        <a class="icon-button" href=${address} download="photo-${picture.id}" aria-label=${t('download')} title=${t('download')}><${Icon} name="download" /></a>
        <${IconButton} name="close" label=${t('close')} autofocus onClick=${onClose} />
      </header>
      <img src=${address} alt=${picture.caption.slice(0, 200) || t('photo')} onClick=${next} />
      ${picture.caption && html`<figcaption dir="auto">${picture.caption}</figcaption>`}
    </figure>
  `;
}

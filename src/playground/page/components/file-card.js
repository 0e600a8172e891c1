import { html } from 'htm/preact';
import { fileAddress } from '../state/api.js';
import { t } from '../words.js';
import { Icon } from './icon.js';

/** Kinds of files people tell apart by their colour. */
const kinds = Object.entries({
  sheet: ['xlsx', 'xls', 'csv', 'ods', 'et'],
  pdf: ['pdf'],
  text: ['doc', 'docx', 'txt', 'md', 'rtf', 'wps', 'odt'],
  picture: ['png', 'jpg', 'jpeg', 'webp', 'gif', 'svg'],
  packed: ['zip', '7z', 'rar', 'gz', 'tar'],
});
const drawable = /^image\/(?:png|jpeg|webp|gif)$/;
const largestPreview = 5 * 1024 * 1024;

/** @param {number} bytes */
const readableSize = (bytes) =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`;

/** @param {string} name */
const endingOf = (name) => /\.(\w{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** What a file looks like before it is opened. @param {{name: string, picture?: string}} props */
export function FileIcon({ name, picture }) {
  const ending = endingOf(name);
  const kind = kinds.find(([, endings]) => endings.includes(ending))?.[0] ?? 'other';
  if (picture) return html`<span class="file-icon"><img src=${picture} alt="" loading="lazy" /></span>`;
  return html`<span class="file-icon file-${kind}" aria-hidden="true"><i /><b>${ending || html`<${Icon} name="file" />`}</b></span>`;
}

/**
 * A tap takes a file down; what a browser can show well (PDF) opens in a tab of its own.
 * @param {{file: {file_id: string, file_name?: string, file_size?: number, mime_type?: string}}} props
 */
export function FileCard({ file }) {
  const name = file.file_name ?? t('file');
  const address = fileAddress(file.file_id);
  const opens = file.mime_type === 'application/pdf';
  const small = (file.file_size ?? 0) < largestPreview;
  const picture = small && drawable.test(file.mime_type ?? '') ? address : undefined;
  const way = opens ? { target: '_blank', rel: 'noopener' } : { download: name };
  return html`
    <a class="file-card" href=${address} ...${way} title=${opens ? t('openFile') : t('download')}>
      <${FileIcon} name=${name} picture=${picture} />
      <span class="file-words"><b dir="auto">${name}</b><small>${file.file_size === undefined ? '' : readableSize(file.file_size)}</small></span>
      <${Icon} name=${opens ? 'external' : 'download'} />
    </a>
  `;
}

import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { sendFile } from '../state/sending.js';
import { t } from '../words.js';
import { FileIcon } from './file-card.js';
import { Sheet } from './sheet.js';

/** @import {SheetProps} from './sheets.js' */

/** @param {File} file */
const isPicture = (file) => file.type.startsWith('image/') && file.type !== 'image/svg+xml';

/** What was chosen, pasted or dropped, before it goes out. @param {SheetProps} props */
export function FilesSheet({ chat, onClose }) {
  const files = chat.files.value;
  /** @param {SubmitEvent} event */
  const submit = async (event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const caption = String(form.get('caption') ?? '').trim();
    onClose();
    for (const [index, file] of files.entries()) {
      await sendFile(chat.personId, file, {
        caption: index === 0 ? caption : '',
        asFile: form.has('as-file'),
      });
    }
  };
  return html`
    <${Sheet} title=${t('send')} onClose=${onClose}>
      <form class="stack" onSubmit=${submit}>
        <div class="previews">${files.map((file) => html`<${Preview} file=${file} />`)}</div>
        <label>${t('caption')}<input name="caption" maxlength="1024" dir="auto" autocomplete="off" data-autofocus /></label>
        ${files.some(isPicture) && html`<label class="check"><input type="checkbox" name="as-file" /> ${t('asFile')}</label>`}
        <button type="submit" class="button button-primary">${t('send')}</button>
      </form>
    <//>
  `;
}

/** @param {{file: File}} props */
function Preview({ file }) {
  const [address, setAddress] = useState('');
  useEffect(() => {
    if (!isPicture(file)) return undefined;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (address !== '') return html`<img src=${address} alt=${file.name} />`;
  return html`<p class="preview-file"><${FileIcon} name=${file.name} /> <span dir="auto">${file.name}</span></p>`;
}

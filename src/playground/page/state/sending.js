/** What a person can do with her phone: send, edit, forward. */
import { readFormatting } from '../text/formatting.js';
import { splitText } from '../text/split.js';
import { t } from '../words.js';
import { editMessage, fileAddress, sendMessage } from './api.js';
import { adoptOwn, chatOf } from './chats.js';
import { attempt, say } from './notice.js';

/** @import {Message} from '../types.d.ts' */

/** Of a person's file; the bot can fetch no more than 20 MB of it, as with Telegram. */
const largestFile = 50 * 1024 * 1024;

/** What phones know, and browsers on some computers don't. */
const types = new Map(
  Object.entries({
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    xlsm: 'application/vnd.ms-excel.sheet.macroEnabled.12',
    xls: 'application/vnd.ms-excel',
    csv: 'text/csv',
    pdf: 'application/pdf',
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    txt: 'text/plain',
  }),
);

/** @param {File} file */
const typeOf = ({ name, type }) =>
  types.get(name.split('.').at(-1)?.toLowerCase() ?? '') ?? (type || 'application/octet-stream');

/**
 * @param {number} personId
 * @param {Record<string, unknown>} content
 */
export async function send(personId, content) {
  const chat = chatOf(personId);
  const replyTo = chat.replyTo.value;
  chat.replyTo.value = null;
  const sent = await attempt(
    sendMessage(personId, { ...content, ...(replyTo ? { reply_to_message_id: replyTo.message_id } : {}) }),
  );
  if (sent?.message) adoptOwn(personId, sent.message);
  return sent !== undefined;
}

/**
 * What stands in the input field: a new message, several if it is too long, or the new text of an old one.
 * @param {number} personId
 */
export async function submitText(personId) {
  const chat = chatOf(personId);
  const parts = splitText(chat.text.value);
  const editing = chat.editing.value;
  if (parts.length === 0) return;
  const typed = chat.text.value;
  chat.text.value = '';
  if (editing) {
    chat.editing.value = null;
    await attempt(editMessage(personId, editing.message_id, parts[0] ?? ''));
    return;
  }
  for (const text of parts) {
    const { text: words, entities } = readFormatting(text);
    if (await send(personId, { text: words, ...(entities.length > 0 && { entities }) })) continue;
    // Nothing typed is lost.
    if (chat.text.value === '') chat.text.value = typed;
    return;
  }
}

/** @param {Blob} blob */
async function toBase64(blob) {
  /** @type {Promise<string>} */
  const address = new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
  return (await address).replace(/^data:[^,]*,/, '');
}

/**
 * @param {number} personId
 * @param {File} file
 * @param {{caption: string, asFile: boolean}} how
 */
export async function sendFile(personId, file, { caption, asFile }) {
  if (file.size > largestFile) return say(t('fileTooBig'));
  const base64 = await toBase64(file);
  const content =
    file.type.startsWith('image/') && file.type !== 'image/svg+xml' && !asFile
      ? { photo: { file_name: file.name, base64 } }
      : { document: { file_name: file.name, mime_type: typeOf(file), base64 } };
  await send(personId, { ...content, ...(caption === '' ? {} : { caption }) });
  return undefined;
}

/**
 * @param {number} personId
 * @param {Message} message
 */
export async function forward(personId, message) {
  const content = await attempt(forwardable(message));
  if (content !== undefined) await send(personId, { ...content, forward: true });
}

/**
 * @param {Message} message
 * @returns {Promise<Record<string, unknown>>}
 */
async function forwardable(message) {
  const caption = message.caption === undefined ? {} : { caption: message.caption };
  const photo = message.photo?.at(-1);
  const file = photo ?? message.document;
  if (file) {
    const response = await fetch(fileAddress(file.file_id));
    if (!response.ok) throw new Error(response.statusText);
    const base64 = await toBase64(await response.blob());
    const file_name = message.document?.file_name ?? 'photo.jpg';
    const mime_type = message.document?.mime_type ?? 'application/octet-stream';
    return photo
      ? { photo: { file_name, base64 }, ...caption }
      : { document: { file_name, mime_type, base64 }, ...caption };
  }
  if (message.contact) return { contact: message.contact };
  if (message.location) return { location: message.location };
  if (message.sticker) return { sticker: message.sticker.emoji ?? '🙂' };
  if (message.voice) return { voice: true };
  return { text: message.text ?? message.caption ?? '' };
}

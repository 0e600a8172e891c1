import { fullName } from '../state/world.js';
import { t } from '../words.js';

/** @import {Message} from '../types.d.ts' */

/**
 * A message in one line: for replies, lists and the accessible name of what cannot be read.
 * @param {Message} message
 * @returns {string}
 */
export function summary(message) {
  const words = message.text ?? message.caption;
  if (words) return words.slice(0, 160).replaceAll('\n', ' ');
  if (message.photo) return t('photo');
  if (message.video || message.animation) return t('video');
  if (message.document) return message.document.file_name ?? t('file');
  if (message.voice || message.audio) return t('voice');
  if (message.sticker) return `${message.sticker.emoji ?? ''} ${t('sticker')}`.trim();
  if (message.dice) return message.dice.emoji;
  if (message.contact) return `${t('contact')}: ${fullName(message.contact)}`;
  if (message.location || message.venue) return t('location');
  if (message.poll) return message.poll.question;
  return '…';
}

import type { BotContext } from '../../bot/context.ts';
import type { Media } from '../../domain/broadcast-content.ts';
import {
  acceptText,
  type FormattedText,
  type GivenEntity,
  type TextFault,
} from '../../domain/formatted-text.ts';
import { readTags } from '../../domain/typed-tags.ts';

/** What she sent to be part of a message to many. */
export interface Received {
  readonly text: FormattedText | null;
  readonly media: Media | null;
}

type ReadMessage =
  | { readonly ok: true; readonly received: Received }
  | { readonly ok: false; readonly fault: TextFault | { readonly type: 'kind' } };

export function readMessage(message: NonNullable<BotContext['message']>): ReadMessage {
  if ('text' in message) {
    const read = readWords(message.text, message.entities ?? []);
    return read.ok ? { ok: true, received: { text: read.text, media: null } } : read;
  }
  const media = mediaIn(message);
  if (!media) return { ok: false, fault: { type: 'kind' } };
  const caption = 'caption' in message ? message.caption : undefined;
  if (!caption) return { ok: true, received: { text: null, media } };
  const given = 'caption_entities' in message ? (message.caption_entities ?? []) : [];
  const read = readWords(caption, given);
  return read.ok ? { ok: true, received: { text: read.text, media } } : read;
}

/** Formatted in her app; or with tags, as those write who have always done so. */
function readWords(text: string, given: readonly GivenEntity[]) {
  return readTags(text, given) ?? acceptText(text, given);
}

function mediaIn(message: NonNullable<BotContext['message']>): Media | null {
  if ('photo' in message) {
    const largest = message.photo.reduce((one, other) => (other.width > one.width ? other : one));
    return {
      kind: 'photo',
      fileId: largest.file_id,
      fileUniqueId: largest.file_unique_id,
      bytes: largest.file_size ?? 0,
    };
  }
  // What moves is a document, too, for bots that don't know better.
  if (!('document' in message) || 'animation' in message) return null;
  const { file_id, file_unique_id, file_name, file_size } = message.document;
  return {
    kind: 'document',
    fileId: file_id,
    fileUniqueId: file_unique_id,
    ...(file_name && { name: file_name }),
    bytes: file_size ?? 0,
  };
}

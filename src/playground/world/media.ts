import type { StoredFile } from './files.ts';
import type { MessageContent } from './telegram.ts';

/** How a stored file appears in a message. */
export function mediaOf(file: StoredFile, emoji?: string): MessageContent {
  const { file_id, file_unique_id, file_name, mime_type } = file;
  const reference = { file_id, file_unique_id, file_size: file.bytes.length };
  const size = { width: file.width ?? 512, height: file.height ?? 512 };
  const named = { ...reference, ...(file_name && { file_name }), ...(mime_type && { mime_type }) };
  switch (file.kind) {
    case 'photo':
      return { photo: [{ ...reference, ...size }] };
    case 'document':
      return { document: named };
    case 'animation': {
      const animation = { ...named, ...size, duration: 1 };
      // Telegram repeats an animation as a document, for bots that know no animations.
      return { animation, document: named };
    }
    case 'voice':
      return { voice: { ...reference, duration: 2, mime_type: mime_type ?? 'audio/ogg' } };
    case 'sticker': {
      const still = { is_animated: false, is_video: false };
      return { sticker: { ...reference, ...size, type: 'regular', ...still, ...(emoji && { emoji }) } };
    }
  }
}

import type { Saying } from '../../src/playground/world/actions/speak.ts';
import type { Message } from '../../src/playground/world/telegram.ts';

/** A file as somebody picks it on her phone. */
export interface SentDocument {
  name: string;
  data: Buffer | string;
  mime?: string;
  caption?: string;
}

/** A file as she finds it among her downloads. */
export interface ReceivedFile {
  kind: 'document' | 'photo';
  /** Empty for a photo: it has none. */
  name: string;
  mime: string;
  caption: string;
  bytes: Buffer;
}

/** How a phone sends it. */
export function documentSaying({ name, data, mime, caption }: SentDocument): Saying {
  const base64 = Buffer.from(data).toString('base64');
  return { document: { file_name: name, base64, ...(mime && { mime_type: mime }) }, caption };
}

/** The file that a message brings. */
export function fileOf({ document, photo, caption = '' }: Message) {
  if (document) {
    const { file_id, file_name: name = '', mime_type: mime = '' } = document;
    return { kind: 'document' as const, file_id, name, mime, caption };
  }
  const picture = photo?.at(-1);
  return picture && { kind: 'photo' as const, file_id: picture.file_id, name: '', mime: '', caption };
}

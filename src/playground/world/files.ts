import { createHash } from 'node:crypto';

export type FileKind = 'photo' | 'document' | 'animation' | 'voice' | 'sticker';

export interface StoredFile {
  file_id: string;
  /** The same for the same bytes, as Telegram promises. */
  file_unique_id: string;
  file_path: string;
  kind: FileKind;
  bytes: Buffer;
  file_name?: string;
  mime_type?: string;
  width?: number;
  height?: number;
}

export interface NewFile {
  kind: FileKind;
  bytes: Buffer;
  file_name?: string;
  mime_type?: string;
  width?: number;
  height?: number;
}

const heldBytes = 512 * 1024 * 1024;

/** Files that were sent, in memory. The same bytes are held once, the oldest go when there are too many. */
export class FileStore {
  readonly #byId = new Map<string, StoredFile>();
  readonly #byPath = new Map<string, StoredFile>();
  #held = 0;
  #count = 0;

  put(file: NewFile): StoredFile {
    const digest = createHash('sha256')
      .update(file.kind)
      .update(file.file_name ?? '')
      .update(file.bytes);
    const unique = digest.digest('base64url').slice(0, 16);
    const id = `${file.kind.slice(0, 2).toUpperCase()}${unique}`;
    const held = this.#byId.get(id);
    if (held) return held;
    this.#count += 1;
    const path = `${file.kind}s/file_${this.#count}${extension(file)}`;
    const stored: StoredFile = { ...file, file_id: id, file_unique_id: unique, file_path: path };
    this.#byId.set(id, stored);
    this.#byPath.set(path, stored);
    this.#held += file.bytes.length;
    this.#makeRoom();
    return stored;
  }

  byId(id: string): StoredFile | undefined {
    return this.#byId.get(id);
  }

  byPath(path: string): StoredFile | undefined {
    return this.#byPath.get(path);
  }

  #makeRoom(): void {
    for (const [id, file] of this.#byId) {
      if (this.#held <= heldBytes || this.#byId.size === 1) return;
      this.#byId.delete(id);
      this.#byPath.delete(file.file_path);
      this.#held -= file.bytes.length;
    }
  }
}

/** Only a harmless extension of the sender's file name enters the path. */
function extension(file: NewFile): string {
  const own = /\.[A-Za-z0-9]{1,8}$/.exec(file.file_name ?? '')?.[0].toLowerCase();
  if (own) return own;
  if (file.kind === 'photo') return file.mime_type === 'image/png' ? '.png' : '.jpg';
  return file.kind === 'voice' ? '.oga' : '';
}

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

/** A file without its bytes. */
export type FileCard = Omit<StoredFile, 'bytes'> & { file_size: number };

/** Told of what comes and goes, before it does. */
interface FileKeeper {
  writeFile(file: StoredFile): void;
  removeFile(fileId: string): void;
}

const heldBytes = 256 * 1024 * 1024;

/** Files that were sent, in memory. The same bytes are held once, the oldest go when there are too many. */
export class FileStore {
  readonly #byId = new Map<string, StoredFile>();
  readonly #byPath = new Map<string, StoredFile>();
  readonly #keeper: FileKeeper;
  #held = 0;

  constructor(keeper: FileKeeper) {
    this.#keeper = keeper;
  }

  get cards(): FileCard[] {
    return [...this.#byId.values()].map(cardOf);
  }

  put(file: NewFile): StoredFile {
    const digest = createHash('sha256')
      .update(file.kind)
      .update(`${file.file_name ?? ''}\0${file.mime_type ?? ''}\0`)
      .update(file.bytes);
    const unique = digest.digest('base64url').slice(0, 16);
    const id = `${file.kind.slice(0, 2).toUpperCase()}${unique}`;
    const held = this.#byId.get(id);
    if (held) return held;
    const path = `${file.kind}s/file_${unique}${extension(file)}`;
    const stored: StoredFile = { ...file, file_id: id, file_unique_id: unique, file_path: path };
    this.#keeper.writeFile(stored);
    this.hold(stored);
    this.#makeRoom();
    return stored;
  }

  hold(file: StoredFile): void {
    this.#byId.set(file.file_id, file);
    this.#byPath.set(file.file_path, file);
    this.#held += file.bytes.length;
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
      this.#keeper.removeFile(id);
      this.#byId.delete(id);
      this.#byPath.delete(file.file_path);
      this.#held -= file.bytes.length;
    }
  }
}

export function cardOf({ bytes, ...file }: StoredFile): FileCard {
  return { ...file, file_size: bytes.length };
}

/** Only a harmless extension of the sender's file name enters the path. */
function extension(file: NewFile): string {
  const own = /\.[A-Za-z0-9]{1,8}$/.exec(file.file_name ?? '')?.[0].toLowerCase();
  if (own) return own;
  if (file.kind === 'photo') return file.mime_type === 'image/png' ? '.png' : '.jpg';
  return file.kind === 'voice' ? '.oga' : '';
}

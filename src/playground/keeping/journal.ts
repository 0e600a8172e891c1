import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { giveToOwnerOfFolder } from './ownership.ts';

const lineEnd = 0x0a;
/** Lines of a snapshot go to the disk in portions of about this size. */
const portionBytes = 1024 * 1024;
/** Rewriting a smaller journal would gain nothing. */
const smallBytes = 20 * 1024 * 1024;

interface JournalOptions {
  /** Everything so far, in lines to begin the journal with. */
  snapshot: () => Iterable<unknown>;
  /** How large it may grow before it is rewritten, unless that is less than twice its snapshot. */
  smallBytes?: number | undefined;
}

/**
 * A file of JSON lines to which every change is appended. What `append` returned from survives the process, whatever
 * befalls that: the operating system has it. (It does not sync each line to the disk: a power cut may cost the last
 * seconds.) When the file has grown, a snapshot takes its place, whole or not at all.
 */
export class Journal {
  readonly #path: string;
  readonly #options: JournalOptions;
  #file: number | undefined;
  #bytes = 0;
  #mostBytes = 0;

  /** Begins with a snapshot, in place of what the file held. */
  constructor(path: string, options: JournalOptions) {
    this.#path = path;
    this.#options = options;
    this.#rewrite();
  }

  append(line: unknown): void {
    // Before, not after: what this line says is yet to become so, and would be missing from the snapshot.
    if (this.#bytes > this.#mostBytes) this.#shrink();
    if (this.#file === undefined) throw new Error('the journal is closed');
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    try {
      writeAll(this.#file, bytes);
    } catch (error) {
      // The disk is full: half a line must not spoil the next.
      ftruncateSync(this.#file, this.#bytes);
      throw error;
    }
    this.#bytes += bytes.length;
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  /** If there is no room for a second one, the old journal may have some still. */
  #shrink(): void {
    try {
      this.#rewrite();
    } catch {
      this.#mostBytes = 2 * this.#bytes;
    }
  }

  #rewrite(): void {
    const draft = `${this.#path}.draft`;
    const file = openSync(draft, 'w', 0o600);
    let bytes = 0;
    try {
      giveToOwnerOfFolder(draft);
      for (const portion of portions(this.#options.snapshot())) {
        writeAll(file, portion);
        bytes += portion.length;
      }
      // A name must not come to the disk before what it names.
      fsyncSync(file);
      renameSync(draft, this.#path);
    } catch (error) {
      closeSync(file);
      throw error;
    }
    this.close();
    this.#file = file;
    this.#bytes = bytes;
    this.#mostBytes = Math.max(this.#options.smallBytes ?? smallBytes, 2 * bytes);
  }
}

/** The whole lines of a journal, parsed; undefined for one that is no JSON. A last line without an end was never told. */
export function* readJournal(path: string): Generator<unknown> {
  const bytes = readFileSync(path);
  let start = 0;
  for (let end = bytes.indexOf(lineEnd); end >= 0; end = bytes.indexOf(lineEnd, start)) {
    yield parse(bytes.toString('utf8', start, end));
    start = end + 1;
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function* portions(lines: Iterable<unknown>): Generator<Buffer> {
  let gathered: string[] = [];
  let length = 0;
  for (const line of lines) {
    const text = `${JSON.stringify(line)}\n`;
    gathered.push(text);
    length += text.length;
    if (length < portionBytes) continue;
    yield Buffer.from(gathered.join(''));
    gathered = [];
    length = 0;
  }
  yield Buffer.from(gathered.join(''));
}

function writeAll(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

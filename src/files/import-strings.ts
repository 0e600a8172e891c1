import { UnreadableFile } from '../domain/import/file.ts';

/** Of a file of a million names it takes thirty megabytes. */
const mostBytes = 192 * 1024 ** 2;
const pageSize = 1024 ** 2;

/**
 * A workbook's shared strings, as bytes in a few large pages: a million of JavaScript's own strings would take several
 * times as much, and all of it within reach of its garbage collector.
 */
export class SharedStrings {
  readonly #pages: Buffer[] = [];
  /** Page and offset of each string, and its length. */
  #places = new Float64Array(1024);
  #lengths = new Uint32Array(1024);
  #count = 0;
  #at = pageSize;
  #bytes = 0;

  add(text: string): void {
    const length = Buffer.byteLength(text);
    this.#bytes += length;
    if (this.#bytes > mostBytes) throw new UnreadableFile('tooLarge');
    if (this.#at + length > pageSize) {
      this.#pages.push(Buffer.allocUnsafe(Math.max(pageSize, length)));
      this.#at = 0;
    }
    const page = this.#pages.length - 1;
    this.#pages[page]?.write(text, this.#at);
    if (this.#count === this.#places.length) this.#grow();
    this.#places[this.#count] = page * pageSize * 2 + this.#at;
    this.#lengths[this.#count] = length;
    this.#count += 1;
    this.#at = length > pageSize ? pageSize : this.#at + length;
  }

  get(index: number): string {
    const place = this.#places[index];
    if (place === undefined || index >= this.#count) return '';
    const offset = place % (pageSize * 2);
    const page = this.#pages[(place - offset) / (pageSize * 2)];
    return page?.toString('utf8', offset, offset + (this.#lengths[index] ?? 0)) ?? '';
  }

  #grow(): void {
    const places = new Float64Array(this.#places.length * 2);
    places.set(this.#places);
    this.#places = places;
    const lengths = new Uint32Array(this.#lengths.length * 2);
    lengths.set(this.#lengths);
    this.#lengths = lengths;
  }
}

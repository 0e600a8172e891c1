import type { RawRow } from '../domain/import/file.ts';
import type { Numbers } from './import-numbers.ts';
import type { SharedStrings } from './import-strings.ts';
import { attribute, type XmlListener, XmlReader } from './import-xml.ts';

/** Columns further right than any table of ours reaches aren't looked at. */
const mostColumns = 200;
/** What Excel allows in a cell. */
const longestCell = 32_767;

/**
 * The rows of a worksheet that hold something, as they are unpacked. Whoever takes them sets the pace: nothing is read
 * ahead of her but one piece.
 */
export async function* worksheetRows(
  xml: AsyncIterable<Uint8Array>,
  numbers: Numbers,
  shared: SharedStrings,
): AsyncGenerator<readonly RawRow[]> {
  const sheet = new Worksheet(numbers, shared);
  const reader = new XmlReader(sheet);
  for await (const chunk of xml) {
    reader.write(chunk);
    if (sheet.rows.length > 0) yield sheet.rows.splice(0);
  }
  reader.end();
  if (sheet.rows.length > 0) yield sheet.rows;
}

class Worksheet implements XmlListener {
  readonly rows: RawRow[] = [];
  readonly #numbers: Numbers;
  readonly #shared: SharedStrings;
  #row = 0;
  #column = -1;
  #cells: string[] = [];
  #type = '';
  #style = 0;
  #value = '';
  #formula = '';
  #hasFormula = false;
  #into: 'value' | 'formula' | 'nothing' = 'nothing';
  #inPhonetic = false;

  constructor(numbers: Numbers, shared: SharedStrings) {
    this.#numbers = numbers;
    this.#shared = shared;
  }

  open(name: string, attributes: string): void {
    switch (name) {
      case 'row':
        this.#row = Number(attribute(attributes, 'r')) || this.#row + 1;
        this.#column = -1;
        this.#cells = [];
        break;
      case 'c':
        this.#column = columnOf(attribute(attributes, 'r')) ?? this.#column + 1;
        this.#type = attribute(attributes, 't') ?? 'n';
        this.#style = Number(attribute(attributes, 's') ?? 0);
        this.#value = '';
        this.#formula = '';
        this.#hasFormula = false;
        break;
      case 'v':
        this.#into = 'value';
        break;
      case 't':
        this.#into = this.#inPhonetic ? 'nothing' : 'value';
        break;
      case 'f':
        this.#hasFormula = true;
        this.#into = 'formula';
        break;
      case 'rPh':
        this.#inPhonetic = true;
    }
  }

  text(text: string): void {
    if (this.#into === 'value') this.#value += text;
    else if (this.#into === 'formula') this.#formula += text;
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
      case 'f':
        this.#into = 'nothing';
        break;
      case 'rPh':
        this.#inPhonetic = false;
        break;
      case 'c':
        if (this.#column < mostColumns) this.#put(this.#read());
        break;
      case 'row':
        if (this.#cells.length > 0) this.rows.push({ row: this.#row, cells: this.#cells });
        this.#cells = [];
    }
  }

  #put(text: string): void {
    if (text === '') return;
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
  }

  #read(): string {
    // What the formula came to when the file was saved; one that nobody ever worked out is shown as it is.
    if (this.#hasFormula && this.#value === '') return `=${this.#formula}`;
    switch (this.#type) {
      case 's':
        return tidy(this.#shared.get(Number(this.#value)));
      case 'b':
        return this.#value === '1' || this.#value === 'true' ? 'TRUE' : 'FALSE';
      case 'd':
        return this.#value.slice(0, 10);
      case 'n':
        return this.#numbers.read(this.#value.trim(), this.#style);
      default:
        return tidy(this.#value);
    }
  }
}

const codeOf = /_x([\da-f]{4})_/giu;

function tidy(text: string): string {
  const plain = text.includes('_x')
    ? text.replace(codeOf, (_whole, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
  return plain.slice(0, longestCell).toWellFormed().trim();
}

/** `C7` is 2. */
function columnOf(reference: string | undefined): number | undefined {
  if (reference === undefined) return undefined;
  let column = 0;
  for (let at = 0; at < reference.length && at < 4; at++) {
    const letter = reference.charCodeAt(at) & ~0x20;
    if (letter < 65 || letter > 90) return column === 0 ? undefined : column - 1;
    column = column * 26 + letter - 64;
  }
  return column === 0 ? undefined : column - 1;
}

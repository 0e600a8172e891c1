import type { RawRow } from '../domain/import/file.ts';
import type { ByteSource } from './import-source.ts';
import { attribute, type XmlListener, XmlReader } from './import-xml.ts';
import { unpack, type ZipPart } from './import-zip.ts';

/** A cell that reaches over several rows. Only its first column counts. */
export interface Merge {
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
}

const mostMerges = 200_000;
const endOfRows = Buffer.from('</sheetData>');
const emptyRows = Buffer.from('<sheetData/>');

/** Merged cells that reach down. They stand behind the rows, so the sheet is unpacked to its end; that takes no parsing. */
export async function readMerges(source: ByteSource, part: ZipPart): Promise<readonly Merge[]> {
  const merges: Merge[] = [];
  const listener: XmlListener = {
    open(name, attributes) {
      if (name !== 'mergeCell' || merges.length >= mostMerges) return;
      const range = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/u.exec(attribute(attributes, 'ref') ?? '');
      const [, letters = '', top, bottom] = range ?? [];
      if (letters !== '' && Number(bottom) > Number(top)) {
        merges.push({ column: columnNumber(letters), top: Number(top), bottom: Number(bottom) });
      }
    },
    text: () => undefined,
    close: () => undefined,
  };
  let reader: XmlReader | undefined;
  let before: Buffer = Buffer.alloc(0);
  for await (const chunk of unpack(source, part)) {
    if (reader) {
      reader.write(chunk);
      continue;
    }
    const seen = Buffer.concat([before, chunk]);
    const end = Math.max(seen.indexOf(endOfRows), seen.indexOf(emptyRows));
    if (end >= 0) {
      reader = new XmlReader(listener);
      reader.write(seen.subarray(end + endOfRows.length));
    }
    before = seen.subarray(-endOfRows.length);
  }
  reader?.end();
  return merges.sort((one, other) => one.top - other.top);
}

/** Gives every row of a merged cell the text that stands in its first. */
export async function* applyMerges(
  batches: AsyncIterable<readonly RawRow[]>,
  merges: readonly Merge[],
): AsyncGenerator<readonly RawRow[]> {
  let next = 0;
  const open = new Map<number, { readonly bottom: number; readonly text: string }>();
  for await (const rows of batches) {
    yield rows.map((raw) => {
      const cells = [...raw.cells];
      const merged: number[] = [];
      for (const [column, { bottom, text }] of open) {
        if (raw.row > bottom) open.delete(column);
        else if ((cells[column] ?? '') === '' && text !== '') {
          while (cells.length < column) cells.push('');
          cells[column] = text;
          merged.push(column);
        }
      }
      for (let merge = merges[next]; merge && merge.top <= raw.row; merge = merges[++next]) {
        const text = merge.top === raw.row ? (raw.cells[merge.column] ?? '') : '';
        open.set(merge.column, { bottom: merge.bottom, text });
      }
      return merged.length > 0 ? { row: raw.row, cells, merged } : raw;
    });
  }
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

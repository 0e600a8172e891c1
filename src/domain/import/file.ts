/*
 * A file that somebody sent, as far as rules need to know: sheets of rows of texts. What made them (a workbook's numbers
 * and dates, a CSV's bytes) is files/import-*.ts' business.
 */

export interface RawRow {
  /** As the program that shows the file counts: from 1, the lines above the header included. */
  readonly row: number;
  /** Trimmed; nothing is ''. Days as `2026-12-05`, numbers as they would be typed. */
  readonly cells: readonly string[];
  /** Columns, from 0, whose text comes from a merged cell that begins further up. */
  readonly merged?: readonly number[];
}

interface ImportSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows that hold something, in order, so many at a time. Each call reads the sheet anew. */
  rows(): AsyncIterable<readonly RawRow[]>;
}

export interface ImportFile {
  readonly sheets: readonly ImportSheet[];
}

/** Why a file can't be read at all. */
export const fileRefusals = [
  'empty',
  'tooLarge',
  'encrypted',
  /** .xls, of before 2007. */
  'oldExcel',
  'macros',
  /** .ods, .xlsb and the like: tables, but in a form we don't read. */
  'otherTable',
  'notATable',
  'broken',
  /** Unpacked it would be far larger than any table is. */
  'bomb',
  /** Neither UTF-8 nor GB18030 nor UTF-16. */
  'encoding',
  /** No sheet begins with headings that we know. */
  'noHeader',
  /** Telegram has it no more, or never let us have it. */
  'gone',
  /** Ours to mend: we tried several times. */
  'failed',
] as const;
export type FileRefusal = (typeof fileRefusals)[number];

/** Thrown wherever a file turns out to be unreadable, which may be at its last row. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly reason: FileRefusal;

  constructor(reason: FileRefusal) {
    super(reason);
    this.reason = reason;
  }
}

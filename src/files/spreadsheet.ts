import type { CellStyle, CellValue, DataValidation, WriteSheet } from 'hucre/xlsx';

/*
 * Workbooks that the bot hands out. Every text is written as text, whatever it begins with: `=1+1` stays four letters.
 */

export type SpreadsheetValue = string | number | boolean | Date | null;

export interface SpreadsheetColumn {
  readonly header: string;
  /** In letters, a Chinese one counting two; by default wide enough for what is in it. */
  readonly width?: number;
  /** Default: as the value is. A percentage is given as a share, 0–1; text keeps leading zeros. */
  readonly format?: 'text' | 'whole' | 'percent' | 'degrees' | 'day';
  /** Shown in a bubble when a cell of the column is chosen. */
  readonly hint?: string;
  /** What may be chosen from, as a list that folds out. */
  readonly choices?: readonly string[];
}

export interface SpreadsheetSheet {
  readonly name: string;
  /** Lines above the header: what this is, and of when. */
  readonly above?: readonly string[];
  readonly columns: readonly SpreadsheetColumn[];
  readonly rows: readonly (readonly SpreadsheetValue[])[];
  /** This many rows at the end are a total. */
  readonly totals?: number;
  /** Prints on A4 lying on its side, as wide as the page, the header on every page. */
  readonly printed?: boolean;
}

const formats = { text: '@', whole: '#,##0', percent: '0.0%', degrees: '0.000000', day: 'yyyy-mm-dd' };

const headerStyle: CellStyle = {
  font: { bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'B3261E' } },
  alignment: { vertical: 'center', wrapText: true },
};
const titleStyle: CellStyle = { font: { bold: true, size: 13 } };
const noteStyle: CellStyle = { font: { color: { rgb: '5F6368' } } };
const totalStyle: CellStyle = { font: { bold: true }, border: { top: { style: 'thin' } } };

/** Drop-downs and formats reach this far down, so that rows may be added. */
const roomBelow = 2_000;

/** An .xlsx of these sheets, in this order. */
export async function writeSpreadsheet(sheets: readonly SpreadsheetSheet[]): Promise<Uint8Array> {
  // A megabyte of code that a bot which makes no spreadsheet never needs.
  const { writeXlsx } = await import('hucre/xlsx');
  const lists = listsOf(sheets);
  return writeXlsx({
    sheets: [
      ...sheets.map((sheet) => toSheet(sheet, lists.rangeOf)),
      ...(lists.columns.length > 0 ? [listSheet(lists.columns)] : []),
    ],
    defaultFont: { name: 'Microsoft YaHei', size: 11 },
  });
}

function toSheet(sheet: SpreadsheetSheet, rangeOf: (choices: readonly string[]) => string): WriteSheet {
  const { columns, above = [], rows, totals = 0 } = sheet;
  const top = above.length;
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  const styled = (row: number, column: number, value: CellValue, style: CellStyle) =>
    cells.set(`${row},${column}`, { ...(value === null ? {} : { value }), style });

  above.forEach((line, row) => {
    styled(row, 0, plain(line), row === 0 ? titleStyle : noteStyle);
  });
  columns.forEach(({ header }, column) => {
    styled(top, column, plain(header), headerStyle);
  });
  const firstTotal = rows.length - totals;
  rows.slice(firstTotal).forEach((row, index) => {
    columns.forEach((each, column) => {
      const style = { ...totalStyle, ...(each.format ? { numFmt: formats[each.format] } : {}) };
      styled(top + 1 + firstTotal + index, column, plain(row[column] ?? null), style);
    });
  });
  return {
    name: sheetName(sheet.name),
    columns: columns.map((column, index) => ({
      width: column.width ?? widthOf(column.header, rows, index),
      ...(column.format ? { style: { numFmt: formats[column.format] } } : {}),
    })),
    rows: [
      ...above.map((line) => [plain(line)]),
      columns.map(({ header }) => plain(header)),
      ...rows.map((row) => row.map(plain)),
    ],
    cells,
    freezePane: { rows: top + 1 },
    dataValidations: columns.flatMap((column, index) =>
      validationOf(column, index, top, rows.length, rangeOf),
    ),
    ...(sheet.printed ? { pageSetup: printing(top, top + 1 + rows.length, columns.length) } : {}),
    ...(rows.length > 0 && totals === 0
      ? { autoFilter: { range: `A${top + 1}:${letterOf(columns.length - 1)}${top + 1 + rows.length}` } }
      : {}),
  };
}

/** @param top how many rows lie above the header; `last` is the last that is printed */
function printing(top: number, last: number, columns: number): WriteSheet['pageSetup'] {
  return {
    paperSize: 'a4',
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    printArea: `$A$1:$${letterOf(columns - 1)}$${last}`,
    printTitlesRow: `$${top + 1}:$${top + 1}`,
  };
}

function validationOf(
  { header, hint, choices }: SpreadsheetColumn,
  column: number,
  top: number,
  rows: number,
  rangeOf: (choices: readonly string[]) => string,
): DataValidation[] {
  if (hint === undefined && choices === undefined) return [];
  const letter = letterOf(column);
  const range = `${letter}${top + 2}:${letter}${top + 1 + rows + roomBelow}`;
  const bubble =
    hint === undefined
      ? {}
      : { showInputMessage: true, inputTitle: header.slice(0, 32), inputMessage: hint.slice(0, 255) };
  return [
    choices
      ? // A warning, not a stop: other spellings are understood, too.
        {
          type: 'list',
          formula1: rangeOf(choices),
          range,
          allowBlank: true,
          showErrorMessage: true,
          errorStyle: 'warning',
          ...bubble,
        }
      : { type: 'custom', formula1: 'TRUE', range, allowBlank: true, ...bubble },
  ];
}

/*
 * What can be chosen stands on a hidden sheet of its own: written into the cell's rule, Excel would allow 255 letters and
 * no comma.
 */

const listSheetName = 'lists';

function listsOf(sheets: readonly SpreadsheetSheet[]) {
  const columns: (readonly string[])[] = [];
  const keys = new Map<string, number>();
  for (const { choices } of sheets.flatMap((sheet) => sheet.columns)) {
    if (!choices || keys.has(choices.join('\n'))) continue;
    keys.set(choices.join('\n'), columns.length);
    columns.push(choices);
  }
  return {
    columns,
    rangeOf(choices: readonly string[]): string {
      const letter = letterOf(keys.get(choices.join('\n')) ?? 0);
      return `${listSheetName}!$${letter}$1:$${letter}$${Math.max(choices.length, 1)}`;
    },
  };
}

function listSheet(columns: readonly (readonly string[])[]): WriteSheet {
  const longest = Math.max(...columns.map((column) => column.length));
  return {
    name: listSheetName,
    hidden: true,
    rows: Array.from({ length: longest }, (_, row) => columns.map((column) => plain(column[row] ?? null))),
  };
}

/** What XML can hold: no control characters, no half of a pair of surrogates, nothing that Excel takes for an escape. */
function plain(value: SpreadsheetValue): CellValue {
  if (typeof value !== 'string') return value;
  return value
    .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
    .replace(/_x(?=[\da-f]{4}_)/giu, '_x005F_x')
    .slice(0, 32_767)
    .toWellFormed();
}

function sheetName(name: string): string {
  return plain(name.replace(/[[\]:*?/\\']/gu, ' ').slice(0, 31))?.toString() ?? '';
}

function widthOf(header: string, rows: SpreadsheetSheet['rows'], column: number): number {
  const lengths = rows
    .slice(0, 200)
    .map((row) => (row[column] instanceof Date ? 10 : lettersOf(String(row[column] ?? ''))));
  return Math.min(Math.max(8, lettersOf(header), ...lengths) + 2, 48);
}

function lettersOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/[\u1100-\uffee]/u.test(letter) ? 2 : 1), 0);
}

/** 0 is A, 26 is AA. */
function letterOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letterOf(Math.floor(column / 26) - 1) + last;
}

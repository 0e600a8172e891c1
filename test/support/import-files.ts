import type { ImportFile } from '../../src/domain/import/file.ts';
import { openImportFile } from '../../src/files/import-open.ts';
import { bytesOf } from '../../src/files/import-source.ts';
import { type SpreadsheetValue, writeSpreadsheet } from '../../src/files/spreadsheet.ts';

export type Cells = readonly (readonly SpreadsheetValue[])[];

/** A workbook as somebody may have typed it: sheets of rows, the headings among them. */
export function workbook(sheets: Readonly<Record<string, Cells>>): Promise<Uint8Array> {
  return writeSpreadsheet(
    Object.entries(sheets).map(([name, [headings = [], ...rows]]) => ({
      name,
      columns: headings.map((heading) => ({ header: String(heading ?? '') })),
      rows,
    })),
  );
}

/** The same, opened as the importer gets it. */
export async function imported(sheets: Readonly<Record<string, Cells>>): Promise<ImportFile> {
  return openImportFile(bytesOf(await workbook(sheets)));
}

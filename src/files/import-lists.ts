import type { Fault } from '../domain/import/faults.ts';
import {
  changedFields,
  faultReason,
  fieldLabel,
  type WordedChange,
  whatChanges,
} from '../i18n/import-words.ts';
import type { Translate } from '../i18n/index.ts';
import { type SpreadsheetSheet, writeSpreadsheet } from './spreadsheet.ts';

/* What was found in somebody's sheet, row by row: longer than a message. */

interface Placed {
  readonly sheet: number;
  readonly row: number;
}

export interface FoundRows {
  readonly sheets: readonly string[];
  readonly faults: readonly (Placed & { readonly kind: string; readonly faults: readonly Fault[] })[];
  /** Faulty rows that aren't in the list. */
  readonly moreFaults: number;
  readonly changes: readonly (Placed & WordedChange)[];
  readonly kept: readonly {
    readonly subject: string;
    readonly action: string;
    readonly name: string;
    readonly place: string | null;
  }[];
}

export function writeFound(found: FoundRows, t: Translate): Promise<Uint8Array> {
  const sheets: SpreadsheetSheet[] = [];
  if (found.faults.length > 0) sheets.push(faultSheet(found, t));
  if (found.changes.length > 0) sheets.push(changeSheet(found, t));
  if (found.kept.length > 0) sheets.push(keptSheet(found, t));
  return writeSpreadsheet(sheets.length > 0 ? sheets : [faultSheet(found, t)]);
}

function faultSheet({ sheets, faults, moreFaults }: FoundRows, t: Translate): SpreadsheetSheet {
  const rows = faults.flatMap(({ sheet, row, kind, faults: found }) =>
    found.map((fault) => [
      sheets[sheet] ?? '',
      row,
      fault.field === null ? t.plain('sheet.wholeRow') : fieldLabel(kind, fault.field, t),
      faultReason(fault, t),
    ]),
  );
  return {
    name: t.plain('sheet.faults'),
    ...(moreFaults > 0 ? { above: [t.plain('sheet.rowsMore', { count: moreFaults })] } : {}),
    columns: [
      { header: t.plain('sheet.column_sheet') },
      { header: t.plain('sheet.column_row') },
      { header: t.plain('sheet.column_cell') },
      { header: t.plain('sheet.column_reason') },
    ],
    rows,
  };
}

function changeSheet({ sheets, changes }: FoundRows, t: Translate): SpreadsheetSheet {
  return {
    name: t.plain('sheet.changes'),
    columns: [
      { header: t.plain('sheet.column_sheet') },
      { header: t.plain('sheet.column_row') },
      { header: t.plain('sheet.column_what') },
      { header: t.plain('sheet.column_action') },
      { header: t.plain('sheet.column_field') },
      { header: t.plain('sheet.column_before') },
      { header: t.plain('sheet.column_after') },
    ],
    rows: changes.flatMap((change) =>
      changedFields(change, t).map(({ field, before, after }) => [
        sheets[change.sheet] ?? '',
        change.row,
        whatChanges(change, t),
        t.plain(`imports.action_${change.action as 'added' | 'changed' | 'closed' | 'reopened'}`),
        field,
        before,
        after,
      ]),
    ),
  };
}

function keptSheet({ kept }: FoundRows, t: Translate): SpreadsheetSheet {
  return {
    name: t.plain('sheet.kept'),
    columns: [{ header: t.plain('sheet.column_what') }, { header: t.plain('sheet.column_action') }],
    rows: kept.map(({ name, place, action }) => [
      place === null ? name : t.plain('imports.inBuilding', { name, building: place }),
      t.plain(`imports.action_${action as 'added' | 'changed' | 'closed' | 'reopened'}`),
    ]),
  };
}

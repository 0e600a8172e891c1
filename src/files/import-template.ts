import { choiceWord, choiceWords } from '../domain/import/cells.ts';
import { type ImportField, type ImportKind, importFields, importKinds } from '../domain/import/fields.ts';
import { fieldLabel } from '../i18n/import-words.ts';
import type { Translate } from '../i18n/index.ts';
import { type SpreadsheetColumn, type SpreadsheetValue, writeSpreadsheet } from './spreadsheet.ts';

/* The directory as a workbook: empty, to be filled in, or as it is, to be corrected and sent back. */

/** A row by the fields of its kind; what isn't there is empty. */
export type DirectoryRow = Readonly<Partial<Record<ImportField, SpreadsheetValue>>>;
export type DirectoryRows = Readonly<Record<ImportKind, readonly DirectoryRow[]>>;

export interface WorkbookTools {
  readonly t: Translate;
  /** To be chosen from. */
  readonly streets: readonly string[];
}

export async function writeTemplate(tools: WorkbookTools): Promise<Uint8Array> {
  return writeWorkbook(exampleRows(tools), tools, [
    tools.t.plain('sheet.templateAbove'),
    tools.t.plain('sheet.templateNote'),
  ]);
}

export async function writeDirectory(rows: DirectoryRows, tools: WorkbookTools): Promise<Uint8Array> {
  return writeWorkbook(rows, tools, []);
}

function writeWorkbook(
  rows: DirectoryRows,
  tools: WorkbookTools,
  above: readonly string[],
): Promise<Uint8Array> {
  return writeSpreadsheet(
    importKinds.map((kind) => {
      const fields: readonly ImportField[] = importFields[kind];
      return {
        name: tools.t.plain(`sheet.${kind}`),
        above,
        columns: fields.map((field) => columnOf(kind, field, tools)),
        rows: rows[kind].map((row) => fields.map((field) => row[field] ?? null)),
      };
    }),
  );
}

const texts: readonly ImportField[] = ['code', 'phone', 'room'];
const days: readonly ImportField[] = ['founded_on', 'closed_on', 'opened_on', 'covered_since'];
const degrees: readonly ImportField[] = ['latitude', 'longitude'];

function columnOf(kind: ImportKind, field: ImportField, { t, streets }: WorkbookTools): SpreadsheetColumn {
  const choices = choicesOf(kind, field, streets, t);
  return {
    header: fieldLabel(kind, field, t),
    hint: t.plain(hintOf(field)),
    ...(choices ? { choices } : {}),
    ...(texts.includes(field) ? { format: 'text' as const } : {}),
    // Days as text: every program shows them as they are, and none turns them about.
    ...(days.includes(field) ? { format: 'text' as const, width: 12 } : {}),
    ...(degrees.includes(field) ? { format: 'degrees' as const } : {}),
  };
}

function hintOf(field: ImportField) {
  if (field === 'code') return 'sheet.hintCode';
  if (field === 'street') return 'sheet.hintStreet';
  if (field === 'status') return 'sheet.hintStatus';
  if (field === 'aliases') return 'sheet.hintAliases';
  if (field === 'union') return 'sheet.hintUnion';
  if (field === 'building') return 'sheet.hintBuilding';
  if (days.includes(field)) return 'sheet.hintDay';
  if (degrees.includes(field)) return 'sheet.hintDegrees';
  const needed: readonly ImportField[] = ['name', 'kind', 'address', 'workers', 'non_public'];
  return needed.includes(field) ? 'sheet.hintNeeded' : 'sheet.hintKept';
}

function choicesOf(
  kind: ImportKind,
  field: ImportField,
  streets: readonly string[],
  t: Translate,
): readonly string[] | undefined {
  const words = (which: keyof typeof choiceWords) =>
    Object.keys(choiceWords[which]).map((choice) => choiceWord(which, choice, t.language));
  switch (field) {
    case 'street':
      return streets.length > 0 ? streets : undefined;
    case 'kind':
      return kind === 'building' ? undefined : words(kind);
    case 'organised':
      return words('organised');
    case 'non_public':
      return words('yesNo');
    case 'status':
      return words('status');
    default:
      return undefined;
  }
}

function exampleRows({ t, streets }: WorkbookTools): DirectoryRows {
  const street = streets[0] ?? '';
  const word = (which: keyof typeof choiceWords, choice: string) => choiceWord(which, choice, t.language);
  const union = t.plain('sheet.exampleUnion');
  const building = t.plain('sheet.exampleBuilding');
  return {
    union: [{ street, name: union, kind: word('union', 'joint'), founded_on: '2026-09-01' }],
    building: [
      {
        street,
        name: building,
        address: t.plain('sheet.exampleAddress'),
        latitude: 39.9163,
        longitude: 116.3972,
        floors: 20,
        union,
      },
    ],
    unit: [
      {
        street,
        building,
        name: t.plain('sheet.exampleUnit'),
        kind: word('unit', 'firm'),
        room: '1203',
        non_public: word('yesNo', 'yes'),
        organised: word('organised', 'group'),
        workers: 36,
        opened_on: '2026-09-01',
      },
    ],
  };
}

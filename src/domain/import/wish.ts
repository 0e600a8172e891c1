import {
  type CellRead,
  isBrokenFormula,
  isEmpty,
  readAliases,
  readChoice,
  readDay,
  readDegrees,
  readFloors,
  readText,
  readWords,
  readWorkers,
  readYesNo,
} from './cells.ts';
import type { Fault } from './faults.ts';
import { type ImportField, type ImportKind, pointingFields } from './fields.ts';
import type { RawRow } from './file.ts';
import type { Header } from './header.ts';

/** What a row of a file wants: only what it says. */
export interface Wish {
  readonly kind: ImportKind;
  readonly row: number;
  readonly code: string | null;
  readonly street: string | null;
  readonly building: string | null;
  readonly union: string | null;
  readonly name: string | null;
  /** By the columns of the database; of words, the languages that are given. */
  readonly set: Readonly<Record<string, unknown>>;
  readonly aliases: readonly string[];
  readonly coveredSince: string | null;
  readonly status: 'open' | 'closed' | null;
  readonly closedOn: string | null;
}

export type RowRead =
  | { readonly ok: true; readonly wish: Wish }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** What a row says, or everything that is wrong with what it says. */
export function readRow(header: Header, raw: RawRow, today: string): RowRead {
  const faults: Fault[] = [];
  const set: Record<string, unknown> = {};
  const said: { -readonly [K in keyof Wish]?: Wish[K] } = {};

  for (const [field, column] of header.columns) {
    const text = raw.cells[column] ?? '';
    if (isEmpty(text)) continue;
    const fault = (kind: Fault['kind'], number?: number) =>
      faults.push({ kind, field, ...(number === undefined ? {} : { number }) });
    if (isBrokenFormula(text)) {
      fault('brokenFormula');
      continue;
    }
    // Which one is meant may hold for several rows; what it is like, or how many work there, is one row's.
    if (raw.merged?.includes(column) && !pointingFields.includes(field)) {
      fault('merged');
      continue;
    }
    const cell = readField(header.kind, field, text, today);
    if (!cell.ok) fault(cell.fault, cell.number);
    else Object.assign(cell.into === 'set' ? set : said, merged(set, cell.values));
  }
  if (faults.length > 0) return { ok: false, faults };
  return {
    ok: true,
    wish: {
      kind: header.kind,
      row: raw.row,
      code: null,
      street: null,
      building: null,
      union: null,
      name: null,
      aliases: [],
      coveredSince: null,
      status: null,
      closedOn: null,
      ...said,
      set,
    },
  };
}

type FieldRead =
  | { readonly ok: true; readonly into: 'set' | 'said'; readonly values: Readonly<Record<string, unknown>> }
  | (CellRead<never> & { readonly ok: false });

/** Chinese and English of the same words come from two columns. */
function merged(set: Readonly<Record<string, unknown>>, values: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const before = set[name];
      const both = typeof before === 'object' && typeof value === 'object' && !Array.isArray(value);
      return [name, both ? { ...before, ...value } : value];
    }),
  );
}

function readField(kind: ImportKind, field: ImportField, text: string, today: string): FieldRead {
  const as = (into: 'set' | 'said', name: string, cell: CellRead<unknown>): FieldRead =>
    cell.ok ? { ok: true, into, values: { [name]: cell.value } } : cell;
  const set = (cell: CellRead<unknown>, name: string = field) => as('set', name, cell);
  const said = (cell: CellRead<unknown>, name: string = field) => as('said', name, cell);
  switch (field) {
    case 'code':
    case 'street':
    case 'building':
    case 'union':
      // Looked up as they are; what isn't found is a fault then.
      return said({ ok: true, value: text.slice(0, 200) });
    case 'name':
      return said(readText('name', text));
    case 'aliases':
      return said(readAliases(text));
    case 'status':
      return said(readChoice('status', text));
    case 'closed_on':
      return said(readDay(text, today), 'closedOn');
    case 'covered_since':
      return said(readDay(text, today), 'coveredSince');
    case 'name_en':
      return set(readText('english', text));
    case 'kind':
      return set(kind === 'union' ? readChoice('union', text) : readChoice('unit', text));
    case 'organised':
      return set(readChoice('organised', text));
    case 'non_public':
      return set(readYesNo(text));
    case 'workers':
      return set(readWorkers(text));
    case 'floors':
      return set(readFloors(text));
    case 'latitude':
    case 'longitude':
      return set(readDegrees(text, field));
    case 'founded_on':
    case 'opened_on':
      return set(readDay(text, today));
    case 'phone':
      return set(readText('phone', text));
    case 'room':
      return set(readText('room', text));
    case 'office':
    case 'address':
      return set(readWords('place', text, 'zh'));
    case 'office_en':
    case 'address_en':
      return set(readWords('place', text, 'en'), field.slice(0, -3));
    case 'office_hours':
      return set(readWords('hours', text, 'zh'));
    case 'office_hours_en':
      return set(readWords('hours', text, 'en'), 'office_hours');
    case 'introduction':
      return set(readWords('text', text, 'zh'));
    case 'introduction_en':
      return set(readWords('text', text, 'en'), 'introduction');
  }
}

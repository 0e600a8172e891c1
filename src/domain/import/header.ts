import { headings, type ImportField, type ImportKind, importKinds } from './fields.ts';
import type { RawRow } from './file.ts';

/** What a sheet turned out to be. */
export interface Header {
  readonly kind: ImportKind;
  readonly row: number;
  /** Where each field stands, from 0. */
  readonly columns: ReadonlyMap<ImportField, number>;
  /** Headings that say nothing to us, as written: their columns aren't read. */
  readonly unknown: readonly string[];
}

/** Titles, dates and remarks may stand above the headings; no more of them than this. */
export const headerWithin = 20;

export function normaliseHeading(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/gu, (inside) => (/english|英文/u.test(inside) ? inside : ''))
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * The line of headings, wherever it is among a sheet's first rows.
 *
 * @param sheet its name: where headings fit several kinds of things, it decides
 */
export function findHeader(rows: readonly RawRow[], sheet: string): Header | undefined {
  let best: { readonly header: Header; readonly score: number } | undefined;
  for (const row of rows) {
    for (const kind of importKinds) {
      const header = readAs(kind, row);
      if (!header) continue;
      const score = header.columns.size * 10 + (isNamedFor(kind, sheet) ? 9 : 0) + importKinds.indexOf(kind);
      if (!best || score > best.score) best = { header, score };
    }
  }
  return best?.header;
}

function readAs(kind: ImportKind, { row, cells }: RawRow): Header | undefined {
  const columns = new Map<ImportField, number>();
  const unknown: string[] = [];
  cells.forEach((cell, index) => {
    const heading = normaliseHeading(cell);
    if (heading === '') return;
    const field = fieldOf(kind, heading);
    if (field === undefined || columns.has(field)) unknown.push(cell);
    else columns.set(field, index);
  });
  const names = columns.has('name') || columns.has('code');
  // One word alone may be a title. A unit belongs to a building, so there has to be one.
  const whole = kind === 'unit' ? columns.has('building') || columns.has('code') : columns.size > 1;
  return names && whole && columns.size > 1 ? { kind, row, columns, unknown } : undefined;
}

function fieldOf(kind: ImportKind, heading: string): ImportField | undefined {
  const known = Object.entries(headings[kind]) as [ImportField, readonly string[]][];
  return known.find(([, words]) => words.includes(heading))?.[0];
}

const signs: Readonly<Record<ImportKind, RegExp>> = {
  union: /工会|union/iu,
  building: /楼|大厦|building/iu,
  unit: /单位|企业|公司|商户|unit|firm|compan/iu,
};

/** 楼宇工会 is a union, not a building. */
function isNamedFor(kind: ImportKind, sheet: string): boolean {
  return signs[kind].test(kind === 'union' ? sheet : sheet.replace(/楼宇(?=.*工会)/gu, ''));
}

import type { SpreadsheetValue } from './spreadsheet.ts';

/*
 * Lists as .csv, to be opened by Excel and WPS as well: with the mark that tells them the letters are UTF-8. What begins
 * like a formula gets an apostrophe before it, so that no program reckons with what somebody wrote.
 */

export function writeCsv(rows: readonly (readonly SpreadsheetValue[])[]): Uint8Array {
  const text = rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
  return new TextEncoder().encode(`\ufeff${text}`);
}

function field(value: SpreadsheetValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = value instanceof Date ? value.toISOString() : String(value);
  const safe = /^[\s\p{C}]*[=+\-@＝＋－＠]/u.test(text) || /^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return /[",\r\n;]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

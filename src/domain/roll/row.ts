import { isBrokenFormula, isEmpty, readDay } from '../import/cells.ts';
import type { FaultKind } from '../import/faults.ts';
import type { RawRow } from '../import/file.ts';
import { PersonName, PhoneNumber } from '../membership.ts';
import type { RollFault, RollField } from './decision.ts';
import type { RollHeader } from './header.ts';

/** What a row of a roll says. */
export interface RollWish {
  readonly row: number;
  readonly name: string;
  readonly phone: string;
  readonly union: string | null;
  readonly building: string | null;
  readonly unit: string | null;
  readonly since: string;
  /** Of her card's number, the last four digits. */
  readonly tail: string | null;
}

export type RollRead =
  | { readonly ok: true; readonly wish: RollWish }
  | { readonly ok: false; readonly faults: readonly RollFault[] };

/** What may reach over several rows by a merged cell: where she belongs, never who she is. */
const pointing: readonly RollField[] = ['union', 'building', 'unit', 'since'];

/**
 * What a row says, or everything that is wrong with it.
 *
 * @param today whoever has no day of her own is a member from today on, as far as we know
 */
export function readRollRow({ columns }: RollHeader, raw: RawRow, today: string): RollRead {
  const faults: RollFault[] = [];
  const texts = new Map<RollField, string>();
  for (const [field, column] of columns) {
    const text = raw.cells[column] ?? '';
    if (isEmpty(text)) continue;
    if (isBrokenFormula(text)) faults.push({ kind: 'brokenFormula', field });
    else if (raw.merged?.includes(column) && !pointing.includes(field))
      faults.push({ kind: 'merged', field });
    else texts.set(field, text);
  }
  const fault = (kind: FaultKind, field: RollField) => {
    if (!faults.some((each) => each.field === field)) faults.push({ kind, field });
  };
  const name = PersonName.safeParse(texts.get('name') ?? '').data;
  if (name === undefined) fault(texts.has('name') ? 'notName' : 'missing', 'name');
  const phone = PhoneNumber.safeParse(texts.get('phone') ?? '').data;
  if (phone === undefined) fault(texts.has('phone') ? 'notMobile' : 'missing', 'phone');
  if (!texts.has('union') && !texts.has('building'))
    fault('missing', columns.has('union') ? 'union' : 'building');
  const since = readSince(texts.get('since'), today);
  if (!since.ok) fault(since.fault, 'since');
  const tail = readTail(texts.get('tail'));
  if (tail === undefined) fault('notTail', 'tail');
  if (name === undefined || phone === undefined || !since.ok || tail === undefined || faults.length > 0)
    return { ok: false, faults };
  const {
    union = null,
    building = null,
    unit = null,
  } = Object.fromEntries(texts) as Partial<Record<RollField, string>>;
  return { ok: true, wish: { row: raw.row, name, phone, union, building, unit, since: since.value, tail } };
}

function readSince(text: string | undefined, today: string) {
  if (text === undefined) return { ok: true, value: today } as const;
  // Of many it is only known in which month, or year.
  const month = /^(?<year>\d{4})\s*[年./-]\s*(?<month>\d{1,2})\s*月?$/u.exec(text)?.groups;
  const year = /^(?:19|20)\d{2}\s*年?$/u.exec(text)?.[0].slice(0, 4);
  const whole = month ? `${month.year}-${month.month}-1` : year ? `${year}-1-1` : text;
  return readDay(whole, today);
}

/** @returns null when there is none; undefined when it is something else than four digits, or a whole number of a card */
function readTail(text: string | undefined): string | null | undefined {
  if (text === undefined) return null;
  const digits = text.normalize('NFKC').replace(/\s/gu, '');
  if (!/^\d{1,4}$/u.test(digits)) return undefined;
  // A spreadsheet takes leading zeros off.
  return digits.padStart(4, '0');
}

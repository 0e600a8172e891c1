import type { Actor } from '../actor.ts';
import { sameValue } from '../directory-values.ts';
import type { StreetId } from '../ids.ts';
import type { Fault, FaultKind } from './faults.ts';
import type { ImportField, ImportKind } from './fields.ts';
import { neededFields } from './fields.ts';
import type { KnownPlace, Places, Surroundings } from './places.ts';
import type { Wish } from './wish.ts';

/* What is to become of a row. Columns are called as in the database, so that the log of changes can be read and undone. */

export type Columns = Readonly<Record<string, unknown>>;

export interface Refused {
  readonly type: 'fault';
  readonly faults: readonly Fault[];
}

export interface RowDecision {
  readonly type: 'row';
  readonly action: 'added' | 'changed' | 'closed' | 'reopened' | 'unchanged';
  /** Null: a new one, which gets its id when the row is kept. */
  readonly id: number | null;
  /** What no other row may be: two rows with one key are the same thing twice. */
  readonly key: string;
  /** Whose history shows it. */
  readonly building: number | null;
  readonly union: number | null;
  readonly before: Columns | null;
  readonly after: Columns | null;
  /** Buildings: which union covers it from a day on, or no more. */
  readonly cover?: { readonly before: Columns | null; readonly after: Columns | null };
  /** Buildings: what it is called, too, from now on. */
  readonly names?: readonly { readonly name: string; readonly kind: 'alias' | 'old' }[];
}

export type Decision = Refused | RowDecision;

export interface Deciding {
  readonly actor: Actor;
  readonly around: Surroundings;
  /** The first day on which it is so. */
  readonly day: string;
}

export const fault = (kind: FaultKind, field: ImportField | null = null): Refused => ({
  type: 'fault',
  faults: [{ kind, field }],
});

/** Answers and refusals of the functions here may be anything else: an id, nothing. */
export function isFault(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'fault';
}

/** The street that a row names: null when it names none. */
export function streetIn(wish: Wish, { around }: Deciding): StreetId | null | Refused {
  if (wish.street === null) return null;
  const found = around.streets.find(wish.street);
  if (found.type === 'found') return found.place.id;
  return fault(found.type === 'several' ? 'severalStreets' : 'unknownStreet', 'street');
}

const several = { union: 'severalUnions', building: 'severalBuildings', unit: 'severalSuch' } as const;

/**
 * The union or building that a row is about: by its code, or by its name within its street.
 *
 * @returns null when there is none yet
 */
export function placeMeant<Place extends KnownPlace>(
  wish: Wish,
  street: StreetId | null,
  places: Places<Place>,
): Place | null | Refused {
  if (wish.code !== null) {
    const place = places.byCode(wish.code);
    return place ?? fault('unknownCode', 'code');
  }
  if (wish.name === null) return fault('missing', 'name');
  const found = places.find(wish.name, street);
  if (found.type === 'several') return fault(several[wish.kind], 'name');
  return found.type === 'found' ? found.place : null;
}

/** What a new one lacks. */
export function lacking(wish: Wish, kind: ImportKind): Refused | null {
  const given = (field: ImportField) => {
    if (field === 'street' || field === 'building' || field === 'union' || field === 'name')
      return wish[field] !== null;
    return Object.hasOwn(wish.set, field);
  };
  const missing = neededFields[kind].filter((field) => !given(field));
  if (missing.length === 0) return null;
  return { type: 'fault', faults: missing.map((field) => ({ kind: 'missing', field })) };
}

/** Only what would be different. Words are changed in the languages that are given. */
export function differences(current: Columns, wanted: Columns): { before: Columns; after: Columns } {
  const after = Object.fromEntries(
    Object.entries(wanted)
      .map(
        ([column, value]) =>
          [column, isWords(value) ? { ...asWords(current[column]), ...value } : value] as const,
      )
      .filter(([column, value]) => !sameValue(current[column] ?? null, value)),
  );
  return {
    after,
    before: Object.fromEntries(Object.keys(after).map((column) => [column, current[column] ?? null])),
  };
}

function isWords(value: unknown): value is Columns {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asWords(value: unknown): Columns {
  return isWords(value) ? value : {};
}

/** What a row says about whether it is still there. A day on which it closed says that it did. */
export function closing(
  wish: Wish,
  { column, closedOn, since, day }: { column: string; closedOn: string | null; since: string; day: string },
): { readonly action: 'closed' | 'reopened' | null; readonly columns: Columns } | Refused {
  const status = wish.status ?? (wish.closedOn === null ? null : 'closed');
  if (status === 'open' && closedOn !== null) return { action: 'reopened', columns: { [column]: null } };
  if (status !== 'closed' || (closedOn !== null && wish.closedOn === null))
    return { action: null, columns: {} };
  const on = wish.closedOn ?? day;
  if (on < since) return fault('closedBeforeOpened', wish.closedOn === null ? 'status' : 'closed_on');
  return { action: closedOn === null ? 'closed' : null, columns: { [column]: on } };
}

import type { Scope } from './actor.ts';
import { type Counts, type Coverage, type FigureKey, figureKeys, type UnionCounts } from './coverage.ts';
import type { BuildingId, StreetId, UnionId } from './ids.ts';
import type { Named } from './language.ts';

/*
 * Why a figure is another one than it was. What happened between two days to each union, building, unit and member is
 * given one cause, so the causes of a figure add up to its difference, for the district, a street or a union. What moves
 * within the scope one looks at comes and goes by the same cause, and cancels out.
 */

/** In the order in which they are told where they weigh the same. */
const causes = [
  'unionFounded',
  'unionDissolved',
  /** The union belongs to another street now, with all it covers. */
  'unionMoved',
  'buildingCame',
  'buildingLeft',
  /** From one union to another, with its units. */
  'buildingMoved',
  'buildingClosed',
  'unitOpened',
  'unitClosed',
  /** From one building to another; also out of, or into, one that no union covers. */
  'unitMoved',
  /** The same unit has more or fewer workers. */
  'headCount',
  /** The same unit turned from public to non-public, or back. */
  'ownership',
  'joined',
  'left',
  /** From one union to another. */
  'transferred',
  /** The same record became complete, or incomplete: of qualified figures only. */
  'records',
] as const;
export type Cause = (typeof causes)[number];

/** What one cause did in one place. `building` is null where no building is concerned: for unions and members. */
export interface Shift {
  readonly street: StreetId;
  readonly union: UnionId;
  readonly building: BuildingId | null;
  readonly cause: Cause;
  readonly raw: Counts;
  readonly qualified: Counts;
}

export const nothing: Counts = {
  unions: 0,
  buildings: 0,
  units: 0,
  nonPublic: 0,
  workers: 0,
  members: 0,
};

/** What became of the unions themselves. */
export function unionShifts(before: readonly UnionCounts[], after: readonly UnionCounts[]): Shift[] {
  const earlier = new Map(before.map((counts) => [counts.union.id, counts]));
  const later = new Map(after.map((counts) => [counts.union.id, counts]));
  const shift = (at: UnionCounts, cause: Cause, raw: number, qualified: number): Shift => ({
    street: at.street,
    union: at.union.id,
    building: null,
    cause,
    raw: { ...nothing, unions: raw },
    qualified: { ...nothing, unions: qualified },
  });
  const gone = before.flatMap((was): Shift[] => {
    const is = later.get(was.union.id);
    if (is?.street === was.street) return [];
    return [shift(was, is ? 'unionMoved' : 'unionDissolved', -1, -was.qualified.unions)];
  });
  const come = after.flatMap((is): Shift[] => {
    const was = earlier.get(is.union.id);
    if (!was) return [shift(is, 'unionFounded', 1, is.qualified.unions)];
    const records = shift(is, 'records', 0, is.qualified.unions - was.qualified.unions);
    return was.street === is.street ? [records] : [shift(is, 'unionMoved', 1, was.qualified.unions), records];
  });
  return [...gone, ...come].filter(saysSomething);
}

export function shiftsWithin(of: Scope, shifts: readonly Shift[]): Shift[] {
  switch (of.kind) {
    case 'district':
      return [...shifts];
    case 'street':
      return shifts.filter(({ street }) => street === of.street);
    case 'union':
      return shifts.filter(({ union }) => union === of.union);
  }
}

/** What one cause did, all places together. */
export interface CauseTotal {
  readonly cause: Cause;
  readonly raw: Counts;
  readonly qualified: Counts;
}

/** What did most first: by people, then by units, then by buildings. Causes that cancelled out are left out. */
function byCause(shifts: readonly Shift[]): CauseTotal[] {
  const totals = new Map<Cause, CauseTotal>();
  for (const { cause, raw, qualified } of shifts) {
    const sofar = totals.get(cause) ?? { cause, raw: nothing, qualified: nothing };
    totals.set(cause, { cause, raw: add(sofar.raw, raw), qualified: add(sofar.qualified, qualified) });
  }
  return [...totals.values()].filter(saysSomething).sort(heaviestFirst);
}

function heaviestFirst(
  one: { readonly cause: Cause; readonly raw: Counts; readonly qualified: Counts },
  other: { readonly cause: Cause; readonly raw: Counts; readonly qualified: Counts },
): number {
  const weights = (['workers', 'members', 'units', 'buildings', 'unions'] as const).map(
    (key) => Math.abs(other.raw[key]) - Math.abs(one.raw[key]),
  );
  return weights.find((weight) => weight !== 0) ?? causes.indexOf(one.cause) - causes.indexOf(other.cause);
}

/** All that the shifts come to. */
export function differenceOf(shifts: readonly Pick<Shift, 'raw' | 'qualified'>[]): {
  readonly raw: Counts;
  readonly qualified: Counts;
} {
  return {
    raw: shifts.reduce((total, { raw }) => add(total, raw), nothing),
    qualified: shifts.reduce((total, { qualified }) => add(total, qualified), nothing),
  };
}

function add(one: Counts, other: Counts): Counts {
  return Object.fromEntries(figureKeys.map((key) => [key, one[key] + other[key]])) as Record<
    FigureKey,
    number
  >;
}

function saysSomething({ raw, qualified }: Pick<Shift, 'raw' | 'qualified'>): boolean {
  return figureKeys.some((key) => raw[key] !== 0 || qualified[key] !== 0);
}

/** What the places of shifts are called. */
export interface ShiftNames {
  readonly streets: ReadonlyMap<StreetId, Named>;
  readonly unions: ReadonlyMap<UnionId, Named>;
  readonly buildings: ReadonlyMap<BuildingId, Named>;
}

/** What happened in one union, or in one of its buildings. */
export interface PlaceChange extends CauseTotal {
  readonly street: Named;
  readonly union: Named;
  /** Null where no building is concerned. */
  readonly building: Named | null;
}

/** What became of a scope's figures between two days. */
export interface CoverageChanges {
  readonly before: Coverage;
  readonly after: Coverage;
  /** All places together, what did most first. */
  readonly causes: readonly CauseTotal[];
  /** Street by street, union by union, building by building; in each, what did most first. */
  readonly places: readonly PlaceChange[];
}

export function explain({
  before,
  after,
  shifts,
  names,
}: Pick<CoverageChanges, 'before' | 'after'> & {
  readonly shifts: readonly Shift[];
  readonly names: ShiftNames;
}): CoverageChanges {
  const unnamed: Named = { name: '', nameEn: null };
  const places = merged(shifts)
    .filter(saysSomething)
    .toSorted(
      (one, other) =>
        one.street - other.street ||
        one.union - other.union ||
        (one.building ?? 0) - (other.building ?? 0) ||
        heaviestFirst(one, other),
    )
    .map(({ street, union, building, ...what }) => ({
      street: names.streets.get(street) ?? unnamed,
      union: names.unions.get(union) ?? unnamed,
      building: building === null ? null : (names.buildings.get(building) ?? unnamed),
      ...what,
    }));
  return { before, after, causes: byCause(shifts), places };
}

/** Buildings, and the units in them, are queried apart: what one cause did in one building is one line. */
function merged(shifts: readonly Shift[]): Shift[] {
  const lines = new Map<string, Shift>();
  for (const shift of shifts) {
    const key = [shift.street, shift.union, shift.building, shift.cause].join();
    const line = lines.get(key);
    lines.set(
      key,
      line
        ? { ...line, raw: add(line.raw, shift.raw), qualified: add(line.qualified, shift.qualified) }
        : shift,
    );
  }
  return [...lines.values()];
}

import type { StreetId, UnionId } from './ids.ts';
import type { Named } from './language.ts';

/*
 * The figures a district answers for, on one day: how many unions cover how many buildings, with whom in them, and how
 * many of these have joined.
 */

/** A street's federation or a building union, as figures are given for it. */
interface Place<Id> extends Named {
  readonly id: Id;
  readonly code: string;
}

/** What one union covers on a day. */
export interface UnionCounts {
  readonly union: Place<UnionId>;
  readonly street: StreetId;
  readonly buildings: number;
  /** Firms, shops and offices in these buildings. */
  readonly units: number;
  readonly nonPublic: number;
  /** Head count of the units. */
  readonly workers: number;
  /** People who have joined; the union's own, wherever they work. */
  readonly members: number;
  /** Of the demonstration district, which is invented. */
  readonly demo: boolean;
}

export type Street = Place<StreetId>;

export interface Figures {
  readonly unions: number;
  readonly buildings: number;
  readonly units: number;
  readonly nonPublic: number;
  /** Of the units, in whole percents; null where there are none. */
  readonly nonPublicShare: number | null;
  readonly workers: number;
  readonly members: number;
  /** Of the workers, to a tenth of a percent; null where there are none. */
  readonly memberShare: number | null;
}

interface CoverageRow extends Named {
  readonly code: string;
  readonly figures: Figures;
}

export interface Coverage {
  /** A calendar day, `2020-09-30`. */
  readonly day: string;
  /** The street asked for; null for the whole district. */
  readonly street: (Named & { readonly code: string }) | null;
  /** Streets that have a union. */
  readonly streets: number;
  readonly total: Figures;
  /** The district's streets, also those without a union; or a street's unions. */
  readonly rows: readonly CoverageRow[];
  /** Some of it is the demonstration district's. */
  readonly demo: boolean;
}

export function districtCoverage(
  day: string,
  streets: readonly Street[],
  unions: readonly UnionCounts[],
): Coverage {
  const rows = streets.map((street) =>
    row(
      street,
      unions.filter((union) => union.street === street.id),
    ),
  );
  return coverage(day, null, unions, rows);
}

/** @param unions also of other streets, which are left out */
export function streetCoverage(day: string, street: Street, unions: readonly UnionCounts[]): Coverage {
  const own = unions.filter((union) => union.street === street.id);
  const { name, nameEn, code } = street;
  const rows = own.map((union) => row(union.union, [union]));
  return coverage(day, { code, name, nameEn }, own, rows);
}

function coverage(
  day: string,
  street: Coverage['street'],
  unions: readonly UnionCounts[],
  rows: readonly CoverageRow[],
): Coverage {
  return {
    day,
    street,
    streets: new Set(unions.map((union) => union.street)).size,
    total: figuresOf(unions),
    rows,
    demo: unions.some((union) => union.demo),
  };
}

function row({ code, name, nameEn }: Place<unknown>, unions: readonly UnionCounts[]): CoverageRow {
  return { code, name, nameEn, figures: figuresOf(unions) };
}

function figuresOf(unions: readonly UnionCounts[]): Figures {
  const sum = (of: (union: UnionCounts) => number) => unions.reduce((total, union) => total + of(union), 0);
  const units = sum((union) => union.units);
  const nonPublic = sum((union) => union.nonPublic);
  const workers = sum((union) => union.workers);
  const members = sum((union) => union.members);
  return {
    unions: unions.length,
    buildings: sum((union) => union.buildings),
    units,
    nonPublic,
    nonPublicShare: share(nonPublic, units, 100),
    workers,
    members,
    memberShare: share(members, workers, 1000),
  };
}

/** As precise as it is published: 87 % of the units, 47.8 % of the workers. */
function share(part: number, whole: number, steps: 100 | 1000): number | null {
  return whole === 0 ? null : Math.round((part / whole) * steps) / steps;
}

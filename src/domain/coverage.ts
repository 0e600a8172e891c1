import type { Scope } from './actor.ts';
import type { BuildingId, StreetId, UnionId } from './ids.ts';
import type { Named } from './language.ts';

/*
 * The figures a district answers for, on one day: how many unions cover how many buildings, with whom in them, and how
 * many of these have joined. Each is counted twice. Raw: every record there is. Qualified: only records that are complete
 * and stand for themselves, so that a figure can be shown to somebody who checks it (`Lack` says what a record may lack).
 * docs/coverage.md explains the same to those who read the figures.
 */

export const figureKeys = ['unions', 'buildings', 'units', 'nonPublic', 'workers', 'members'] as const;
export type FigureKey = (typeof figureKeys)[number];

/** `nonPublic` is part of the units; `workers` are the units' head counts; `members` are the union's own, wherever they work. */
export type Counts = Readonly<Record<FigureKey, number>>;

/**
 * What keeps a record from being qualified; of several, the first in this order. A record that is there twice counts once:
 * the complete one entered first. A union is qualified when it covers a qualified building.
 */
export const lackKeys = [
  // A unit is complete with a name, a room and at least one worker.
  'unitName',
  'unitRoom',
  'unitWorkers',
  /** The building has another complete unit of the same name, spaces and signs aside. */
  'unitTwice',
  'buildingAddress',
  /** The street has another building of the same name. */
  'buildingTwice',
  /** No qualified unit is entered for it, so it covers nobody one could name. */
  'buildingEmpty',
  /** Nobody knows where she works. */
  'memberUnit',
  /** Her unit had closed by that day, or is in no building that her union covered. */
  'memberElsewhere',
  /** The same phone is somebody's who joined before her. Who gave no phone can't be told to be there twice. */
  'memberTwice',
] as const;
export type LackKey = (typeof lackKeys)[number];
export type Lacks = Readonly<Record<LackKey, number>>;

/** A street's federation or a building union, as figures are given for it. */
interface Place<Id> extends Named {
  readonly id: Id;
  readonly code: string;
}
export type Street = Place<StreetId>;
type Union = Place<UnionId>;

/** What one union covers on a day. */
export interface UnionCounts {
  readonly union: Union;
  readonly street: StreetId;
  readonly raw: Counts;
  readonly qualified: Counts;
  readonly lacks: Lacks;
  /** Of the demonstration district, which is invented. */
  readonly demo: boolean;
}

/** What one building houses: never how many members, who could be guessed at where they are few. */
export interface BuildingCounts {
  readonly building: Place<BuildingId>;
  readonly union: UnionId;
  readonly street: StreetId;
  readonly raw: HousedCounts;
  readonly qualified: HousedCounts;
  readonly lacks: Lacks;
}
type HousedCounts = Omit<Counts, 'unions' | 'members'>;

export interface Figures extends Counts {
  /** Of the units, in whole percents; null where there are none. */
  readonly nonPublicShare: number | null;
  /** Of the workers, to a tenth of a percent; null where there are none. */
  readonly memberShare: number | null;
}

export interface CoverageRow extends Named {
  readonly id: number;
  readonly code: string;
  readonly figures: Figures;
  readonly qualified: Figures;
  readonly lacks: Lacks;
}

export interface Coverage {
  /** A calendar day, `2020-09-30`. */
  readonly day: string;
  readonly of: Scope;
  /** The street asked for, or the union's; null for the whole district. */
  readonly street: Street | null;
  /** The union asked for. */
  readonly union: Union | null;
  /** Streets that have a union. */
  readonly streets: number;
  readonly total: Figures;
  readonly qualified: Figures;
  readonly lacks: Lacks;
  /** The district's streets, also those without a union; or a street's unions. None for a union. */
  readonly rows: readonly CoverageRow[];
  /** Some of it is the demonstration district's. */
  readonly demo: boolean;
}

/** Whose figures are wanted. */
export type CoverageOf =
  | { readonly kind: 'district' }
  | { readonly kind: 'street'; readonly street: Street }
  | { readonly kind: 'union'; readonly street: Street; readonly union: Union };

/** @param unions also of other streets, which are left out */
export function coverageOf(
  day: string,
  of: CoverageOf,
  streets: readonly Street[],
  unions: readonly UnionCounts[],
): Coverage {
  const own = unions.filter(({ street, union }) => isWithin(of, street, union.id));
  const rows =
    of.kind === 'district'
      ? streets.map((street) =>
          row(
            street,
            own.filter((union) => union.street === street.id),
          ),
        )
      : of.kind === 'street'
        ? own.map((union) => row(union.union, [union]))
        : [];
  return {
    day,
    of: scopeOf(of),
    street: of.kind === 'district' ? null : of.street,
    union: of.kind === 'union' ? of.union : null,
    streets: new Set(own.map((union) => union.street)).size,
    total: figuresOf(own.map(({ raw }) => raw)),
    qualified: figuresOf(own.map(({ qualified }) => qualified)),
    lacks: lacksOf(own.map(({ lacks }) => lacks)),
    rows,
    demo: own.some((union) => union.demo),
  };
}

function isWithin(of: CoverageOf, street: StreetId, union: UnionId): boolean {
  if (of.kind === 'district') return true;
  return of.kind === 'street' ? street === of.street.id : union === of.union.id;
}

/** Whose figures, by ids alone. */
function scopeOf(of: CoverageOf): Scope {
  switch (of.kind) {
    case 'district':
      return { kind: 'district' };
    case 'street':
      return { kind: 'street', street: of.street.id };
    case 'union':
      return { kind: 'union', union: of.union.id };
  }
}

function row(place: Place<number>, unions: readonly UnionCounts[]): CoverageRow {
  return {
    id: place.id,
    code: place.code,
    name: place.name,
    nameEn: place.nameEn,
    figures: figuresOf(unions.map(({ raw }) => raw)),
    qualified: figuresOf(unions.map(({ qualified }) => qualified)),
    lacks: lacksOf(unions.map(({ lacks }) => lacks)),
  };
}

function figuresOf(all: readonly Counts[]): Figures {
  const { unions, buildings, units, nonPublic, workers, members } = sum(figureKeys, all);
  return {
    unions,
    buildings,
    units,
    nonPublic,
    nonPublicShare: share(nonPublic, units, 100),
    workers,
    members,
    memberShare: share(members, workers, 1000),
  };
}

function lacksOf(all: readonly Lacks[]): Lacks {
  return sum(lackKeys, all);
}

/** How many records are not qualified. Each lacks one thing first, so the parts add up to it. */
export function lacking(lacks: Lacks): number {
  return lackKeys.reduce((total, key) => total + lacks[key], 0);
}

function sum<Key extends string>(
  keys: readonly Key[],
  all: readonly Readonly<Record<Key, number>>[],
): Readonly<Record<Key, number>> {
  const total = Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
  for (const one of all) for (const key of keys) total[key] += one[key];
  return total;
}

/** As precise as it is published: 87 % of the units, 47.8 % of the workers. */
function share(part: number, whole: number, steps: 100 | 1000): number | null {
  return whole === 0 ? null : Math.round((part / whole) * steps) / steps;
}

/** A building (`unit` null) or a unit that somebody should look after. Members are never listed. */
export interface IncompleteRecord {
  readonly union: Named;
  readonly building: Named & { readonly id: BuildingId };
  /** Its name, which may be blank. */
  readonly unit: string | null;
  /** All that it lacks. */
  readonly lacks: readonly LackKey[];
}

export interface Incomplete {
  readonly records: readonly IncompleteRecord[];
  /** Also of those that are not among `records`. */
  readonly total: number;
}

/** There are figures for today and all days before it. What will be, nobody knows yet. */
export function mayAskFor(day: string, today: string): boolean {
  return day >= '1900-01-01' && day <= today;
}

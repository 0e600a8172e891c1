import type { Actor } from './actor.ts';
import type { StreetId } from './ids.ts';
import { shownCount, type WishPlace } from './wish.ts';

/*
 * Demand as the street sees it: where people wish for a union, and how many, never who. A count below five is hidden. A
 * total is the sum of the counts shown, and only says of how many places more there is demand: it is made of nothing
 * that isn't on the page, so no subtraction, of streets from the district or of one day from another's list, tells more.
 */

/** Wishes go to the street, and to the district; a union's officers have their own members to look after. */
export function seesDemand(actor: Actor, street: StreetId | null): boolean {
  return actor.scopes.some(
    (scope) => scope.kind === 'district' || (scope.kind === 'street' && scope.street === street),
  );
}

export function seesSomeDemand(actor: Actor): boolean {
  return actor.scopes.some((scope) => scope.kind !== 'union');
}

/** A place as it is counted. */
export interface CountedPlace {
  readonly place: WishPlace;
  readonly street: StreetId | null;
  readonly count: number;
}

export type Demand<Place extends CountedPlace> = Omit<Place, 'count'> & {
  /** Null: fewer than five. */
  readonly count: number | null;
};

/** Largest first; those whose count is hidden in an order that doesn't tell it. */
export function rankDemand<Place extends CountedPlace>(places: readonly Place[]): Demand<Place>[] {
  return places
    .map((place) => ({ ...place, count: shownCount(place.count) }))
    .sort((one, other) => (other.count ?? 0) - (one.count ?? 0) || compareKeys(one.place, other.place));
}

function compareKeys(one: WishPlace, other: WishPlace): number {
  return one.kind === other.kind ? idOf(one) - idOf(other) : one.kind === 'building' ? -1 : 1;
}

function idOf(place: WishPlace): number {
  return place.kind === 'building' ? place.building : place.proposal;
}

export interface DemandTotal {
  /** In the places whose count is shown. */
  readonly wishes: number;
  readonly shown: number;
  /** Places with fewer than five. */
  readonly hidden: number;
}

export function demandTotal(places: readonly { readonly count: number | null }[]): DemandTotal {
  const counts = places.flatMap(({ count }) => (count === null ? [] : [count]));
  return {
    wishes: counts.reduce((sum, count) => sum + count, 0),
    shown: counts.length,
    hidden: places.length - counts.length,
  };
}

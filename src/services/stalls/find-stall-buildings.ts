import { posterPlace } from '../../db/queries/posters.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BuildingId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { mayStand } from '../../domain/stall-place.ts';
import type { Work } from '../../domain/work.ts';
import { findPlaces } from '../find-places.ts';

/** The buildings she may mean, of those at which she may open a stall. */
export type FindStallBuildings = (
  work: Work,
  actor: Actor,
  typed: string,
) => Promise<readonly (Named & { readonly id: BuildingId })[]>;

export const findStallBuildings: FindStallBuildings = async (work, actor, typed) => {
  const { matches } = await findPlaces(work, typed);
  const hers: (Named & { readonly id: BuildingId })[] = [];
  for (const { building } of matches) {
    const place = await posterPlace(readOf(work), building);
    if (!place) continue;
    const { street, union } = place;
    const at = union ? { street: union.street, union: union.union } : { street, union: null };
    if (mayStand(actor, at)) hers.push(place.building);
  }
  return hers;
};

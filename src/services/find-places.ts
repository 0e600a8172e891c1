import { buildingNamesOf, placeCandidates } from '../db/queries/places.ts';
import { readOf } from '../db/work.ts';
import type { BuildingId } from '../domain/ids.ts';
import { type Match, rankMatches, readQuery } from '../domain/place-search.ts';
import type { Work } from '../domain/work.ts';

interface FoundPlaces {
  /** Best first, at most six: more is a list to read, not an answer. */
  readonly matches: readonly Match[];
  readonly names: ReadonlyMap<BuildingId, { readonly name: string; readonly nameEn: string | null }>;
}

/** The buildings somebody may mean by what she typed. */
export type FindPlaces = (work: Work, typed: string) => Promise<FoundPlaces>;

const most = 6;

export const findPlaces: FindPlaces = async (work, typed) => {
  const tx = readOf(work);
  const queries = readQuery(typed);
  const matches = rankMatches(queries, await placeCandidates(tx, queries)).slice(0, most);
  return {
    matches,
    names: await buildingNamesOf(
      tx,
      matches.map((match) => match.building),
    ),
  };
};

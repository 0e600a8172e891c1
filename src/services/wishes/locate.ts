import { allStreetNames, nearestStreet } from '../../db/queries/proposals.ts';
import { readOf } from '../../db/work.ts';
import type { StreetId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { districtReachMetres, type Spot } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';

type NamedStreet = Named & { readonly id: StreetId };

/** The street that a place is likely in: that of the nearest building; undefined outside the district. */
export type Locate = (work: Work, spot: Spot) => Promise<NamedStreet | undefined>;

export const locate: Locate = async (work, spot) => {
  const tx = readOf(work);
  const nearest = await nearestStreet(tx, spot);
  if (!nearest || nearest.metres > districtReachMetres) return undefined;
  return (await allStreetNames(tx)).find(({ id }) => id === nearest.street);
};

import { buildingsNear } from '../../db/queries/nearest.ts';
import { allStreetNames } from '../../db/queries/proposals.ts';
import { placeNow } from '../../db/queries/wishes.ts';
import { readOf } from '../../db/work.ts';
import type { StreetId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { districtReachMetres, metresBetween, type Spot } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';

type NamedStreet = Named & { readonly id: StreetId };

/** The street that a place is likely in: that of the nearest building; undefined outside the district. */
export type Locate = (work: Work, spot: Spot) => Promise<NamedStreet | undefined>;

export const locate: Locate = async (work, spot) => {
  const tx = readOf(work);
  const [nearest] = await buildingsNear(tx, spot, 1);
  if (!nearest || metresBetween(spot, nearest) > districtReachMetres) return undefined;
  const found = await placeNow(tx, { kind: 'building', building: nearest.id });
  return (await allStreetNames(tx)).find(({ id }) => id === found?.street);
};

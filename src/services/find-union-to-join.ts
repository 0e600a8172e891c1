import { placeCard } from '../db/queries/places.ts';
import { unionFor } from '../db/queries/street-unions.ts';
import { txOf } from '../db/work.ts';
import type { BuildingId, UnionId } from '../domain/ids.ts';
import type { Named } from '../domain/language.ts';
import type { Work } from '../domain/work.ts';

interface UnionAt {
  readonly building: Named & { readonly id: BuildingId };
  readonly union: Named & { readonly id: UnionId };
}

/** Whom somebody who works in a building joins: its union, or its street's federation; undefined where the building is gone. */
export type FindUnionToJoin = (work: Work, building: BuildingId) => Promise<UnionAt | undefined>;

export const findUnionToJoin: FindUnionToJoin = async (work, asked) => {
  const tx = await txOf(work);
  const place = await placeCard(tx, asked);
  if (!place || place.building.closedOn !== null) return undefined;
  const { building, union: covering } = place;
  if (covering) return { building, union: covering };
  const found = await unionFor(tx, building.id);
  return found && { building, union: { id: found.union, ...found.named } };
};

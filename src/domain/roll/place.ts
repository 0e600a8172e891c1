import { type Actor, answersFor } from '../actor.ts';
import type { BuildingId, UnionId } from '../ids.ts';
import type { Surroundings } from '../import/places.ts';
import type { RollFault } from './decision.ts';
import type { RollWish } from './row.ts';

/** Where a row's member belongs; her unit is looked for among those of these buildings. */
export interface RollPlace {
  readonly union: UnionId;
  readonly buildings: readonly BuildingId[];
}

/**
 * The union a row means: by its name, or as that which covers a building.
 *
 * @param covered which buildings each union covers now
 */
export function rollPlace(
  { union: unionText, building: buildingText }: RollWish,
  actor: Actor,
  around: Surroundings,
  covered: ReadonlyMap<UnionId, readonly BuildingId[]>,
): RollPlace | RollFault {
  const union = unionText === null ? null : around.unions.find(unionText);
  if (union && union.type !== 'found')
    return { kind: union.type === 'several' ? 'severalUnions' : 'unknownUnion', field: 'union' };
  if (union?.place.gone) return { kind: 'isClosed', field: 'union' };
  const building = buildingText === null ? null : around.buildings.find(buildingText, union?.place.street);
  if (building && building.type !== 'found')
    return { kind: building.type === 'several' ? 'severalBuildings' : 'unknownBuilding', field: 'building' };
  if (building?.place.gone) return { kind: 'isClosed', field: 'building' };
  const covering = building?.place.union ?? null;
  if (building && covering === null) return { kind: 'notCovered', field: 'building' };
  const meant = union?.place ?? (covering === null ? undefined : around.unions.byId(covering));
  if (!meant) return { kind: 'notCovered', field: 'building' };
  if (covering !== null && covering !== meant.id) return { kind: 'otherUnion', field: 'building' };
  if (!answersFor(actor, { union: meant.id, street: meant.street })) return { kind: 'notYours', field: null };
  return { union: meant.id, buildings: building ? [building.place.id] : (covered.get(meant.id) ?? []) };
}

export function isRollFault(place: RollPlace | RollFault): place is RollFault {
  return 'kind' in place;
}

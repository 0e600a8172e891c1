import { and, asc, eq, isNull } from 'drizzle-orm';
import type { BuildingId, StreetId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Tx } from '../client.ts';
import { buildings, unionBuildings, unions } from '../schema.ts';
import { statement } from '../statement.ts';
import { type PlaceCard, placeCard } from './places.ts';

/** An open building as far as its poster's code and authority over it go. */
export interface PosterPlace {
  readonly building: Named & { readonly id: BuildingId };
  readonly code: string;
  readonly demo: boolean;
  readonly street: StreetId;
  readonly union: { readonly union: UnionId; readonly street: StreetId } | null;
}

export async function posterPlace(tx: Tx, building: BuildingId): Promise<PosterPlace | undefined> {
  const [found] = await selectPlace(tx, building);
  return found;
}

const selectPlace = statement<PosterPlace & Record<string, unknown>>(`
  select json_build_object('id', b.id, 'name', b.name, 'nameEn', b.name_en) as building,
    b.code, b.demo, b.street_id as street,
    case when u.id is null then null else json_build_object('union', u.id, 'street', u.street_id) end as union
  from buildings b
    left join union_buildings c on c.building_id = b.id and c.until is null
    left join unions u on u.id = c.union_id
  where b.id = $1 and b.closed_on is null`);

/** What a poster shows beside the code; undefined when its building is gone. */
export async function posterCard(
  tx: Tx,
  building: BuildingId,
): Promise<(PlaceCard & Pick<PosterPlace, 'code' | 'demo'>) | undefined> {
  const place = await posterPlace(tx, building);
  const card = place && (await placeCard(tx, building));
  return card && { ...card, code: place.code, demo: place.demo };
}

/** The buildings that a union covers now, by name. */
export async function buildingsOfUnion(tx: Tx, union: UnionId, most: number): Promise<BuildingId[]> {
  const rows = await tx
    .select({ id: buildings.id })
    .from(unionBuildings)
    .innerJoin(buildings, eq(buildings.id, unionBuildings.building))
    .where(and(eq(unionBuildings.union, union), isNull(unionBuildings.until), isNull(buildings.closedOn)))
    .orderBy(asc(buildings.name), asc(buildings.id))
    .limit(most);
  return rows.map(({ id }) => id);
}

export async function unionPlace(
  tx: Tx,
  union: UnionId,
): Promise<(Named & { readonly union: UnionId; readonly street: StreetId }) | undefined> {
  const [row] = await tx
    .select({ union: unions.id, street: unions.street, name: unions.name, nameEn: unions.nameEn })
    .from(unions)
    .where(eq(unions.id, union));
  return row;
}

import { and, eq, isNull, sql } from 'drizzle-orm';
import type { BuildingId, StreetId, UnionId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { buildings, streets, unions } from '../schema.ts';
import { coveringUnion, type UnionToJoin } from './applications.ts';
import { freshPlaceCode } from './place-code.ts';

/*
 * The street's own federation (街道总工会) takes in those whose building no union covers. It is a union like others to
 * its members and officers, and none of the building unions that a district's figures count. Nobody founds it: it is there
 * as soon as the first one asks to join it.
 */

/**
 * Whom somebody in this building joins: the union that covers it, or else its street's federation. Neither changes until
 * the transaction ends.
 */
export async function unionFor(tx: Tx, building: BuildingId): Promise<UnionToJoin | undefined> {
  const covering = await coveringUnion(tx, building);
  if (covering) return covering;
  // Whoever gives the building to a union holds its row: from here on she waits for us.
  const [place] = await tx
    .select({ street: buildings.street })
    .from(buildings)
    .where(and(eq(buildings.id, building), isNull(buildings.closedOn)))
    .for('share');
  if (!place) return undefined;
  return (await coveringUnion(tx, building)) ?? streetUnion(tx, place.street);
}

/** The federation of a street; made if there is none yet, of what the street itself says of its station. */
async function streetUnion(tx: Tx, street: StreetId): Promise<UnionToJoin> {
  const known = await findStreetUnion(tx, street);
  if (known) return known;
  const code = await freshPlaceCode(tx);
  await tx.execute(sql`
    insert into unions (code, street_id, kind, name, name_en, founded_on, office, office_hours, phone, introduction, demo)
    select ${code}, s.id, 'street', s.name || '总工会', s.name_en || ' Federation of Trade Unions', date '1950-01-01',
      s.station_place, s.station_hours, s.phone, '{}'::jsonb, false
    from streets s where s.id = ${street}
    on conflict do nothing`);
  const made = await findStreetUnion(tx, street);
  if (!made) throw new Error('a street without its federation');
  return made;
}

async function findStreetUnion(tx: Tx, street: StreetId): Promise<UnionToJoin | undefined> {
  const [row] = await tx
    .select({ union: unions.id, street: unions.street, named: { name: unions.name, nameEn: unions.nameEn } })
    .from(unions)
    .innerJoin(streets, eq(streets.id, unions.street))
    .where(and(eq(unions.street, street), eq(unions.kind, 'street')));
  return row && { ...row, ofStreet: true };
}

/** Members of a street's federation whose building a union covers by now: they go on there. */
export async function overdueMoves(
  tx: Tx,
  building: BuildingId | null,
): Promise<readonly { readonly from: UnionId; readonly to: UnionId; readonly building: BuildingId }[]> {
  const rows = await tx.execute<{ from: UnionId; to: UnionId; building: BuildingId }>(sql`
    select distinct f.id as "from", c.union_id as "to", c.building_id as building
    from unions f
      join memberships m on m.union_id = f.id and m.until is null
      left join units u on u.id = m.unit_id
      join union_buildings c on c.until is null and c.building_id = coalesce(u.building_id, (
        select a.building_id from applications a
        where m.unit_id is null and a.person_id = m.person_id and a.union_id = f.id and a.status = 'approved'
        order by a.decided_at desc limit 1))
    where f.kind = 'street' and (${building}::int is null or c.building_id = ${building}::int)
    order by 3`);
  return rows.map(({ from, to, building }) => ({ from, to, building }));
}

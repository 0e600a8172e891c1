import { and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { BuildingId, UnionId } from '../../domain/ids.ts';
import type { Words } from '../../domain/language.ts';
import type { Candidate } from '../../domain/place-search.ts';
import type { Tx } from '../client.ts';
import { buildings, streets, unionBuildings, unions, warmStations } from '../schema.ts';

/** Every building that one of the spellings might mean; domain/place-search.ts ranks them. */
export async function placeCandidates(tx: Tx, spellings: readonly string[]): Promise<Candidate[]> {
  if (spellings.length === 0) return [];
  const spelling = sql`(values ${sql.join(
    spellings.map((text) => sql`(${text}::text)`),
    sql`, `,
  )}) as asked(text)`;
  const rows = await tx.execute<{
    building: BuildingId;
    name: string;
    normalised: string;
    similarity: number;
    workers: number;
  }>(sql`
    select n.building_id as building, n.name, n.normalised, max(similarity(n.normalised, asked.text)) as similarity,
      (select coalesce(sum(u.workers), 0)::int from units u where u.building_id = n.building_id and u.closed_on is null) as workers
    from building_names n, ${spelling}
    where n.normalised % asked.text
       or n.normalised like '%' || asked.text || '%'
       or (length(n.normalised) > 2 and asked.text like '%' || n.normalised || '%')
    group by n.building_id, n.name, n.normalised
    limit 200`);
  return [...rows];
}

export interface PlaceCard {
  readonly building: {
    readonly id: BuildingId;
    readonly name: string;
    readonly nameEn: string | null;
    readonly address: Words;
    readonly latitude: number;
    readonly longitude: number;
  };
  readonly street: StreetCard;
  readonly union: UnionCard | null;
}

export interface StreetCard {
  readonly name: string;
  readonly nameEn: string;
  readonly stationPlace: Words;
  readonly stationHours: Words;
  readonly phone: string;
}

export interface UnionCard {
  readonly id: UnionId;
  readonly code: string;
  readonly kind: 'federation' | 'joint' | 'quarter';
  readonly name: string;
  readonly nameEn: string;
  readonly foundedOn: string;
  readonly office: Words;
  readonly officeHours: Words;
  readonly phone: string;
  readonly introduction: Words;
  readonly buildings: readonly {
    readonly id: BuildingId;
    readonly name: string;
    readonly nameEn: string | null;
  }[];
  readonly stations: readonly {
    readonly building: BuildingId;
    readonly place: Words;
    readonly hours: Words;
    readonly services: Words;
  }[];
}

/** A building with its street and the union that covers it now. */
export async function placeCard(tx: Tx, building: BuildingId): Promise<PlaceCard | undefined> {
  const [row] = await tx
    .select({ building: buildings, street: streets, union: unionBuildings.union })
    .from(buildings)
    .innerJoin(streets, eq(streets.id, buildings.street))
    .leftJoin(unionBuildings, and(eq(unionBuildings.building, buildings.id), isNull(unionBuildings.until)))
    .where(eq(buildings.id, building));
  if (!row) return undefined;
  return {
    building: row.building,
    street: row.street,
    union: row.union === null ? null : ((await unionCard(tx, row.union)) ?? null),
  };
}

export async function unionCard(tx: Tx, union: UnionId): Promise<UnionCard | undefined> {
  const [[row], covered, stations] = await Promise.all([
    tx.select().from(unions).where(eq(unions.id, union)),
    tx
      .select({ id: buildings.id, name: buildings.name, nameEn: buildings.nameEn })
      .from(unionBuildings)
      .innerJoin(buildings, eq(buildings.id, unionBuildings.building))
      .where(and(eq(unionBuildings.union, union), isNull(unionBuildings.until)))
      .orderBy(asc(buildings.id)),
    tx.select().from(warmStations).where(eq(warmStations.union, union)).orderBy(asc(warmStations.id)),
  ]);
  return row && { ...row, buildings: covered, stations };
}

export async function buildingByCode(tx: Tx, code: string): Promise<BuildingId | undefined> {
  const [row] = await tx
    .select({ id: buildings.id })
    .from(buildings)
    .where(eq(buildings.code, code.toLowerCase()));
  return row?.id;
}

export async function unionByCode(tx: Tx, code: string): Promise<UnionId | undefined> {
  const [row] = await tx.select({ id: unions.id }).from(unions).where(eq(unions.code, code.toLowerCase()));
  return row?.id;
}

/** How many of each a newcomer can be told of. */
export async function districtSize(tx: Tx): Promise<{ unions: number; buildings: number }> {
  const [[u], [b]] = await Promise.all([
    tx.select({ n: count() }).from(unions),
    tx.select({ n: count() }).from(buildings),
  ]);
  return { unions: u?.n ?? 0, buildings: b?.n ?? 0 };
}

export async function buildingNamesOf(
  tx: Tx,
  ids: readonly BuildingId[],
): Promise<ReadonlyMap<BuildingId, { name: string; nameEn: string | null }>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: buildings.id, name: buildings.name, nameEn: buildings.nameEn })
    .from(buildings)
    .where(inArray(buildings.id, [...ids]));
  return new Map(rows.map(({ id, ...names }) => [id, names]));
}

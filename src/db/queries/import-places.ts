import { asc, gt, sql } from 'drizzle-orm';
import type { BuildingId, StreetId, UnionId } from '../../domain/ids.ts';
import type { UnitRow } from '../../domain/import/decide-unit.ts';
import type { Columns } from '../../domain/import/decision.ts';
import {
  type KnownBuilding,
  type KnownUnion,
  Places,
  type Surroundings,
  streetsOf,
} from '../../domain/import/places.ts';
import type { Db, Tx } from '../client.ts';
import { buildingNames, buildings, streets } from '../schema.ts';
import { statement } from '../statement.ts';

/* What the rows of a file are held against. */

const atOnce = 10_000;

/** All streets, unions and buildings by their names. */
export async function readSurroundings(db: Db | Tx): Promise<Surroundings> {
  const rows = await db.select().from(streets);
  return {
    streets: streetsOf(
      rows.map(({ id, code, name, nameEn, stationPlace, stationHours, phone }) => ({
        id,
        code,
        street: id,
        name,
        others: [nameEn],
        gone: null,
        office: { place: stationPlace, hours: stationHours, phone },
      })),
    ),
    unions: new Places(await allUnions(db)),
    buildings: new Places(await allBuildings(db)),
  };
}

interface UnionLine extends Record<string, unknown> {
  readonly id: UnionId;
  readonly code: string;
  readonly street: StreetId;
  readonly name: string;
  readonly name_en: string;
  readonly gone: boolean;
  readonly needed: boolean;
}

async function allUnions(db: Db | Tx): Promise<KnownUnion[]> {
  const rows = await db.execute<UnionLine>(sql`
    select id, code, street_id as street, name, name_en, dissolved_on is not null as gone,
      exists (select from union_buildings where union_id = u.id and until is null)
        or exists (select from memberships where union_id = u.id and until is null) as needed
    from unions u where kind <> 'street' order by id`);
  return rows.map(({ id, code, street, name, name_en, gone, needed }) => ({
    id,
    code,
    street,
    name,
    others: name_en === '' ? [] : [name_en],
    gone: gone ? 'closed' : null,
    needed,
  }));
}

async function allBuildings(db: Db | Tx): Promise<KnownBuilding[]> {
  const found: KnownBuilding[] = [];
  for (let last = 0; ; ) {
    const rows = await db
      .select({
        id: buildings.id,
        code: buildings.code,
        street: buildings.street,
        name: buildings.name,
        nameEn: buildings.nameEn,
        others: sql<readonly string[] | null>`(
          select json_agg(n.name) from ${buildingNames} n where n.building_id = buildings.id)`,
        closed: sql<boolean>`${buildings.closedOn} is not null`,
        merged: sql<boolean>`${buildings.mergedInto} is not null`,
        cover: sql<{ union: UnionId; since: string } | null>`(
          select json_build_object('union', c.union_id, 'since', c.since)
          from union_buildings c where c.building_id = buildings.id and c.until is null)`,
      })
      .from(buildings)
      .where(gt(buildings.id, last as BuildingId))
      .orderBy(asc(buildings.id))
      .limit(atOnce);
    for (const { nameEn, others, closed, merged, cover, ...row } of rows) {
      found.push({
        ...row,
        others: [...(nameEn ? [nameEn] : []), ...(others ?? [])],
        gone: merged ? 'merged' : closed ? 'closed' : null,
        union: cover?.union ?? null,
        coveredSince: cover?.since ?? null,
      });
    }
    if (rows.length < atOnce) return found;
    last = rows.at(-1)?.id ?? last;
  }
}

const selectPlaces = {
  unions: statement<{ row: Columns }>('select to_jsonb(t) as row from unions t where id = any($1::int[])'),
  buildings: statement<{ row: Columns }>(
    'select to_jsonb(t) as row from buildings t where id = any($1::int[])',
  ),
};

/** Rows by their columns, by id. */
export async function placeRows(
  db: Db | Tx,
  table: 'unions' | 'buildings',
  ids: readonly number[],
): Promise<ReadonlyMap<number, Columns>> {
  if (ids.length === 0) return new Map();
  const rows = await selectPlaces[table](db, ids);
  return new Map(rows.map(({ row }) => [Number(row.id), row]));
}

const columns = `u.id, u.building_id, u.name, u.normalised, u.kind, u.room, u.non_public, u.organised, u.workers,
  u.opened_on::text as opened_on, u.closed_on::text as closed_on`;

const selectUnits = statement<UnitRow & Record<string, unknown>>(`
  select ${columns} from units u where u.id = any($1::int[])
  union
  select ${columns}
  from unnest($2::int[], $3::text[]) as asked(building_id, normalised)
    cross join lateral (
      select * from units where building_id = asked.building_id and normalised = asked.normalised offset 0
    ) u`);

/** Units of these numbers, and those called so in a building. */
export async function unitRows(
  db: Db | Tx,
  ids: readonly number[],
  called: readonly { readonly building: number; readonly normalised: string }[],
): Promise<readonly UnitRow[]> {
  return selectUnits(
    db,
    ids,
    called.map(({ building }) => building),
    called.map(({ normalised }) => normalised),
  );
}

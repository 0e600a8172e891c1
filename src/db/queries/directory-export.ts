import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { Words } from '../../domain/language.ts';
import type { Db, Tx } from '../client.ts';

/* The directory of a scope as it is, row by row: what stands and is open. */

export interface UnionLine extends Record<string, unknown> {
  readonly code: string;
  readonly street: string;
  readonly name: string;
  readonly name_en: string;
  readonly kind: string;
  readonly founded_on: string;
  readonly office: Words;
  readonly office_hours: Words;
  readonly phone: string;
  readonly introduction: Words;
}

export interface BuildingLine extends Record<string, unknown> {
  readonly code: string;
  readonly street: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly aliases: readonly string[] | null;
  readonly address: Words;
  readonly latitude: number;
  readonly longitude: number;
  readonly floors: number | null;
  readonly union: string | null;
  readonly covered_since: string | null;
}

export interface UnitLine extends Record<string, unknown> {
  readonly id: number;
  readonly street: string;
  readonly building: string;
  readonly name: string;
  readonly kind: string;
  readonly room: string;
  readonly non_public: boolean;
  readonly organised: string;
  readonly workers: number;
  readonly opened_on: string;
}

/** Which buildings: `b`, covered by `c`. Officers keep the units of their union's buildings, and nothing else. */
function within(scope: Scope): SQL {
  switch (scope.kind) {
    case 'district':
      return sql`true`;
    case 'street':
      return sql`b.street_id = ${scope.street}`;
    case 'union':
      return sql`c.union_id = ${scope.union}`;
  }
}

const housed = sql`
  buildings b join streets s on s.id = b.street_id
    left join union_buildings c on c.building_id = b.id and c.until is null`;

export async function exportedUnions(db: Db | Tx, scope: Scope): Promise<readonly UnionLine[]> {
  if (scope.kind === 'union') return [];
  return db.execute<UnionLine>(sql`
    select u.code, s.name as street, u.name, u.name_en, u.kind, u.founded_on::text, u.office, u.office_hours, u.phone,
      u.introduction
    from unions u join streets s on s.id = u.street_id
    where u.dissolved_on is null and u.kind <> 'street' and (${scope.kind === 'street' ? scope.street : null}::int is null
      or u.street_id = ${scope.kind === 'street' ? scope.street : null}::int)
    order by u.id`);
}

export async function exportedBuildings(db: Db | Tx, scope: Scope): Promise<readonly BuildingLine[]> {
  if (scope.kind === 'union') return [];
  return db.execute<BuildingLine>(sql`
    select b.code, s.name as street, b.name, b.name_en, b.address, b.latitude, b.longitude, b.floors,
      u.name as union, c.since::text as covered_since,
      (select json_agg(n.name order by n.id) from building_names n where n.building_id = b.id) as aliases
    from ${housed} left join unions u on u.id = c.union_id
    where b.closed_on is null and ${within(scope)} order by b.id`);
}

/** @param after the last id that was read: a district's are read so many at a time */
export async function exportedUnits(
  db: Db | Tx,
  scope: Scope,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly UnitLine[]> {
  return db.execute<UnitLine>(sql`
    select x.id, s.name as street, b.name as building, x.name, x.kind, x.room, x.non_public, x.organised, x.workers,
      x.opened_on::text
    from units x join (${housed}) on b.id = x.building_id
    where x.closed_on is null and b.closed_on is null and x.id > ${after} and ${within(scope)}
    order by x.id limit ${limit}`);
}

export async function exportedUnitCount(db: Db | Tx, scope: Scope): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from units x join (${housed}) on b.id = x.building_id
    where x.closed_on is null and b.closed_on is null and ${within(scope)}`);
  return row?.n ?? 0;
}

import { asc, type SQL, sql } from 'drizzle-orm';
import type { Street, UnionCounts } from '../../domain/coverage.ts';
import type { StreetId, UnionId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { streets } from '../schema.ts';

export function allStreets(tx: Tx): Promise<Street[]> {
  return tx
    .select({ id: streets.id, code: streets.code, name: streets.name, nameEn: streets.nameEn })
    .from(streets)
    .orderBy(asc(streets.id));
}

/**
 * What each union that there was on `day` (`2020-09-30`) covered then. A period runs from its first day up to, but not
 * including, the day it ended on.
 */
export async function unionCounts(tx: Tx, day: string): Promise<UnionCounts[]> {
  const on = (from: SQL, to: SQL) => sql`${from} <= ${day}::date and (${to} is null or ${to} > ${day}::date)`;
  const rows = await tx.execute<CountsRow>(sql`
    with covered as (
      select union_id, building_id from union_buildings where ${on(sql`since`, sql`until`)}
    ), covering as (
      select union_id, count(*)::int as buildings from covered group by union_id
    ), housed as (
      select union_id, count(*)::int as units, count(*) filter (where non_public)::int as non_public,
        sum(workers)::int as workers
      from covered join units using (building_id)
      where ${on(sql`opened_on`, sql`closed_on`)}
      group by union_id
    ), joined as (
      select union_id, count(*)::int as members from memberships where ${on(sql`since`, sql`until`)} group by union_id
    )
    select u.id, u.code, u.name, u.name_en, u.street_id, u.demo,
      coalesce(buildings, 0) as buildings, coalesce(units, 0) as units, coalesce(non_public, 0) as non_public,
      coalesce(workers, 0) as workers, coalesce(members, 0) as members
    from unions u
      left join covering on covering.union_id = u.id
      left join housed on housed.union_id = u.id
      left join joined on joined.union_id = u.id
    where u.founded_on <= ${day}::date
    order by u.id`);
  return rows.map((row) => ({
    union: { id: row.id, code: row.code, name: row.name, nameEn: row.name_en },
    street: row.street_id,
    buildings: row.buildings,
    units: row.units,
    nonPublic: row.non_public,
    workers: row.workers,
    members: row.members,
    demo: row.demo,
  }));
}

interface CountsRow extends Record<string, unknown> {
  readonly id: UnionId;
  readonly code: string;
  readonly name: string;
  readonly name_en: string;
  readonly street_id: StreetId;
  readonly demo: boolean;
  readonly buildings: number;
  readonly units: number;
  readonly non_public: number;
  readonly workers: number;
  readonly members: number;
}

import { sql } from 'drizzle-orm';
import type { BuildingId, UnitId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';

/* A building that is listed twice: what hangs on the one goes over to the other. */

export interface TwinUnit {
  readonly id: UnitId;
  readonly closedOn: string | null;
  /** The unit of the same name in the building that stays. */
  readonly twin: { readonly id: UnitId; readonly closedOn: string | null } | null;
}

/**
 * Holds a building's applications: whoever is made a member at this moment is one before, or only after, and is then found
 * where the building's units went.
 */
export async function lockApplications(tx: Tx, building: BuildingId): Promise<void> {
  await tx.execute(sql`select id from applications where building_id = ${building} order by id for update`);
}

/** The units of a building, with their namesakes in another. */
export async function twinUnits(tx: Tx, from: BuildingId, into: BuildingId): Promise<readonly TwinUnit[]> {
  const rows = await tx.execute<{
    id: UnitId;
    closed_on: string | null;
    twin: UnitId | null;
    twin_closed_on: string | null;
  }>(sql`
    select u.id, u.closed_on::text, t.id as twin, t.closed_on::text as twin_closed_on
    from units u left join lateral (
      select id, closed_on from units t
      where t.building_id = ${into} and (t.name = u.name or t.normalised = u.normalised)
      order by t.name = u.name desc, t.closed_on is null desc, t.id limit 1
    ) t on true
    where u.building_id = ${from} order by u.id for update of u`);
  return rows.map((row) => ({
    id: row.id,
    closedOn: row.closed_on,
    twin: row.twin === null ? null : { id: row.twin, closedOn: row.twin_closed_on },
  }));
}

/** Units move in where nobody has their name. */
export async function rehouseUnits(tx: Tx, units: readonly UnitId[], into: BuildingId): Promise<void> {
  if (units.length === 0) return;
  await tx.execute(
    sql`update units set building_id = ${into} where id = any(${`{${units.join(',')}}`}::int[])`,
  );
}

/** Who belongs to a unit belongs to its namesake. A membership that has ended was one of the unit that there was. */
export async function replaceUnit(tx: Tx, old: UnitId, by: UnitId): Promise<void> {
  await tx.execute(sql`update memberships set unit_id = ${by} where unit_id = ${old} and until is null`);
  await tx.execute(sql`update applications set unit_id = ${by} where unit_id = ${old}`);
}

/** Applications, and buildings that were merged into this one before. */
export async function redirect(tx: Tx, from: BuildingId, into: BuildingId): Promise<void> {
  await tx.execute(sql`update applications set building_id = ${into} where building_id = ${from}`);
  await tx.execute(sql`update buildings set merged_into = ${into} where merged_into = ${from}`);
}

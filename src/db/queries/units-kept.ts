import { and, asc, count, eq, isNull, sql } from 'drizzle-orm';
import type { BuildingId, UnitId } from '../../domain/ids.ts';
import { normaliseName } from '../../domain/search/spelling.ts';
import type { Tx } from '../client.ts';
import { units } from '../schema.ts';

/** A unit of a building by its name, open or closed: a building has each name once. */
export async function unitCalled(
  tx: Tx,
  building: BuildingId,
  name: string,
): Promise<{ readonly id: UnitId; readonly closedOn: string | null } | undefined> {
  const [row] = await tx
    .select({ id: units.id, closedOn: units.closedOn })
    .from(units)
    .where(
      and(
        eq(units.building, building),
        sql`(${units.name} = ${name} or (${units.normalised} = ${normaliseName(name)} and ${units.normalised} <> ''))`,
      ),
    )
    .orderBy(sql`${units.name} = ${name} desc`, sql`${units.closedOn} is null desc`, asc(units.id))
    .limit(1);
  return row;
}

export async function openUnits(tx: Tx, building: BuildingId): Promise<readonly UnitId[]> {
  const rows = await tx
    .select({ id: units.id })
    .from(units)
    .where(and(eq(units.building, building), isNull(units.closedOn)))
    .orderBy(asc(units.id));
  return rows.map(({ id }) => id);
}

export async function openUnitCount(tx: Tx, building: BuildingId): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(units)
    .where(and(eq(units.building, building), isNull(units.closedOn)));
  return row?.n ?? 0;
}

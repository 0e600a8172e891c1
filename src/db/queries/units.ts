import { and, asc, count, eq, isNull, like, sql } from 'drizzle-orm';
import type { BuildingId, UnitId } from '../../domain/ids.ts';
import { normaliseName } from '../../domain/search/spelling.ts';
import type { Tx } from '../client.ts';
import { units } from '../schema.ts';

export interface UnitLine {
  readonly id: UnitId;
  readonly name: string;
  readonly room: string;
}

export interface UnitPage {
  readonly units: readonly UnitLine[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

const pageSize = 8;

/**
 * The units open in a building, by name, a page at a time.
 *
 * @param typed a few letters of the name, or nothing for all; a unit that begins with them comes first
 * @param page from 0; past the end it is the last
 */
export async function unitsPage(
  tx: Tx,
  building: BuildingId,
  typed: string,
  page: number,
): Promise<UnitPage> {
  const letters = normaliseName(typed);
  // Letters and digits only, by `normaliseName`: no sign that LIKE would read as its own.
  const which = and(
    eq(units.building, building),
    isNull(units.closedOn),
    letters === '' ? undefined : like(units.normalised, `%${letters}%`),
  );
  const [counted] = await tx.select({ total: count() }).from(units).where(which);
  const total = counted?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const shown = Math.min(page, pages - 1);
  const rows = await tx
    .select({ id: units.id, name: units.name, room: units.room })
    .from(units)
    .where(which)
    .orderBy(sql`not starts_with(${units.normalised}, ${letters})`, asc(units.name), asc(units.id))
    .limit(pageSize)
    .offset(shown * pageSize);
  return { units: rows, page: shown, pages, total };
}

/** A unit, if it is open and in this building. */
export async function unitIn(tx: Tx, building: BuildingId, unit: UnitId): Promise<UnitLine | undefined> {
  const [row] = await tx
    .select({ id: units.id, name: units.name, room: units.room })
    .from(units)
    .where(and(eq(units.id, unit), eq(units.building, building), isNull(units.closedOn)));
  return row;
}

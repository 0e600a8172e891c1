import { and, asc, count, eq, isNull } from 'drizzle-orm';
import type { BuildingId, UnitId } from '../../domain/ids.ts';
import { normaliseName } from '../../domain/search/spelling.ts';
import { pickUnits } from '../../domain/search/unit-list.ts';
import type { Tx } from '../client.ts';
import { loadHan } from '../han.ts';
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
 * @param typed a few letters of the name, however written, or nothing for all; what they fit best comes first
 * @param page from 0; past the end it is the last
 */
export async function unitsPage(
  tx: Tx,
  building: BuildingId,
  typed: string,
  page: number,
): Promise<UnitPage> {
  if (typed.trim() !== '')
    return pageOf(pickUnits(typed, await unitsIn(tx, building), await loadHan()), page);
  const open = and(eq(units.building, building), isNull(units.closedOn));
  const [counted] = await tx.select({ total: count() }).from(units).where(open);
  const total = counted?.total ?? 0;
  const shown = pageShown(page, total);
  const rows = await tx
    .select({ id: units.id, name: units.name, room: units.room })
    .from(units)
    .where(open)
    .orderBy(asc(units.name), asc(units.id))
    .limit(pageSize)
    .offset(shown * pageSize);
  return { units: rows, page: shown, pages: pagesOf(total), total };
}

/** All of a building's: the largest mall has some thousand, and she has asked for one. */
function unitsIn(tx: Tx, building: BuildingId): Promise<UnitLine[]> {
  return tx
    .select({ id: units.id, name: units.name, room: units.room })
    .from(units)
    .where(and(eq(units.building, building), isNull(units.closedOn)));
}

function pageOf(all: readonly UnitLine[], page: number): UnitPage {
  const shown = pageShown(page, all.length);
  return {
    units: all.slice(shown * pageSize, (shown + 1) * pageSize),
    page: shown,
    pages: pagesOf(all.length),
    total: all.length,
  };
}

const pagesOf = (total: number) => Math.max(1, Math.ceil(total / pageSize));
const pageShown = (page: number, total: number) => Math.min(page, pagesOf(total) - 1);

/** A unit, if it is open and in this building. */
export async function unitIn(tx: Tx, building: BuildingId, unit: UnitId): Promise<UnitLine | undefined> {
  const [row] = await tx
    .select({ id: units.id, name: units.name, room: units.room })
    .from(units)
    .where(and(eq(units.id, unit), eq(units.building, building), isNull(units.closedOn)));
  return row;
}

/** The one open unit of a building that is called just that; null when there is none, or more than one. */
export async function unitCalled(tx: Tx, building: BuildingId, name: string): Promise<UnitId | null> {
  const rows = await tx
    .select({ id: units.id })
    .from(units)
    .where(
      and(eq(units.building, building), eq(units.normalised, normaliseName(name)), isNull(units.closedOn)),
    )
    .limit(2);
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}

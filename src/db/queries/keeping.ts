import { and, asc, count, eq, isNull, ne } from 'drizzle-orm';
import type { BuildingId, StreetId, UnionId } from '../../domain/ids.ts';
import type { Named, Words } from '../../domain/language.ts';
import type { Tx } from '../client.ts';
import { announcementSchedules, buildings, unionBuildings, unions, warmStations } from '../schema.ts';

/* What staff's changes of the directory need to know, and take along. */

/** Unions there are, by their exact name. */
export async function unionsNamed(tx: Tx, name: string): Promise<readonly UnionId[]> {
  const rows = await tx
    .select({ id: unions.id })
    .from(unions)
    .where(and(eq(unions.name, name), isNull(unions.dissolvedOn)));
  return rows.map(({ id }) => id);
}

/** Buildings that stand in a street, by their exact name. */
export async function buildingsNamed(tx: Tx, street: StreetId, name: string): Promise<readonly BuildingId[]> {
  const rows = await tx
    .select({ id: buildings.id })
    .from(buildings)
    .where(and(eq(buildings.street, street), eq(buildings.name, name), isNull(buildings.closedOn)))
    .orderBy(asc(buildings.id));
  return rows.map(({ id }) => id);
}

/** A union that is no more announces nothing. */
export async function stopSchedule(tx: Tx, union: UnionId): Promise<void> {
  await tx.delete(announcementSchedules).where(eq(announcementSchedules.union, union));
}

export function closeStationsOf(
  tx: Tx,
  union: UnionId,
  day: string,
): Promise<{ readonly id: number; readonly building: BuildingId }[]> {
  return tx
    .update(warmStations)
    .set({ closedOn: day })
    .where(and(eq(warmStations.union, union), isNull(warmStations.closedOn)))
    .returning({ id: warmStations.id, building: warmStations.building });
}

/** In a building that is no more. */
export function closeStationsIn(
  tx: Tx,
  building: BuildingId,
  day: string,
): Promise<{ readonly id: number; readonly union: UnionId }[]> {
  return tx
    .update(warmStations)
    .set({ closedOn: day })
    .where(and(eq(warmStations.building, building), isNull(warmStations.closedOn)))
    .returning({ id: warmStations.id, union: warmStations.union });
}

/** Stations of a building that was listed twice, to be looked after by the union that covers the one that stays. */
export function rehouseStations(
  tx: Tx,
  from: BuildingId,
  into: BuildingId,
  union: UnionId | null,
): Promise<{ readonly id: number; readonly union: UnionId }[]> {
  return tx
    .update(warmStations)
    .set({ building: into, ...(union !== null && { union }) })
    .where(eq(warmStations.building, from))
    .returning({ id: warmStations.id, union: warmStations.union });
}

/** A building's stations are looked after by the union that covers it. */
export async function giveStations(
  tx: Tx,
  building: BuildingId,
  from: UnionId,
  to: UnionId,
): Promise<readonly number[]> {
  const rows = await tx
    .update(warmStations)
    .set({ union: to })
    .where(
      and(eq(warmStations.building, building), eq(warmStations.union, from), isNull(warmStations.closedOn)),
    )
    .returning({ id: warmStations.id });
  return rows.map(({ id }) => id);
}

export interface Listed extends Named {
  readonly id: number;
}

export interface ListedPage {
  readonly listed: readonly Listed[];
  readonly page: number;
  readonly pages: number;
}

const pageSize = 8;

/** The buildings that a union covers, a page at a time; past the end it is the last. */
export async function coveredBuildings(tx: Tx, union: UnionId, page: number): Promise<ListedPage> {
  const which = and(
    eq(unionBuildings.union, union),
    isNull(unionBuildings.until),
    isNull(buildings.closedOn),
  );
  const [counted] = await tx
    .select({ n: count() })
    .from(unionBuildings)
    .innerJoin(buildings, eq(buildings.id, unionBuildings.building))
    .where(which);
  const pages = Math.max(1, Math.ceil((counted?.n ?? 0) / pageSize));
  const at = Math.min(page, pages - 1);
  const listed = await tx
    .select({ id: buildings.id, name: buildings.name, nameEn: buildings.nameEn })
    .from(unionBuildings)
    .innerJoin(buildings, eq(buildings.id, unionBuildings.building))
    .where(which)
    .orderBy(asc(buildings.id))
    .limit(pageSize)
    .offset(at * pageSize);
  return { listed, page: at, pages };
}

export interface ListedStation {
  readonly id: number;
  readonly place: Words;
  readonly building: Named;
}

export async function stationsOf(tx: Tx, union: UnionId): Promise<readonly ListedStation[]> {
  return tx
    .select({
      id: warmStations.id,
      place: warmStations.place,
      building: { name: buildings.name, nameEn: buildings.nameEn },
    })
    .from(warmStations)
    .innerJoin(buildings, eq(buildings.id, warmStations.building))
    .where(and(eq(warmStations.union, union), isNull(warmStations.closedOn)))
    .orderBy(asc(warmStations.id));
}

/** The other unions of a street, a page at a time: where a building, or a dissolved union's members, may go. */
export async function unionsInStreet(
  tx: Tx,
  street: StreetId,
  without: UnionId | null,
  page: number,
): Promise<ListedPage> {
  const which = and(
    eq(unions.street, street),
    ne(unions.kind, 'street'),
    isNull(unions.dissolvedOn),
    without === null ? undefined : ne(unions.id, without),
  );
  const [counted] = await tx.select({ n: count() }).from(unions).where(which);
  const pages = Math.max(1, Math.ceil((counted?.n ?? 0) / pageSize));
  const at = Math.min(page, pages - 1);
  const listed = await tx
    .select({ id: unions.id, name: unions.name, nameEn: unions.nameEn })
    .from(unions)
    .where(which)
    .orderBy(asc(unions.id))
    .limit(pageSize)
    .offset(at * pageSize);
  return { listed, page: at, pages };
}

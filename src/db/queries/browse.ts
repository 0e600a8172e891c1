import type { BuildingId, StreetId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Tx } from '../client.ts';
import { statement } from '../statement.ts';

interface StreetLine extends Named {
  readonly id: StreetId;
  /** Buildings that are open. */
  readonly buildings: number;
}

interface BuildingLine extends Named {
  readonly id: BuildingId;
  readonly covered: boolean;
}

/** A page of a list; past the end it is the last one. */
interface ListPage {
  readonly page: number;
  readonly pages: number;
}

export interface StreetsPage extends ListPage {
  readonly streets: readonly StreetLine[];
}

export interface StreetPage extends ListPage {
  readonly street: Named & { readonly id: StreetId };
  readonly buildings: readonly BuildingLine[];
  /** In the whole street. */
  readonly total: number;
}

/** A phone's screenful. */
const pageSize = 10;

function at(page: number, total: number): ListPage {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  return { page: Math.min(Math.max(0, page), pages - 1), pages };
}

export async function streetsPage(tx: Tx, page: number): Promise<StreetsPage> {
  const [counted] = await countStreets(tx);
  const place = at(page, counted?.total ?? 0);
  return { ...place, streets: await selectStreets(tx, pageSize, place.page * pageSize) };
}

const countStreets = statement<{ total: number }>(`select count(*)::int as total from streets`);

const selectStreets = statement<StreetLine & Record<string, unknown>>(`
  select s.id, s.name, s.name_en as "nameEn",
    (select count(*)::int from buildings b where b.street_id = s.id and b.closed_on is null) as buildings
  from streets s order by s.id limit $1 offset $2`);

export async function streetNamed(
  tx: Tx,
  street: StreetId,
): Promise<(Named & { readonly id: StreetId }) | undefined> {
  const [found] = await selectNamed(tx, street);
  return found;
}

const selectNamed = statement<Named & { id: StreetId } & Record<string, unknown>>(
  `select id, name, name_en as "nameEn" from streets where id = $1`,
);

/** The open buildings of a street by name, a page at a time; undefined for a street there isn't. */
export async function streetPage(tx: Tx, street: StreetId, page: number): Promise<StreetPage | undefined> {
  const [found] = await selectStreet(tx, street);
  if (!found) return undefined;
  const { total, ...named } = found;
  const place = at(page, total);
  return {
    ...place,
    street: named,
    total,
    buildings: await selectBuildings(tx, street, pageSize, place.page * pageSize),
  };
}

const selectStreet = statement<Named & { id: StreetId; total: number } & Record<string, unknown>>(`
  select s.id, s.name, s.name_en as "nameEn",
    (select count(*)::int from buildings b where b.street_id = s.id and b.closed_on is null) as total
  from streets s where s.id = $1`);

const selectBuildings = statement<BuildingLine & Record<string, unknown>>(`
  select b.id, b.name, b.name_en as "nameEn",
    exists (select from union_buildings c where c.building_id = b.id and c.until is null) as covered
  from buildings b
  where b.street_id = $1 and b.closed_on is null
  order by b.name, b.id limit $2 offset $3`);

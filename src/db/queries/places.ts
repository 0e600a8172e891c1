import { eq } from 'drizzle-orm';
import type { BuildingId, UnionId } from '../../domain/ids.ts';
import type { Named, Words } from '../../domain/language.ts';
import type { Exceptions } from '../../domain/opening-hours.ts';
import type { Tx } from '../client.ts';
import { buildings, unions } from '../schema.ts';
import { statement } from '../statement.ts';

export interface PlaceCard {
  readonly building: {
    readonly id: BuildingId;
    readonly name: string;
    readonly nameEn: string | null;
    readonly address: Words;
    readonly latitude: number;
    readonly longitude: number;
    /** Torn down, or not in use any more: `2026-12-05`. */
    readonly closedOn: string | null;
  };
  /** What it was asked by, when that was listed twice and is part of this one now. */
  readonly formerly: Named | null;
  readonly street: StreetCard;
  readonly union: UnionCard | null;
}

interface StreetCard {
  readonly name: string;
  readonly nameEn: string;
  readonly stationPlace: Words;
  readonly stationHours: Words;
  readonly phone: string;
}

export interface UnionCard {
  readonly id: UnionId;
  readonly code: string;
  readonly kind: 'federation' | 'joint' | 'quarter' | 'street';
  readonly name: string;
  readonly nameEn: string | null;
  readonly foundedOn: string;
  readonly dissolvedOn: string | null;
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
    readonly exceptions: Exceptions;
  }[];
}

/** A building with its street and the union that covers it now; of one listed twice, the one that stays. */
export async function placeCard(tx: Tx, building: BuildingId): Promise<PlaceCard | undefined> {
  const [row] = await selectPlace(tx, building);
  return row;
}

export async function unionCard(tx: Tx, union: UnionId): Promise<UnionCard | undefined> {
  const [row] = await selectUnion(tx, union);
  return row?.card;
}

/*
 * A card is asked for at every other tap, so it comes in one statement, put together by the database. The names of its
 * fields are those of the interfaces above.
 */
const unionJson = `json_build_object(
  'id', u.id, 'code', u.code, 'kind', u.kind, 'name', u.name, 'nameEn', nullif(u.name_en, ''),
  'foundedOn', u.founded_on, 'dissolvedOn', u.dissolved_on,
  'office', u.office, 'officeHours', u.office_hours, 'phone', u.phone, 'introduction', u.introduction,
  'buildings', (
    select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'nameEn', c.name_en) order by c.id), '[]')
    from union_buildings uc join buildings c on c.id = uc.building_id
    where uc.union_id = u.id and uc.until is null and c.closed_on is null),
  'stations', (
    select coalesce(json_agg(json_build_object(
      'building', w.building_id, 'place', w.place, 'hours', w.hours, 'services', w.services,
      'exceptions', w.exceptions) order by w.id), '[]')
    from warm_stations w where w.union_id = u.id and w.closed_on is null))`;

const selectUnion = statement<{ card: UnionCard }>(
  `select ${unionJson} as card from unions u where u.id = $1`,
);

const selectPlace = statement<PlaceCard & Record<string, unknown>>(`
  select
    json_build_object('id', b.id, 'name', b.name, 'nameEn', b.name_en, 'address', b.address,
      'latitude', b.latitude, 'longitude', b.longitude, 'closedOn', b.closed_on) as building,
    case when asked.id <> b.id then json_build_object('name', asked.name, 'nameEn', asked.name_en) end as formerly,
    json_build_object('name', s.name, 'nameEn', s.name_en, 'stationPlace', s.station_place,
      'stationHours', s.station_hours, 'phone', s.phone) as street,
    case when u.id is null then null else ${unionJson} end as union
  from buildings asked
    join buildings b on b.id = coalesce(asked.merged_into, asked.id)
    join streets s on s.id = b.street_id
    left join union_buildings ub on ub.building_id = b.id and ub.until is null
    left join unions u on u.id = ub.union_id
  where asked.id = $1`);

/** Also of a building that is closed, or part of another now: its card says so. */
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

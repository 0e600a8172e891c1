import { asc, eq, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { BuildingCounts, Lacks, Street, UnionCounts } from '../../domain/coverage.ts';
import type { Shift, ShiftNames } from '../../domain/coverage-changes.ts';
import type { BuildingId, StreetId, UnionId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { streets, unions } from '../schema.ts';
import { housing, membersWithLack, withRoom } from './coverage-parts.ts';
import { unionsOn } from './directory-as-of.ts';

export function allStreets(tx: Tx): Promise<Street[]> {
  return tx
    .select({ id: streets.id, code: streets.code, name: streets.name, nameEn: streets.nameEn })
    .from(streets)
    .orderBy(asc(streets.id));
}

export async function unionWithStreet(tx: Tx, union: UnionId) {
  const [row] = await tx
    .select({
      union: { id: unions.id, code: unions.code, name: unions.name, nameEn: unions.nameEn },
      street: { id: streets.id, code: streets.code, name: streets.name, nameEn: streets.nameEn },
    })
    .from(unions)
    .innerJoin(streets, eq(streets.id, unions.street))
    .where(eq(unions.id, union));
  return row;
}

/** What the places of these shifts are called today. */
export async function coverageNames(tx: Tx, shifts: readonly Shift[]): Promise<ShiftNames> {
  const named = await Promise.all([
    allStreets(tx),
    tx.select({ id: unions.id, name: unions.name, nameEn: unions.nameEn }).from(unions),
    tx.execute<{ id: BuildingId; name: string; nameEn: string | null }>(sql`
      select id, name, name_en as "nameEn" from buildings
      where id = any(${`{${[...new Set(shifts.flatMap(({ building }) => building ?? []))].join(',')}}`}::int[])`),
  ]);
  const [streetRows, unionRows, buildingRows] = named;
  return {
    streets: new Map(streetRows.map((row) => [row.id, row])),
    unions: new Map(unionRows.map((row) => [row.id, row])),
    buildings: new Map(buildingRows.map((row) => [row.id, row])),
  };
}

/** What each union within `of` that there was on `day` (`2020-09-30`) covered then. */
export function unionCounts(tx: Tx, day: string, of: Scope): Promise<UnionCounts[]> {
  return withRoom(tx, day, of, async (tx, on) => {
    const housed = await tx.execute<HousedRow>(sql`
      select union_id, count(*)::int as buildings, count(*) filter (where lack is null)::int as q_buildings,
        ${sums},
        count(*) filter (where lack = 'buildingAddress')::int as building_address,
        count(*) filter (where lack = 'buildingTwice')::int as building_twice,
        count(*) filter (where lack = 'buildingEmpty')::int as building_empty
      from ${housing(on, of)} housed
      group by union_id`);
    const joined = await tx.execute<JoinedRow>(sql`
      select union_id, count(*)::int as members, count(*) filter (where lack is null)::int as q_members,
        count(*) filter (where lack = 'memberUnit')::int as member_unit,
        count(*) filter (where lack = 'memberElsewhere')::int as member_elsewhere,
        count(*) filter (where lack = 'memberTwice')::int as member_twice
      from ${membersWithLack(on, of)} joined
      group by union_id`);
    const rows = await tx.execute<UnionRow>(sql`
      select u.id, u.code, u.name, u.name_en, there.street_id, u.demo
      from unions u join ${unionsOn(on)} there on there.union_id = u.id
      order by u.id`);
    const housedBy = new Map(housed.map((row) => [row.union_id, row]));
    const joinedBy = new Map(joined.map((row) => [row.union_id, row]));
    return rows.map((row) => countsOf(row, housedBy.get(row.id), joinedBy.get(row.id)));
  });
}

const sums = sql.raw(
  [
    'units',
    'non_public',
    'workers',
    'q_units',
    'q_non_public',
    'q_workers',
    'unit_name',
    'unit_room',
    'unit_workers',
    'unit_twice',
  ]
    .map((column) => `sum(${column})::int as ${column}`)
    .join(', '),
);

function countsOf(row: UnionRow, housed: HousedRow | undefined, joined: JoinedRow | undefined): UnionCounts {
  const { raw, qualified, lacks } = housedCounts(housed);
  return {
    union: { id: row.id, code: row.code, name: row.name, nameEn: row.name_en },
    street: row.street_id,
    raw: { unions: 1, ...raw, members: joined?.members ?? 0 },
    qualified: { unions: qualified.buildings > 0 ? 1 : 0, ...qualified, members: joined?.q_members ?? 0 },
    lacks: {
      ...lacks,
      memberUnit: joined?.member_unit ?? 0,
      memberElsewhere: joined?.member_elsewhere ?? 0,
      memberTwice: joined?.member_twice ?? 0,
    },
    demo: row.demo,
  };
}

/** What each building within `of` that was covered on `day` housed then. */
export function buildingCounts(tx: Tx, day: string, of: Scope): Promise<BuildingCounts[]> {
  return withRoom(tx, day, of, async (tx, on) => {
    const rows = await tx.execute<BuildingRow>(sql`
      select h.*, b.code, b.name, b.name_en
      from ${housing(on, of)} h join buildings b on b.id = h.building_id
      order by h.street_id, h.union_id, b.id`);
    return rows.map((row) => ({
      building: { id: row.building_id, code: row.code, name: row.name, nameEn: row.name_en },
      union: row.union_id,
      street: row.street_id,
      ...housedCounts({
        ...row,
        buildings: 1,
        q_buildings: row.lack === null ? 1 : 0,
        building_address: row.lack === 'buildingAddress' ? 1 : 0,
        building_twice: row.lack === 'buildingTwice' ? 1 : 0,
        building_empty: row.lack === 'buildingEmpty' ? 1 : 0,
      }),
    }));
  });
}

function housedCounts(row: HousedSums | undefined) {
  return {
    raw: {
      buildings: row?.buildings ?? 0,
      units: row?.units ?? 0,
      nonPublic: row?.non_public ?? 0,
      workers: row?.workers ?? 0,
    },
    qualified: {
      buildings: row?.q_buildings ?? 0,
      units: row?.q_units ?? 0,
      nonPublic: row?.q_non_public ?? 0,
      workers: row?.q_workers ?? 0,
    },
    lacks: {
      unitName: row?.unit_name ?? 0,
      unitRoom: row?.unit_room ?? 0,
      unitWorkers: row?.unit_workers ?? 0,
      unitTwice: row?.unit_twice ?? 0,
      buildingAddress: row?.building_address ?? 0,
      buildingTwice: row?.building_twice ?? 0,
      buildingEmpty: row?.building_empty ?? 0,
      memberUnit: 0,
      memberElsewhere: 0,
      memberTwice: 0,
    } satisfies Lacks,
  };
}

interface UnionRow extends Record<string, unknown> {
  readonly id: UnionId;
  readonly code: string;
  readonly name: string;
  readonly name_en: string;
  readonly street_id: StreetId;
  readonly demo: boolean;
}

interface HousedSums {
  readonly buildings: number;
  readonly units: number;
  readonly non_public: number;
  readonly workers: number;
  readonly q_buildings: number;
  readonly q_units: number;
  readonly q_non_public: number;
  readonly q_workers: number;
  readonly unit_name: number;
  readonly unit_room: number;
  readonly unit_workers: number;
  readonly unit_twice: number;
  readonly building_address: number;
  readonly building_twice: number;
  readonly building_empty: number;
}

interface HousedRow extends HousedSums, Record<string, unknown> {
  readonly union_id: UnionId;
}

interface JoinedRow extends Record<string, unknown> {
  readonly union_id: UnionId;
  readonly members: number;
  readonly q_members: number;
  readonly member_unit: number;
  readonly member_elsewhere: number;
  readonly member_twice: number;
}

type BuildingSums = Omit<
  HousedSums,
  'buildings' | 'q_buildings' | 'building_address' | 'building_twice' | 'building_empty'
>;

interface BuildingRow extends BuildingSums, Record<string, unknown> {
  readonly building_id: BuildingId;
  readonly union_id: UnionId;
  readonly street_id: StreetId;
  readonly code: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly lack: 'buildingAddress' | 'buildingTwice' | 'buildingEmpty' | null;
}

import { and, count, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { BuildingId, PersonId, UnionId } from '../../domain/ids.ts';
import { applicationStatuses, isOpen } from '../../domain/lifecycle.ts';
import type { Tx } from '../client.ts';
import { applications, memberships, unionBuildings } from '../schema.ts';

/*
 * Which union covers a building, from day to day. A period runs from its first day up to, but not including, the day it
 * ended on; so a building that moves today was the old union's until yesterday, and counts once on every day.
 */

export interface Cover {
  readonly union: UnionId;
  readonly since: string;
}

/** Who covers it now; held until the transaction ends. */
export async function lockCover(tx: Tx, building: BuildingId): Promise<Cover | null> {
  const [row] = await tx
    .select({ union: unionBuildings.union, since: unionBuildings.since })
    .from(unionBuildings)
    .where(and(eq(unionBuildings.building, building), isNull(unionBuildings.until)))
    .for('update');
  return row ?? null;
}

export async function endCover(tx: Tx, building: BuildingId, day: string): Promise<void> {
  await tx
    .update(unionBuildings)
    .set({ until: day })
    .where(and(eq(unionBuildings.building, building), isNull(unionBuildings.until)));
}

export async function startCover(tx: Tx, building: BuildingId, union: UnionId, day: string): Promise<void> {
  await tx
    .insert(unionBuildings)
    .values({ building, union, since: day })
    // Moved away and back on one day.
    .onConflictDoUpdate({
      target: [unionBuildings.union, unionBuildings.building, unionBuildings.since],
      set: { until: null },
    });
}

const open = applicationStatuses.filter(isOpen);

/** Applications that this union has not decided on for good, of one building or of all. */
export async function waitingFor(tx: Tx, union: UnionId, building?: BuildingId): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(applications)
    .where(
      and(
        eq(applications.union, union),
        inArray(applications.status, [...open]),
        building === undefined ? undefined : eq(applications.building, building),
      ),
    );
  return row?.n ?? 0;
}

export async function memberCount(tx: Tx, union: UnionId): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(memberships)
    .where(and(eq(memberships.union, union), isNull(memberships.until)));
  return row?.n ?? 0;
}

export async function coveredCount(tx: Tx, union: UnionId): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(unionBuildings)
    .where(and(eq(unionBuildings.union, union), isNull(unionBuildings.until)));
  return row?.n ?? 0;
}

interface MovedMembers {
  readonly members: number;
  readonly reachable: readonly PersonId[];
}

interface Follow {
  readonly from: UnionId;
  readonly to: UnionId;
  /** Only who works there; null for all members. */
  readonly building: BuildingId | null;
  readonly day: string;
}

/**
 * Members go on in another union from this day: those whose unit is in the building, and those without a unit whom it
 * took in as working there. Who is meant by nothing on record stays.
 *
 * @returns how many they are, and those who can be told
 */
export async function moveMembers(tx: Tx, { from, to, building, day }: Follow): Promise<MovedMembers> {
  const moving = await tx.execute<{ person_id: PersonId; unit_id: number | null }>(sql`
    update memberships m set until = ${day}::date
    where m.union_id = ${from} and m.until is null and (
      ${building}::int is null
      or m.unit_id in (select u.id from units u where u.building_id = ${building}::int)
      or (m.unit_id is null and ${building}::int = (
        select a.building_id from applications a
        where a.person_id = m.person_id and a.union_id = m.union_id and a.status = 'approved'
        order by a.decided_at desc limit 1)))
    returning m.person_id, m.unit_id`);
  if (moving.length === 0) return { members: 0, reachable: [] };
  const list = (values: readonly (number | null)[]) =>
    sql`${`{${values.map((value) => value ?? 'null').join(',')}}`}::int[]`;
  const persons = list(moving.map((row) => row.person_id));
  await tx.execute(sql`
    insert into memberships (person_id, union_id, unit_id, since)
    select person, ${to}, unit, ${day}::date
    from unnest(${persons}, ${list(moving.map((row) => row.unit_id))}) as moved(person, unit)`);
  const told = await tx.execute<{ id: PersonId }>(
    sql`select id from people where id = any(${persons}) and telegram_id is not null order by id`,
  );
  return { members: moving.length, reachable: told.map(({ id }) => id) };
}

import { and, count, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { BuildingId, MembershipId, PersonId, UnionId } from '../../domain/ids.ts';
import { applicationStatuses, isOpen, type MembershipStatus } from '../../domain/lifecycle.ts';
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
  readonly now: Date;
}

/**
 * Members go on in another union from this day: those whose unit is in the building, and those without a unit whom it
 * took in as working there. Who is meant by nothing on record stays. Their cards go with them, and who is retained stays so.
 *
 * @returns how many they are, and those who can be told
 */
export async function moveMembers(tx: Tx, { from, to, building, day, now }: Follow): Promise<MovedMembers> {
  const moving = sql`
    m.union_id = ${from} and m.until is null and (
      ${building}::int is null
      or m.unit_id in (select u.id from units u where u.building_id = ${building}::int)
      or (m.unit_id is null and ${building}::int = (
        select a.building_id from applications a
        where a.person_id = m.person_id and a.union_id = m.union_id and a.status = 'approved'
        order by a.decided_at desc limit 1)))`;
  const at = now.toISOString();
  const old = await tx.execute<{ id: MembershipId; was: MembershipStatus }>(sql`
    select m.id, m.status as was from memberships m where ${moving} order by m.id for update`);
  if (old.length === 0) return { members: 0, reachable: [] };
  const ids = sql`${`{${old.map(({ id }) => id).join(',')}}`}::int[]`;
  const kept = old.filter(({ was }) => was === 'retained').map(({ id }) => id);
  const retained = sql`${`{${kept.join(',')}}`}::int[]`;
  await tx.execute(
    sql`update memberships set status = 'transferred', until = ${day}::date where id = any(${ids})`,
  );
  await tx.execute(sql`
    insert into membership_moves (membership_id, from_status, to_status, reason, at)
    select id, case when id = any(${retained}) then 'retained' else 'active' end, 'transferred', 'movedBuilding', ${at}::timestamptz
    from memberships where id = any(${ids})`);
  await tx.execute(sql`
    insert into memberships (person_id, union_id, unit_id, since, visible_to)
    select person_id, ${to}, unit_id, ${day}::date, visible_to from memberships where id = any(${ids})`);
  // Whoever went on has one membership that is not over, and it is the new one.
  const went = sql`
    from memberships o join memberships n on n.person_id = o.person_id and n.until is null
    where o.id = any(${ids})`;
  await tx.execute(sql`
    insert into membership_moves (membership_id, from_status, to_status, reason, at)
    select n.id, null, 'active', 'movedBuilding', ${at}::timestamptz ${went}`);
  if (kept.length > 0) {
    await tx.execute(sql`
      insert into membership_moves (membership_id, from_status, to_status, at)
      select n.id, 'active', 'retained', ${at}::timestamptz ${went} and o.id = any(${retained})`);
    await tx.execute(sql`
      update memberships set status = 'retained' where id in (select n.id ${went} and o.id = any(${retained}))`);
  }
  await tx.execute(sql`
    update cards c set membership_id = n.id ${went} and c.membership_id = o.id`);
  const told = await tx.execute<{ id: PersonId }>(sql`
    select p.id from people p join memberships o on o.person_id = p.id
    where o.id = any(${ids}) and p.telegram_id is not null order by p.id`);
  return { members: old.length, reachable: told.map(({ id }) => id) };
}

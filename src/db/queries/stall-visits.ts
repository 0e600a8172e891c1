import { eq, sql } from 'drizzle-orm';
import type { ApplicationId, BuildingId, PersonId, StallId, UnitId } from '../../domain/ids.ts';
import type { StallFigures, Visit } from '../../domain/stall.ts';
import type { Db, Tx } from '../client.ts';
import { stalls } from '../schema.ts';

/* Who came by at a stall, and how far she came: until it is counted and forgotten. */

/** Notes that she read the code; once, however often she reads it. */
export async function noteScan(tx: Tx, stall: StallId, person: PersonId, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into stall_visits (stall_id, person_id, scanned_at) values (${stall}, ${person}, ${now.toISOString()})
    on conflict do nothing`);
}

export interface OpenVisit {
  readonly stall: StallId;
  readonly building: BuildingId | null;
  readonly unit: UnitId | null;
  readonly unitName: string | null;
}

/** The open stall at which she was last, and what its code fills in. */
export async function openVisit(tx: Tx, person: PersonId, now: Date): Promise<OpenVisit | undefined> {
  const [row] = await tx.execute<{
    stall: StallId;
    building: BuildingId | null;
    unit: UnitId | null;
    unit_name: string | null;
  }>(sql`
    select s.id as stall, s.building_id as building, u.id as unit, u.name as unit_name
    from stall_visits v join stalls s on s.id = v.stall_id
      left join units u on u.id = s.unit_id and u.closed_on is null
    where v.person_id = ${person} and s.closed_at is null and s.until > ${now.toISOString()}
    order by v.scanned_at desc limit 1`);
  return row && { stall: row.stall, building: row.building, unit: row.unit, unitName: row.unit_name };
}

export async function noteBegan(tx: Tx, stall: StallId, person: PersonId, now: Date): Promise<void> {
  await tx.execute(sql`
    update stall_visits set began_at = ${now.toISOString()}
    where stall_id = ${stall} and person_id = ${person} and began_at is null`);
}

/** What she has just handed in is the stall's at which she is, if she is at one for her building. */
export async function noteApplied(
  tx: Tx,
  {
    person,
    building,
    application,
    now,
  }: {
    readonly person: PersonId;
    readonly building: BuildingId;
    readonly application: ApplicationId;
    readonly now: Date;
  },
): Promise<void> {
  await tx.execute(sql`
    update stall_visits set application_id = ${application} where (stall_id, person_id) = (
      select v.stall_id, v.person_id from stall_visits v join stalls s on s.id = v.stall_id
      where v.person_id = ${person} and s.closed_at is null and s.until > ${now.toISOString()}
        and coalesce(s.building_id, ${building}) = ${building}
        and v.application_id is null
      order by v.scanned_at desc limit 1)`);
}

/** Whose application it is, if it was handed in at this stall. */
export async function visitorAt(
  tx: Tx,
  stall: StallId,
  application: ApplicationId,
): Promise<PersonId | undefined> {
  const [row] = await tx.execute<{ person: PersonId }>(sql`
    select person_id as person from stall_visits where stall_id = ${stall} and application_id = ${application}`);
  return row?.person;
}

/** When each who came by got how far. */
export async function visitsAt(db: Db | Tx, stall: StallId): Promise<readonly Visit[]> {
  const rows = await db.execute<{
    scanned: string;
    began: string | null;
    applied: string | null;
    approved: string | null;
    card: string | null;
  }>(sql`
    select v.scanned_at as scanned, v.began_at as began, a.submitted_at as applied,
      case when a.status = 'approved' then a.decided_at end as approved,
      (select min(c.requested_at) from memberships m join cards c on c.membership_id = m.id
        where m.person_id = v.person_id and a.status = 'approved' and c.requested_at >= a.decided_at) as card
    from stall_visits v left join applications a on a.id = v.application_id
    where v.stall_id = ${stall}`);
  const date = (value: string | null) => (value === null ? null : new Date(value));
  return rows.map((row) => ({
    scannedAt: new Date(row.scanned),
    beganAt: date(row.began),
    appliedAt: date(row.applied),
    approvedAt: date(row.approved),
    cardAt: date(row.card),
  }));
}

// ── What need not be kept ────────────────────────────────────────────────────────────────────────────────────────────

/** Stalls that were over before an instant and whose visits are still there. */
export async function stallsToForget(db: Db | Tx, before: Date, limit: number): Promise<readonly StallId[]> {
  const rows = await db.execute<{ id: StallId }>(sql`
    select id from stalls
    where figures is null and coalesce(closed_at, until) < ${before.toISOString()} order by id limit ${limit}`);
  return rows.map(({ id }) => id);
}

/** The figures stay; who it was goes. */
export async function forgetVisits(tx: Tx, stall: StallId, figures: StallFigures): Promise<number> {
  await tx.update(stalls).set({ figures }).where(eq(stalls.id, stall));
  const gone = await tx.execute(sql`delete from stall_visits where stall_id = ${stall} returning 1`);
  await tx.execute(sql`delete from stall_desks where stall_id = ${stall}`);
  return gone.length;
}

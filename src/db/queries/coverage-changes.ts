import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { Cause, Shift } from '../../domain/coverage-changes.ts';
import type { BuildingId, StreetId, UnionId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import {
  type CoverageDay,
  coverageOn,
  covers,
  housing,
  isOneOf,
  makeRoom,
  membersWithLack,
  unitsWithLack,
} from './coverage-parts.ts';
import { asOf, buildingsOn, unionsOn, unitsEverIn, unitsOn, within } from './directory-as-of.ts';

const everywhere: Scope = { kind: 'district' };

/**
 * What happened between two days to buildings, units and members, each with its cause, added up by place: what was there
 * on the first and isn't on the second, the other way round, and what is another. Looks only at buildings where anything
 * happened at all. What became of the unions themselves follows from their figures (`unionShifts`).
 */
export function coverageShifts(tx: Tx, from: string, to: string): Promise<Shift[]> {
  return tx.transaction(async (inner) => {
    await makeRoom(inner);
    const before = await coverageOn(inner, from, everywhere);
    const after = await coverageOn(inner, to, everywhere);
    // Two days hashed against each other; estimates of what changed are too rough to walk by.
    await inner.execute(sql`select set_config('enable_nestloop', 'off', true)`);
    const touched = await buildingsTouched(inner, before, after);
    const inTouched = (on: CoverageDay) => ({ ...on, among: unitsEverIn(touched, on) });
    const [was, is] = [inTouched(before), inTouched(after)];
    const rows = [
      ...(await inner.execute<ShiftRow>(buildingShifts(was, is, touched))),
      ...(await inner.execute<ShiftRow>(unitShifts(was, is, touched))),
      ...(await inner.execute<ShiftRow>(memberShifts(before, after))),
    ];
    return rows.map(shiftFrom);
  });
}

async function buildingsTouched(tx: Tx, before: CoverageDay, after: CoverageDay): Promise<number[]> {
  const between = (column: SQL) => sql`(${column} > ${before.day}::date and ${column} <= ${after.day}::date)`;
  const changed = (subject: 'union' | 'building' | 'unit') =>
    sql`select subject_id from directory_changes where subject = ${subject} and ${between(sql`effective_on`)}`;
  const units = sql`(
    ${changed('unit')}
    union select id from ${asOf('units', after)} u
    where ${between(sql`opened_on`)} or ${between(sql`closed_on`)}
  )`;
  const rows = await tx.execute<{ id: number }>(sql`
    select building_id as id from union_buildings
    where ${between(sql`since`)} or ${between(sql`until`)} or union_id in (
      ${changed('union')}
      union select id from ${asOf('unions', after)} u
      where ${between(sql`founded_on`)} or ${between(sql`dissolved_on`)}
    )
    union (${changed('building')})
    union select id from ${asOf('buildings', after)} b where ${between(sql`closed_on`)}
    union select building_id from ${unitsOn(before)} u where id in ${units}
    union select building_id from ${unitsOn(after)} u where id in ${units}`);
  // A building may become the only one of its name because of what happened to another.
  return [...new Set([...rows.map(({ id }) => id), ...before.buildingsTwice, ...after.buildingsTwice])];
}

function buildingShifts(before: CoverageDay, after: CoverageDay, touched: readonly number[]): SQL {
  const covered = (on: CoverageDay) => sql`
    select union_id, street_id, building_id, (lack is null)::int as q
    from ${housing(on, everywhere)} h where ${isOneOf(touched, sql`building_id`)}`;
  const elsewhere = sql`case when e.union_id <> x.union_id then 'buildingMoved' else 'unionMoved' end`;
  return sql`
    with a as materialized (${covered(before)}), b as materialized (${covered(after)}),
    gone as (
      select x.*, case
        when e.building_id is not null then ${elsewhere}
        when stands.id is null then 'buildingClosed'
        when u.union_id is null then 'unionDissolved'
        else 'buildingLeft'
      end as cause
      from a x
        left join (select distinct on (building_id) * from b) e using (building_id)
        left join ${buildingsOn(after)} stands on stands.id = x.building_id
        left join ${unionsOn(after)} u on u.union_id = x.union_id
      where not exists (select from b where ${samePlace})
    ), come as (
      select x.*, e.q as q_before, case
        when e.building_id is not null then ${elsewhere}
        when u.union_id is null then 'unionFounded'
        else 'buildingCame'
      end as cause
      from b x
        left join (select distinct on (building_id) * from a) e using (building_id)
        left join ${unionsOn(before)} u on u.union_id = x.union_id
      where not exists (select from a b where ${samePlace})
    ), shifts as (
      select union_id, street_id, building_id, cause, -1 as n, -q as q from gone
      union all select union_id, street_id, building_id, cause, 1, coalesce(q_before, q) from come
      union all select union_id, street_id, building_id, 'records', 0, q - q_before from come where q <> q_before
      union all select b.union_id, b.street_id, b.building_id, 'records', 0, b.q - x.q
        from b join a x on ${samePlace} where b.q <> x.q
    )
    select union_id, street_id, building_id, cause, sum(n)::int as buildings, sum(q)::int as q_buildings
    from shifts group by union_id, street_id, building_id, cause`;
}

const samePlace = sql`b.building_id = x.building_id and b.union_id = x.union_id and b.street_id = x.street_id`;

function unitShifts(before: CoverageDay, after: CoverageDay, touched: readonly number[]): SQL {
  const where = isOneOf(touched, sql`building_id`);
  const housed = (on: CoverageDay) => sql`
    select union_id, street_id, building_id, u.id, non_public::int as np, workers as w, (u.lack is null)::int as q
    from ${covers(on, everywhere)} c join ${unitsWithLack(on)} u using (building_id) where ${where}`;
  const open = (on: CoverageDay) =>
    sql`(select id, building_id from ${unitsOn(on, on.among)} u where ${where})`;
  const elsewhere = sql`case
    when e.building_id <> x.building_id then 'unitMoved'
    when e.union_id <> x.union_id then 'buildingMoved'
    else 'unionMoved'
  end`;
  return sql`
    with a as materialized (${housed(before)}), b as materialized (${housed(after)}),
    gone as (
      select x.*, case
        when e.id is not null then ${elsewhere}
        when open.building_id <> x.building_id then 'unitMoved'
        when stands.id is null then 'buildingClosed'
        when open.id is null then 'unitClosed'
        when u.union_id is null then 'unionDissolved'
        else 'buildingLeft'
      end as cause
      from a x
        left join (select distinct on (id) * from b) e using (id)
        left join ${open(after)} open using (id)
        left join ${buildingsOn(after)} stands on stands.id = x.building_id
        left join ${unionsOn(after)} u on u.union_id = x.union_id
      where not exists (select from b where b.id = x.id and ${samePlace})
    ), come as (
      select x.*, e.np as np_before, e.w as w_before, e.q as q_before, case
        when e.id is not null then ${elsewhere}
        when open.id is null then 'unitOpened'
        when open.building_id <> x.building_id then 'unitMoved'
        when u.union_id is null then 'unionFounded'
        else 'buildingCame'
      end as cause
      from b x
        left join (select distinct on (id) * from a) e using (id)
        left join ${open(before)} open using (id)
        left join ${unionsOn(before)} u on u.union_id = x.union_id
      where not exists (select from a b where b.id = x.id and ${samePlace})
    ), stayed as (
      select b.union_id, b.street_id, b.building_id, b.np, b.w, b.q, x.np as np_before, x.w as w_before, x.q as q_before
      from b join a x on b.id = x.id and ${samePlace}
      union all
      select union_id, street_id, building_id, np, w, q, np_before, w_before, q_before
      from come where q_before is not null
    ), shifts as (
      select union_id, street_id, building_id, cause, -1 as n, -np as np, -w as w, -q as qn, -q * np as qnp, -q * w as qw
      from gone
      union all
      select union_id, street_id, building_id, cause, 1, coalesce(np_before, np), coalesce(w_before, w),
        coalesce(q_before, q), coalesce(q_before * np_before, q * np), coalesce(q_before * w_before, q * w)
      from come
      union all
      select union_id, street_id, building_id, 'ownership', 0, np - np_before, 0, 0, q * q_before * (np - np_before), 0
      from stayed where np <> np_before
      union all
      select union_id, street_id, building_id, 'headCount', 0, 0, w - w_before, 0, 0, q * q_before * (w - w_before)
      from stayed where w <> w_before
      union all
      select union_id, street_id, building_id, 'records', 0, 0, 0, q - q_before, q * np - q_before * np_before,
        q * w - q_before * w_before
      from stayed where q <> q_before
    )
    select union_id, street_id, building_id, cause, sum(n)::int as units, sum(np)::int as non_public,
      sum(w)::int as workers, sum(qn)::int as q_units, sum(qnp)::int as q_non_public, sum(qw)::int as q_workers
    from shifts group by union_id, street_id, building_id, cause`;
}

function memberShifts(before: CoverageDay, after: CoverageDay): SQL {
  const members = (on: CoverageDay) => sql`
    select union_id, street_id, person_id, count(*)::int as n, count(*) filter (where lack is null)::int as q
    from ${membersWithLack(on, everywhere)} m group by union_id, street_id, person_id`;
  /** Whether her membership stood, whatever became of the union. */
  const stood = (on: CoverageDay) => sql`exists (
    select from memberships m
    where m.person_id = x.person_id and m.union_id = x.union_id and ${within(sql`m.since`, sql`m.until`, on.day)}
  )`;
  const elsewhere = sql`case when e.union_id <> x.union_id then 'transferred' else 'unionMoved' end`;
  const same = sql`b.person_id = x.person_id and b.union_id = x.union_id and b.street_id = x.street_id`;
  return sql`
    with a as materialized (${members(before)}), b as materialized (${members(after)}),
    gone as (
      select x.*, case
        when e.person_id is not null then ${elsewhere}
        when ${stood(after)} then 'unionDissolved'
        else 'left'
      end as cause
      from a x left join (select distinct on (person_id) * from b) e using (person_id)
      where not exists (select from b where ${same})
    ), come as (
      select x.*, e.q as q_before, case
        when e.person_id is not null then ${elsewhere}
        when ${stood(before)} then 'unionFounded'
        else 'joined'
      end as cause
      from b x left join (select distinct on (person_id) * from a) e using (person_id)
      where not exists (select from a b where ${same})
    ), shifts as (
      select union_id, street_id, cause, -n as n, -q as q from gone
      union all select union_id, street_id, cause, n, coalesce(q_before, q) from come
      union all select union_id, street_id, 'records', 0, q - q_before from come where q <> q_before
      union all select b.union_id, b.street_id, case when b.n > x.n then 'joined' else 'left' end, b.n - x.n, 0
        from b join a x on ${same} where b.n <> x.n
      union all select b.union_id, b.street_id, 'records', 0, b.q - x.q from b join a x on ${same} where b.q <> x.q
    )
    select union_id, street_id, cause, sum(n)::int as members, sum(q)::int as q_members
    from shifts group by union_id, street_id, cause`;
}

function shiftFrom(row: ShiftRow): Shift {
  return {
    street: row.street_id,
    union: row.union_id,
    building: row.building_id ?? null,
    cause: row.cause,
    raw: {
      unions: 0,
      buildings: row.buildings ?? 0,
      units: row.units ?? 0,
      nonPublic: row.non_public ?? 0,
      workers: row.workers ?? 0,
      members: row.members ?? 0,
    },
    qualified: {
      unions: 0,
      buildings: row.q_buildings ?? 0,
      units: row.q_units ?? 0,
      nonPublic: row.q_non_public ?? 0,
      workers: row.q_workers ?? 0,
      members: row.q_members ?? 0,
    },
  };
}

interface ShiftRow extends Record<string, unknown> {
  readonly union_id: UnionId;
  readonly street_id: StreetId;
  readonly building_id?: BuildingId;
  readonly cause: Cause;
  readonly buildings?: number;
  readonly q_buildings?: number;
  readonly units?: number;
  readonly non_public?: number;
  readonly workers?: number;
  readonly q_units?: number;
  readonly q_non_public?: number;
  readonly q_workers?: number;
  readonly members?: number;
  readonly q_members?: number;
}

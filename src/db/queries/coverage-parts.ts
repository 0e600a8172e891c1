import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { Tx } from '../client.ts';
import {
  asOf,
  buildingsOn,
  type DirectoryDay,
  directoryOn,
  unionsOn,
  unitsEverIn,
  unitsOn,
  within,
} from './directory-as-of.ts';

/*
 * What stands in the figures of a day, row by row, each with what it lacks (domain/coverage.ts says what that means): the
 * parts of which figures, differences and worklists are queried.
 */

/** A day, with what is there twice on it: found first, because it is little and would cost every query dear. */
export interface CoverageDay extends DirectoryDay {
  readonly unitsTwice: readonly number[];
  readonly buildingsTwice: readonly number[];
  readonly membershipsTwice: readonly number[];
  /** A query of the units to look at, if not all: those of a street's or a union's buildings. */
  readonly among?: SQL | undefined;
}

const complete = sql`btrim(name) <> '' and btrim(room) <> '' and workers > 0`;

/** @param of where to look: what units elsewhere were like stays unseen */
export async function coverageOn(tx: Tx, day: string, of: Scope): Promise<CoverageDay> {
  const none = { unitsTwice: [], buildingsTwice: [], membershipsTwice: [] };
  const on = { ...(await directoryOn(tx, day)), ...none };
  if (on.changedSince) {
    await makeRoom(tx);
    // How many rows the log changes is anybody's guess, and the planner's is far too low to walk by.
    await tx.execute(sql`select set_config('enable_nestloop', 'off', true)`);
  }
  const buildingsTwice = await idsOf(
    tx,
    sql`
    select id from (
      select id, row_number() over (partition by street_id, name order by id) as nth from ${buildingsOn(on)} b
    ) numbered
    where nth > 1`,
  );
  const among =
    of.kind === 'district'
      ? undefined
      : unitsEverIn(await idsOf(tx, sql`select building_id as id from ${covers(on, of)} c`), on);
  const unitsTwice = await idsOf(
    tx,
    sql`
    select id from (
      select u.id, row_number() over (partition by building_id, normalised order by u.id) as nth
      from ${unitsOn(on, among)} u join (
        select building_id, normalised from ${asOf('units', on, among)} u
        group by building_id, normalised having count(*) > 1
      ) same using (building_id, normalised)
      where ${complete}
    ) numbered
    where nth > 1`,
  );
  return { ...on, among, unitsTwice, buildingsTwice, membershipsTwice: await membershipsTwice(tx, on) };
}

/** In the whole district. Phones that are there twice are few, so who has one of these is looked for first. */
async function membershipsTwice(tx: Tx, on: CoverageDay): Promise<number[]> {
  const candidates = sql`(
    select m.id, m.union_id, m.unit_id, m.since, phone_index
    from (
      select phone_index from people where phone_index is not null group by phone_index having count(*) > 1
    ) phones join people p using (phone_index) join memberships m on m.person_id = p.id
    where ${within(sql`m.since`, sql`m.until`, on.day)} and m.unit_id is not null
  )`;
  const units = await idsOf(tx, sql`select distinct unit_id as id from ${candidates} c`);
  if (units.length === 0) return [];
  const among = sql`(select unnest(${`{${units.join(',')}}`}::int[]))`;
  return idsOf(
    tx,
    sql`
    select id from (
      select m.id, row_number() over (partition by phone_index order by m.since, m.id) as nth
      from ${candidates} m
        join ${unitsOn(on, among)} u on u.id = m.unit_id
        join ${covers(on, { kind: 'district' })} c on c.building_id = u.building_id and c.union_id = m.union_id
    ) numbered
    where nth > 1`,
  );
}

async function idsOf(tx: Tx, query: SQL): Promise<number[]> {
  const rows = await tx.execute<{ id: number }>(query);
  return rows.map(({ id }) => id);
}

/** Queries a day, once it is known what is there twice on it. */
export function withRoom<T>(
  tx: Tx,
  day: string,
  of: Scope,
  body: (tx: Tx, on: CoverageDay) => Promise<T>,
): Promise<T> {
  return tx.transaction(async (inner) => {
    const on = await coverageOn(inner, day, of);
    await makeRoom(inner);
    return body(inner, on);
  });
}

/** Memory enough to hash a million units, which PostgreSQL doesn't allow by default; and nothing compiled that runs once. */
export async function makeRoom(tx: Tx): Promise<void> {
  await tx.execute(sql`select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`);
}

export function isOneOf(ids: readonly number[], id = sql`id`): SQL {
  return ids.length === 0 ? sql`false` : sql`${id} = any(${`{${ids.join(',')}}`}::int[])`;
}

/** Unions and the buildings they covered: `union_id`, `street_id`, `building_id`, and what a building lacks but units. */
export function covers(on: CoverageDay, of: Scope): SQL {
  return sql`(
    select union_id, there.street_id, building_id,
      case
        when coalesce(nullif(btrim(b.address ->> 'zh'), ''), btrim(b.address ->> 'en'), '') = '' then 'buildingAddress'
        when ${isOneOf(on.buildingsTwice)} then 'buildingTwice'
      end as lack
    from union_buildings c
      join ${unionsOn(on)} there using (union_id)
      join ${buildingsOn(on)} b on b.id = c.building_id
    where ${within(sql`since`, sql`until`, on.day)} and ${inScope(of)}
  )`;
}

/** Rows with a `union_id` and a `street_id`. */
function inScope(of: Scope): SQL {
  switch (of.kind) {
    case 'district':
      return sql`true`;
    case 'street':
      return sql`there.street_id = ${of.street}`;
    case 'union':
      return sql`there.union_id = ${of.union}`;
  }
}

/** Units that were there, covered or not, with what each lacks. */
export function unitsWithLack(on: CoverageDay): SQL {
  return sql`(
    select id, building_id, non_public, workers, name, room,
      case
        when btrim(name) = '' then 'unitName'
        when btrim(room) = '' then 'unitRoom'
        when workers <= 0 then 'unitWorkers'
        when ${isOneOf(on.unitsTwice)} then 'unitTwice'
      end as lack
    from ${unitsOn(on, on.among)} u
  )`;
}

/** A line for each building that was covered, with what its units add up to. */
export function housing(on: CoverageDay, of: Scope): SQL {
  return sql`(
    select union_id, street_id, building_id,
      case when c.lack is not null then c.lack when coalesce(q_units, 0) = 0 then 'buildingEmpty' end as lack,
      coalesce(units, 0) as units, coalesce(non_public, 0) as non_public, coalesce(workers, 0) as workers,
      coalesce(q_units, 0) as q_units, coalesce(q_non_public, 0) as q_non_public, coalesce(q_workers, 0) as q_workers,
      coalesce(unit_name, 0) as unit_name, coalesce(unit_room, 0) as unit_room,
      coalesce(unit_workers, 0) as unit_workers, coalesce(unit_twice, 0) as unit_twice
    from ${covers(on, of)} c left join (
      select building_id, count(*)::int as units, count(*) filter (where non_public)::int as non_public,
        sum(workers)::int as workers,
        count(*) filter (where lack is null)::int as q_units,
        count(*) filter (where lack is null and non_public)::int as q_non_public,
        coalesce(sum(workers) filter (where lack is null), 0)::int as q_workers,
        count(*) filter (where lack = 'unitName')::int as unit_name,
        count(*) filter (where lack = 'unitRoom')::int as unit_room,
        count(*) filter (where lack = 'unitWorkers')::int as unit_workers,
        count(*) filter (where lack = 'unitTwice')::int as unit_twice
      from ${unitsWithLack(on)} u
      group by building_id
    ) housed using (building_id)
  )`;
}

/**
 * Memberships that stood, with what each lacks. Two people with one phone are told apart by who joined first, in the whole
 * district: a street's figures don't depend on who looks at them.
 */
export function membersWithLack(on: CoverageDay, of: Scope): SQL {
  return sql`(
    select m.union_id, there.street_id, m.person_id,
      case
        when m.unit_id is null then 'memberUnit'
        when c.building_id is null then 'memberElsewhere'
        when ${isOneOf(on.membershipsTwice, sql`m.id`)} then 'memberTwice'
      end as lack
    from memberships m
      join ${unionsOn(on)} there using (union_id)
      left join ${unitsOn(on, on.among)} u on u.id = m.unit_id
      left join ${covers(on, of)} c on c.building_id = u.building_id and c.union_id = m.union_id
    where ${within(sql`m.since`, sql`m.until`, on.day)} and ${inScope(of)}
  )`;
}

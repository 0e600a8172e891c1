import { type SQL, sql } from 'drizzle-orm';
import type { ImportId, PersonId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';

/*
 * Doing what was confirmed, as many rows at a time as one statement gets done in a second. A row that is no more as it was
 * when the plan was made isn't written over: then fewer are written than planned, and the caller takes all of it back.
 */

export interface Slice {
  readonly id: ImportId;
  /** Rows of the import from here, up to but not including there. */
  readonly from: number;
  readonly until: number;
}

export const tables = {
  union: {
    table: sql`unions`,
    columns:
      'code, street_id, kind, name, name_en, founded_on, office, office_hours, phone, introduction, dissolved_on',
  },
  building: {
    table: sql`buildings`,
    columns: 'code, street_id, name, name_en, address, latitude, longitude, floors, closed_on',
  },
  unit: {
    table: sql`units`,
    columns:
      'building_id, name, normalised, kind, room, non_public, organised, workers, opened_on, closed_on',
  },
} as const;
export type PlaceKind = keyof typeof tables;

const of = ({ id, from, until }: Slice, kind: string): SQL =>
  sql`r.import_id = ${id} and r.n >= ${from} and r.n < ${until} and r.kind = ${kind}`;

/** False when something has changed meanwhile. */
export async function applyPlaces(tx: Tx, kind: PlaceKind, slice: Slice): Promise<boolean> {
  const { table, columns } = tables[kind];
  const names = sql.raw(columns);
  const picked = sql.raw(columns.replace(/\w+/gu, 'p.$&'));
  return all(tx, [
    sql`
      with wanted as (select * from import_rows r where ${of(slice, kind)} and r.action = 'added'), done as (
        insert into ${table} (id, ${names}) overriding system value
        select r.subject_id, ${picked} from wanted r cross join lateral jsonb_populate_record(null::${table}, r.after) p
        on conflict do nothing returning 1
      )`,
    sql`
      with wanted as (
        select * from import_rows r where ${of(slice, kind)}
          and r.action in ('changed', 'closed', 'reopened') and r.after <> '{}'::jsonb
      ), done as (
        update ${table} t set (${names}) = (select ${picked} from jsonb_populate_record(t, r.after) p)
        from wanted r where t.id = r.subject_id and to_jsonb(t) @> r.before returning 1
      )`,
  ]);
}

export async function applyCovers(tx: Tx, slice: Slice): Promise<boolean> {
  const starts = sql`${of(slice, 'cover')} and r.after ->> 'union_id' is not null`;
  const key = sql`c.union_id = (r.after ->> 'union_id')::int and c.building_id = r.subject_id
    and c.since = (r.after ->> 'since')::date`;
  // The same union covered it from that very day on, once: that goes on, and its end is remembered.
  await tx.execute(sql`
    update import_rows r set before = jsonb_build_object('union_id', c.union_id, 'since', c.since, 'until', c.until)
    from union_buildings c where ${starts} and ${key} and c.until is not null`);
  return all(tx, [
    sql`
      with wanted as (select * from import_rows r where ${starts} and r.before is null), done as (
        insert into union_buildings (union_id, building_id, since)
        select (r.after ->> 'union_id')::int, r.subject_id, (r.after ->> 'since')::date from wanted r
        on conflict do nothing returning 1
      )`,
    sql`
      with wanted as (select * from import_rows r where ${starts} and r.before is not null), done as (
        update union_buildings c set until = null from wanted r
        where ${key} and not exists (
          select from union_buildings o where o.building_id = r.subject_id and o.until is null)
        returning 1
      )`,
    sql`
      with wanted as (
        select * from import_rows r where ${of(slice, 'cover')} and r.after ->> 'union_id' is null
      ), done as (
        update union_buildings c set until = (r.after ->> 'since')::date from wanted r
        where c.building_id = r.subject_id and c.union_id = (r.before ->> 'union_id')::int
          and c.since = (r.before ->> 'since')::date and c.until is null
        returning 1
      )`,
  ]);
}

export async function applyNames(tx: Tx, slice: Slice): Promise<boolean> {
  return all(tx, [
    sql`
      with wanted as (select * from import_rows r where ${of(slice, 'name')}), done as (
        insert into building_names (id, building_id, name, kind) overriding system value
        select r.subject_id, r.building_id, r.after ->> 'name', r.after ->> 'kind' from wanted r
        on conflict do nothing returning 1
      )`,
  ]);
}

async function all(tx: Tx, steps: readonly SQL[]): Promise<boolean> {
  for (const step of steps) {
    const [row] = await tx.execute<{ planned: number; written: number }>(sql`
      ${step} select (select count(*) from wanted)::int as planned, (select count(*) from done)::int as written`);
    if (row?.planned !== row?.written) return false;
  }
  return true;
}

/**
 * Writes into the log what a slice has changed. It is so from the import's day on, or from the day that the row itself
 * gives: a unit that closed in October closed then, whenever the office got to hear of it.
 */
export async function logApplied(
  tx: Tx,
  { id, from, until }: Slice,
  {
    at,
    actor,
    effectiveOn,
  }: { readonly at: Date; readonly actor: PersonId | null; readonly effectiveOn: string },
): Promise<void> {
  await tx.execute(sql`
    insert into directory_changes
      (at, effective_on, actor_id, source, import_id, subject, subject_id, action, building_id, union_id, before, after)
    select ${at.toISOString()}::timestamptz,
      case
        when r.kind = 'cover' then least((r.after ->> 'since')::date, ${effectiveOn}::date)
        when r.action = 'closed'
          then least(coalesce(r.after ->> 'closed_on', r.after ->> 'dissolved_on')::date, ${effectiveOn}::date)
        else ${effectiveOn}::date
      end,
      ${actor}::int, 'import', ${id}::int, r.kind, r.subject_id,
      case
        when r.kind <> 'cover' then r.action
        when r.after ->> 'union_id' is null then 'closed'
        when r.before is null then 'added'
        else 'reopened'
      end,
      case when r.kind = 'building' then r.subject_id else r.building_id end,
      case r.kind when 'union' then r.subject_id when 'cover' then r.union_id end,
      r.before, r.after
    from import_rows r
    where r.import_id = ${id} and r.n >= ${from} and r.n < ${until}
      and r.action not in ('unchanged', 'fault') and r.after <> '{}'::jsonb
    order by r.n`);
}

import { type SQL, sql } from 'drizzle-orm';
import type { ImportId, PersonId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { type PlaceKind, tables } from './import-apply.ts';

/*
 * Taking an import back, by the log of what it changed: each column gets what stood in it before, unless it has been
 * changed since; what was added is removed, unless somebody has come to depend on it. Each step of a slice writes its own
 * line into the log, under the day from which the change itself counted: taken back, it was never so.
 */

export interface LogSlice {
  readonly id: ImportId;
  /** Lines of the log from here, up to but not including there. */
  readonly from: number;
  readonly until: number;
}

export interface Undoing {
  readonly at: Date;
  readonly actor: PersonId | null;
}

export async function logRange(
  tx: Tx,
  id: ImportId,
): Promise<{ readonly from: number; readonly until: number }> {
  const [row] = await tx.execute<{ first: string; last: string }>(sql`
    select coalesce(min(id), 0) as first, coalesce(max(id), -1) as last from directory_changes
    where import_id = ${id} and source = 'import'`);
  return { from: Number(row?.first ?? 0), until: Number(row?.last ?? -1) + 1 };
}

const changes = ({ id, from, until }: LogSlice, subject: string): SQL => sql`
  c.import_id = ${id} and c.source = 'import' and c.subject = ${subject} and c.id >= ${from} and c.id < ${until}`;

/** Nothing that counts has been done to it since: an import that was itself undone, and its undoing, count for nothing. */
const untouched = sql`not exists (
  select from directory_changes l left join imports i on i.id = l.import_id
  where l.subject = c.subject and l.subject_id = c.subject_id and l.id > c.id
    and l.source <> 'undo' and (l.source <> 'import' or i.status <> 'undone')
    and (c.before is null or l.before is null or l.before ?| array(select jsonb_object_keys(c.after))))`;

/** The end of each step: what it has undone is written down, and given back. */
const noted = ({ at, actor }: Undoing, action: SQL): SQL => sql`
  , noted as (
    insert into directory_changes
      (at, effective_on, actor_id, source, import_id, subject, subject_id, action, building_id, union_id, before, after)
    select ${at.toISOString()}::timestamptz, c.effective_on, ${actor}::int, 'undo', c.import_id, c.subject, c.subject_id,
      ${action}, c.building_id, c.union_id, c.after, c.before
    from done join directory_changes c on c.id = done.change
    order by c.id desc
    returning subject_id
  ) select subject_id as id from noted`;

const turnedBack = sql`case c.action when 'closed' then 'reopened' when 'reopened' then 'closed' else c.action end`;

export async function restorePlaces(
  tx: Tx,
  kind: PlaceKind,
  slice: LogSlice,
  undoing: Undoing,
): Promise<readonly number[]> {
  const { table, columns } = tables[kind];
  const names = sql.raw(columns);
  const picked = sql.raw(columns.replace(/\w+/gu, 'p.$&'));
  return ids(
    tx,
    sql`
      with done as (
        update ${table} t set (${names}) = (select ${picked} from jsonb_populate_record(t, c.before) p)
        from directory_changes c
        where ${changes(slice, kind)} and c.before is not null and t.id = c.subject_id
          and to_jsonb(t) @> c.after and ${untouched}
        returning c.id as change
      ) ${noted(undoing, turnedBack)}`,
  );
}

/** Who may refer to a row of a table: read from the database itself, so that no table added later is forgotten. */
async function referrers(tx: Tx, kind: PlaceKind): Promise<SQL> {
  const table = `${kind}s`;
  const found = await tx.execute<{ table: string; column: string }>(sql`
    select k.conrelid::regclass::text as table, a.attname as column
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
    where k.contype = 'f' and k.confdeltype <> 'c' and k.confrelid = ${table}::regclass`);
  const none = found.map(
    (each) =>
      sql`not exists (select from ${sql.identifier(each.table)} o where o.${sql.identifier(each.column)} = t.id)`,
  );
  return none.length === 0 ? sql`true` : sql.join(none, sql` and `);
}

export async function removePlaces(
  tx: Tx,
  kind: PlaceKind,
  slice: LogSlice,
  undoing: Undoing,
): Promise<readonly number[]> {
  const { table } = tables[kind];
  const removed = await ids(
    tx,
    sql`
      with done as (
        delete from ${table} t using directory_changes c
        where ${changes(slice, kind)} and c.before is null and t.id = c.subject_id
          and to_jsonb(t) @> c.after and ${untouched} and ${await referrers(tx, kind)}
        returning c.id as change
      ) ${noted(undoing, sql`'removed'`)}`,
  );
  if (kind !== 'union') {
    await tx.execute(
      sql`delete from place_keys where subject = ${kind} and id = any(${sql.param(removed)}::int[])`,
    );
  }
  return removed;
}

export async function undoCovers(tx: Tx, slice: LogSlice, undoing: Undoing): Promise<void> {
  const started = sql`c.after ->> 'union_id' is not null and u.union_id = (c.after ->> 'union_id')::int
    and u.building_id = c.subject_id and u.since = (c.after ->> 'since')::date and u.until is null`;
  await ids(
    tx,
    sql`
      with done as (
        delete from union_buildings u using directory_changes c
        where ${changes(slice, 'cover')} and c.before is null and ${started} and ${untouched}
        returning c.id as change
      ) ${noted(undoing, sql`'removed'`)}`,
  );
  await ids(
    tx,
    sql`
      with done as (
        update union_buildings u set until = (c.before ->> 'until')::date from directory_changes c
        where ${changes(slice, 'cover')} and c.before ? 'until' and ${started} and ${untouched}
        returning c.id as change
      ) ${noted(undoing, sql`'closed'`)}`,
  );
  await ids(
    tx,
    sql`
      with done as (
        update union_buildings u set until = null from directory_changes c
        where ${changes(slice, 'cover')} and c.after ->> 'union_id' is null
          and u.union_id = (c.before ->> 'union_id')::int and u.building_id = c.subject_id
          and u.since = (c.before ->> 'since')::date and u.until = (c.after ->> 'since')::date
          and not exists (select from union_buildings o where o.building_id = c.subject_id and o.until is null)
          and ${untouched}
        returning c.id as change
      ) ${noted(undoing, sql`'reopened'`)}`,
  );
}

/** @returns the names that are gone again */
export async function undoNames(tx: Tx, slice: LogSlice, undoing: Undoing): Promise<void> {
  await ids(
    tx,
    sql`
      with done as (
        delete from building_names t using directory_changes c
        where ${changes(slice, 'name')} and t.id = c.subject_id returning c.id as change
      ) ${noted(undoing, sql`'removed'`)}`,
  );
}

/** Buildings that the import had to do with and that are still there: what they are found by is written anew. */
export async function buildingsTouched(tx: Tx, id: ImportId): Promise<readonly number[]> {
  return ids(
    tx,
    sql`
      select distinct b.id from directory_changes c join buildings b on b.id = c.building_id
      where c.import_id = ${id} and c.source = 'import' and c.subject <> 'cover'`,
  );
}

/** Units of a slice that were renamed, and are still there. */
export async function unitsRenamed(
  tx: Tx,
  { id, from, until }: LogSlice,
): Promise<readonly { readonly id: number; readonly name: string }[]> {
  return tx.execute<{ id: number; name: string }>(sql`
    select distinct u.id, u.name from directory_changes c join units u on u.id = c.subject_id
    where c.import_id = ${id} and c.source = 'import' and c.id >= ${from} and c.id < ${until}
      and c.subject = 'unit' and c.after ? 'name'`);
}

async function ids(tx: Tx, query: SQL): Promise<readonly number[]> {
  const rows = await tx.execute<{ id: number }>(query);
  return rows.map(({ id }) => id);
}

export interface Kept {
  readonly subject: string;
  readonly action: string;
  readonly name: string;
  readonly place: string | null;
}

const notUndone = (id: ImportId): SQL => sql`
  c.import_id = ${id} and c.source = 'import' and not exists (
    select from directory_changes u
    where u.import_id = c.import_id and u.source = 'undo' and u.subject = c.subject and u.subject_id = c.subject_id)`;

export async function countKept(tx: Tx, id: ImportId): Promise<number> {
  // Each change is undone by one line of the log, or not at all.
  const [row] = await tx.execute<{ n: number }>(sql`
    select (count(*) filter (where source = 'import') - count(*) filter (where source = 'undo'))::int as n
    from directory_changes where import_id = ${id}`);
  return row?.n ?? 0;
}

/** What stayed as the import had made it, because it has been changed or is needed since. */
export async function keptChanges(tx: Tx, id: ImportId, limit: number): Promise<readonly Kept[]> {
  return tx.execute<Kept & Record<string, unknown>>(sql`
    select c.subject, c.action, coalesce(x.name, n.name, u.name, c.after ->> 'name', '') as name, b.name as place
    from directory_changes c
      left join units x on c.subject = 'unit' and x.id = c.subject_id
      left join buildings n on c.subject in ('building', 'cover', 'name') and n.id = c.building_id
      left join unions u on c.subject = 'union' and u.id = c.subject_id
      left join buildings b on c.subject = 'unit' and b.id = c.building_id
    where ${notUndone(id)} order by c.id limit ${limit}`);
}

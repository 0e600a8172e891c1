import { and, asc, eq, sql } from 'drizzle-orm';
import type { ImportId } from '../../domain/ids.ts';
import type { Fault } from '../../domain/import/faults.ts';
import type { Tx } from '../client.ts';
import { importRows } from '../schema.ts';
import { statement } from '../statement.ts';

/* What an import would do, kept row by row while somebody decides. */

export type StagedRow = typeof importRows.$inferInsert;

const insertRows = statement(`
  insert into import_rows
    (import_id, n, kind, action, sheet, row, subject_id, building_id, union_id, key, before, after, faults)
  select $1::int, n, kind, action, sheet, row, subject, building, union_id, key, before, after, faults
  from jsonb_to_recordset($2::jsonb) as given(
    n int, kind text, action text, sheet smallint, row int, subject int, building int, union_id int, key text,
    before jsonb, after jsonb, faults jsonb)`);

export async function stageRows(
  tx: Tx,
  id: ImportId,
  rows: readonly Omit<StagedRow, 'import'>[],
): Promise<void> {
  if (rows.length === 0) return;
  // Null is no JSON here, but nothing; `union` is a word of SQL's own.
  const given = rows.map(({ union, ...row }) => ({ ...row, union_id: union }));
  await insertRows(tx, id, JSON.stringify(given));
}

/**
 * Rows that mean the same thing as one before them become faults: the same unit twice, or two new ones of a name. Looked
 * for once all are there, since of a million rows nobody keeps the names in mind.
 *
 * @returns how many
 */
export async function refuseRepetitions(tx: Tx, id: ImportId): Promise<number> {
  let found = 0;
  for (const same of [sql`key`, sql`subject_id`]) {
    const rows = await tx.execute<{ n: number }>(sql`
      with twice as (
        select n, first_value(row) over same as first, row_number() over same as nth
        from ${importRows}
        where import_id = ${id} and kind in ('union', 'building', 'unit') and action <> 'fault' and ${same} is not null
        window same as (partition by kind, ${same} order by n)
      ), faulty as (
        update ${importRows} r set action = 'fault',
          faults = jsonb_build_array(jsonb_build_object('kind', 'twice', 'field', null, 'number', twice.first))
        from twice where r.import_id = ${id} and r.n = twice.n and twice.nth > 1 returning 1
      )
      select count(*)::int as n from faulty`);
    found += rows[0]?.n ?? 0;
  }
  return found;
}

export interface StagedCount {
  readonly kind: string;
  readonly action: string;
  readonly n: number;
}

export async function stagedCounts(tx: Tx, id: ImportId): Promise<readonly StagedCount[]> {
  return tx.execute<StagedCount & Record<string, unknown>>(sql`
    select kind, action, count(*)::int as n from ${importRows}
    where import_id = ${id} and kind in ('union', 'building', 'unit') group by kind, action`);
}

export interface StagedFaults {
  readonly sheet: number;
  readonly row: number;
  readonly kind: string;
  readonly faults: readonly Fault[];
}

export async function stagedFaults(tx: Tx, id: ImportId, limit: number): Promise<readonly StagedFaults[]> {
  const rows = await tx
    .select({
      sheet: importRows.sheet,
      row: importRows.row,
      kind: importRows.kind,
      faults: importRows.faults,
    })
    .from(importRows)
    .where(and(eq(importRows.import, id), eq(importRows.action, 'fault')))
    .orderBy(asc(importRows.sheet), asc(importRows.row))
    .limit(limit);
  return rows.map(({ faults, ...row }) => ({ ...row, faults: faults ?? [] }));
}

export interface StagedChange {
  readonly sheet: number;
  readonly row: number;
  readonly kind: string;
  readonly action: string;
  readonly name: string;
  readonly place: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** What would be different, field by field, in the order of the file. */
export async function stagedChanges(
  tx: Tx,
  id: ImportId,
  { limit, added = true }: { readonly limit: number; readonly added?: boolean },
): Promise<readonly StagedChange[]> {
  return tx.execute<StagedChange & Record<string, unknown>>(sql`
    select r.sheet, r.row, r.kind, r.action, r.before, r.after,
      coalesce(case when r.kind <> 'name' then r.after ->> 'name' end, n.name, x.name, u.name, '') as name, b.name as place
    from ${importRows} r
      left join units x on r.kind = 'unit' and x.id = r.subject_id
      left join buildings n on r.kind in ('building', 'cover', 'name') and n.id = coalesce(r.building_id, r.subject_id)
      left join unions u on r.kind = 'union' and u.id = r.subject_id
      left join buildings b on r.kind = 'unit' and b.id = r.building_id
    where r.import_id = ${id} and r.action not in ('unchanged', 'fault')
      and (${added} or r.action <> 'added') and r.after is distinct from '{}'::jsonb
    order by r.sheet, r.row, r.n limit ${limit}`);
}

/** Rows of an import from one on, up to but not including another. */
export interface StagedRange {
  readonly id: ImportId;
  readonly from: number;
  readonly until: number;
}

const within = ({ id, from, until }: StagedRange) => sql`
  r.import_id = ${id} and r.n >= ${from} and r.n < ${until} and r.action not in ('unchanged', 'fault')`;

/** Units that get a name, or another: what they are found by is to be written. */
export async function stagedUnitNames(
  tx: Tx,
  range: StagedRange,
): Promise<readonly { readonly id: number; readonly name: string }[]> {
  return tx.execute<{ id: number; name: string }>(sql`
    select r.subject_id as id, r.after ->> 'name' as name from ${importRows} r
    where ${within(range)} and r.kind = 'unit' and r.after ? 'name'`);
}

/** Buildings that get other names or another address, or whose units change: how large one is counts when it is searched for. */
export async function stagedBuildings(tx: Tx, id: ImportId): Promise<readonly number[]> {
  const rows = await tx.execute<{ id: number }>(sql`
    select distinct r.building_id as id from ${importRows} r
    where r.import_id = ${id} and r.action not in ('unchanged', 'fault') and r.kind <> 'cover'
      and r.building_id is not null`);
  return rows.map(({ id: building }) => building);
}

export async function lastStaged(tx: Tx, id: ImportId): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`coalesce(max(${importRows.n}), 0)::int` })
    .from(importRows)
    .where(eq(importRows.import, id));
  return row?.n ?? 0;
}

const sequences = { union: 'unions', building: 'buildings', unit: 'units', name: 'building_names' } as const;

/** Ids for new rows, set aside: rows of the same file may refer to them before they are there. */
export async function setIdsAside(tx: Tx, kind: keyof typeof sequences, count: number): Promise<number[]> {
  if (count === 0) return [];
  const rows = await tx.execute<{ id: number }>(sql`
    select nextval(pg_get_serial_sequence(${sequences[kind]}, 'id'))::int as id from generate_series(1, ${count}::int)`);
  return rows.map(({ id }) => id);
}

/** Which of these codes hang on some wall already. */
export async function codesTaken(tx: Tx, codes: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.execute<{ code: string }>(sql`
    select code from (
      select code from streets union all select code from unions union all select code from buildings
      union all select code from proposals
    ) taken where code = any(${sql.param(codes)}::text[])`);
  return new Set(rows.map(({ code }) => code));
}

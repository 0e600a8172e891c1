import { and, asc, eq, gt, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { BuildingId, ImportId, PersonId, UnionId, UnitId } from '../../domain/ids.ts';
import type { RollAction, RollCounts } from '../../domain/roll/decision.ts';
import type { Db, Tx } from '../client.ts';
import { rollRows, unionBuildings } from '../schema.ts';

/* A member roll: what it is held against, and its rows while somebody decides. Lists travel as JSON: one parameter each. */

export type RollRow = typeof rollRows.$inferSelect;
export type NewRollRow = Omit<typeof rollRows.$inferInsert, 'import'>;

/** Which buildings each union covers now. */
export async function coveredBuildings(db: Db | Tx): Promise<ReadonlyMap<UnionId, readonly BuildingId[]>> {
  const rows = await db
    .select({ union: unionBuildings.union, building: unionBuildings.building })
    .from(unionBuildings)
    .where(isNull(unionBuildings.until));
  const covered = new Map<UnionId, BuildingId[]>();
  for (const { union, building } of rows) {
    const list = covered.get(union);
    if (list) list.push(building);
    else covered.set(union, [building]);
  }
  return covered;
}

/** Units that are open and called so, by `building:name`. */
export async function unitsCalled(
  tx: Tx,
  wanted: readonly { readonly buildings: readonly BuildingId[]; readonly name: string }[],
): Promise<ReadonlyMap<string, readonly UnitId[]>> {
  const names = [...new Set(wanted.map(({ name }) => name))];
  const buildings = [...new Set(wanted.flatMap((each) => each.buildings))];
  if (names.length === 0) return new Map();
  const rows = await tx.execute<{ id: UnitId; building: number; name: string }>(sql`
    select u.id, u.building_id as building, u.normalised as name from units u
    where u.building_id in (select v::int from jsonb_array_elements_text(${JSON.stringify(buildings)}::jsonb) v)
      and u.normalised in (select v from jsonb_array_elements_text(${JSON.stringify(names)}::jsonb) v)
      and u.closed_on is null`);
  const found = new Map<string, UnitId[]>();
  for (const { id, building, name } of rows) {
    const key = `${building}:${name}`;
    const list = found.get(key);
    if (list) list.push(id);
    else found.set(key, [id]);
  }
  return found;
}

export interface KnownMember {
  readonly person: PersonId;
  readonly unit: UnitId | null;
  readonly phoneIndex: Buffer | null;
  /** Sealed under `people.name`. */
  readonly name: Buffer | null;
}

/** Members with one of these numbers. */
export function membersWithPhones(tx: Tx, indexes: readonly Buffer[]): Promise<readonly KnownMember[]> {
  return withPhones(tx, indexes, sql`m.until is null`);
}

/** Those with one of these numbers who left of their own accord, and haven't come back. */
export function leaversWithPhones(tx: Tx, indexes: readonly Buffer[]): Promise<readonly KnownMember[]> {
  return withPhones(
    tx,
    indexes,
    sql`m.status = 'left' and exists (select from membership_moves v where v.membership_id = m.id and v.reason = 'herWish')
      and not exists (select from memberships n where n.person_id = p.id and n.until is null)`,
  );
}

async function withPhones(tx: Tx, indexes: readonly Buffer[], which: SQL): Promise<readonly KnownMember[]> {
  if (indexes.length === 0) return [];
  const rows = await tx.execute<{
    person: PersonId;
    unit: UnitId | null;
    index: string;
    name: string | null;
  }>(sql`
    select p.id as person, m.unit_id as unit, encode(p.phone_index, 'hex') as index, encode(p.name, 'hex') as name
    from people p join memberships m on m.person_id = p.id and ${which}
    where p.phone_index in (select decode(v, 'hex')
      from jsonb_array_elements_text(${JSON.stringify(indexes.map((one) => one.toString('hex')))}::jsonb) v)`);
  return rows.map(({ person, unit, index, name }) => ({
    person,
    unit,
    phoneIndex: Buffer.from(index, 'hex'),
    name: name === null ? null : Buffer.from(name, 'hex'),
  }));
}

/** A unit with more members than this is not looked through by name. */
const namesAtMost = 2_000;

/** Members of these units. */
export async function membersOfUnits(tx: Tx, units: readonly UnitId[]): Promise<readonly KnownMember[]> {
  if (units.length === 0) return [];
  const rows = await tx.execute<{ person: PersonId; unit: UnitId; name: string | null }>(sql`
    select m.person_id as person, m.unit_id as unit, encode(m.name, 'hex') as name
    from jsonb_array_elements_text(${JSON.stringify(units)}::jsonb) v
      cross join lateral (
        select m.person_id, m.unit_id, p.name from memberships m join people p on p.id = m.person_id
        where m.unit_id = v::int and m.until is null limit ${namesAtMost}) m`);
  return rows.map(({ person, unit, name }) => ({
    person,
    unit,
    phoneIndex: null,
    name: name === null ? null : Buffer.from(name, 'hex'),
  }));
}

const hex = (bytes: Buffer | null | undefined) => (bytes ? bytes.toString('hex') : null);

export async function stageRollRows(tx: Tx, id: ImportId, rows: readonly NewRollRow[]): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map((row) => ({
    ...row,
    union_id: row.union ?? null,
    name: hex(row.name),
    phone: hex(row.phone),
    phone_index: hex(row.phoneIndex),
    namesake: hex(row.namesakeHash),
    tail: hex(row.tail),
    union: undefined,
  }));
  await tx.execute(sql`
    insert into roll_rows (import_id, n, action, sheet, row, name, phone, phone_index, namesake_hash, union_id, unit_id,
      since, tail, twin_person_id, why, faults)
    select ${id}::int, n, action, sheet, row, decode(name, 'hex'), decode(phone, 'hex'), decode(phone_index, 'hex'),
      decode(namesake, 'hex'), union_id, unit, since, decode(tail, 'hex'), twin, why, faults
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(n int, action text, sheet smallint, row int, name text,
      phone text, phone_index text, namesake text, union_id int, unit int, since date, tail text, twin int, why text,
      faults jsonb)`);
}

/**
 * Rows of one person: the same number and name further up is the same row twice; one of the two alone, and staff looks
 * once both are in.
 */
export async function findRepetitions(tx: Tx, id: ImportId): Promise<void> {
  await tx.execute(sql`
    update roll_rows r set action = 'repeated', twin_row = s.first, name = null, phone = null, tail = null
    from (select n, first_value(n) over w as first, row_number() over w as nth from roll_rows
      where import_id = ${id} and action = 'added'
      window w as (partition by phone_index, namesake_hash order by n)) s
    where r.import_id = ${id} and r.n = s.n and s.nth > 1`);
  await tx.execute(sql`
    update roll_rows r set twin_row = s.first, why = 'phone'
    from (select n, first_value(n) over w as first, row_number() over w as nth from roll_rows
      where import_id = ${id} and action = 'added' window w as (partition by phone_index order by n)) s
    where r.import_id = ${id} and r.n = s.n and s.nth > 1 and r.twin_person_id is null`);
  await tx.execute(sql`
    update roll_rows r set twin_row = s.first, why = 'unitName'
    from (select n, first_value(n) over w as first, row_number() over w as nth from roll_rows
      where import_id = ${id} and action = 'added' and unit_id is not null
      window w as (partition by namesake_hash order by n)) s
    where r.import_id = ${id} and r.n = s.n and s.nth > 1 and r.twin_person_id is null and r.twin_row is null`);
}

export async function rollCounts(tx: Tx, id: ImportId): Promise<RollCounts> {
  const [row] = await tx.execute<{ added: number; skipped: number; alike: number }>(sql`
    select count(*) filter (where action = 'added')::int as added,
      count(*) filter (where action in ('known', 'repeated', 'erased'))::int as skipped,
      count(*) filter (where action = 'added' and why is not null)::int as alike
    from roll_rows where import_id = ${id}`);
  return row ?? { added: 0, skipped: 0, alike: 0 };
}

export interface RemarkableRow {
  readonly sheet: number;
  readonly row: number;
  readonly action: RollAction;
  readonly why: 'phone' | 'unitName' | null;
  /** The row of the file that it resembles. */
  readonly twinRow: number | null;
  readonly faults: RollRow['faults'];
}

/** Rows about which there is something to say: wrong ones, those left alone, those who resemble somebody. */
export async function remarkableRows(tx: Tx, id: ImportId, limit: number): Promise<readonly RemarkableRow[]> {
  return tx
    .select({
      sheet: rollRows.sheet,
      row: rollRows.row,
      action: rollRows.action,
      why: rollRows.why,
      twinRow: sql<number | null>`(select t.row from roll_rows t
        where t.import_id = roll_rows.import_id and t.n = roll_rows.twin_row)`,
      faults: rollRows.faults,
    })
    .from(rollRows)
    .where(and(eq(rollRows.import, id), sql`(${rollRows.action} <> 'added' or ${rollRows.why} is not null)`))
    .orderBy(sql`${rollRows.action} <> 'fault'`, asc(rollRows.sheet), asc(rollRows.row))
    .limit(limit);
}

/** The next rows to be added, in the order of the file; whoever has erased herself meanwhile is none. */
export async function rowsToAdd(
  tx: Tx,
  id: ImportId,
  after: number,
  limit: number,
): Promise<readonly RollRow[]> {
  return tx
    .select()
    .from(rollRows)
    .where(
      and(
        eq(rollRows.import, id),
        eq(rollRows.action, 'added'),
        gt(rollRows.n, after),
        sql`not exists (select from tombstones t where t.value_index = ${rollRows.phoneIndex})`,
      ),
    )
    .orderBy(asc(rollRows.n))
    .limit(limit);
}

const atOnce = 20_000;

/** Removes the rows of a roll: they are somebody's list of names. */
export async function clearRollRows(db: Db | Tx, id: ImportId): Promise<void> {
  for (;;) {
    const gone = await db
      .delete(rollRows)
      .where(
        and(
          eq(rollRows.import, id),
          inArray(
            rollRows.n,
            db.select({ n: rollRows.n }).from(rollRows).where(eq(rollRows.import, id)).limit(atOnce),
          ),
          lt(rollRows.n, 2 ** 31 - 1),
        ),
      )
      .returning({ n: rollRows.n });
    if (gone.length < atOnce) return;
  }
}

import { and, asc, count, eq, gt, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';

import type { ImportId, PersonId } from '../../domain/ids.ts';
import type { Db, Tx } from '../client.ts';
import { directoryChanges, importRows, imports, rollRows } from '../schema.ts';
import { clearRollRows } from './roll.ts';

export type ImportRecord = typeof imports.$inferSelect;
export type ImportStatus = ImportRecord['status'];

/** A try at what is due for an import; what a try writes names it, so that one that was overtaken writes nothing more. */
export interface ImportTry {
  readonly id: ImportId;
  readonly attempt: number;
}

export interface NewImport {
  /** Null: from the command line. */
  readonly by: PersonId | null;
  readonly file: string | null;
  readonly receivedAt: Date;
  readonly effectiveOn: string;
}

export async function insertImport(tx: Tx | Db, given: NewImport): Promise<ImportId> {
  const [row] = await tx
    .insert(imports)
    .values({ ...given, status: 'received' })
    .returning({ id: imports.id });
  if (!row) throw new Error('nothing was inserted');
  return row.id;
}

export async function importById(tx: Tx | Db, id: ImportId): Promise<ImportRecord | undefined> {
  const [row] = await tx.select().from(imports).where(eq(imports.id, id));
  return row;
}

/** Held until the transaction ends: of two taps on its buttons, the second finds what the first decided. */
export async function lockImport(tx: Tx, id: ImportId): Promise<ImportRecord | undefined> {
  const [row] = await tx.select().from(imports).where(eq(imports.id, id)).for('update');
  return row;
}

export async function moveImport(
  tx: Tx | Db,
  id: ImportId,
  change: Partial<Omit<ImportRecord, 'id' | 'by'>>,
): Promise<void> {
  await tx.update(imports).set(change).where(eq(imports.id, id));
}

/** How many of her files wait to be looked at. */
export async function waitingImports(tx: Tx, by: PersonId): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(imports)
    .where(and(eq(imports.by, by), eq(imports.status, 'received')));
  return row?.n ?? 0;
}

/** A claim outlives the longest statement; whoever works renews it at every step. */
const claimFor = sql`clock_timestamp() + interval '2 minutes'`;
const due: readonly ImportStatus[] = ['received', 'applying', 'undoing'];

/** The oldest import that waits for a machine, for this process alone; files given on a command line are not for others. */
export async function claimImport(db: Db): Promise<ImportRecord | undefined> {
  return claim(
    db,
    sql`(select ${imports.id} from ${imports}
      where ${inArray(imports.status, [...due])} and ${imports.claimedUntil} < clock_timestamp()
        and (${imports.file} is not null or ${imports.status} <> 'received')
      order by ${asc(imports.id)} limit 1 for update skip locked)`,
  );
}

export async function claimThisImport(db: Db, id: ImportId): Promise<ImportRecord | undefined> {
  return claim(db, sql`${id}`);
}

async function claim(db: Db, which: SQL): Promise<ImportRecord | undefined> {
  const [row] = await db
    .update(imports)
    .set({ attempt: sql`${imports.attempt} + 1`, claimedUntil: claimFor })
    .where(sql`${imports.id} = ${which}`)
    .returning();
  return row;
}

/** False when another process has taken over. Also keeps the claim. */
export async function stillMine(tx: Tx | Db, { id, attempt }: ImportTry): Promise<boolean> {
  const rows = await tx
    .update(imports)
    .set({ claimedUntil: claimFor })
    .where(and(eq(imports.id, id), eq(imports.attempt, attempt)))
    .returning({ id: imports.id });
  return rows.length === 1;
}

/** Whoever looks next may take it; after a fault of ours, not at once. */
export async function releaseImport(db: Db, { id, attempt }: ImportTry, afterMs: number): Promise<void> {
  await db
    .update(imports)
    .set({ claimedUntil: sql`clock_timestamp() + make_interval(secs => ${afterMs / 1000})` })
    .where(and(eq(imports.id, id), eq(imports.attempt, attempt)));
}

/** The newest change of the directory, by whatever hand. */
export async function newestChange(tx: Tx | Db): Promise<number> {
  const [row] = await tx.execute<{ id: string | null }>(sql`select max(id) as id from ${directoryChanges}`);
  return Number(row?.id ?? 0);
}

export async function changedSince(tx: Tx, change: number): Promise<boolean> {
  const [row] = await tx
    .select({ id: directoryChanges.id })
    .from(directoryChanges)
    .where(gt(directoryChanges.id, change))
    .limit(1);
  return row !== undefined;
}

/** One import changes the directory at a time; held until the transaction ends. False while another does. */
export async function lockDirectoryForImport(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(8190420) as mine`);
  return row?.mine === true;
}

/** Of a million rows a statement may take longer than any other is allowed to. Nobody waits for it: it locks no table. */
export async function takeTime(tx: Tx): Promise<void> {
  await tx.execute(sql`set local statement_timeout = '5min'`);
}

/** What was to be decided by `before` and wasn't; its rows go with it. */
export async function staleImports(db: Db, before: Date): Promise<readonly ImportId[]> {
  const rows = await db
    .select({ id: imports.id })
    .from(imports)
    .where(
      or(
        and(inArray(imports.status, ['checked', 'refused']), lt(imports.settledAt, before)),
        // A dry run from the command line that was broken off.
        and(eq(imports.status, 'received'), isNull(imports.file), lt(imports.receivedAt, before)),
      ),
    );
  return rows.map(({ id }) => id);
}

/** Imports whose rows nobody will ask for any more. */
export async function undecidedRows(db: Db): Promise<readonly ImportId[]> {
  const rows = await db
    .select({ id: imports.id })
    .from(imports)
    .where(
      and(
        inArray(imports.status, ['dropped', 'applied', 'undone']),
        sql`(exists (select from ${importRows} r where r.import_id = ${imports.id})
          or exists (select from ${rollRows} r where r.import_id = ${imports.id}))`,
      ),
    );
  return rows.map(({ id }) => id);
}

/** Imports that this person has applied and may still undo, newest first. */
export async function undoableImports(
  tx: Tx,
  by: PersonId,
  since: Date,
): Promise<readonly { readonly id: ImportId; readonly appliedAt: Date | null }[]> {
  return tx
    .select({ id: imports.id, appliedAt: imports.appliedAt })
    .from(imports)
    .where(and(eq(imports.by, by), eq(imports.status, 'applied'), gt(imports.appliedAt, since)))
    .orderBy(sql`${imports.id} desc`);
}

const atOnce = 20_000;

/** Removes what an import would do, so many rows at a time that nobody waits. */
export async function clearRows(db: Db | Tx, id: ImportId): Promise<void> {
  await clearRollRows(db, id);
  for (;;) {
    const gone = await db.execute<{ n: number }>(sql`
      with batch as (select n from ${importRows} where import_id = ${id} order by n limit ${atOnce}),
        gone as (delete from ${importRows} r using batch where r.import_id = ${id} and r.n = batch.n returning 1)
      select count(*)::int as n from gone`);
    if ((gone[0]?.n ?? 0) < atOnce) return;
  }
}

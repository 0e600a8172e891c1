import { and, desc, eq } from 'drizzle-orm';
import type { BuildingId, ImportId, PersonId, UnionId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { directoryChanges } from '../schema.ts';

type Row = typeof directoryChanges.$inferSelect;

/** Who changed something, when, and from what: the same for all that one act changes. */
export interface ChangeOrigin {
  readonly at: Date;
  /** A calendar day, `2026-12-05`: the first on which it is so. */
  readonly effectiveOn: string;
  /** Null: from the command line. */
  readonly actor: PersonId | null;
  readonly source: Row['source'];
  readonly import?: ImportId;
}

export interface DirectoryChange {
  readonly subject: Row['subject'];
  readonly subjectId: number;
  readonly action: Row['action'];
  /** Whose history shows it. */
  readonly building?: BuildingId | null;
  readonly union?: UnionId | null;
  /** Only the columns that changed, by their names in the database; null where there was, or is, nothing. */
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** Writes down what was changed, in the transaction that changes it. Thousands at a time are fine. */
export async function recordChanges(
  tx: Tx,
  origin: ChangeOrigin,
  changes: readonly DirectoryChange[],
): Promise<void> {
  for (let start = 0; start < changes.length; start += 2_000) {
    await tx
      .insert(directoryChanges)
      .values(changes.slice(start, start + 2_000).map((change) => ({ ...origin, ...change })));
  }
}

/** The newest change of a card: right after it was made, that one. */
export async function lastChangeOf(tx: Tx, subject: Row['subject'], subjectId: number): Promise<number> {
  const [row] = await tx
    .select({ id: directoryChanges.id })
    .from(directoryChanges)
    .where(and(eq(directoryChanges.subject, subject), eq(directoryChanges.subjectId, subjectId)))
    .orderBy(desc(directoryChanges.id))
    .limit(1);
  if (!row) throw new Error('nothing was written down');
  return row.id;
}

/** A change as it was written down. */
export async function changeById(tx: Tx, id: number): Promise<Row | undefined> {
  const [row] = await tx.select().from(directoryChanges).where(eq(directoryChanges.id, id));
  return row;
}

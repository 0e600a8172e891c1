import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { ApplicationId, BatchId, PersonId } from '../../domain/ids.ts';
import type { Db, Tx } from '../client.ts';
import { approvalBatches, approvalBatchItems } from '../schema.ts';

/** Writes down what is to be approved, for the background to do. */
export async function addBatch(
  tx: Tx,
  by: PersonId,
  at: Date,
  items: readonly ApplicationId[],
): Promise<BatchId> {
  const [row] = await tx.insert(approvalBatches).values({ by, at }).returning({ id: approvalBatches.id });
  if (!row) throw new Error('no batch was added');
  await tx.insert(approvalBatchItems).values(items.map((application) => ({ batch: row.id, application })));
  return row.id;
}

/** The oldest batch that isn't done and nobody else is at, locked. */
export async function dueBatch(tx: Tx): Promise<{ readonly id: BatchId; readonly by: PersonId } | undefined> {
  const [row] = await tx
    .select({ id: approvalBatches.id, by: approvalBatches.by })
    .from(approvalBatches)
    .where(isNull(approvalBatches.finishedAt))
    .orderBy(asc(approvalBatches.id))
    .limit(1)
    .for('update', { skipLocked: true });
  return row;
}

/** What is left of a batch, in the order of ids, which everybody who locks several keeps to. */
export async function itemsLeft(tx: Tx, batch: BatchId, limit: number): Promise<readonly ApplicationId[]> {
  const rows = await tx
    .select({ application: approvalBatchItems.application })
    .from(approvalBatchItems)
    .where(and(eq(approvalBatchItems.batch, batch), isNull(approvalBatchItems.outcome)))
    .orderBy(asc(approvalBatchItems.application))
    .limit(limit);
  return rows.map(({ application }) => application);
}

export async function settleItem(
  tx: Tx,
  batch: BatchId,
  application: ApplicationId,
  outcome: 'approved' | 'passed',
): Promise<void> {
  await tx
    .update(approvalBatchItems)
    .set({ outcome })
    .where(and(eq(approvalBatchItems.batch, batch), eq(approvalBatchItems.application, application)));
}

export async function finishBatch(tx: Tx, batch: BatchId, at: Date): Promise<void> {
  await tx.update(approvalBatches).set({ finishedAt: at }).where(eq(approvalBatches.id, batch));
}

/** How it went. */
export async function batchOutcome(
  db: Db | Tx,
  batch: BatchId,
): Promise<{ readonly approved: number; readonly passed: number }> {
  const [row] = await db
    .select({
      approved: sql<number>`(count(*) filter (where ${approvalBatchItems.outcome} = 'approved'))::int`,
      passed: sql<number>`(count(*) filter (where ${approvalBatchItems.outcome} = 'passed'))::int`,
    })
    .from(approvalBatchItems)
    .where(eq(approvalBatchItems.batch, batch));
  return row ?? { approved: 0, passed: 0 };
}

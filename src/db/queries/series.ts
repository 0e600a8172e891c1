import { and, desc, eq, lte, sql } from 'drizzle-orm';
import type { BroadcastId, PersonId } from '../../domain/ids.ts';
import type { Db, Tx } from '../client.ts';
import { broadcastRuns, broadcastSchedules } from '../schema.ts';

/*
 * When released broadcasts go out, and what became of each of their slots.
 */

export type BroadcastSchedule = typeof broadcastSchedules.$inferSelect;
export type BroadcastRun = typeof broadcastRuns.$inferSelect;

/** Begins it, or begins it anew with another time. */
export async function saveBroadcastSchedule(
  tx: Tx,
  schedule: {
    readonly broadcast: BroadcastId;
    readonly nextAt: Date | null;
    readonly changedBy: PersonId | null;
    readonly pausedAt?: Date | null;
    readonly endedAt?: Date | null;
  },
): Promise<void> {
  const { broadcast, ...rest } = schedule;
  const set = { pausedAt: null, endedAt: null, ...rest };
  await tx
    .insert(broadcastSchedules)
    .values({ broadcast, ...set })
    .onConflictDoUpdate({ target: broadcastSchedules.broadcast, set });
}

export async function broadcastSchedule(
  tx: Tx,
  broadcast: BroadcastId,
): Promise<BroadcastSchedule | undefined> {
  const [row] = await tx.select().from(broadcastSchedules).where(eq(broadcastSchedules.broadcast, broadcast));
  return row;
}

export async function dueBroadcasts(db: Db, now: Date): Promise<BroadcastId[]> {
  const rows = await db
    .select({ broadcast: broadcastSchedules.broadcast })
    .from(broadcastSchedules)
    .where(lte(broadcastSchedules.nextAt, now))
    .orderBy(broadcastSchedules.nextAt, broadcastSchedules.broadcast);
  return rows.map((row) => row.broadcast);
}

/** A schedule if it is due and nobody else is at it; locked until the transaction ends. */
export async function lockDueBroadcast(
  tx: Tx,
  broadcast: BroadcastId,
  now: Date,
): Promise<BroadcastSchedule | undefined> {
  const [row] = await tx
    .select()
    .from(broadcastSchedules)
    .where(and(eq(broadcastSchedules.broadcast, broadcast), lte(broadcastSchedules.nextAt, now)))
    .for('update', { skipLocked: true });
  return row;
}

export async function setNextSlot(
  tx: Tx,
  broadcast: BroadcastId,
  { nextAt, endedAt }: { readonly nextAt: Date | null; readonly endedAt: Date | null },
): Promise<void> {
  await tx
    .update(broadcastSchedules)
    .set({ nextAt, endedAt })
    .where(eq(broadcastSchedules.broadcast, broadcast));
}

/** True for the one, of all processes and for all time, whose slot this is. */
export async function claimBroadcastRun(
  tx: Tx,
  run: Pick<BroadcastRun, 'broadcast' | 'slot' | 'state' | 'at'> & Partial<BroadcastRun>,
): Promise<boolean> {
  const rows = await tx
    .insert(broadcastRuns)
    .values(run)
    .onConflictDoNothing()
    .returning({ slot: broadcastRuns.slot });
  return rows.length === 1;
}

/** A slot and what became of it, nobody else decides on it until the transaction ends. */
export async function lockBroadcastRun(
  tx: Tx,
  which: Pick<BroadcastRun, 'broadcast' | 'slot'>,
): Promise<BroadcastRun | undefined> {
  const [row] = await tx.select().from(broadcastRuns).where(runIs(which)).for('update');
  return row;
}

export async function settleBroadcastRun(
  tx: Tx,
  which: Pick<BroadcastRun, 'broadcast' | 'slot'>,
  set: Pick<BroadcastRun, 'state' | 'notice'> & Partial<BroadcastRun>,
): Promise<void> {
  await tx.update(broadcastRuns).set(set).where(runIs(which));
}

/** The newest slots that have come. */
export async function lastRuns(tx: Tx, broadcast: BroadcastId, many: number): Promise<BroadcastRun[]> {
  return tx
    .select()
    .from(broadcastRuns)
    .where(eq(broadcastRuns.broadcast, broadcast))
    .orderBy(desc(broadcastRuns.slot))
    .limit(many);
}

/** A button names a slot by its minute. */
function runIs({ broadcast, slot }: Pick<BroadcastRun, 'broadcast' | 'slot'>) {
  return and(
    eq(broadcastRuns.broadcast, broadcast),
    sql`date_trunc('minute', ${broadcastRuns.slot}) = date_trunc('minute', ${slot.toISOString()}::timestamptz)`,
  );
}

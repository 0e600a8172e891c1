import { and, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { UnionId } from '../../domain/ids.ts';
import type { Schedule } from '../../domain/program.ts';
import type { MonthlyRule } from '../../domain/schedule.ts';
import type { Db, Tx } from '../client.ts';
import { announcementSchedules, dialogues, jobRuns, staffInvitations, unions, updates } from '../schema.ts';

/** What may be said of a run afterwards: figures, and never whom it was about. */
export type Counts = Readonly<Record<string, number>>;
export type RunOutcome = NonNullable<typeof jobRuns.$inferSelect.outcome>;

export interface Slot {
  readonly job: string;
  readonly slot: string;
}

/** True for the one, of all processes and for all time, that may do this. */
export async function claimRun(db: Db | Tx, { job, slot }: Slot, now: Date): Promise<boolean> {
  const rows = await db
    .insert(jobRuns)
    .values({ job, slot, claimedAt: now })
    .onConflictDoNothing()
    .returning({ job: jobRuns.job });
  return rows.length === 1;
}

export async function finishRun(
  db: Db | Tx,
  { job, slot }: Slot,
  { outcome, counts, now }: { outcome: RunOutcome; counts: Counts; now: Date },
): Promise<void> {
  await db
    .update(jobRuns)
    .set({ outcome, counts, finishedAt: now })
    .where(and(eq(jobRuns.job, job), eq(jobRuns.slot, slot)));
}

/** Settles a held run. False when somebody did before. */
export async function settleHeldRun(
  tx: Tx,
  { job, slot }: Slot,
  { outcome, counts, now }: { outcome: 'done' | 'skipped'; counts: Counts; now: Date },
): Promise<boolean> {
  const rows = await tx
    .update(jobRuns)
    .set({ outcome, counts, finishedAt: now })
    .where(and(eq(jobRuns.job, job), eq(jobRuns.slot, slot), eq(jobRuns.outcome, 'held')))
    .returning({ job: jobRuns.job });
  return rows.length === 1;
}

// ── When each union's announcement is due ────────────────────────────────────────────────────────────────────────────

export async function dueUnions(db: Db, now: Date): Promise<UnionId[]> {
  const rows = await db
    .select({ union: announcementSchedules.union })
    .from(announcementSchedules)
    .where(lte(announcementSchedules.nextAt, now))
    .orderBy(announcementSchedules.nextAt, announcementSchedules.union);
  return rows.map((row) => row.union);
}

/** A union's schedule if it is due and nobody else is at it; locked until the transaction ends. */
export async function lockDueSchedule(tx: Tx, union: UnionId, now: Date): Promise<Schedule | undefined> {
  const [row] = await tx
    .select({ rule: announcementSchedules.rule, nextAt: announcementSchedules.nextAt })
    .from(announcementSchedules)
    .where(and(eq(announcementSchedules.union, union), lte(announcementSchedules.nextAt, now)))
    .for('update', { skipLocked: true });
  return row;
}

export async function scheduleNext(tx: Tx, union: UnionId, nextAt: Date): Promise<void> {
  await tx.update(announcementSchedules).set({ nextAt }).where(eq(announcementSchedules.union, union));
}

/** Gives each union without a schedule this one. */
export async function addMissingSchedules(
  db: Db | Tx,
  { rule, nextAt }: { rule: MonthlyRule; nextAt: Date },
): Promise<number> {
  const without = await db
    .select({ union: unions.id })
    .from(unions)
    .leftJoin(announcementSchedules, eq(announcementSchedules.union, unions.id))
    .where(isNull(announcementSchedules.union));
  if (without.length === 0) return 0;
  const rows = await db
    .insert(announcementSchedules)
    .values(without.map(({ union }) => ({ union, rule, nextAt })))
    .onConflictDoNothing()
    .returning({ union: announcementSchedules.union });
  return rows.length;
}

// ── What need not be kept ────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Forgets updates that Telegram can't deliver again, and later those that were set aside. Parked ones are still to be
 * handled.
 *
 * @returns how many it deleted, at most `limit`
 */
export async function purgeUpdates(
  db: Db,
  { handledBefore, asideBefore, limit }: { handledBefore: Date; asideBefore: Date; limit: number },
): Promise<number> {
  const old = or(
    and(eq(updates.status, 'done'), lt(updates.at, handledBefore)),
    and(eq(updates.status, 'aside'), lt(updates.at, asideBefore)),
  );
  const rows = await db
    .delete(updates)
    .where(
      inArray(
        sql`(${updates.bot}, ${updates.id})`,
        db
          .select({ bot: updates.bot, id: updates.id })
          .from(updates)
          .where(old)
          .orderBy(updates.at)
          .limit(limit),
      ),
    )
    .returning({ id: updates.id });
  return rows.length;
}

/** Forgets invitations that nobody followed in time. Used ones stay: they say who let whom in. */
export async function purgeInvitations(db: Db, expiredBefore: Date): Promise<number> {
  const rows = await db
    .delete(staffInvitations)
    .where(and(lt(staffInvitations.expiresAt, expiredBefore), isNull(staffInvitations.usedAt)))
    .returning({ id: staffInvitations.id });
  return rows.length;
}

/** Forgets what somebody began and hasn't touched since: a name and a phone, perhaps, that she never handed in. */
export async function purgeDialogues(db: Db, untouchedSince: Date): Promise<number> {
  const rows = await db
    .delete(dialogues)
    .where(lt(dialogues.updatedAt, untouchedSince))
    .returning({ kind: dialogues.kind });
  return rows.length;
}

import { and, asc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { NoticeId } from '../../domain/ids.ts';
import type { Db } from '../client.ts';
import { audit, deliveries, notices } from '../schema.ts';

/*
 * Forgetting who was sent what. The notices themselves stay, without a name in them: their keys keep a cause from
 * happening twice, and how many a mass one reached is kept beside it.
 */

/** Settled rows of personal notices older than this, some notices at a time. @returns rows deleted; null: none is left */
export async function clearPersonal(
  db: Db,
  { createdBefore, now, limit }: { createdBefore: Date; now: Date; limit: number },
): Promise<number | null> {
  return db.transaction(async (tx) => {
    const old = await tx
      .select({ id: notices.id })
      .from(notices)
      .where(
        and(eq(notices.reach, 'personal'), isNull(notices.clearedAt), lt(notices.createdAt, createdBefore)),
      )
      .orderBy(asc(notices.id))
      .limit(limit);
    if (old.length === 0) return null;
    const ids = old.map(({ id }) => id);
    // What is older than a season and still not settled never will be: the longest back-off is an hour.
    const rows = await tx
      .delete(deliveries)
      .where(inArray(deliveries.notice, ids))
      .returning({ person: deliveries.person });
    await tx.update(notices).set({ clearedAt: now }).where(inArray(notices.id, ids));
    return rows.length;
  });
}

/** A mass notice reported before this whose rows are still there. */
export async function massToClear(db: Db, reportedBefore: Date): Promise<NoticeId | undefined> {
  const [row] = await db
    .select({ id: notices.id })
    .from(notices)
    .where(and(eq(notices.reach, 'mass'), isNull(notices.clearedAt), lt(notices.reportedAt, reportedBefore)))
    .orderBy(asc(notices.id))
    .limit(1);
  return row?.id;
}

/** Some of its rows; when none is left, it counts as cleared. @returns how many were deleted */
export async function clearMass(
  db: Db,
  { notice, now, limit }: { notice: NoticeId; now: Date; limit: number },
): Promise<number> {
  const rows = await db.execute<{ count: number }>(sql`
    with gone as (
      delete from deliveries where notice_id = ${notice} and person_id in (
        select person_id from deliveries where notice_id = ${notice} order by person_id limit ${limit})
      returning 1
    ) select count(*)::int as count from gone`);
  const count = rows[0]?.count ?? 0;
  if (count < limit) await db.update(notices).set({ clearedAt: now }).where(eq(notices.id, notice));
  return count;
}

/** Notes of who saw or changed what, older than this. @returns how many were deleted */
export async function purgeAudit(db: Db, before: Date): Promise<number> {
  const rows = await db.delete(audit).where(lt(audit.at, before)).returning({ id: audit.id });
  return rows.length;
}

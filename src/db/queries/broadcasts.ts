import { and, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { AudienceRule } from '../../domain/audience.ts';
import { type BroadcastMarks, type Tally, type TallyRow, tallyOf } from '../../domain/broadcast.ts';
import type { NoticeId, PersonId, StreetId, UnionId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { NoticeKind } from '../../domain/notice.ts';
import type { Db, Tx } from '../client.ts';
import { deliveries, notices, noticeTallies, people } from '../schema.ts';

/*
 * A mass notice once its audience is frozen (freeze.ts): it is sent (deliveries.ts), counted, held, called off, closed.
 */

/** A million rows take some seconds, and nobody waits for them but the notice. */
export const longMs = 120_000;

/** Counts a notice's rows and keeps the sums. */
export async function recount(tx: Tx, notice: NoticeId): Promise<Tally> {
  const tally = tallyOf(await reasonsOf(tx, notice));
  await tx
    .insert(noticeTallies)
    .values({ notice, ...tally })
    .onConflictDoUpdate({ target: noticeTallies.notice, set: tally });
  return tally;
}

/** How a notice's audience fared, counted row by row; once it is over and its rows forgotten, as it was kept. */
export async function reasonsOf(db: Db | Tx, notice: NoticeId): Promise<readonly TallyRow[]> {
  const [kept] = await db
    .select({ reasons: noticeTallies.reasons })
    .from(noticeTallies)
    .where(eq(noticeTallies.notice, notice));
  if (kept?.reasons) return kept.reasons;
  return db
    .select({ status: deliveries.status, reason: deliveries.reason, people: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(eq(deliveries.notice, notice))
    .groupBy(deliveries.status, deliveries.reason)
    .orderBy(deliveries.status, deliveries.reason);
}

/** Frozen mass notices that aren't reported yet, in the order in which they fell due; not those that are held. */
export async function noticesUnderWay(db: Db): Promise<NoticeId[]> {
  const rows = await db
    .select({ id: notices.id })
    .from(notices)
    .where(
      and(
        eq(notices.reach, 'mass'),
        isNull(notices.reportedAt),
        isNotNull(notices.frozenAt),
        or(isNull(notices.pausedAt), isNotNull(notices.cancelledAt)),
      ),
    )
    .orderBy(notices.dueAt, notices.id);
  return rows.map((row) => row.id);
}

/** Whoever hasn't got a notice that was called off won't. */
export async function skipCancelled(db: Db, now: Date): Promise<number> {
  const off = await db
    .select({ id: notices.id })
    .from(notices)
    .where(
      and(
        eq(notices.reach, 'mass'),
        isNull(notices.reportedAt),
        isNotNull(notices.frozenAt),
        isNotNull(notices.cancelledAt),
      ),
    );
  if (off.length === 0) return 0;
  return db.transaction(async (tx) => {
    await tx.execute(sql.raw(`set local statement_timeout = ${longMs}`));
    const [row] = await tx.execute<{ count: number }>(sql`
      with skipped as (
        update deliveries set status = 'skipped', reason = 'cancelled', settled_at = ${now.toISOString()}
        where notice_id = any(${sql.param(off.map(({ id }) => id))}::int[])
          and not urgent and status in ('queued', 'retry')
        returning notice_id, status
      ), ${counted(sql`skipped`)}
      select count(*)::int as count from skipped`);
    return row?.count ?? 0;
  });
}

/**
 * Moves the sums with the rows that a statement settled: a common table expression to go beside it.
 *
 * @param settled its rows, each with `notice_id` and its new `status`; what is to be tried again counts as waiting still
 */
export function counted(settled: SQL): SQL {
  return sql`counted as (
    update notice_tallies t set waiting = t.waiting - s.settled, sent = t.sent + s.sent,
      skipped = t.skipped + s.skipped, unreachable = t.unreachable + s.unreachable,
      failed = t.failed + s.failed, unknown = t.unknown + s.unknown
    from (
      select notice_id, count(*) as settled, count(*) filter (where status = 'sent') as sent,
        count(*) filter (where status = 'skipped') as skipped,
        count(*) filter (where status = 'unreachable') as unreachable,
        count(*) filter (where status = 'failed') as failed,
        count(*) filter (where status = 'unknown') as unknown
      from ${settled} where status <> 'retry' group by notice_id
    ) s
    where t.notice_id = s.notice_id
  )`;
}

interface Closed {
  readonly kind: NoticeKind;
  readonly by: PersonId | null;
  readonly union: UnionId | null;
  readonly street: StreetId | null;
  readonly audience: number;
}

/**
 * Closes a mass notice of which nothing is left to send, and keeps how its audience fared.
 *
 * @returns `waiting` while something is on its way or to be tried again; `overlooked` when something is left that nobody
 *   will come upon; undefined when it was closed before
 */
export async function closeNotice(
  tx: Tx,
  notice: NoticeId,
  now: Date,
): Promise<Closed | 'waiting' | 'overlooked' | undefined> {
  const [row] = await tx
    .select({
      kind: notices.kind,
      by: notices.createdBy,
      union: notices.union,
      street: notices.street,
      reportedAt: notices.reportedAt,
    })
    .from(notices)
    .where(eq(notices.id, notice))
    .for('update');
  if (!row || row.reportedAt) return undefined;
  const [tally] = await tx
    .select({ waiting: noticeTallies.waiting })
    .from(noticeTallies)
    .where(eq(noticeTallies.notice, notice));
  if (tally?.waiting !== 0) {
    const [left] = await tx.execute<{ coming: boolean }>(sql`
      select exists (select from deliveries where notice_id = ${notice} and status = 'sending')
        or exists (select from deliveries where notice_id = ${notice} and not urgent and status = 'retry') as coming`);
    if (left?.coming) return 'waiting';
    // Passed over when it was locked by somebody, or settled by a release that knew of no sums.
    if ((await recount(tx, notice)).waiting > 0) return 'overlooked';
  }
  const reasons = await reasonsOf(tx, notice);
  await tx.update(noticeTallies).set({ reasons }).where(eq(noticeTallies.notice, notice));
  await tx.update(notices).set({ reportedAt: now }).where(eq(notices.id, notice));
  const { kind, by, union, street } = row;
  return { kind, by, union, street, audience: tallyOf(reasons).audience };
}

/** A mass notice as those who answer for it see it. */
export interface Broadcast extends BroadcastMarks {
  readonly id: NoticeId;
  readonly kind: NoticeKind;
  readonly union: UnionId | null;
  readonly street: StreetId | null;
  /** Null: its union's members; or, of a correction, those whom the other reached. */
  readonly audience: AudienceRule | null;
  readonly by: PersonId | null;
  readonly corrects: NoticeId | null;
  readonly pausedBy: 'staff' | 'failures' | null;
  readonly dueAt: Date;
  /** Its rows are forgotten. */
  readonly clearedAt: Date | null;
  /** Null until its audience is frozen. */
  readonly tally: Tally | null;
}

const broadcast = {
  id: notices.id,
  kind: notices.kind,
  union: notices.union,
  street: notices.street,
  audience: notices.audience,
  by: notices.createdBy,
  corrects: notices.corrects,
  dueAt: notices.dueAt,
  frozenAt: notices.frozenAt,
  pausedAt: notices.pausedAt,
  pausedBy: notices.pausedBy,
  cancelledAt: notices.cancelledAt,
  reportedAt: notices.reportedAt,
  clearedAt: notices.clearedAt,
  tally: {
    audience: noticeTallies.audience,
    waiting: noticeTallies.waiting,
    sent: noticeTallies.sent,
    skipped: noticeTallies.skipped,
    unreachable: noticeTallies.unreachable,
    failed: noticeTallies.failed,
    unknown: noticeTallies.unknown,
  },
};

/** Undefined for what is personal, too: nobody steers that. */
export async function broadcastById(db: Db | Tx, id: NoticeId): Promise<Broadcast | undefined> {
  const [row] = await db
    .select(broadcast)
    .from(notices)
    .leftJoin(noticeTallies, eq(noticeTallies.notice, notices.id))
    .where(and(eq(notices.id, id), eq(notices.reach, 'mass')));
  return row;
}

/** The same, and nobody else moves it until the transaction ends. */
export async function lockBroadcast(tx: Tx, id: NoticeId): Promise<Broadcast | undefined> {
  await tx.select({ id: notices.id }).from(notices).where(eq(notices.id, id)).for('update');
  return broadcastById(tx, id);
}

export async function markBroadcast(
  tx: Tx,
  id: NoticeId,
  marks: Partial<Pick<typeof notices.$inferInsert, 'pausedAt' | 'pausedBy' | 'cancelledAt'>>,
): Promise<void> {
  await tx.update(notices).set(marks).where(eq(notices.id, id));
}

/** A correction or withdrawal of this one that isn't over. */
export async function correctionUnderWay(tx: Tx, of: NoticeId): Promise<boolean> {
  const [row] = await tx
    .select({ id: notices.id })
    .from(notices)
    .where(and(eq(notices.corrects, of), isNull(notices.reportedAt), isNull(notices.cancelledAt)));
  return row !== undefined;
}

/** One that somebody watches: where it is shown, if it is already, and in which language. */
export interface WatchedBroadcast extends Broadcast {
  readonly chat: number;
  readonly message: number | null;
  readonly language: Language | null;
  readonly telegramLanguage: string | null;
}

/** Those whose announcers can be shown how far they are: under way, or over and not shown to be so. */
export async function watchedBroadcasts(db: Db): Promise<readonly WatchedBroadcast[]> {
  const rows = await db
    .select({
      ...broadcast,
      chat: people.telegramId,
      message: notices.progressMessage,
      language: people.language,
      telegramLanguage: people.telegramLanguage,
    })
    .from(notices)
    .innerJoin(people, eq(people.id, notices.createdBy))
    .leftJoin(noticeTallies, eq(noticeTallies.notice, notices.id))
    .where(
      and(
        or(
          and(eq(notices.reach, 'mass'), isNull(notices.reportedAt), isNotNull(notices.frozenAt)),
          isNotNull(notices.progressMessage),
        ),
        isNull(people.unreachableSince),
      ),
    );
  return rows.flatMap((row) => (row.chat === null ? [] : [{ ...row, chat: row.chat }]));
}

/** @param message null: it has said the end */
export async function keepProgressMessage(db: Db, notice: NoticeId, message: number | null): Promise<void> {
  await db.update(notices).set({ progressMessage: message }).where(eq(notices.id, notice));
}

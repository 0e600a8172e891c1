import { and, count, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import { purposes } from '../../domain/consent.ts';
import type { ActivityId, UnionId } from '../../domain/ids.ts';
import type { Announcement, Schedule } from '../../domain/program.ts';
import { defaultMonthlyRule, nextMonthlySlot } from '../../domain/schedule.ts';
import type { Tx } from '../client.ts';
import { announcementSchedules, consents, memberships, notices, people } from '../schema.ts';

/** When a union's monthly announcement goes out: at its own slot, or the usual one. */
export async function scheduleOf(tx: Tx, union: UnionId, now: Date, timeZone: string): Promise<Schedule> {
  const [row] = await tx
    .select({ rule: announcementSchedules.rule, nextAt: announcementSchedules.nextAt })
    .from(announcementSchedules)
    .where(eq(announcementSchedules.union, union));
  return row ?? { rule: defaultMonthlyRule, nextAt: nextMonthlySlot(defaultMonthlyRule, now, timeZone) };
}

export async function saveSchedule(tx: Tx, union: UnionId, schedule: Schedule): Promise<void> {
  await tx
    .insert(announcementSchedules)
    .values({ union, ...schedule })
    .onConflictDoUpdate({ target: announcementSchedules.union, set: schedule });
}

/** How many an announcement reaches now: members who agreed to hear of activities and have the bot open. */
export async function audienceSize(tx: Tx, union: UnionId): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.person))
    .innerJoin(consents, eq(consents.person, memberships.person))
    .where(
      and(
        eq(memberships.union, union),
        isNull(memberships.until),
        isNotNull(people.telegramId),
        isNull(people.unreachableSince),
        eq(consents.purpose, 'announcements'),
        isNull(consents.withdrawnAt),
        sql`${consents.version} >= ${purposes.announcements}`,
      ),
    );
  return row?.n ?? 0;
}

/** An activity is announced once; this is the key under which that is kept. */
export function announcementKey(activity: ActivityId): string {
  return `activity:${activity}:announced`;
}

export async function announcementOf(tx: Tx, activity: ActivityId, now: Date): Promise<Announcement> {
  const [row] = await tx
    .select({ dueAt: notices.dueAt, frozenAt: notices.frozenAt })
    .from(notices)
    .where(and(eq(notices.key, announcementKey(activity)), isNull(notices.cancelledAt)));
  if (!row) return { status: 'none' };
  const planned = row.frozenAt === null && row.dueAt > now;
  return { status: planned ? 'planned' : 'underWay', dueAt: row.dueAt };
}

/** @returns false when it is under way already */
export async function moveAnnouncement(
  tx: Tx,
  activity: ActivityId,
  { dueAt, now }: { readonly dueAt: Date; readonly now: Date },
): Promise<boolean> {
  const rows = await tx
    .update(notices)
    .set({ dueAt })
    .where(
      and(
        eq(notices.key, announcementKey(activity)),
        isNull(notices.frozenAt),
        isNull(notices.cancelledAt),
        gt(notices.dueAt, now),
      ),
    )
    .returning({ id: notices.id });
  return rows.length > 0;
}

/** Whoever hasn't been told yet won't be, even when others have. */
export async function callOffAnnouncement(tx: Tx, activity: ActivityId, now: Date): Promise<void> {
  await tx
    .update(notices)
    .set({ cancelledAt: now })
    .where(and(eq(notices.key, announcementKey(activity)), isNull(notices.cancelledAt)));
}

/** Has a union's programme of this month (`2026-12`) been announced, or is about to be? */
export async function programmeAnnounced(tx: Tx, union: UnionId, month: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: notices.id })
    .from(notices)
    .where(eq(notices.key, `monthly:${union}:${month}`));
  return row !== undefined;
}

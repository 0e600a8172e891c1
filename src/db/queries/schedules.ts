import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { ActivityId, UnionId } from '../../domain/ids.ts';
import type { Announcement, Schedule } from '../../domain/program.ts';
import { quietUntil } from '../../domain/quiet-hours.ts';
import { defaultMonthlyRule, nextMonthlySlot, programmePeriod } from '../../domain/schedule.ts';
import type { Tx } from '../client.ts';
import { announcementSchedules, notices } from '../schema.ts';
import { audienceOf } from './freeze.ts';
import { leftOfMonth } from './notices.ts';
import { readSetting } from './settings.ts';

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

/**
 * How many of a union's members an announcement would reach at a moment, as things stand: counted by the statement that
 * freezes its audience, so that whoever has heard enough by then is no more counted than written to.
 */
export async function audienceSize(
  tx: Tx,
  union: UnionId,
  { kind, at, timeZone }: { kind: 'activityAnnounced' | 'monthlyProgramme'; at: Date; timeZone: string },
): Promise<number> {
  const kinds = kind === 'monthlyProgramme' ? await kindsOfMonth(tx, union, at, timeZone) : null;
  const notice = { kind, union, audience: null, dueAt: at };
  const audience = audienceOf(notice, kinds, { now: at, languageDefault: 'zh', timeZone });
  const [row] = await tx.execute<{ people: number }>(
    sql`select count(*)::int as people from (${audience}) a where a.reason is null`,
  );
  return row?.people ?? 0;
}

/** What a programme sent then is about; null while nothing is planned, and it may become about anything. */
async function kindsOfMonth(tx: Tx, union: UnionId, at: Date, timeZone: string) {
  const { month } = programmePeriod(at, timeZone);
  const planned = await leftOfMonth(tx, union, { month, now: at, timeZone });
  return planned.length === 0 ? null : planned.map((activity) => activity.kind);
}

/** An activity is announced once; this is the key under which that is kept. */
export function announcementKey(activity: ActivityId): string {
  return `activity:${activity}:announced`;
}

export async function announcementOf(
  tx: Tx,
  activity: ActivityId,
  now: Date,
  timeZone: string,
): Promise<Announcement> {
  const [row] = await tx
    .select({ dueAt: notices.dueAt, frozenAt: notices.frozenAt })
    .from(notices)
    .where(and(eq(notices.key, announcementKey(activity)), isNull(notices.cancelledAt)));
  if (!row) return { status: 'none' };
  const planned = row.frozenAt === null && row.dueAt > now;
  const awake = quietUntil(row.dueAt, await readSetting(tx, 'quietHours'), timeZone);
  return { status: planned ? 'planned' : 'underWay', dueAt: row.dueAt, goesAt: awake ?? row.dueAt };
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

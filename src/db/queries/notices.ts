import { and, asc, eq, gte, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { ActivityKind } from '../../domain/activity.ts';
import { restDays } from '../../domain/delivery-plan.ts';
import type { ActivityId, ApplicationId, NoticeId, PersonId, UnionId } from '../../domain/ids.ts';
import type { Named, Words } from '../../domain/language.ts';
import type { NoticeBody, NoticeKind } from '../../domain/notice.ts';
import type { Db, Tx } from '../client.ts';
import { activities, applications, deliveries, notices, unions } from '../schema.ts';
import { agreesTo, answersOf } from './audience.ts';

/*
 * A mass notice from falling due to its report: its audience is frozen, sent to (deliveries.ts), counted.
 */

/** A million people take some seconds, and nobody waits for it but the notice. */
const longMs = 120_000;

/**
 * Settles whom one notice that is due goes to: the union's members of this moment who are on Telegram, each with a row of
 * the ledger. Those who won't get it have one as well, with the reason, so that the report adds up.
 *
 * @returns null when no notice is due
 */
export async function freezeNext(
  db: Db,
  now: Date,
): Promise<{ readonly notice: NoticeId; readonly audience: number } | null> {
  return db.transaction(async (tx) => {
    const [notice] = await tx
      .select({ id: notices.id, kind: notices.kind, union: notices.union })
      .from(notices)
      .where(
        and(
          isNull(notices.frozenAt),
          isNull(notices.cancelledAt),
          eq(notices.reach, 'mass'),
          sql`${notices.dueAt} <= ${now.toISOString()}`,
        ),
      )
      .orderBy(notices.dueAt)
      .limit(1)
      .for('update', { skipLocked: true });
    if (!notice) return null;
    await tx.execute(sql.raw(`set local statement_timeout = ${longMs}`));
    const frozen = await tx.execute<{ count: number }>(audienceOf(notice.id, notice.kind, now));
    await tx.update(notices).set({ frozenAt: now }).where(eq(notices.id, notice.id));
    return { notice: notice.id, audience: frozen[0]?.count ?? 0 };
  });
}

function audienceOf(notice: NoticeId, kind: NoticeKind, now: Date) {
  const at = now.toISOString();
  // The promise of how often is about the monthly programme; what an officer announces by hand isn't counted (yet).
  const rest = JSON.stringify(kind === 'monthlyProgramme' ? restDays : {});
  return sql`
    with frozen as (
      insert into deliveries (notice_id, person_id, status, urgent, due_at, reason, settled_at)
      select n.id, p.id, s.status, false, n.due_at, s.reason,
        case when s.status = 'queued' then null else ${at}::timestamptz end
      from notices n
      join memberships m on m.union_id = n.union_id and m.until is null
      join people p on p.id = m.person_id and p.telegram_id is not null
      left join lateral (select ${answersOf} -> 'frequency' ->> 0 as frequency) needs on true
      left join json_each_text((${rest}::text)::json) rest on rest.key = needs.frequency
      cross join lateral (
        select case when rest.value is null then false else exists (
          select from deliveries d join notices o on o.id = d.notice_id
          where d.person_id = p.id and o.kind = n.kind and d.status in ('sent', 'unknown')
            and d.settled_at > ${at}::timestamptz - make_interval(days => rest.value::int)
        ) end as enough
      ) heard
      cross join lateral (
        select 'skipped' as status, 'noConsent' as reason where not ${agreesTo('announcements')}
        union all select 'unreachable', coalesce(p.unreachable_reason, 'blocked') where p.unreachable_since is not null
        union all select 'skipped', 'heardEnough' where heard.enough
        union all select 'queued', null
        limit 1
      ) s
      where n.id = ${notice}
      order by p.id
      on conflict do nothing
      returning 1
    ) select count(*)::int as count from frozen`;
}

/** Frozen mass notices that aren't reported yet, in the order in which they fell due. */
export async function noticesUnderWay(db: Db): Promise<NoticeId[]> {
  const rows = await db
    .select({ id: notices.id })
    .from(notices)
    .where(and(eq(notices.reach, 'mass'), isNull(notices.reportedAt), isNotNull(notices.frozenAt)))
    .orderBy(notices.dueAt, notices.id);
  return rows.map((row) => row.id);
}

/** Whoever hasn't got a notice that was called off won't. */
export async function skipCancelled(db: Db, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.execute(sql.raw(`set local statement_timeout = ${longMs}`));
    const rows = await tx.execute<{ count: number }>(sql`
      with skipped as (
        update deliveries d set status = 'skipped', reason = 'cancelled', settled_at = ${now.toISOString()}
        from notices n
        where n.reach = 'mass' and n.reported_at is null and n.frozen_at is not null and n.cancelled_at is not null
          and d.notice_id = n.id and not d.urgent and d.status in ('queued', 'retry')
        returning 1
      ) select count(*)::int as count from skipped`);
    return rows[0]?.count ?? 0;
  });
}

/**
 * Closes a mass notice of which nothing is left to send.
 *
 * @returns who asked for a report; undefined while something is left, or when it was closed before
 */
export async function closeNotice(
  tx: Tx,
  notice: NoticeId,
  now: Date,
): Promise<{ readonly by: PersonId | null } | undefined> {
  const [row] = await tx
    .update(notices)
    .set({ reportedAt: now })
    .where(
      and(
        eq(notices.id, notice),
        isNull(notices.reportedAt),
        sql`not exists (select from deliveries d where d.notice_id = ${notice} and not d.urgent and d.status in ('queued', 'retry'))`,
        sql`not exists (select from deliveries d where d.notice_id = ${notice} and d.status = 'sending')`,
      ),
    )
    .returning({ by: notices.createdBy });
  return row;
}

/** How a notice's audience fared. The counts add up to the audience. */
export interface Tally {
  readonly status: (typeof deliveries.status.enumValues)[number];
  readonly reason: string | null;
  readonly people: number;
}

export async function tallyOf(db: Db | Tx, notice: NoticeId): Promise<Tally[]> {
  return db
    .select({ status: deliveries.status, reason: deliveries.reason, people: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(eq(deliveries.notice, notice))
    .groupBy(deliveries.status, deliveries.reason)
    .orderBy(deliveries.status, deliveries.reason);
}

// ── What notices are about ───────────────────────────────────────────────────────────────────────────────────────────

export async function noticeById(
  db: Db | Tx,
  id: NoticeId,
): Promise<{ readonly body: NoticeBody; readonly union: UnionId | null } | undefined> {
  const [row] = await db
    .select({ body: notices.body, union: notices.union })
    .from(notices)
    .where(eq(notices.id, id));
  return row;
}

export async function unionNamed(db: Db | Tx, union: UnionId): Promise<Named | undefined> {
  const [row] = await db
    .select({ name: unions.name, nameEn: unions.nameEn })
    .from(unions)
    .where(eq(unions.id, union));
  return row;
}

/** An activity as far as an announcement tells of it. */
export interface AnnouncedActivity {
  readonly id: ActivityId;
  readonly kind: ActivityKind;
  readonly title: Words;
  readonly startsAt: Date;
  readonly place: Words;
}

const announced = {
  id: activities.id,
  kind: activities.kind,
  title: activities.title,
  startsAt: activities.startsAt,
  place: activities.place,
};

/** A union's activities that start in a period, but for cancelled ones. */
export async function activitiesBetween(
  db: Db | Tx,
  union: UnionId,
  period: { readonly from: Date; readonly until: Date },
): Promise<AnnouncedActivity[]> {
  return db
    .select(announced)
    .from(activities)
    .where(
      and(
        eq(activities.union, union),
        isNull(activities.cancelledAt),
        gte(activities.startsAt, period.from),
        lt(activities.startsAt, period.until),
      ),
    )
    .orderBy(asc(activities.startsAt), activities.id);
}

export async function activityAsAnnounced(
  db: Db | Tx,
  activity: ActivityId,
): Promise<(AnnouncedActivity & { readonly cancelled: boolean }) | undefined> {
  const [row] = await db
    .select({ ...announced, cancelled: sql<boolean>`${activities.cancelledAt} is not null` })
    .from(activities)
    .where(eq(activities.id, activity));
  return row;
}

/** Undefined when somebody has decided on it, or it was withdrawn. */
export async function waitingApplication(
  db: Db | Tx,
  application: ApplicationId,
): Promise<{ readonly submittedAt: Date; readonly dueOn: string } | undefined> {
  const [row] = await db
    .select({ submittedAt: applications.submittedAt, dueOn: applications.dueOn })
    .from(applications)
    .where(and(eq(applications.id, application), eq(applications.status, 'submitted')));
  return row;
}

/** Why an application was turned down, sealed; null when it wasn't. */
export async function sealedRejection(db: Db | Tx, application: ApplicationId): Promise<Buffer | null> {
  const [row] = await db
    .select({ rejection: applications.rejection })
    .from(applications)
    .where(eq(applications.id, application));
  return row?.rejection ?? null;
}

import { and, asc, eq, gte, isNull, lt, sql } from 'drizzle-orm';
import type { ActivityKind } from '../../domain/activity.ts';
import type { AudienceRule } from '../../domain/audience.ts';
import type { ActivityId, ApplicationId, NoticeId, StreetId, UnionId } from '../../domain/ids.ts';
import type { Named, Words } from '../../domain/language.ts';
import type { NoticeBody } from '../../domain/notice.ts';
import { monthPeriod } from '../../domain/schedule.ts';
import type { Db, Tx } from '../client.ts';
import { activities, applications, notices, unions } from '../schema.ts';

/*
 * What notices are about: looked up when they are sent.
 */

export async function noticeById(
  db: Db | Tx,
  id: NoticeId,
): Promise<
  | {
      readonly body: NoticeBody;
      readonly union: UnionId | null;
      readonly street: StreetId | null;
      readonly audience: AudienceRule | null;
    }
  | undefined
> {
  const [row] = await db
    .select({
      body: notices.body,
      union: notices.union,
      street: notices.street,
      audience: notices.audience,
    })
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

/** What of a union's month (`2026-12`) is still to come. */
export async function leftOfMonth(
  db: Db | Tx,
  union: UnionId,
  { month, now, timeZone }: { readonly month: string; readonly now: Date; readonly timeZone: string },
): Promise<AnnouncedActivity[]> {
  const { from, until } = monthPeriod(month, timeZone);
  return activitiesBetween(db, union, { from: now > from ? now : from, until });
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

/** How an application stands, and whose it is. */
export async function applicationNow(db: Db | Tx, application: ApplicationId) {
  const [row] = await db
    .select({
      status: applications.status,
      dueOn: applications.dueOn,
      person: applications.person,
      transferFrom: applications.transferFrom,
    })
    .from(applications)
    .where(eq(applications.id, application));
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

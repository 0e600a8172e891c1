import type { Db } from '../../db/client.ts';
import {
  type AnnouncedActivity,
  activitiesBetween,
  activityAsAnnounced,
  noticeById,
  sealedRejection,
  type Tally,
  tallyOf,
  unionNamed,
  waitingApplication,
} from '../../db/queries/notices.ts';
import { openRejection } from '../../db/rejection.ts';
import type { Vault } from '../../db/vault.ts';
import { ActivityId, ApplicationId, NoticeId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { Rejection } from '../../domain/membership.ts';
import type { NoticeBody } from '../../domain/notice.ts';
import { instantAt, monthPeriod } from '../../domain/schedule.ts';

/** What a notice is about, looked up when it is sent: facts, to be worded by handlers/notice-view.ts. */
export type NoticeContent =
  | {
      readonly kind: 'applicationWaiting';
      readonly application: ApplicationId;
      readonly union: Named;
      readonly due: Date;
    }
  | { readonly kind: 'applicationApproved'; readonly union: Named }
  | { readonly kind: 'applicationRejected'; readonly union: Named; readonly rejection: Rejection }
  | {
      readonly kind: 'monthlyProgramme';
      readonly union: Named;
      readonly month: Date;
      readonly activities: readonly AnnouncedActivity[];
    }
  | {
      readonly kind: 'activityAnnounced' | 'activityCancelled';
      readonly union: Named;
      readonly activity: AnnouncedActivity;
    }
  | {
      readonly kind: 'announcementReport';
      readonly union: Named;
      readonly about: { readonly activity: AnnouncedActivity } | { readonly month: Date };
      readonly tally: readonly Tally[];
    }
  | { readonly kind: 'apology' | 'updateSetAside'; readonly code: string }
  | {
      readonly kind: 'slotHeld';
      readonly id: UnionId;
      readonly union: Named;
      readonly month: Date;
      readonly slot: Date;
      readonly activities: number;
    };

/**
 * @returns null when there is no point in saying it any more: the activity was cancelled or has begun, the application
 * was decided, nothing is left of the month
 */
export async function loadContent(
  db: Db,
  body: NoticeBody,
  { now, timeZone, vault }: { readonly now: Date; readonly timeZone: string; readonly vault: Vault },
): Promise<NoticeContent | null> {
  if (body.kind === 'updateSetAside' || body.kind === 'apology') return body;
  if (body.kind === 'announcementReport') return loadReport(db, NoticeId.parse(body.notice), timeZone);
  const id = UnionId.parse(body.union);
  const union = await unionNamed(db, id);
  if (!union) return null;
  switch (body.kind) {
    case 'applicationWaiting': {
      const application = ApplicationId.parse(body.application);
      const waiting = await waitingApplication(db, application);
      if (!waiting) return null;
      return { kind: body.kind, application, union, due: instantAt(waiting.dueOn, '12:00', timeZone) };
    }
    case 'applicationApproved':
      return { kind: body.kind, union };
    case 'applicationRejected': {
      const sealed = await sealedRejection(db, ApplicationId.parse(body.application));
      return sealed && { kind: body.kind, union, rejection: openRejection(vault, sealed) };
    }
    case 'activityAnnounced': {
      const activity = await activityAsAnnounced(db, ActivityId.parse(body.activity));
      const holds = activity && !activity.cancelled && activity.startsAt > now;
      return holds ? { kind: body.kind, union, activity } : null;
    }
    case 'activityCancelled': {
      const activity = await activityAsAnnounced(db, ActivityId.parse(body.activity));
      return activity && activity.startsAt > now ? { kind: body.kind, union, activity } : null;
    }
    case 'monthlyProgramme':
    case 'slotHeld': {
      const { from, until } = monthPeriod(body.month, timeZone);
      const activities = await activitiesBetween(db, id, { from: now > from ? now : from, until });
      if (activities.length === 0) return null;
      return body.kind === 'monthlyProgramme'
        ? { kind: body.kind, union, month: from, activities }
        : {
            kind: body.kind,
            id,
            union,
            month: from,
            slot: new Date(body.slot),
            activities: activities.length,
          };
    }
  }
}

async function loadReport(db: Db, id: NoticeId, timeZone: string): Promise<NoticeContent | null> {
  const notice = await noticeById(db, id);
  const union = notice?.union ? await unionNamed(db, notice.union) : undefined;
  if (!notice || !union) return null;
  const { body } = notice;
  const about = await subjectOf(db, body, timeZone);
  if (!about) return null;
  return { kind: 'announcementReport', union, about, tally: await tallyOf(db, id) };
}

async function subjectOf(db: Db, body: NoticeBody, timeZone: string) {
  if (body.kind === 'monthlyProgramme') return { month: monthPeriod(body.month, timeZone).from };
  if (body.kind !== 'activityAnnounced') return undefined;
  const activity = await activityAsAnnounced(db, ActivityId.parse(body.activity));
  return activity && { activity };
}

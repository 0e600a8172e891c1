import type { Db } from '../../db/client.ts';
import {
  type AnnouncedActivity,
  activitiesBetween,
  activityAsAnnounced,
  noticeById,
  unionNamed,
} from '../../db/queries/notices.ts';
import type { Vault } from '../../db/vault.ts';
import { ActivityId, NoticeId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { NoticeBody } from '../../domain/notice.ts';
import { monthPeriod } from '../../domain/schedule.ts';
import { type BroadcastContent, isAboutBroadcasts, loadBroadcastContent } from './broadcast-content.ts';
import { type ComposedContent, isComposed, loadComposedContent } from './composed-content.ts';
import { type ImportContent, isAboutImports, loadImportContent } from './import-content.ts';
import { isAboutMembership, loadMembershipContent, type MembershipContent } from './membership-content.ts';
import { isAboutPeople, loadPeopleContent, type PeopleContent } from './people-content.ts';
import { isAboutReleases, loadReleaseContent, type ReleaseContent } from './release-content.ts';
import { isAboutReviews, loadReviewContent, type ReviewContent } from './review-content.ts';
import { isAboutSeries, loadSeriesContent, type SeriesContent } from './series-content.ts';
import { isAboutSurveys, loadSurveyContent, type SurveyContent } from './survey-content.ts';
import { isAboutWishes, loadWishContent, type WishContent } from './wish-content.ts';

/** What a notice is about, looked up when it is sent: facts, to be worded by handlers/notice-view.ts. */
export type NoticeContent =
  | ReviewContent
  | WishContent
  | PeopleContent
  | ImportContent
  | ComposedContent
  | MembershipContent
  | { readonly kind: 'applicationApproved'; readonly union: Named }
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
  | { readonly kind: 'demandMet'; readonly union: Named; readonly activity: AnnouncedActivity }
  | BroadcastContent
  | SeriesContent
  | ReleaseContent
  | SurveyContent
  /** What another notice says now, in the place of what it said. */
  | { readonly kind: 'correction'; readonly of: NoticeContent }
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
  if (isAboutBroadcasts(body)) return loadBroadcastContent(db, body, timeZone);
  // Of what is taken away, there is nothing to say.
  if (body.kind === 'withdrawal') return null;
  if (body.kind === 'correction') {
    const original = await noticeById(db, NoticeId.parse(body.notice));
    const of = original && (await loadContent(db, original.body, { now, timeZone, vault }));
    return of ? { kind: body.kind, of } : null;
  }
  if (isAboutReleases(body)) return loadReleaseContent(db, body);
  if (isComposed(body)) return loadComposedContent(db, body, now);
  if (isAboutSeries(body)) return loadSeriesContent(db, body);
  if (isAboutSurveys(body)) return loadSurveyContent(db, body, now);
  if (isAboutImports(body)) return loadImportContent(db, body, vault);
  if (isAboutReviews(body)) return loadReviewContent(db, body, { now, timeZone, vault });
  if (isAboutPeople(body)) return loadPeopleContent(db, body);
  if (isAboutWishes(body)) return loadWishContent(db, body, vault);
  if (isAboutMembership(body)) return loadMembershipContent(db, body, vault);
  const id = UnionId.parse(body.union);
  const union = await unionNamed(db, id);
  if (!union) return null;
  switch (body.kind) {
    case 'applicationApproved':
      return { kind: body.kind, union };
    case 'activityAnnounced': {
      const activity = await activityAsAnnounced(db, ActivityId.parse(body.activity));
      const holds = activity && !activity.cancelled && activity.startsAt > now;
      return holds ? { kind: body.kind, union, activity } : null;
    }
    case 'demandMet': {
      const activity = await activityAsAnnounced(db, ActivityId.parse(body.activity));
      return activity && !activity.cancelled ? { kind: body.kind, union, activity } : null;
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

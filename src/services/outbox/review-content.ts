import type { Db } from '../../db/client.ts';
import { movesOf } from '../../db/queries/applications.ts';
import { batchOutcome } from '../../db/queries/approval-batches.ts';
import { dueCounts } from '../../db/queries/due-applications.ts';
import { applicationNow, sealedRejection, unionNamed } from '../../db/queries/notices.ts';
import { openRejection } from '../../db/rejection.ts';
import type { Vault } from '../../db/vault.ts';
import type { DueLevel } from '../../domain/due.ts';
import { ApplicationId, BatchId, StreetId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { isWaiting } from '../../domain/lifecycle.ts';
import type { Rejection } from '../../domain/membership.ts';
import type { NoticeBody } from '../../domain/notice.ts';
import { instantAt } from '../../domain/schedule.ts';
import { herApplication } from '../applications/her-application.ts';

/** What notices about applications are about. */
export type ReviewContent =
  | {
      readonly kind:
        | 'applicationWaiting'
        | 'applicationAnswered'
        | 'applicationAppealed'
        | 'applicationHandedOver';
      readonly application: ApplicationId;
      readonly union: Named;
      readonly due: Date;
    }
  | {
      readonly kind: 'applicationAsked' | 'applicationAskedAgain';
      readonly application: ApplicationId;
      readonly union: Named;
      readonly words: string;
    }
  | { readonly kind: 'applicationLapsed'; readonly application: ApplicationId; readonly union: Named }
  | {
      readonly kind: 'applicationRejected';
      readonly application: ApplicationId;
      readonly union: Named;
      readonly rejection: Rejection;
      readonly mayAppeal: boolean;
      /** She is a member, and stays one where she was. */
      readonly transfer: boolean;
    }
  | {
      readonly kind: 'applicationsDue';
      readonly level: DueLevel;
      readonly due: Date;
      readonly unions: readonly { readonly union: Named; readonly count: number }[];
    }
  | { readonly kind: 'batchApproved'; readonly approved: number; readonly passed: number };

type ReviewBody = Extract<NoticeBody, { readonly kind: ReviewContent['kind'] }>;

const kinds: readonly string[] = [
  'applicationWaiting',
  'applicationAnswered',
  'applicationAppealed',
  'applicationHandedOver',
  'applicationAsked',
  'applicationAskedAgain',
  'applicationLapsed',
  'applicationRejected',
  'applicationsDue',
  'batchApproved',
] satisfies readonly ReviewContent['kind'][];

export function isAboutReviews(body: NoticeBody): body is ReviewBody {
  return kinds.includes(body.kind);
}

/** @returns null when it isn't so any more: somebody has decided, or she has answered */
export async function loadReviewContent(
  db: Db,
  body: ReviewBody,
  { now, timeZone, vault }: { readonly now: Date; readonly timeZone: string; readonly vault: Vault },
): Promise<ReviewContent | null> {
  const noon = (date: string) => instantAt(date, '12:00', timeZone);
  if (body.kind === 'batchApproved')
    return { kind: body.kind, ...(await batchOutcome(db, BatchId.parse(body.batch))) };
  if (body.kind === 'applicationsDue') {
    const { level, scope, dueOn } = body;
    const unions = await stillDue(db, level, scope, dueOn);
    return unions.length > 0 ? { kind: body.kind, level, due: noon(dueOn), unions } : null;
  }
  const application = ApplicationId.parse(body.application);
  const union = await unionNamed(db, UnionId.parse(body.union));
  const stands = await applicationNow(db, application);
  if (!union || !stands) return null;
  switch (body.kind) {
    case 'applicationWaiting':
    case 'applicationAnswered':
    case 'applicationAppealed':
    case 'applicationHandedOver':
      return isWaiting(stands.status)
        ? { kind: body.kind, application, union, due: noon(stands.dueOn) }
        : null;
    case 'applicationLapsed':
      return { kind: body.kind, application, union };
    case 'applicationAsked':
    case 'applicationAskedAgain': {
      if (stands.status !== 'needs_info') return null;
      const moves = await movesOf(db, application);
      const asked = moves.findLast(({ to, words }) => to === 'needs_info' && words)?.words;
      if (!asked) return null;
      return { kind: body.kind, application, union, words: vault.open(asked, 'application_moves.words') };
    }
    case 'applicationRejected': {
      const sealed = await sealedRejection(db, application);
      if (!sealed) return null;
      const actor = { person: stands.person, scopes: [] };
      const hers = await herApplication(db, actor, application, now);
      const mayAppeal = hers?.may.appeal ?? false;
      const transfer = stands.transferFrom !== null;
      const rejection = openRejection(vault, sealed);
      return { kind: body.kind, application, union, rejection, mayAppeal, transfer };
    }
  }
}

async function stillDue(db: Db, level: DueLevel, scope: number, dueOn: string) {
  const counts = await dueCounts(db, {
    until: dueOn,
    on: dueOn,
    ...(level === 'union' && { union: UnionId.parse(scope) }),
    ...((level === 'street' || level === 'appeals') && { street: StreetId.parse(scope) }),
  });
  return counts
    .map(({ union, submitted, appealed }) => ({
      union: { name: union.name, nameEn: union.nameEn },
      count: level === 'union' ? submitted : level === 'appeals' ? appealed : submitted + appealed,
    }))
    .filter(({ count }) => count > 0);
}

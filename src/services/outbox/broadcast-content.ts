import type { Db, Tx } from '../../db/client.ts';
import { broadcastById, reasonsOf } from '../../db/queries/broadcasts.ts';
import { draftById } from '../../db/queries/drafts.ts';
import { type AnnouncedActivity, activityAsAnnounced, noticeById } from '../../db/queries/notices.ts';
import { type NamedScope, scopeNames } from '../../db/queries/scopes.ts';
import { roundById } from '../../db/queries/surveys.ts';
import type { Scope } from '../../domain/actor.ts';
import { isSensitive } from '../../domain/audience.ts';
import type { Tally, TallyRow } from '../../domain/broadcast.ts';
import { firstWords } from '../../domain/broadcast-content.ts';
import { ActivityId, BroadcastId, NoticeId, RoundId, type StreetId, type UnionId } from '../../domain/ids.ts';
import type { Words } from '../../domain/language.ts';
import type { NoticeBody } from '../../domain/notice.ts';
import { monthPeriod } from '../../domain/schedule.ts';

/** What a mass notice is called to those who answer for it. */
export interface Announced {
  /** In whose name it is said. */
  readonly from: NamedScope;
  readonly about:
    | { readonly activity: AnnouncedActivity }
    | { readonly month: Date }
    /** Its title or first words, in the languages it is written in; and, if officers wrote it, which it is. */
    | { readonly written: Words; readonly broadcast?: BroadcastId };
  /** It doesn't say this, but changes or takes back what was said. */
  readonly change: 'correction' | 'withdrawal' | null;
  /** They were picked by what they said in confidence: how many they are is told in large steps. */
  readonly rough: boolean;
}

/** What staff are told of their announcements. */
export type BroadcastContent =
  | (Announced & {
      readonly kind: 'announcementReport';
      readonly notice: NoticeId;
      readonly tally: readonly TallyRow[];
    })
  | (Announced & { readonly kind: 'broadcastHeld'; readonly notice: NoticeId; readonly tally: Tally });

type BroadcastBody = Extract<NoticeBody, { readonly kind: BroadcastContent['kind'] }>;

export function isAboutBroadcasts(body: NoticeBody): body is BroadcastBody {
  return body.kind === 'announcementReport' || body.kind === 'broadcastHeld';
}

export async function loadBroadcastContent(
  db: Db,
  { kind, notice: id }: BroadcastBody,
  timeZone: string,
): Promise<BroadcastContent | null> {
  const notice = NoticeId.parse(id);
  const announced = await loadAnnounced(db, notice, timeZone);
  if (!announced) return null;
  if (kind === 'announcementReport')
    return { kind, notice, ...announced, tally: await reasonsOf(db, notice) };
  const broadcast = await broadcastById(db, notice);
  // Somebody has looked already, and let it go on or called it off.
  if (!broadcast?.tally || broadcast.pausedBy !== 'failures') return null;
  return { kind, notice, ...announced, tally: broadcast.tally };
}

export async function loadAnnounced(db: Db, notice: NoticeId, timeZone: string): Promise<Announced | null> {
  const said = await noticeById(db, notice);
  if (!said) return null;
  const { body } = said;
  if (body.kind === 'correction' || body.kind === 'withdrawal') {
    const original = await loadAnnounced(db, NoticeId.parse(body.notice), timeZone);
    return original && { ...original, change: body.kind };
  }
  const [from] = await scopeNames(db as Tx, [scopeOf(said)]);
  const about = await subjectOf(db, body, timeZone);
  const rough = said.audience !== null && isSensitive(said.audience);
  return from && about ? { from, about, change: null, rough } : null;
}

async function subjectOf(
  db: Db,
  body: NoticeBody,
  timeZone: string,
): Promise<Announced['about'] | undefined> {
  if (body.kind === 'monthlyProgramme') return { month: monthPeriod(body.month, timeZone).from };
  if (body.kind === 'broadcast') {
    const broadcast = BroadcastId.parse(body.broadcast);
    const draft = await draftById(db, broadcast);
    return draft && { broadcast, written: firstWords(draft.content) };
  }
  if (body.kind === 'surveyOpened' || body.kind === 'surveyReminder') {
    const round = await roundById(db as Tx, { id: RoundId.parse(body.round) });
    return round && { written: round.definition.title };
  }
  if (body.kind !== 'activityAnnounced') return undefined;
  const activity = await activityAsAnnounced(db, ActivityId.parse(body.activity));
  return activity && { activity };
}

function scopeOf({
  union,
  street,
}: {
  readonly union: UnionId | null;
  readonly street: StreetId | null;
}): Scope {
  if (union !== null) return { kind: 'union', union };
  return street === null ? { kind: 'district' } : { kind: 'street', street };
}

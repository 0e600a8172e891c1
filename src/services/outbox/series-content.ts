import type { Db, Tx } from '../../db/client.ts';
import { draftById } from '../../db/queries/drafts.ts';
import { type NamedScope, scopeNames } from '../../db/queries/scopes.ts';
import { lastRuns } from '../../db/queries/series.ts';
import { firstWords } from '../../domain/broadcast-content.ts';
import { BroadcastId } from '../../domain/ids.ts';
import type { Words } from '../../domain/language.ts';
import type { NoticeBody } from '../../domain/notice.ts';

/** What those who answer for a broadcast are asked about one of its slots. */
export interface SeriesContent {
  readonly kind: 'broadcastSlotHeld';
  readonly broadcast: BroadcastId;
  readonly title: Words;
  readonly from: NamedScope;
  readonly slot: Date;
  readonly why: 'late' | 'roleGone' | 'scopeGone';
}

type SeriesBody = Extract<NoticeBody, { readonly kind: SeriesContent['kind'] }>;

export function isAboutSeries(body: NoticeBody): body is SeriesBody {
  return body.kind === 'broadcastSlotHeld';
}

/** So many slots back somebody may still be asked about. */
const farBack = 20;

/** @returns null when somebody has decided */
export async function loadSeriesContent(db: Db, body: SeriesBody): Promise<SeriesContent | null> {
  const broadcast = BroadcastId.parse(body.broadcast);
  const slot = new Date(body.slot);
  const draft = await draftById(db, broadcast);
  // A database reads as a transaction does.
  const tx = db as unknown as Tx;
  const [from] = draft ? await scopeNames(tx, [draft.scope]) : [];
  const run = (await lastRuns(tx, broadcast, farBack)).find((one) => one.slot.getTime() === slot.getTime());
  if (!draft || !from || run?.state !== 'held' || run.heldFor === null) return null;
  return { kind: body.kind, broadcast, title: firstWords(draft.content), from, slot, why: run.heldFor };
}

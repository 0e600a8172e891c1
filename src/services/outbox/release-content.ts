import type { Db, Tx } from '../../db/client.ts';
import { draftById } from '../../db/queries/drafts.ts';
import { type NamedScope, scopeNames } from '../../db/queries/scopes.ts';
import { firstWords } from '../../domain/broadcast-content.ts';
import { BroadcastId } from '../../domain/ids.ts';
import type { Words } from '../../domain/language.ts';
import type { NoticeBody } from '../../domain/notice.ts';

/** What officers are told of a broadcast that one of them is to release, and of what became of that. */
export type ReleaseContent = {
  readonly broadcast: BroadcastId;
  readonly scope: NamedScope;
  /** How it begins. */
  readonly title: Words;
} & (
  | { readonly kind: 'releaseAsked' }
  | { readonly kind: 'releaseSettled'; readonly outcome: 'released' | 'returned' | 'authorGone' }
);

type ReleaseBody = Extract<NoticeBody, { readonly kind: ReleaseContent['kind'] }>;

export function isAboutReleases(body: NoticeBody): body is ReleaseBody {
  return body.kind === 'releaseAsked' || body.kind === 'releaseSettled';
}

/** @returns null when there is nothing to be released any more, or it is something else by now */
export async function loadReleaseContent(db: Db, body: ReleaseBody): Promise<ReleaseContent | null> {
  const broadcast = BroadcastId.parse(body.broadcast);
  const draft = await draftById(db, broadcast);
  if (!draft || draft.status === 'dropped') return null;
  const [scope] = await scopeNames(db as unknown as Tx, [draft.scope]);
  if (!scope) return null;
  const facts = { broadcast, scope, title: firstWords(draft.content) };
  if (body.kind === 'releaseSettled') return { ...facts, kind: body.kind, outcome: body.outcome };
  return draft.status === 'waiting' && draft.version === body.version ? { ...facts, kind: body.kind } : null;
}

import type { Db, Tx } from '../../db/client.ts';
import { type Draft, draftById, linkedActivities } from '../../db/queries/drafts.ts';
import { type NamedScope, scopeNames } from '../../db/queries/scopes.ts';
import type { ActivityKind } from '../../domain/activity.ts';
import type { AudienceRule } from '../../domain/audience.ts';
import { type BroadcastContent, saysSomething } from '../../domain/broadcast-content.ts';
import { type ActivityId, BroadcastId } from '../../domain/ids.ts';
import type { Language, Words } from '../../domain/language.ts';
import type { NoticeBody } from '../../domain/notice.ts';

/** What officers wrote to many, with everything that it takes to word it for one reader. */
export interface Composed {
  /** In whose name. */
  readonly from: NamedScope;
  readonly content: BroadcastContent;
  /** What its buttons lead to and is still to come, by name. */
  readonly activities: ReadonlyMap<ActivityId, Words>;
  /** It is for people who asked for one of these. */
  readonly interests: readonly ActivityKind[];
}

export type ComposedContent =
  | (Composed & { readonly kind: 'broadcast' })
  /** To its author, to see how it will be; in this language, whichever is hers. */
  | (Composed & { readonly kind: 'broadcastTest'; readonly language: Language });

type ComposedBody = Extract<NoticeBody, { readonly kind: ComposedContent['kind'] }>;

export function isComposed(body: NoticeBody): body is ComposedBody {
  return body.kind === 'broadcast' || body.kind === 'broadcastTest';
}

/** @returns null when nothing of it is left to say */
export async function loadComposedContent(
  db: Db,
  body: ComposedBody,
  now: Date,
): Promise<ComposedContent | null> {
  const draft = await draftById(db, BroadcastId.parse(body.broadcast));
  if (!draft || draft.status === 'dropped') return null;
  const content = (body.kind === 'broadcastTest' ? draft.revision : null) ?? draft.content;
  const composed = saysSomething(content) ? await composedOf(db, draft, content, now) : null;
  return composed && { ...body, ...composed };
}

/** @param content of the draft: what is released, or what is being written in its place */
export async function composedOf(
  db: Db | Tx,
  { scope, audience }: Pick<Draft, 'scope' | 'audience'>,
  content: BroadcastContent,
  now: Date,
): Promise<Composed | null> {
  const ids = content.buttons.flatMap(({ target }) => (target.kind === 'activity' ? [target.activity] : []));
  const [[from], activities] = await Promise.all([
    scopeNames(db as Tx, [scope]),
    linkedActivities(db, ids, now),
  ]);
  return from ? { from, content, activities, interests: audience ? interestsIn(audience) : [] } : null;
}

/** What everybody or many of an audience asked for; what it leaves people out for is not why it came to the others. */
function interestsIn(rule: AudienceRule): readonly ActivityKind[] {
  if ('interests' in rule) return rule.interests;
  const parts = 'all' in rule ? rule.all : 'any' in rule ? rule.any : [];
  return [...new Set(parts.flatMap(interestsIn))];
}

import { note } from '../../db/queries/audit.ts';
import { insertDraft } from '../../db/queries/drafts.ts';
import { txOf } from '../../db/work.ts';
import type { Actor, Scope } from '../../domain/actor.ts';
import {
  type ContentChange,
  type ContentFault,
  changeContent,
  emptyContent,
} from '../../domain/broadcast-content.ts';
import type { BroadcastTemplate } from '../../domain/broadcast-templates.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { writesFor } from './authority.ts';

type Created =
  | { readonly type: 'created'; readonly broadcast: BroadcastId }
  | { readonly type: 'refused'; readonly fault: ContentFault }
  | { readonly type: 'notYours' };

/** Begins something to be said to many, with the first that is known of it: from there on nothing is lost. */
export type CreateDraft = (
  work: Work,
  actor: Actor,
  input: {
    readonly scope: Scope;
    readonly template: BroadcastTemplate | null;
    readonly changes: readonly ContentChange[];
  },
) => Promise<Created>;

export const createDraft: CreateDraft = async (work, actor, { scope, template, changes }) => {
  const tx = await txOf(work);
  if (!(await writesFor(tx, actor, scope))) return { type: 'notYours' };
  let content = emptyContent;
  for (const change of changes) {
    const changed = changeContent(content, change);
    if (!changed.ok) return { type: 'refused', fault: changed.fault };
    content = changed.content;
  }
  const { now } = work;
  const broadcast = await insertDraft(tx, { author: actor.person, scope, template, content, now });
  const subject = { subject: 'broadcast', subjectId: broadcast } as const;
  await note(tx, { at: now, actor: actor.person, action: 'broadcast.begun', ...subject });
  return { type: 'created', broadcast };
};

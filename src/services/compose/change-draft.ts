import { lockDraft, updateDraft } from '../../db/queries/drafts.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { type ContentChange, type ContentFault, changeContent } from '../../domain/broadcast-content.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { writesFor } from './authority.ts';

type ChangedDraft =
  | { readonly type: 'changed' }
  | { readonly type: 'refused'; readonly fault: ContentFault }
  /** It was changed since she was shown it. */
  | { readonly type: 'moved' }
  | { readonly type: 'notYours' };

/**
 * Changes a part of what is to be said. Whoever waits for its release waits for what she asked to be released, so a change
 * takes that back. What is released already stays as it is until the new wording is put in its place.
 */
export type ChangeDraft = (
  work: Work,
  actor: Actor,
  input: {
    readonly broadcast: BroadcastId;
    readonly changes: readonly ContentChange[];
    /** As she was shown it, where another version would be another change. */
    readonly version?: number;
  },
) => Promise<ChangedDraft>;

export const changeDraft: ChangeDraft = async (work, actor, { broadcast, changes, version }) => {
  const tx = await txOf(work);
  const draft = await lockDraft(tx, broadcast);
  if (!draft || draft.status === 'dropped' || !(await writesFor(tx, actor, draft.scope)))
    return { type: 'notYours' };
  if (version !== undefined && version !== draft.version) return { type: 'moved' };
  const released = draft.status === 'released';
  let content = draft.revision ?? draft.content;
  for (const change of changes) {
    const changed = changeContent(content, change, released ? draft.content : null);
    if (!changed.ok) return { type: 'refused', fault: changed.fault };
    content = changed.content;
  }
  await updateDraft(tx, broadcast, {
    ...(released
      ? { revision: content, revisedBy: actor.person }
      : { content, status: 'draft', waitingSince: null, waitingBy: null }),
    version: draft.version + 1,
    changedAt: work.now,
  });
  return { type: 'changed' };
};

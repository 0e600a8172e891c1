import { note } from '../../db/queries/audit.ts';
import { lockDraft, updateDraft } from '../../db/queries/drafts.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { emptyContent } from '../../domain/broadcast-content.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { writesFor } from './authority.ts';

type Dropped =
  | { readonly type: 'dropped' }
  /** Released: only its rewriting was dropped, what people have stays. */
  | { readonly type: 'kept' }
  | { readonly type: 'notYours' };

/** Gives up what was written; of what is released already, the rewriting. */
export type DropDraft = (work: Work, actor: Actor, broadcast: BroadcastId) => Promise<Dropped>;

export const dropDraft: DropDraft = async (work, actor, broadcast) => {
  const tx = await txOf(work);
  const draft = await lockDraft(tx, broadcast);
  if (!draft || draft.status === 'dropped' || !(await writesFor(tx, actor, draft.scope)))
    return { type: 'notYours' };
  const { now } = work;
  const version = draft.version + 1;
  if (draft.status === 'released') {
    await updateDraft(tx, broadcast, { revision: null, revisedBy: null, version, changedAt: now });
    return { type: 'kept' };
  }
  await updateDraft(tx, broadcast, {
    status: 'dropped',
    // She was told that nothing of it is kept.
    content: emptyContent,
    waitingSince: null,
    waitingBy: null,
    version,
    changedAt: now,
  });
  const subject = { subject: 'broadcast', subjectId: broadcast } as const;
  await note(tx, { at: now, actor: actor.person, action: 'broadcast.dropped', ...subject });
  return { type: 'dropped' };
};

import { note } from '../../db/queries/audit.ts';
import { lockDraft, noticesOf, updateDraft } from '../../db/queries/drafts.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { saysSomething } from '../../domain/broadcast-content.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import type { ChangeBroadcast } from '../change-broadcast.ts';
import { writesFor } from './authority.ts';

type Applied =
  /** `corrects`: it has reached people, whose messages are changed now. */
  | { readonly type: 'applied'; readonly corrects: boolean }
  | { readonly type: 'nothingChanged' }
  /** Two officers released it: two rewrite it. */
  | { readonly type: 'needsAnother' }
  /** The last change is still under way. */
  | { readonly type: 'busy' }
  | { readonly type: 'notYours' };

/**
 * Puts what was rewritten in the place of what was released: whoever gets it from now on gets that, and what has been
 * delivered is corrected.
 */
export type ApplyRevision = (work: Work, actor: Actor, broadcast: BroadcastId) => Promise<Applied>;

export function createApplyRevision({
  changeBroadcast,
}: {
  readonly changeBroadcast: ChangeBroadcast;
}): ApplyRevision {
  return async (work, actor, broadcast) => {
    const tx = await txOf(work);
    const draft = await lockDraft(tx, broadcast);
    if (draft?.status !== 'released' || !(await writesFor(tx, actor, draft.scope)))
      return { type: 'notYours' };
    if (!draft.revision || !saysSomething(draft.revision)) return { type: 'nothingChanged' };
    if (draft.waitingBy !== null && draft.revisedBy === actor.person) return { type: 'needsAnother' };
    // Of a series, only the last: what came months ago is left in peace.
    const [last] = await noticesOf(tx, broadcast);
    const changed = last && (await changeBroadcast(work, actor, { notice: last, change: 'correction' }));
    if (changed?.type === 'busy') return { type: 'busy' };
    const { now } = work;
    await updateDraft(tx, broadcast, {
      content: draft.revision,
      revision: null,
      revisedBy: null,
      version: draft.version + 1,
      changedAt: now,
    });
    const subject = { subject: 'broadcast', subjectId: broadcast } as const;
    await note(tx, { at: now, actor: actor.person, action: 'broadcast.rewritten', ...subject });
    return { type: 'applied', corrects: changed?.type === 'changing' };
  };
}

import type { Tx } from '../../db/client.ts';
import { type Draft, draftById, lockDraft, updateDraft } from '../../db/queries/drafts.ts';
import type { Actor } from '../../domain/actor.ts';
import type { AudienceRule } from '../../domain/audience.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import { writesFor } from '../compose/authority.ts';

/** A broadcast of which she may see whom it is for; null for anybody else. */
export async function readableDraft(tx: Tx, actor: Actor, id: BroadcastId): Promise<Draft | null> {
  const draft = await draftById(tx, id);
  if (!draft || draft.status === 'dropped' || !(await writesFor(tx, actor, draft.scope))) return null;
  return draft;
}

/** One whose audience she may still change, locked; what is released isn't. */
export async function openDraft(tx: Tx, actor: Actor, id: BroadcastId): Promise<Draft | null> {
  const draft = await lockDraft(tx, id);
  if (draft?.status !== 'draft' && draft?.status !== 'waiting') return null;
  return (await writesFor(tx, actor, draft.scope)) ? draft : null;
}

/** Another audience is another broadcast: whoever waits for its release asks anew. */
export async function setAudience(
  tx: Tx,
  { id, version }: Draft,
  audience: AudienceRule,
  now: Date,
): Promise<void> {
  await updateDraft(tx, id, {
    audience,
    status: 'draft',
    waitingSince: null,
    waitingBy: null,
    version: version + 1,
    changedAt: now,
  });
}

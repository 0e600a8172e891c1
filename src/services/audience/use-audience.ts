import { savedAudienceById } from '../../db/queries/saved-audiences.ts';
import { scopeColumns } from '../../db/queries/scopes.ts';
import { txOf } from '../../db/work.ts';
import type { Actor, Scope } from '../../domain/actor.ts';
import type { AudienceId, BroadcastId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { openDraft, setAudience } from './her-draft.ts';

type Used = { readonly type: 'used' } | { readonly type: 'gone' } | { readonly type: 'notYours' };

/** Gives a broadcast an audience that its scope has saved: who they are is asked anew. */
export type UseAudience = (
  work: Work,
  actor: Actor,
  input: { readonly broadcast: BroadcastId; readonly audience: AudienceId },
) => Promise<Used>;

export const useAudience: UseAudience = async (work, actor, { broadcast, audience }) => {
  const tx = await txOf(work);
  const draft = await openDraft(tx, actor, broadcast);
  if (!draft) return { type: 'notYours' };
  const saved = await savedAudienceById(tx, audience);
  if (!saved || !isSame(saved.scope, draft.scope)) return { type: 'gone' };
  await setAudience(tx, draft, saved.rule, work.now);
  return { type: 'used' };
};

function isSame(one: Scope, other: Scope): boolean {
  const [a, b] = [scopeColumns(one), scopeColumns(other)];
  return a.scope === b.scope && a.scopeId === b.scopeId;
}

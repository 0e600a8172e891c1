import { audiencesOf } from '../../db/queries/saved-audiences.ts';
import type { Vault } from '../../db/vault.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { AudienceId, BroadcastId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { readableDraft } from './her-draft.ts';

export interface NamedAudience {
  readonly id: AudienceId;
  readonly name: string;
}

/** What the scope of a broadcast has saved; null for who doesn't write in its name. */
export type ListAudiences = (
  work: Work,
  actor: Actor,
  broadcast: BroadcastId,
) => Promise<readonly NamedAudience[] | null>;

export function createListAudiences({ vault }: { readonly vault: Vault }): ListAudiences {
  return async (work, actor, broadcast) => {
    const tx = readOf(work);
    const draft = await readableDraft(tx, actor, broadcast);
    if (!draft) return null;
    const saved = await audiencesOf(tx, draft.scope);
    return saved.map(({ id, name }) => ({ id, name: vault.open(name, 'saved_audiences.name') }));
  };
}

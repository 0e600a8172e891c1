import {
  audiencesOf,
  deleteAudience,
  savedAudienceById,
  updateAudience,
} from '../../db/queries/saved-audiences.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { tidyAudienceName } from '../../domain/audience-picks.ts';
import type { AudienceId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { writesFor } from '../compose/authority.ts';

type Changed =
  | { readonly type: 'changed' }
  | { readonly type: 'unreadName' }
  | { readonly type: 'taken' }
  | { readonly type: 'gone' };

/** Calls a saved audience something else, or drops it. What was sent to it, or is about to be, keeps its own rule. */
export type ChangeSaved = (
  work: Work,
  actor: Actor,
  input: { readonly audience: AudienceId; readonly change: { readonly name: string } | 'drop' },
) => Promise<Changed>;

export function createChangeSaved({ vault }: { readonly vault: Vault }): ChangeSaved {
  return async (work, actor, { audience, change }) => {
    const tx = await txOf(work);
    const saved = await savedAudienceById(tx, audience);
    if (!saved || !(await writesFor(tx, actor, saved.scope))) return { type: 'gone' };
    if (change === 'drop') {
      await deleteAudience(tx, audience);
      return { type: 'changed' };
    }
    const name = tidyAudienceName(change.name);
    if (!name) return { type: 'unreadName' };
    const others = (await audiencesOf(tx, saved.scope)).filter(({ id }) => id !== audience);
    if (others.some((other) => vault.open(other.name, 'saved_audiences.name') === name))
      return { type: 'taken' };
    await updateAudience(tx, audience, { name: vault.seal(name, 'saved_audiences.name'), now: work.now });
    return { type: 'changed' };
  };
}

import { audiencesOf, insertAudience, updateAudience } from '../../db/queries/saved-audiences.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { tidyAudienceName } from '../../domain/audience-picks.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { openDraft } from './her-draft.ts';

type Saved =
  /** `again`: one of this name was there, and means these now. */
  | { readonly type: 'saved'; readonly name: string; readonly again: boolean }
  | { readonly type: 'nothingChosen' }
  | { readonly type: 'unreadName' }
  | { readonly type: 'full' }
  | { readonly type: 'notYours' };

const mostSaved = 30;

/** Keeps whom a broadcast is for under a name, for all officers of its scope. The rule is kept, never the people. */
export type SaveAudience = (
  work: Work,
  actor: Actor,
  input: { readonly broadcast: BroadcastId; readonly name: string },
) => Promise<Saved>;

export function createSaveAudience({ vault }: { readonly vault: Vault }): SaveAudience {
  return async (work, actor, { broadcast, name: typed }) => {
    const tx = await txOf(work);
    const draft = await openDraft(tx, actor, broadcast);
    if (!draft) return { type: 'notYours' };
    if (!draft.audience) return { type: 'nothingChosen' };
    const name = tidyAudienceName(typed);
    if (!name) return { type: 'unreadName' };
    const saved = await audiencesOf(tx, draft.scope);
    const same = saved.find((one) => vault.open(one.name, 'saved_audiences.name') === name);
    const { audience: rule, scope } = draft;
    const { now } = work;
    if (same) await updateAudience(tx, same.id, { rule, now });
    else if (saved.length >= mostSaved) return { type: 'full' };
    else {
      const sealed = vault.seal(name, 'saved_audiences.name');
      await insertAudience(tx, { scope, name: sealed, rule, by: actor.person, now });
    }
    return { type: 'saved', name, again: same !== undefined };
  };
}

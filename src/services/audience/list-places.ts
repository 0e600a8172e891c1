import { type PlaceKind, type PlacesPage, placesToPick } from '../../db/queries/audience-places.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { readableDraft } from './her-draft.ts';

/** The places of one kind whose members a broadcast may mean, a page at a time; null for who doesn't write in its name. */
export type ListPlaces = (
  work: Work,
  actor: Actor,
  input: {
    readonly broadcast: BroadcastId;
    readonly kind: PlaceKind;
    /** Part of a name. */
    readonly typed: string | null;
    readonly page: number;
  },
) => Promise<PlacesPage | null>;

export const listPlaces: ListPlaces = async (work, actor, { broadcast, ...wanted }) => {
  const tx = readOf(work);
  const draft = await readableDraft(tx, actor, broadcast);
  return draft && placesToPick(tx, draft.scope, wanted);
};

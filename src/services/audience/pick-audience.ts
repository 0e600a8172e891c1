import { needsRound, placesNamed } from '../../db/queries/audience-places.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { noPicks, type Pick, pickInto, picksOf, ruleOf } from '../../domain/audience-picks.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { openDraft, setAudience } from './her-draft.ts';

type Picked =
  | { readonly type: 'picked' }
  /** There is no such place in what she writes for. */
  | { readonly type: 'elsewhere' }
  | { readonly type: 'tooMany' }
  /** Released, dropped, or not hers. */
  | { readonly type: 'notYours' };

/** Takes one more sort of people in, or leaves it out again. Kept with every tap. */
export type PickAudience = (
  work: Work,
  actor: Actor,
  input: { readonly broadcast: BroadcastId; readonly pick: Pick },
) => Promise<Picked>;

export const pickAudience: PickAudience = async (work, actor, { broadcast, pick }) => {
  const tx = await txOf(work);
  const draft = await openDraft(tx, actor, broadcast);
  if (!draft) return { type: 'notYours' };
  const before = (draft.audience && picksOf(draft.audience)) ?? noPicks;
  const picks = pickInto(before, pick, await needsRound(tx));
  if (!picks) return { type: 'tooMany' };
  const named = await placesNamed(tx, draft.scope, picks);
  const places = {
    streets: picks.streets.filter((id) => named.street.some((place) => place.id === id)),
    unions: picks.unions.filter((id) => named.union.some((place) => place.id === id)),
    buildings: picks.buildings.filter((id) => named.building.some((place) => place.id === id)),
  };
  if (missing(pick, places)) return { type: 'elsewhere' };
  // What has left the scope since it was picked is dropped with the next tap.
  const audience = ruleOf({ ...picks, ...places });
  if (JSON.stringify(audience) !== JSON.stringify(draft.audience))
    await setAudience(tx, draft, audience, work.now);
  return { type: 'picked' };
};

function missing(
  pick: Pick,
  {
    streets,
    unions,
    buildings,
  }: { readonly streets: number[]; readonly unions: number[]; readonly buildings: number[] },
): boolean {
  switch (pick.what) {
    case 'street':
      return pick.on && !streets.includes(pick.id);
    case 'union':
      return pick.on && !unions.includes(pick.id);
    case 'building':
      return pick.on && !buildings.includes(pick.id);
    case 'interest':
    case 'only':
    case 'everybody':
      return false;
  }
}

import { note } from '../../db/queries/audit.ts';
import { type PlaceNow, placeNow } from '../../db/queries/wishes.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { seesDemand } from '../../domain/demand.ts';
import type { WishPlace } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';
import { holdPlace } from './hold-place.ts';

/** There is none such, or it isn't hers to see: which of the two is not said. */
export interface NotYours {
  readonly type: 'notYours';
}

/** A place the actor's street looks after; what everything that staff do about demand begins with. */
export async function findDemand(
  work: Work,
  actor: Actor,
  asked: WishPlace,
  wanted: 'see' | 'takeOn' | 'note',
): Promise<{ readonly type: 'yours'; readonly found: PlaceNow } | NotYours> {
  const tx = await txOf(work);
  // Whoever changes something holds it: or it would be done to a building that has just become part of another.
  const found = await (wanted === 'see' ? placeNow : holdPlace)(tx, asked);
  if (found && seesDemand(actor, found.street)) return { type: 'yours', found };
  await note(tx, {
    at: work.now,
    actor: actor.person,
    action: 'demand.refused',
    ...(asked.kind === 'building'
      ? { subject: 'building', subjectId: asked.building }
      : { subject: 'proposal', subjectId: asked.proposal }),
    details: { wanted },
  });
  return { type: 'notYours' };
}

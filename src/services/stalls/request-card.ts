import { visitorAt } from '../../db/queries/stall-visits.ts';
import { stallById } from '../../db/queries/stalls.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationId, StallId } from '../../domain/ids.ts';
import { mayStand } from '../../domain/stall-place.ts';
import type { Work } from '../../domain/work.ts';
import type { RequestCardFor } from '../cards/holder.ts';
import { refuse } from './refuse.ts';

/** Asks for a service card for somebody who was let in at this stall and stands there still. */
export type RequestCardAtStall = (
  work: Work,
  actor: Actor,
  stall: StallId,
  application: ApplicationId,
) => Promise<{ readonly type: 'requested' | 'notNow' | 'notYours' }>;

export function createRequestCardAtStall(requestCardFor: RequestCardFor): RequestCardAtStall {
  return async (work, actor, id, application) => {
    const tx = await txOf(work);
    const stall = await stallById(tx, id);
    if (!stall || !mayStand(actor, stall)) return refuse(work, actor, 'card', id);
    const person = await visitorAt(tx, id, application);
    if (person === undefined) return { type: 'notNow' };
    const { type } = await requestCardFor(work, actor, person);
    return { type: type === 'moved' ? 'requested' : type === 'notYours' ? 'notYours' : 'notNow' };
  };
}

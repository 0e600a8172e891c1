import { insertTask } from '../../db/queries/outreach.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BuildingId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { findDemand, type NotYours } from './find-demand.ts';

/** Makes a demand an outreach task: somebody sees to it now. */
export type TakeOnDemand = (
  work: Work,
  actor: Actor,
  building: BuildingId,
) => Promise<
  | { readonly type: 'takenOn' }
  /** A colleague was faster. */
  | { readonly type: 'alreadyTaken' }
  | { readonly type: 'covered' }
  | NotYours
>;

export const takeOnDemand: TakeOnDemand = async (work, actor, building) => {
  const outcome = await findDemand(work, actor, { kind: 'building', building }, 'takeOn');
  if (outcome.type !== 'yours') return outcome;
  const { place, union } = outcome.found;
  if (place.kind !== 'building') return { type: 'notYours' };
  if (union !== null) return { type: 'covered' };
  const tx = await txOf(work);
  const task = await insertTask(tx, place.building, { by: actor.person, at: work.now });
  return { type: task === undefined ? 'alreadyTaken' : 'takenOn' };
};

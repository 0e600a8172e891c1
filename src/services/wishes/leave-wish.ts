import type { Tx } from '../../db/client.ts';
import { insertWish, type PlaceNow, wishCount } from '../../db/queries/wishes.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BuildingId, PersonId } from '../../domain/ids.ts';
import type { WishPlace } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';
import { holdPlace } from './hold-place.ts';
import { tellOfDemand } from './tell-of-demand.ts';

type LeftWish =
  | { readonly type: 'wished'; readonly place: WishPlace }
  /** There is a union by now: she can join it. */
  | { readonly type: 'covered'; readonly building: BuildingId }
  | { readonly type: 'gone' };

/** Counts a wish for a union. Once for each person and place, however often she taps; members of other unions too. */
export type LeaveWish = (work: Work, actor: Actor, place: WishPlace) => Promise<LeftWish>;

export const leaveWish: LeaveWish = async (work, { person }, asked) => {
  const tx = await txOf(work);
  const now = await holdPlace(tx, asked);
  if (!now) return { type: 'gone' };
  const { place } = now;
  if (now.union !== null && place.kind === 'building') return { type: 'covered', building: place.building };
  await countWish(tx, person, now, work.now);
  return { type: 'wished', place };
};

/** Under the place's lock. */
export async function countWish(
  tx: Tx,
  person: PersonId,
  { place, street }: Pick<PlaceNow, 'place' | 'street'>,
  now: Date,
): Promise<void> {
  if (!(await insertWish(tx, person, place, now))) return;
  const after = await wishCount(tx, place);
  await tellOfDemand(tx, { place, street, before: after - 1, after, now });
}

import { settleProposal } from '../../db/queries/proposals.ts';
import { deleteWish, wishCount } from '../../db/queries/wishes.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { WishPlace } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';
import { holdPlace } from './hold-place.ts';

/** Forgets a wish as if it had never been. A building that nobody wishes for any more is told of no more. */
export type TakeBackWish = (
  work: Work,
  actor: Actor,
  place: WishPlace,
) => Promise<{ readonly type: 'takenBack' | 'none' }>;

export const takeBackWish: TakeBackWish = async (work, { person }, asked) => {
  const tx = await txOf(work);
  const place = (await holdPlace(tx, asked))?.place ?? asked;
  if (!(await deleteWish(tx, person, place))) return { type: 'none' };
  if (place.kind === 'proposal' && (await wishCount(tx, place)) === 0)
    await settleProposal(tx, { proposal: place.proposal, to: 'withdrawn', by: null, at: work.now });
  return { type: 'takenBack' };
};

import type { Tx } from '../../db/client.ts';
import { lockWishPlace, type PlaceNow, placeNow } from '../../db/queries/wishes.ts';
import type { WishPlace } from '../../domain/wish.ts';

/**
 * Where a place has got to, held until the transaction ends. It may become another while we wait for its lock (a proposal
 * is listed, a building turns out to be listed twice); then that one is what is held.
 */
export async function holdPlace(tx: Tx, asked: WishPlace): Promise<PlaceNow | undefined> {
  await lockWishPlace(tx, asked);
  const now = await placeNow(tx, asked);
  return !now || isSame(now.place, asked) ? now : holdPlace(tx, now.place);
}

function isSame(one: WishPlace, other: WishPlace): boolean {
  return one.kind === 'building'
    ? other.kind === 'building' && one.building === other.building
    : other.kind === 'proposal' && one.proposal === other.proposal;
}

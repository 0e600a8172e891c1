import type { Tx } from '../../db/client.ts';
import { moveTasks } from '../../db/queries/outreach.ts';
import { moveWishes, placeNow, tellWishers } from '../../db/queries/wishes.ts';
import type { BuildingId } from '../../domain/ids.ts';
import type { WishPlace } from '../../domain/wish.ts';
import { tellOfDemand } from './tell-of-demand.ts';

/**
 * What was wished for in one place is wished for in another, which is the same building: so is what the street did about
 * it. Who wished hears if there is a union, and the street if they are so many together as neither place had.
 */
export async function followWishes(tx: Tx, from: WishPlace, into: BuildingId, now: Date): Promise<void> {
  const { before, came, after } = await moveWishes(tx, from, into);
  if (from.kind === 'building') await moveTasks(tx, from.building, into);
  const place = { kind: 'building', building: into } as const;
  const found = await placeNow(tx, place);
  if (!found) return;
  if (found.union !== null) await tellWishers(tx, into, found.union, now);
  else await tellOfDemand(tx, { place, street: found.street, before: Math.max(before, came), after, now });
}

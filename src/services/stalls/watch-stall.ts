import { dropDesk, keepDesk, stallById } from '../../db/queries/stalls.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { StallId } from '../../domain/ids.ts';
import { isOpenStall } from '../../domain/stall.ts';
import { mayStand } from '../../domain/stall-place.ts';
import type { Work } from '../../domain/work.ts';

/** Keeps the queue of a stall up to date in this message of hers, for as long as the stall is open; or no longer. */
export type WatchStall = (
  work: Work,
  actor: Actor,
  stall: StallId,
  message: number,
  on: boolean,
) => Promise<void>;

export const watchStall: WatchStall = async (work, actor, id, message, on) => {
  const tx = await txOf(work);
  const { person } = actor;
  if (!on) return dropDesk(tx, { stall: id, person, message });
  const stall = await stallById(tx, id);
  if (!stall || !mayStand(actor, stall) || !isOpenStall(stall, work.now)) return;
  await keepDesk(tx, { stall: id, person, message, now: work.now });
};

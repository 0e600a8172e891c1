import { stallById, closeStall as writeClosed } from '../../db/queries/stalls.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { StallId } from '../../domain/ids.ts';
import { mayStand } from '../../domain/stall-place.ts';
import type { Work } from '../../domain/work.ts';
import { refuse } from './refuse.ts';

/** Closes a stall before its time is over. What was handed in and not decided goes on as everywhere. */
export type CloseStall = (
  work: Work,
  actor: Actor,
  stall: StallId,
) => Promise<{ readonly type: 'closed' | 'wasClosed' | 'notYours' }>;

export const closeStall: CloseStall = async (work, actor, id) => {
  const tx = await txOf(work);
  const stall = await stallById(tx, id);
  if (!stall || !mayStand(actor, stall)) return refuse(work, actor, 'close', id);
  return { type: (await writeClosed(tx, id, work.now)) ? 'closed' : 'wasClosed' };
};

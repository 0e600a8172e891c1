import { note } from '../db/queries/audit.ts';
import { lockBroadcast, markBroadcast } from '../db/queries/broadcasts.ts';
import { noteQueued } from '../db/queries/outbox.ts';
import { txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import { type BroadcastMove, type BroadcastState, mayMove, stateOf } from '../domain/broadcast.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Work } from '../domain/work.ts';
import { steers } from './read-broadcast.ts';

type Steered =
  | { readonly type: 'moved' }
  /** Somebody was faster, or it is over: this is how it stands. */
  | { readonly type: 'tooLate'; readonly state: BroadcastState }
  | { readonly type: 'notYours' };

/**
 * Holds a broadcast, lets it go on, or calls it off, at any moment. It takes effect with the sender's next claim: what is
 * on its way by then arrives.
 */
export type SteerBroadcast = (
  work: Work,
  actor: Actor,
  input: { readonly notice: NoticeId; readonly move: BroadcastMove },
) => Promise<Steered>;

export const steerBroadcast: SteerBroadcast = async (work, actor, { notice, move }) => {
  const tx = await txOf(work);
  const broadcast = await lockBroadcast(tx, notice);
  if (!broadcast || !(await steers(tx, actor, broadcast))) return { type: 'notYours' };
  const state = stateOf(broadcast);
  if (!mayMove(state, move)) return { type: 'tooLate', state };
  const { now } = work;
  switch (move) {
    case 'pause':
      await markBroadcast(tx, notice, { pausedAt: now, pausedBy: 'staff' });
      break;
    case 'resume':
      await markBroadcast(tx, notice, { pausedAt: null, pausedBy: null });
      break;
    case 'cancel':
      await markBroadcast(tx, notice, { cancelledAt: now });
  }
  const subject = { subject: 'notice', subjectId: notice } as const;
  await note(tx, { at: now, actor: actor.person, action: `broadcast.${move}`, ...subject });
  // So that nobody waits for the sender's next look.
  noteQueued(tx);
  return { type: 'moved' };
};

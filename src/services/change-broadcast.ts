import { note } from '../db/queries/audit.ts';
import { correctionUnderWay, lockBroadcast, markBroadcast } from '../db/queries/broadcasts.ts';
import { correctNotice } from '../db/queries/outbox.ts';
import { txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import { mayMove, stateOf } from '../domain/broadcast.ts';
import { deletableHours } from '../domain/delivery-plan.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Work } from '../domain/work.ts';
import { steers } from './read-broadcast.ts';

type Changed =
  | { readonly type: 'changing' }
  /** Nobody has got it, or it isn't known any more who. */
  | { readonly type: 'nothing' }
  /** Nothing of it can be deleted any more. */
  | { readonly type: 'tooOld' }
  /** The last change is under way. */
  | { readonly type: 'busy' }
  | { readonly type: 'notYours' };

/**
 * Changes or takes back what a broadcast has said: the messages delivered are edited to what it says now, or deleted, by
 * a ledger of their own. What is taken back goes to nobody else; what is corrected is correct for them anyway.
 */
export type ChangeBroadcast = (
  work: Work,
  actor: Actor,
  input: { readonly notice: NoticeId; readonly change: 'correction' | 'withdrawal' },
) => Promise<Changed>;

export const changeBroadcast: ChangeBroadcast = async (work, actor, { notice, change }) => {
  const tx = await txOf(work);
  const broadcast = await lockBroadcast(tx, notice);
  if (!broadcast || broadcast.corrects !== null) return { type: 'notYours' };
  if (!(await steers(tx, actor, broadcast))) return { type: 'notYours' };
  const { tally, reportedAt, clearedAt } = broadcast;
  const { now } = work;
  if (clearedAt || !tally || tally.sent + tally.waiting + tally.unknown === 0) return { type: 'nothing' };
  const oldest = now.getTime() - deletableHours * 3_600_000;
  if (change === 'withdrawal' && reportedAt && reportedAt.getTime() < oldest) return { type: 'tooOld' };
  if (await correctionUnderWay(tx, notice)) return { type: 'busy' };
  if (change === 'withdrawal' && mayMove(stateOf(broadcast), 'cancel'))
    await markBroadcast(tx, notice, { cancelledAt: now });
  const { union, street } = broadcast;
  await correctNotice(tx, { notice, change, union, street, by: actor.person, now });
  const subject = { subject: 'notice', subjectId: notice } as const;
  await note(tx, { at: now, actor: actor.person, action: `broadcast.${change}`, ...subject });
  return { type: 'changing' };
};

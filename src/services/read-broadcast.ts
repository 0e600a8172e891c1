import type { Db, Tx } from '../db/client.ts';
import { type Broadcast, broadcastById } from '../db/queries/broadcasts.ts';
import { unionPlace } from '../db/queries/staff.ts';
import { readOf } from '../db/work.ts';
import { type Actor, answersFor, looksAfter, type Scope } from '../domain/actor.ts';
import { stateOf, tallyOf } from '../domain/broadcast.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Work } from '../domain/work.ts';
import { loadAnnounced } from './outbox/broadcast-content.ts';
import type { BroadcastFacts } from './outbox/progress.ts';

/** How far a broadcast is, for those who answer for it; null for anybody else. */
export type ReadBroadcast = (work: Work, actor: Actor, notice: NoticeId) => Promise<BroadcastFacts | null>;

export function createReadBroadcast({
  timeZone,
  quietUntil,
}: {
  readonly timeZone: string;
  readonly quietUntil: (work: Work) => Promise<Date | null> | null;
}): ReadBroadcast {
  return async (work, actor, notice) => {
    const tx = readOf(work);
    const broadcast = await broadcastById(tx, notice);
    if (!broadcast || !(await steers(tx, actor, broadcast))) return null;
    const announced = await loadAnnounced(tx, notice, timeZone);
    if (!announced) return null;
    const state = stateOf(broadcast);
    return {
      notice,
      ...announced,
      state,
      pausedBy: broadcast.pausedBy,
      tally: broadcast.tally ?? tallyOf([]),
      perSecond: null,
      secondsLeft: null,
      quietUntil: state === 'sending' ? await quietUntil(work) : null,
    };
  };
}

/** Whoever answers for its union now; that she announced it is not enough once her role was taken away. */
export async function steers(
  tx: Tx | Db,
  actor: Actor,
  { union, street }: Pick<Broadcast, 'union' | 'street'>,
): Promise<boolean> {
  if (union === null) {
    const said: Scope = street === null ? { kind: 'district' } : { kind: 'street', street };
    return looksAfter(actor, said, null);
  }
  const place = await unionPlace(tx as Tx, union);
  return place !== undefined && answersFor(actor, place);
}

import { note } from '../../db/queries/audit.ts';
import { lockDraft } from '../../db/queries/drafts.ts';
import { broadcastSchedule, saveBroadcastSchedule } from '../../db/queries/series.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import { firstSlot } from '../../domain/timing-rules.ts';
import type { Work } from '../../domain/work.ts';
import { writesFor } from '../compose/authority.ts';

type SeriesMove = 'pause' | 'resume' | 'end';

type SeriesSteered =
  | { readonly type: 'paused' | 'ended' }
  | { readonly type: 'resumed'; readonly nextAt: Date }
  /** While it was held up, its time has passed. */
  | { readonly type: 'past' }
  /** It is so already, or over. */
  | { readonly type: 'tooLate' }
  | { readonly type: 'notYours' };

/** Holds up what goes out at times of its own, lets it go on, or ends it. What is being sent already isn't touched. */
export type SteerSeries = (
  work: Work,
  actor: Actor,
  input: { readonly broadcast: BroadcastId; readonly move: SeriesMove },
) => Promise<SeriesSteered>;

export function createSteerSeries({ timeZone }: { readonly timeZone: string }): SteerSeries {
  return async (work, actor, { broadcast, move }) => {
    const tx = await txOf(work);
    const { now } = work;
    const draft = await lockDraft(tx, broadcast);
    if (draft?.status !== 'released' || !(await writesFor(tx, actor, draft.scope)))
      return { type: 'notYours' };
    const schedule = await broadcastSchedule(tx, broadcast);
    if (!schedule || schedule.endedAt !== null) return { type: 'tooLate' };
    const steered = (
      action: 'broadcast.seriesPaused' | 'broadcast.seriesResumed' | 'broadcast.seriesEnded',
    ) => note(tx, { at: now, actor: actor.person, action, subject: 'broadcast', subjectId: broadcast });
    if (move === 'resume') {
      if (schedule.pausedAt === null) return { type: 'tooLate' };
      const nextAt = firstSlot(draft.timing, now, timeZone);
      if (nextAt === null) return { type: 'past' };
      await saveBroadcastSchedule(tx, { ...schedule, pausedAt: null, nextAt });
      await steered('broadcast.seriesResumed');
      return { type: 'resumed', nextAt };
    }
    if (move === 'pause') {
      if (schedule.pausedAt !== null) return { type: 'tooLate' };
      await saveBroadcastSchedule(tx, { ...schedule, pausedAt: now, nextAt: null });
      await steered('broadcast.seriesPaused');
      return { type: 'paused' };
    }
    await saveBroadcastSchedule(tx, { ...schedule, endedAt: now, nextAt: null });
    await steered('broadcast.seriesEnded');
    return { type: 'ended' };
  };
}

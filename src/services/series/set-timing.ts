import { note } from '../../db/queries/audit.ts';
import { lockDraft, updateDraft } from '../../db/queries/drafts.ts';
import { broadcastSchedule, saveBroadcastSchedule } from '../../db/queries/series.ts';
import { readSetting } from '../../db/queries/settings.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Timing } from '../../domain/timing.ts';
import { firstSlot, type TimingRefusal, timingRefusal } from '../../domain/timing-rules.ts';
import type { Work } from '../../domain/work.ts';
import { writesFor } from '../compose/authority.ts';

type TimingSet =
  | { readonly type: 'set' }
  | { readonly type: 'refused'; readonly refusal: TimingRefusal }
  /** All of it has been sent, or somebody has ended it. */
  | { readonly type: 'over' }
  /** Two officers released it to go out once: again and again is another broadcast. */
  | { readonly type: 'releasedOnce' }
  | { readonly type: 'notYours' };

/**
 * Says when a broadcast goes out. Before its release that is a change like any other: whoever waits for it waits for what
 * she saw. Of what is released it changes the slots to come; what is said and to whom stays as it was released.
 */
export type SetTiming = (
  work: Work,
  actor: Actor,
  input: { readonly broadcast: BroadcastId; readonly timing: Timing | null },
) => Promise<TimingSet>;

export function createSetTiming({ timeZone }: { readonly timeZone: string }): SetTiming {
  return async (work, actor, { broadcast, timing }) => {
    const tx = await txOf(work);
    const { now } = work;
    const draft = await lockDraft(tx, broadcast);
    if (!draft || draft.status === 'dropped' || !(await writesFor(tx, actor, draft.scope)))
      return { type: 'notYours' };
    const quiet = await readSetting(tx, 'quietHours');
    const refusal = timingRefusal(timing, { now, timeZone, quiet });
    if (refusal) return { type: 'refused', refusal };
    const released = draft.status === 'released';
    if (released) {
      const schedule = await broadcastSchedule(tx, broadcast);
      if (timing === null || !schedule || schedule.endedAt !== null) return { type: 'over' };
      const byTwo = draft.waitingBy !== null;
      if (byTwo && timing.kind === 'series' && draft.timing?.kind !== 'series')
        return { type: 'releasedOnce' };
      const nextAt = schedule.pausedAt === null ? firstSlot(timing, now, timeZone) : null;
      await saveBroadcastSchedule(tx, { ...schedule, nextAt });
    }
    await updateDraft(tx, broadcast, {
      timing,
      ...(!released && { status: 'draft', waitingSince: null, waitingBy: null }),
      version: draft.version + 1,
      changedAt: now,
    });
    const subject = { subject: 'broadcast', subjectId: broadcast } as const;
    await note(tx, { at: now, actor: actor.person, action: 'broadcast.timed', ...subject });
    return { type: 'set' };
  };
}

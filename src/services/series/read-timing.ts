import { draftById } from '../../db/queries/drafts.ts';
import { broadcastSchedule, lastRuns } from '../../db/queries/series.ts';
import { readSetting } from '../../db/queries/settings.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { type BroadcastStatus, firstWords } from '../../domain/broadcast-content.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Words } from '../../domain/language.ts';
import type { QuietHours } from '../../domain/quiet-hours.ts';
import { nextSlots, slotsLeft } from '../../domain/series.ts';
import type { Timing } from '../../domain/timing.ts';
import type { Work } from '../../domain/work.ts';
import { writesFor } from '../compose/authority.ts';

/** When a broadcast goes out, as those who answer for it see it. */
export interface TimingFacts {
  readonly broadcast: BroadcastId;
  readonly status: BroadcastStatus;
  readonly title: Words;
  readonly timing: Timing | null;
  /** Released, with a time of its own: how that stands. */
  readonly state: 'going' | 'paused' | 'ended' | null;
  /** The next slots of a series. */
  readonly coming: readonly Date[];
  /** How many slots are left of a series that ends after so many. */
  readonly left: number | null;
  /** Slots that came last, the newest first. */
  readonly runs: readonly { readonly slot: Date; readonly state: 'sent' | 'held' | 'skipped' }[];
  readonly quiet: QuietHours;
}

/** Null for anybody else, and for what was dropped. */
export type ReadTiming = (work: Work, actor: Actor, broadcast: BroadcastId) => Promise<TimingFacts | null>;

const shownSlots = 5;
const shownRuns = 3;

export function createReadTiming({ timeZone }: { readonly timeZone: string }): ReadTiming {
  return async (work, actor, broadcast) => {
    const tx = readOf(work);
    const draft = await draftById(tx, broadcast);
    if (!draft || draft.status === 'dropped' || !(await writesFor(tx, actor, draft.scope))) return null;
    const { timing, status } = draft;
    const schedule = status === 'released' ? await broadcastSchedule(tx, broadcast) : undefined;
    return {
      broadcast,
      status,
      title: firstWords(draft.revision ?? draft.content),
      timing,
      state: !schedule ? null : schedule.endedAt ? 'ended' : schedule.pausedAt ? 'paused' : 'going',
      coming: timing?.kind === 'series' ? nextSlots(timing, work.now, timeZone, shownSlots) : [],
      left: timing?.kind === 'series' ? slotsLeft(timing, work.now, timeZone) : null,
      runs: schedule ? await lastRuns(tx, broadcast, shownRuns) : [],
      quiet: await readSetting(tx, 'quietHours'),
    };
  };
}

import { note } from '../../db/queries/audit.ts';
import { lockDraft } from '../../db/queries/drafts.ts';
import {
  broadcastSchedule,
  lockBroadcastRun,
  saveBroadcastSchedule,
  settleBroadcastRun,
} from '../../db/queries/series.ts';
import { isDissolved } from '../../db/queries/staff.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import { dateIn } from '../../domain/schedule.ts';
import type { Work } from '../../domain/work.ts';
import { writesFor } from '../compose/authority.ts';
import { announceBroadcast } from '../release/announce-broadcast.ts';
import { tellsOfEach } from '../release/assess.ts';

type BroadcastSlotDecided =
  | { readonly type: 'sent' | 'skipped' }
  /** Its union is no more: there is nobody to send it to. */
  | { readonly type: 'scopeGone' }
  /** So few of those it was picked for are left that it would tell of each of them. */
  | { readonly type: 'tooFew' }
  /** Somebody was faster. */
  | { readonly type: 'settled' }
  | { readonly type: 'notYours' };

/** What becomes of a slot that was held. The first decision counts; who sends it answers for those to come. */
export type DecideBroadcastSlot = (
  work: Work,
  actor: Actor,
  input: { readonly broadcast: BroadcastId; readonly slot: Date; readonly send: boolean },
) => Promise<BroadcastSlotDecided>;

export function createDecideBroadcastSlot(options: {
  readonly timeZone: string;
  readonly languageDefault: Language;
}): DecideBroadcastSlot {
  const { timeZone } = options;
  return async (work, actor, { broadcast, slot, send }) => {
    const tx = await txOf(work);
    const { now } = work;
    const draft = await lockDraft(tx, broadcast);
    if (draft?.status !== 'released' || !(await writesFor(tx, actor, draft.scope)))
      return { type: 'notYours' };
    const run = await lockBroadcastRun(tx, { broadcast, slot });
    if (run?.state !== 'held') return { type: 'settled' };
    const { scope } = draft;
    if (send && scope.kind === 'union' && (await isDissolved(tx, scope.union, dateIn(now, timeZone))))
      return { type: 'scopeGone' };
    if (send && (await tellsOfEach(tx, draft, now, options))) return { type: 'tooFew' };
    const state = send ? 'sent' : 'skipped';
    const notice = send
      ? await announceBroadcast(tx, { ...draft, author: actor.person }, { slot: run.slot, now })
      : null;
    const decidedBy = actor.person;
    await settleBroadcastRun(tx, { broadcast, slot }, { state, notice, decidedBy, at: now });
    const schedule = await broadcastSchedule(tx, broadcast);
    if (send && schedule && run.heldFor === 'roleGone')
      await saveBroadcastSchedule(tx, { ...schedule, changedBy: decidedBy });
    await note(tx, {
      at: now,
      actor: decidedBy,
      action: send ? 'broadcast.slotSent' : 'broadcast.slotSkipped',
      subject: 'broadcast',
      subjectId: broadcast,
    });
    return { type: state };
  };
}

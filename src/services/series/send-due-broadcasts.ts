import type { Db, Tx } from '../../db/client.ts';
import { draftById } from '../../db/queries/drafts.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import {
  claimBroadcastRun,
  dueBroadcasts,
  lockDueBroadcast,
  setNextSlot,
  settleBroadcastRun,
} from '../../db/queries/series.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import { dateIn, latenessLimitHours } from '../../domain/schedule.ts';
import { slotAfter } from '../../domain/timing-rules.ts';
import type { Log } from '../../log.ts';
import { announceBroadcast } from '../release/announce-broadcast.ts';
import { tellsOfEach } from '../release/assess.ts';
import { thoseWhoDecide, whatIsGone } from './who-answers.ts';

/** How often each came out of one look. */
type SlotCounts = Record<'sent' | 'held' | 'skipped' | 'repeated' | 'failed', number>;

/** Sends every released broadcast whose hour has come. Run it every minute, and at start for what was missed. */
export type SendDueBroadcasts = (now: Date) => Promise<SlotCounts>;

export function createSendDueBroadcasts({
  db,
  timeZone,
  languageDefault,
  log,
}: {
  readonly db: Db;
  readonly timeZone: string;
  readonly languageDefault: Language;
  readonly log: Log;
}): SendDueBroadcasts {
  return async (now) => {
    const counts: SlotCounts = { sent: 0, held: 0, skipped: 0, repeated: 0, failed: 0 };
    for (const broadcast of await dueBroadcasts(db, now)) {
      // After a long silence several slots are due, one after the other.
      for (;;) {
        // One broadcast's trouble is no other's; it is tried again in a minute.
        const outcome = await db
          .transaction((tx) => sendSlot(tx, broadcast, now, { timeZone, languageDefault }))
          .catch((error: Error) => {
            log.error('slot not sent', { broadcast, kind: error.name });
            return 'failed' as const;
          });
        if (outcome) counts[outcome] += 1;
        if (!outcome || outcome === 'failed') break;
      }
    }
    return counts;
  };
}

/** Claim, next slot and notice are committed together: a slot is used once, and never half. */
async function sendSlot(
  tx: Tx,
  broadcast: BroadcastId,
  now: Date,
  options: { readonly timeZone: string; readonly languageDefault: Language },
): Promise<Exclude<keyof SlotCounts, 'failed'> | null> {
  const { timeZone } = options;
  const due = await lockDueBroadcast(tx, broadcast, now);
  const slot = due?.nextAt;
  const draft = slot ? await draftById(tx, broadcast) : undefined;
  if (!due || !slot || !draft) return null;
  const next = slotAfter(draft.timing, slot, timeZone);
  await setNextSlot(tx, broadcast, { nextAt: next, endedAt: next === null ? now : null });

  const late = now.getTime() - slot.getTime() > latenessLimitHours * 3_600_000;
  // Of many that were missed, the last is asked about; who wants four at once?
  const overtaken = late && next !== null && next <= now;
  const heldFor = (await whatIsGone(tx, draft, due, dateIn(now, timeZone))) ?? (late ? 'late' : null);
  const mayBeSent = heldFor === null && !(await tellsOfEach(tx, draft, now, options));
  const state = mayBeSent ? 'sent' : heldFor === null || overtaken ? 'skipped' : 'held';
  if (!(await claimBroadcastRun(tx, { broadcast, slot, state, heldFor, at: now }))) return 'repeated';
  if (state === 'sent') {
    const notice = await announceBroadcast(tx, draft, { slot, now });
    await settleBroadcastRun(tx, { broadcast, slot }, { state, notice });
  } else if (state === 'held') {
    const body = { kind: 'broadcastSlotHeld', broadcast, slot: slot.toISOString() } as const;
    const to = await thoseWhoDecide(tx, draft.scope);
    await tellPeople(tx, { key: `slotHeld:${broadcast}:${body.slot}`, body, to, now });
  }
  return state;
}

import type { Tx } from '../../db/client.ts';
import type { Draft } from '../../db/queries/drafts.ts';
import { saveBroadcastSchedule } from '../../db/queries/series.ts';
import type { PersonId } from '../../domain/ids.ts';
import { firstSlot } from '../../domain/timing-rules.ts';
import { announceBroadcast } from '../release/announce-broadcast.ts';

type Started =
  | { readonly type: 'sending' }
  /** It goes out then, if whoever released it still answers for it. */
  | { readonly type: 'planned'; readonly nextAt: Date }
  /** Its time has passed while it waited: it needs another one. */
  | { readonly type: 'past' };

/** Sets going what has just been released: at once, or when its timing says. */
export async function startBroadcast(
  tx: Tx,
  draft: Draft,
  { by, now, timeZone }: { readonly by: PersonId; readonly now: Date; readonly timeZone: string },
): Promise<Started> {
  const nextAt = firstSlot(draft.timing, now, timeZone);
  if (nextAt === null) return { type: 'past' };
  if (draft.timing === null) {
    await announceBroadcast(tx, draft, { slot: now, now });
    return { type: 'sending' };
  }
  await saveBroadcastSchedule(tx, { broadcast: draft.id, nextAt, changedBy: by });
  return { type: 'planned', nextAt };
}

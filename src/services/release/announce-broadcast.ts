import type { Tx } from '../../db/client.ts';
import type { Draft } from '../../db/queries/drafts.ts';
import { announce } from '../../db/queries/outbox.ts';
import { within } from '../../domain/audience.ts';
import type { NoticeId } from '../../domain/ids.ts';

/**
 * Puts what was released into the outbox, for one slot; at once, the moment of its release is its slot. Whoever was
 * picked, only members of the scope it was written for are reached.
 *
 * @returns null when this slot was sent before
 */
export async function announceBroadcast(
  tx: Tx,
  { id, scope, audience, author }: Pick<Draft, 'id' | 'scope' | 'audience' | 'author'>,
  { slot, now }: { readonly slot: Date; readonly now: Date },
): Promise<NoticeId | null> {
  if (audience === null) throw new Error('a broadcast without an audience was released');
  return announce(tx, {
    key: `broadcast:${id}:${slot.toISOString()}`,
    body: { kind: 'broadcast', broadcast: id },
    scope,
    audience: within(audience, scope),
    by: author,
    dueAt: slot > now ? slot : now,
    now,
  });
}

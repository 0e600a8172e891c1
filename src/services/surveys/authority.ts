import type { Tx } from '../../db/client.ts';
import { unionPlace } from '../../db/queries/staff.ts';
import { type Actor, looksAfter, type Scope } from '../../domain/actor.ts';

/** Whether she may ask the people of a scope: all of them lie within what she answers for. */
export async function mayAsk(tx: Tx, actor: Actor, scope: Scope): Promise<boolean> {
  const place = scope.kind === 'union' ? ((await unionPlace(tx, scope.union)) ?? null) : null;
  return looksAfter(actor, scope, place);
}

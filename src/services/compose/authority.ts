import type { Db, Tx } from '../../db/client.ts';
import { unionPlace } from '../../db/queries/staff.ts';
import { type Actor, looksAfter, type Scope } from '../../domain/actor.ts';

/** May she write in this one's name? Her own scopes, and what lies in them; asked anew at every step. */
export async function writesFor(tx: Tx | Db, actor: Actor, scope: Scope): Promise<boolean> {
  const place = scope.kind === 'union' ? await unionPlace(tx as Tx, scope.union) : undefined;
  return looksAfter(actor, scope, place ?? null);
}

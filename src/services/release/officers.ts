import type { Tx } from '../../db/client.ts';
import { scopesOf } from '../../db/queries/roles.ts';
import { districtStaff } from '../../db/queries/staff.ts';
import type { Scope } from '../../domain/actor.ts';
import type { PersonId } from '../../domain/ids.ts';
import { writesFor } from '../compose/authority.ts';
import { thoseWhoDecide } from '../series/who-answers.ts';

/** Who else may release something in this one's name: the nearest who do, and the district where nobody else does. */
export async function otherOfficers(
  tx: Tx,
  scope: Scope,
  but: readonly PersonId[],
): Promise<readonly PersonId[]> {
  const others = (all: readonly PersonId[]) => all.filter((person) => !but.includes(person));
  const near = others(await thoseWhoDecide(tx, scope));
  return near.length > 0 ? near : others(await districtStaff(tx));
}

/** Whether she still answers for it: a role may have been taken away since she wrote. */
export async function stillWrites(tx: Tx, person: PersonId, scope: Scope): Promise<boolean> {
  return writesFor(tx, { person, scopes: await scopesOf(tx, person) }, scope);
}

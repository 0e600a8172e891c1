import type { Tx } from '../../db/client.ts';
import type { Draft } from '../../db/queries/drafts.ts';
import { scopesOf } from '../../db/queries/roles.ts';
import type { BroadcastSchedule } from '../../db/queries/series.ts';
import { districtStaff, isDissolved, staffOf, streetStaff, unionPlace } from '../../db/queries/staff.ts';
import type { Scope } from '../../domain/actor.ts';
import type { PersonId } from '../../domain/ids.ts';
import { writesFor } from '../compose/authority.ts';

/** Why a slot isn't sent though its hour has come; null: it may be. */
export async function whatIsGone(
  tx: Tx,
  draft: Draft,
  schedule: BroadcastSchedule,
  today: string,
): Promise<'roleGone' | 'scopeGone' | null> {
  const { scope, author, releasedBy } = draft;
  if (scope.kind === 'union' && (await isDissolved(tx, scope.union, today))) return 'scopeGone';
  // Whoever took it over answers for it from then on; until then, who wrote and who released it.
  const tookOver = schedule.changedBy !== null && schedule.changedBy !== releasedBy;
  const answering = tookOver ? [schedule.changedBy] : [author, releasedBy];
  for (const person of answering) {
    if (person === null) return 'roleGone';
    if (!(await writesFor(tx, { person, scopes: await scopesOf(tx, person) }, scope))) return 'roleGone';
  }
  return null;
}

/** Who is asked about a slot: those who hold its scope; without them, whoever is above. */
export async function thoseWhoDecide(tx: Tx, scope: Scope): Promise<readonly PersonId[]> {
  if (scope.kind === 'union') {
    const place = await unionPlace(tx, scope.union);
    return place ? staffOf(tx, place) : districtStaff(tx);
  }
  const street = scope.kind === 'street' ? await streetStaff(tx, scope.street) : [];
  return street.length > 0 ? street : districtStaff(tx);
}

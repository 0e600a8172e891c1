import type { Db, Tx } from '../../db/client.ts';
import { applicationById } from '../../db/queries/applications.ts';
import { standingOf } from '../../db/queries/memberships.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationId } from '../../domain/ids.ts';
import { type HerMoves, movesOfHers } from '../../domain/review.ts';

type Stored = NonNullable<Awaited<ReturnType<typeof applicationById>>>;

/** An application of hers, and what she may do about it now; undefined when there is none such, or it is another's. */
export async function herApplication(
  tx: Db | Tx,
  { person }: Actor,
  id: ApplicationId,
  now: Date,
): Promise<{ readonly found: Stored; readonly may: HerMoves } | undefined> {
  const found = await applicationById(tx, id);
  if (found?.person !== person) return undefined;
  const standing = await standingOf(tx, person);
  const elsewhere =
    standing.kind === 'member' || (standing.kind === 'waiting' && standing.application !== id);
  return { found, may: movesOfHers({ ...found, elsewhere }, now) };
}

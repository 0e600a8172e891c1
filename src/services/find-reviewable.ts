import type { Tx } from '../db/client.ts';
import { applicationById } from '../db/queries/applications.ts';
import { note } from '../db/queries/audit.ts';
import { ownUnit } from '../db/queries/memberships.ts';
import { txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import type { ApplicationId } from '../domain/ids.ts';
import type { ApplicationStatus } from '../domain/lifecycle.ts';
import { type Claim, claimedUntil, mayReview } from '../domain/review.ts';
import { isKeptFrom } from '../domain/visibility.ts';
import type { Work } from '../domain/work.ts';

/** Why a reviewer can't go on with an application. */
export type ReviewRefusal =
  /** There is none such, or it is not hers to see: which of the two is not said. */
  | { readonly type: 'notYours' }
  /** It is her own: a colleague decides. */
  | { readonly type: 'own' }
  /** An appeal, which those above the union decide; or which she turned down herself. */
  | { readonly type: 'street' | 'otherEyes' }
  /** A colleague has it on her desk. */
  | { readonly type: 'claimed'; readonly until: Date }
  /** It has moved on: a colleague was faster, or the applicant. `submitted`: she has just answered. */
  | { readonly type: 'settled'; readonly status: ApplicationStatus };

type Stored = NonNullable<Awaited<ReturnType<typeof applicationById>>>;
/** What an application says of her while it is open. */
export interface Signed extends Stored {
  readonly name: Buffer;
  readonly phone: Buffer;
}

/** What became of an application that was open when we looked, and wasn't where it was when we moved it. */
export async function findSettled(work: Work, id: ApplicationId): Promise<ReviewRefusal> {
  const found = await applicationById(await txOf(work), id);
  return found ? { type: 'settled', status: found.status } : { type: 'notYours' };
}

/**
 * An open application that the actor may decide on; what every step of a review begins with. Reaching for another's, or
 * for her own, is noted as an attempt.
 */
export async function findReviewable(
  work: Work,
  actor: Actor,
  id: ApplicationId,
  wanted: 'see' | 'phone' | 'claim' | 'distinct' | 'ask' | 'approve' | 'reject',
): Promise<{ readonly type: 'yours'; readonly found: Signed } | ReviewRefusal> {
  const tx = await txOf(work);
  const found = await applicationById(tx, id);
  const kept = found !== undefined && isKeptFrom(await ownUnit(tx, actor.person), found);
  const verdict = found ? mayReview(actor, { ...found, applicant: found.person, kept }) : 'notYours';
  if (!found || verdict === 'notYours') return refuse(tx, work, actor, id, { wanted });
  switch (verdict) {
    case 'own':
      return refuse(tx, work, actor, id, { wanted, own: true });
    case 'settled':
      return { type: 'settled', status: found.status };
    case 'street':
    case 'otherEyes':
      return { type: verdict };
    case 'yes':
  }
  const claim = claimOf(found);
  const until = claimedUntil(claim, work.now);
  const decides = wanted === 'ask' || wanted === 'approve' || wanted === 'reject';
  if (decides && until && claim?.by !== actor.person) return { type: 'claimed', until };
  return { type: 'yours', found: signed(found) };
}

export function claimOf({ claimedBy, claimedAt }: Pick<Stored, 'claimedBy' | 'claimedAt'>): Claim | null {
  return claimedBy !== null && claimedAt !== null ? { by: claimedBy, at: claimedAt } : null;
}

async function refuse(
  tx: Tx,
  { now }: Work,
  actor: Actor,
  id: ApplicationId,
  details: { readonly wanted: string; readonly own?: true },
): Promise<ReviewRefusal> {
  await note(tx, {
    at: now,
    actor: actor.person,
    action: 'application.refused',
    subject: 'application',
    subjectId: id,
    details,
  });
  return { type: details.own ? 'own' : 'notYours' };
}

function signed({ name, phone, ...found }: Stored): Signed {
  if (name && phone) return { ...found, name, phone };
  throw new Error('an open application does not say whose it is');
}

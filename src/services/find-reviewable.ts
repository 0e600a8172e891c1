import { applicationById } from '../db/queries/applications.ts';
import { note } from '../db/queries/audit.ts';
import { txOf } from '../db/work.ts';
import { type Actor, answersFor } from '../domain/actor.ts';
import type { ApplicationId } from '../domain/ids.ts';
import type { ApplicationStatus } from '../domain/lifecycle.ts';
import type { Work } from '../domain/work.ts';

/** Why a reviewer can't go on with an application. */
export type ReviewRefusal =
  /** There is none such, or it is not hers to see: which of the two is not said. */
  | { readonly type: 'notYours' }
  /** A colleague was faster, or the applicant withdrew it. */
  | { readonly type: 'settled'; readonly status: Exclude<ApplicationStatus, 'submitted'> };

type Stored = NonNullable<Awaited<ReturnType<typeof applicationById>>>;
/** What an application says of her while it is open. */
interface Signed extends Stored {
  readonly name: Buffer;
  readonly phone: Buffer;
}

/** What became of an application that was waiting when we looked, and wasn't when we moved it. */
export async function findSettled(work: Work, id: ApplicationId): Promise<ReviewRefusal> {
  const found = await applicationById(await txOf(work), id);
  if (!found || found.status === 'submitted') return { type: 'notYours' };
  return { type: 'settled', status: found.status };
}

/**
 * A waiting application that the actor answers for; what every step of a review begins with. Reaching for another's is
 * noted as an attempt.
 */
export async function findReviewable(
  work: Work,
  actor: Actor,
  id: ApplicationId,
  wanted: 'see' | 'approve' | 'reject',
): Promise<{ readonly type: 'yours'; readonly found: Signed } | ReviewRefusal> {
  const tx = await txOf(work);
  const found = await applicationById(tx, id);
  if (!found || !answersFor(actor, found.place)) {
    await note(tx, {
      at: work.now,
      actor: actor.person,
      action: 'application.refused',
      subject: 'application',
      subjectId: id,
      details: { wanted },
    });
    return { type: 'notYours' };
  }
  if (found.status !== 'submitted') return { type: 'settled', status: found.status };
  return { type: 'yours', found: signed(found) };
}

function signed({ name, phone, ...found }: Stored): Signed {
  if (name && phone) return { ...found, name, phone };
  throw new Error('an open application does not say whose it is');
}

import { beginReview, setClaim } from '../../db/queries/applications.ts';
import { note } from '../../db/queries/audit.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { claimOf, findReviewable, findSettled, type ReviewRefusal } from '../find-reviewable.ts';

/**
 * Takes an application onto her desk, from a colleague's if she says so: nobody waits because somebody is away. What is
 * on one's desk nobody else decides on. Taking and giving back are noted.
 */
export type ClaimApplication = (
  work: Work,
  actor: Actor,
  id: ApplicationId,
  what: 'take' | 'giveBack',
) => Promise<{ readonly type: 'taken' } | { readonly type: 'givenBack' } | ReviewRefusal>;

export const claimApplication: ClaimApplication = async (work, actor, id, what) => {
  const outcome = await findReviewable(work, actor, id, 'claim');
  if (outcome.type !== 'yours') return outcome;
  const tx = await txOf(work);
  const was = claimOf(outcome.found);
  const taken = what === 'take';
  // Given back already, or a colleague has it now.
  if (!taken && was?.by !== actor.person) return { type: 'givenBack' };
  const becomes = taken ? { by: actor.person, at: work.now } : null;
  if (!(await setClaim(tx, id, { was, becomes }))) return findSettled(work, id);
  if (taken) await beginReview(tx, id, work.now);
  await note(tx, {
    at: work.now,
    actor: actor.person,
    action: taken ? 'application.claimed' : 'application.released',
    subject: 'application',
    subjectId: id,
    ...(taken && was && was.by !== actor.person && { details: { from: was.by } }),
  });
  return { type: taken ? 'taken' : 'givenBack' };
};

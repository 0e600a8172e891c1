import { moveApplication } from '../../db/queries/applications.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationId } from '../../domain/ids.ts';
import { applicationLifecycle, mayMove } from '../../domain/lifecycle.ts';
import type { Work } from '../../domain/work.ts';
import { findReviewable, findSettled, type ReviewRefusal } from '../find-reviewable.ts';

/** Asks an applicant for what is missing. Until she answers, the promised day doesn't run. */
export type AskApplicant = (
  work: Work,
  actor: Actor,
  id: ApplicationId,
  words: string,
) => Promise<{ readonly type: 'asked' } | ReviewRefusal>;

export function createAskApplicant({ vault }: { readonly vault: Vault }): AskApplicant {
  return async (work, actor, id, words) => {
    const tx = await txOf(work);
    const outcome = await findReviewable(work, actor, id, 'ask');
    if (outcome.type !== 'yours') return outcome;
    const { found } = outcome;
    if (!mayMove(applicationLifecycle, found.status, 'needs_info'))
      return { type: 'settled', status: found.status };
    const moved = await moveApplication(tx, {
      application: id,
      from: found.status,
      to: 'needs_info',
      by: actor.person,
      at: work.now,
      words: vault.seal(words, 'application_moves.words'),
    });
    if (!moved) return findSettled(work, id);
    await tellPeople(tx, {
      // She may be asked more than once, each time after an answer.
      key: `asked:${id}:${work.now.toISOString()}`,
      body: { kind: 'applicationAsked', union: found.place.union, application: id },
      to: [found.person],
      now: work.now,
    });
    return { type: 'asked' };
  };
}

import { moveApplication } from '../db/queries/applications.ts';
import { tellPeople } from '../db/queries/outbox.ts';
import { sealRejection } from '../db/rejection.ts';
import type { Vault } from '../db/vault.ts';
import { txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import type { ApplicationId } from '../domain/ids.ts';
import type { Rejection } from '../domain/membership.ts';
import type { Work } from '../domain/work.ts';
import { findReviewable, findSettled, type ReviewRefusal } from './find-reviewable.ts';

/** Turns an application down, and tells the applicant why. */
export type RejectApplication = (
  work: Work,
  actor: Actor,
  id: ApplicationId,
  rejection: Rejection,
) => Promise<{ readonly type: 'rejected' } | ReviewRefusal>;

export function createRejectApplication({ vault }: { readonly vault: Vault }): RejectApplication {
  return async (work, actor, id, rejection) => {
    const tx = await txOf(work);
    const outcome = await findReviewable(work, actor, id, 'reject');
    if (outcome.type !== 'yours') return outcome;
    const { found } = outcome;
    const move = {
      application: id,
      from: found.status,
      to: 'rejected',
      by: actor.person,
      at: work.now,
      rejection: sealRejection(vault, rejection),
    } as const;
    if (!(await moveApplication(tx, move))) return findSettled(work, id);
    await tellPeople(tx, {
      // Turned down once more after an appeal, she is told once more.
      key: found.appealed ? `rejected:${id}:appealed` : `rejected:${id}`,
      body: { kind: 'applicationRejected', union: found.place.union, application: id },
      to: [found.person],
      now: work.now,
    });
    return { type: 'rejected' };
  };
}

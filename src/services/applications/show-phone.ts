import { note } from '../../db/queries/audit.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { findReviewable, type ReviewRefusal } from '../find-reviewable.ts';

/** An applicant's whole number, for whoever has to call her. That it was shown, to whom and when, is noted. */
export type ShowPhone = (
  work: Work,
  actor: Actor,
  id: ApplicationId,
) => Promise<{ readonly type: 'shown'; readonly phone: string } | ReviewRefusal>;

export function createShowPhone({ vault }: { readonly vault: Vault }): ShowPhone {
  return async (work, actor, id) => {
    const outcome = await findReviewable(work, actor, id, 'phone');
    if (outcome.type !== 'yours') return outcome;
    await note(await txOf(work), {
      at: work.now,
      actor: actor.person,
      action: 'application.phoneSeen',
      subject: 'application',
      subjectId: id,
    });
    return { type: 'shown', phone: vault.open(outcome.found.phone, 'applications.phone') };
  };
}

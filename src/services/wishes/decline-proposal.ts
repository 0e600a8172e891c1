import { note } from '../../db/queries/audit.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { settleProposal } from '../../db/queries/proposals.ts';
import { dropWishes, lockWishPlace } from '../../db/queries/wishes.ts';
import { sealDecline } from '../../db/sealed-wish.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ProposalId } from '../../domain/ids.ts';
import type { Decline } from '../../domain/proposal.ts';
import type { Work } from '../../domain/work.ts';
import { findDecidable, findDecided, type ProposalRefusal } from './find-decidable.ts';

/** Doesn't list what was told of. Whoever wished for it hears why, and nothing is kept of the wish. */
export type DeclineProposal = (
  work: Work,
  actor: Actor,
  id: ProposalId,
  decline: Decline,
) => Promise<{ readonly type: 'declined' } | ProposalRefusal>;

export function createDeclineProposal({ vault }: { readonly vault: Vault }): DeclineProposal {
  return async (work, actor, id, decline) => {
    const tx = await txOf(work);
    const outcome = await findDecidable(work, actor, id, 'decline');
    if (outcome.type !== 'yours') return outcome;
    const place = { kind: 'proposal', proposal: id } as const;
    await lockWishPlace(tx, place);
    const settled = await settleProposal(tx, {
      proposal: id,
      to: 'declined',
      by: actor.person,
      at: work.now,
      decline: sealDecline(vault, decline),
    });
    if (!settled) return findDecided(work, id);
    await tellPeople(tx, {
      key: `proposalDeclined:${id}`,
      body: { kind: 'proposalDeclined', proposal: id },
      to: await dropWishes(tx, place),
      now: work.now,
    });
    await note(tx, {
      at: work.now,
      actor: actor.person,
      action: 'proposal.declined',
      subject: 'proposal',
      subjectId: id,
      details: { reason: decline.reason },
    });
    return { type: 'declined' };
  };
}

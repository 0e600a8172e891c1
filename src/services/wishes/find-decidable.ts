import { note } from '../../db/queries/audit.ts';
import { proposalById } from '../../db/queries/proposals.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { seesDemand } from '../../domain/demand.ts';
import type { BuildingId, ProposalId } from '../../domain/ids.ts';
import type { ProposalStatus } from '../../domain/proposal.ts';
import type { Work } from '../../domain/work.ts';

/** Why an officer can't go on with a proposal. */
export type ProposalRefusal =
  /** There is none such, or it isn't hers: which of the two is not said. */
  | { readonly type: 'notYours' }
  /** A colleague was faster, or nobody wishes for it any more. */
  | {
      readonly type: 'settled';
      readonly status: Exclude<ProposalStatus, 'open'>;
      readonly building: BuildingId | null;
    };

type Stored = NonNullable<Awaited<ReturnType<typeof proposalById>>>;

/** An open proposal of the actor's street; what every decision begins with. Reaching for another's is noted. */
export async function findDecidable(
  work: Work,
  actor: Actor,
  id: ProposalId,
  wanted: 'accept' | 'merge' | 'decline',
): Promise<{ readonly type: 'yours'; readonly found: Stored } | ProposalRefusal> {
  const tx = await txOf(work);
  const found = await proposalById(tx, id);
  if (!found || !seesDemand(actor, found.street)) {
    await note(tx, {
      at: work.now,
      actor: actor.person,
      action: 'proposal.refused',
      subject: 'proposal',
      subjectId: id,
      details: { wanted },
    });
    return { type: 'notYours' };
  }
  if (found.status !== 'open') return { type: 'settled', status: found.status, building: found.building };
  return { type: 'yours', found };
}

/** What became of a proposal that was open when we looked, and wasn't when we settled it. */
export async function findDecided(work: Work, id: ProposalId): Promise<ProposalRefusal> {
  const found = await proposalById(await txOf(work), id);
  if (!found || found.status === 'open') return { type: 'notYours' };
  return { type: 'settled', status: found.status, building: found.building };
}

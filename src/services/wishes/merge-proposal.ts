import { insertAlias } from '../../db/queries/aliases.ts';
import { note } from '../../db/queries/audit.ts';
import { recordChanges } from '../../db/queries/directory-changes.ts';
import { writeBuildingNames } from '../../db/queries/place-names.ts';
import { lockListed, settleProposal } from '../../db/queries/proposals.ts';
import { lockWishPlace, placeNow } from '../../db/queries/wishes.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { seesDemand } from '../../domain/demand.ts';
import type { BuildingId, ProposalId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { dateIn } from '../../domain/schedule.ts';
import { normaliseName } from '../../domain/search/spelling.ts';
import type { Work } from '../../domain/work.ts';
import { findDecidable, findDecided, type ProposalRefusal } from './find-decidable.ts';
import { followWishes } from './follow-wishes.ts';

type MergedProposal =
  | { readonly type: 'merged'; readonly building: BuildingId; readonly named: Named }
  /** The building isn't listed any more, or is a colleague's. */
  | { readonly type: 'notThisOne' }
  | ProposalRefusal;

/**
 * Says that what was told of is a building we know under another name: that name becomes an alias of it, wishes and links
 * follow. Where it has a union already, those who wished for one hear of it.
 */
export type MergeProposal = (
  work: Work,
  actor: Actor,
  id: ProposalId,
  into: BuildingId,
) => Promise<MergedProposal>;

export function createMergeProposal({
  vault,
  timeZone,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
}): MergeProposal {
  return async (work, actor, id, asked) => {
    const tx = await txOf(work);
    const outcome = await findDecidable(work, actor, id, 'merge');
    if (outcome.type !== 'yours') return outcome;
    const target = await placeNow(tx, { kind: 'building', building: asked });
    if (target?.place.kind !== 'building' || !seesDemand(actor, target.street)) return { type: 'notThisOne' };
    const into = target.place.building;

    await lockWishPlace(tx, { kind: 'proposal', proposal: id });
    const again = await findDecided(work, id);
    if (again.type === 'settled') return again;
    const listed = await lockListed(tx, into);
    if (!listed) return { type: 'notThisOne' };
    await settleProposal(tx, {
      proposal: id,
      to: 'merged',
      building: into,
      by: actor.person,
      at: work.now,
    });
    const alias = vault.open(outcome.found.name, 'proposals.name');
    const isNew = ![listed.name, listed.nameEn ?? ''].map(normaliseName).includes(normaliseName(alias));
    const named = isNew ? await insertAlias(tx, { building: into, name: alias, kind: 'alias' }) : undefined;
    if (named !== undefined) {
      await writeBuildingNames(tx, [into]);
      await recordChanges(
        tx,
        {
          at: work.now,
          effectiveOn: dateIn(work.now, timeZone),
          actor: actor.person,
          source: 'proposal',
        },
        [
          {
            subject: 'name',
            subjectId: named,
            action: 'added',
            building: into,
            before: null,
            after: { name: alias, kind: 'alias' },
          },
        ],
      );
    }
    await followWishes(tx, { kind: 'proposal', proposal: id }, into, work.now);
    await note(tx, {
      at: work.now,
      actor: actor.person,
      action: 'proposal.merged',
      subject: 'proposal',
      subjectId: id,
      details: { building: into },
    });
    return { type: 'merged', building: into, named: { name: listed.name, nameEn: listed.nameEn } };
  };
}

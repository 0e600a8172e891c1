import { note } from '../../db/queries/audit.ts';
import { recordChanges } from '../../db/queries/directory-changes.ts';
import { writeBuildingNames } from '../../db/queries/place-names.ts';
import { insertBuilding, settleProposal } from '../../db/queries/proposals.ts';
import { lockWishPlace, moveWishes } from '../../db/queries/wishes.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { seesDemand } from '../../domain/demand.ts';
import type { BuildingId, ProposalId, StreetId } from '../../domain/ids.ts';
import { dateIn } from '../../domain/schedule.ts';
import type { Spot } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';
import { findDecidable, findDecided, type ProposalRefusal } from './find-decidable.ts';

/** A building as it will be listed. */
interface Listing {
  readonly name: string;
  readonly street: StreetId;
  readonly address: string;
  readonly at: Spot;
}

type Accepted =
  | { readonly type: 'accepted'; readonly building: BuildingId }
  /** The street she chose is a colleague's. */
  | { readonly type: 'otherStreet' }
  | ProposalRefusal;

/** Lists a building that was told of. Wishes follow, and the link its first workers passed on leads to it. */
export type AcceptProposal = (
  work: Work,
  actor: Actor,
  id: ProposalId,
  listing: Listing,
) => Promise<Accepted>;

export function createAcceptProposal({ timeZone }: { readonly timeZone: string }): AcceptProposal {
  return async (work, actor, id, { name, street, address, at }) => {
    const tx = await txOf(work);
    const outcome = await findDecidable(work, actor, id, 'accept');
    if (outcome.type !== 'yours') return outcome;
    if (!seesDemand(actor, street)) return { type: 'otherStreet' };
    // Whoever is wishing for it right now is counted before its wishes move on.
    await lockWishPlace(tx, { kind: 'proposal', proposal: id });
    // The row may have been settled while we waited; then no building is listed for it.
    const again = await findDecided(work, id);
    if (again.type === 'settled') return again;
    const row = { name, street, address: { zh: address }, ...at };
    const building = await insertBuilding(tx, { ...row, code: outcome.found.code });
    await writeBuildingNames(tx, [building]);
    await settleProposal(tx, { proposal: id, to: 'accepted', building, by: actor.person, at: work.now });
    // The street knows how many they are: it has just decided on them.
    await moveWishes(tx, { kind: 'proposal', proposal: id }, building);
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
          subject: 'building',
          subjectId: building,
          action: 'added',
          building,
          before: null,
          after: { name, street_id: street, address: row.address, ...at },
        },
      ],
    );
    await note(tx, {
      at: work.now,
      actor: actor.person,
      action: 'proposal.accepted',
      subject: 'proposal',
      subjectId: id,
      details: { building },
    });
    return { type: 'accepted', building };
  };
}

import type { Tx } from '../../db/client.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { freshPlaceCode } from '../../db/queries/place-code.ts';
import { insertProposal, staffOfStreet } from '../../db/queries/proposals.ts';
import { lockWishPlace, openProposalsOf, placeNow, wishOf } from '../../db/queries/wishes.ts';
import { sealPlace } from '../../db/sealed-wish.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ProposalId, StreetId } from '../../domain/ids.ts';
import { normaliseName } from '../../domain/search/spelling.ts';
import { openProposalsMax, type ProposedPlace, type WishPlace } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';
import { nameColumn, sameProposal } from './find-proposed.ts';
import { countWish } from './leave-wish.ts';

export interface Proposal extends ProposedPlace {
  readonly name: string;
  /** Null: she can't tell. */
  readonly street: StreetId | null;
}

type Proposed =
  | { readonly type: 'proposed'; readonly place: WishPlace }
  /** Somebody had told of it: her wish is counted with the others'. */
  | { readonly type: 'joined'; readonly place: WishPlace }
  /** She has told of several that the street hasn't looked into yet. */
  | { readonly type: 'tooMany'; readonly most: number };

/** Tells the street of a building that isn't in the directory, and counts a wish for a union there. */
export type ProposeBuilding = (work: Work, actor: Actor, proposal: Proposal) => Promise<Proposed>;

export function createProposeBuilding({ vault }: { readonly vault: Vault }): ProposeBuilding {
  return async (work, { person }, proposal) => {
    const tx = await txOf(work);
    const { street } = proposal;
    const known = await sameProposal(tx, vault, proposal);
    const hers = known && (await wishOf(tx, person, { kind: 'proposal', proposal: known }));
    if (!hers && (await openProposalsOf(tx, person)) >= openProposalsMax)
      return { type: 'tooMany', most: openProposalsMax };

    const made = known ? undefined : await insert(tx, vault, proposal, work.now);
    const id = made ?? known ?? (await sameProposal(tx, vault, proposal));
    if (id === undefined) throw new Error('a proposal vanished while being joined');
    const place = { kind: 'proposal', proposal: id } as const;
    await lockWishPlace(tx, place);
    const now = (await placeNow(tx, place)) ?? { place, street };
    await countWish(tx, person, now, work.now);
    if (made === undefined) return { type: 'joined', place: now.place };
    await tellPeople(tx, {
      key: `proposal:${id}`,
      body: { kind: 'proposalWaiting', proposal: id },
      to: await staffOfStreet(tx, street),
      now: work.now,
    });
    return { type: 'proposed', place };
  };
}

async function insert(
  tx: Tx,
  vault: Vault,
  { name, street, at, address }: Proposal,
  now: Date,
): Promise<ProposalId | undefined> {
  const normalised = normaliseName(name);
  return insertProposal(tx, {
    code: await freshPlaceCode(tx),
    street,
    name: vault.seal(name, 'proposals.name'),
    normalised: vault.seal(normalised, 'proposals.normalised'),
    normalisedIndex: vault.blindIndex(normalised, nameColumn),
    place: sealPlace(vault, { at, address }),
    proposedAt: now,
  });
}

import type { Tx } from '../../db/client.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { freshPlaceCode } from '../../db/queries/place-code.ts';
import { insertProposal, staffOfStreet } from '../../db/queries/proposals.ts';
import { openProposalsOf, type PlaceNow, wishCount, wishOf } from '../../db/queries/wishes.ts';
import { sealPlace } from '../../db/sealed-wish.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ProposalId, StreetId } from '../../domain/ids.ts';
import { normaliseName } from '../../domain/search/spelling.ts';
import { openProposalsMax, type ProposedPlace, shownCount, type WishPlace } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';
import { nameColumn, sameProposal } from './find-proposed.ts';
import { holdPlace } from './hold-place.ts';
import { countWish } from './leave-wish.ts';

export interface Proposal extends ProposedPlace {
  readonly name: string;
  /** Null: she can't tell. */
  readonly street: StreetId | null;
}

type Proposed =
  | { readonly type: 'proposed'; readonly place: WishPlace }
  /** Five or more had told of it: her wish is counted with theirs. */
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

    // It may have been declined, or taken back by the last who wished for it, while we waited to join.
    const joined = await join(tx, vault, proposal);
    const made = joined ? undefined : await insert(tx, vault, proposal, work.now);
    const now =
      made === undefined
        ? (joined ?? (await join(tx, vault, proposal)))
        : { place: { kind: 'proposal', proposal: made } as const, street, union: null };
    if (!now) throw new Error('a proposal vanished while being joined');
    const { place } = now;
    // Listed meanwhile, and covered: there is nothing left to wish for.
    if (now.union === null) await countWish(tx, person, now, work.now);
    if (made === undefined) {
      // That somebody told of it before her is known only where they are many: fewer could be guessed.
      const isCrowd = shownCount(await wishCount(tx, place)) !== null;
      return { type: isCrowd ? 'joined' : 'proposed', place };
    }
    await tellPeople(tx, {
      key: `proposal:${made}`,
      body: { kind: 'proposalWaiting', proposal: made },
      to: await staffOfStreet(tx, street),
      now: work.now,
    });
    return { type: 'proposed', place };
  };
}

/** The open proposal of the same building, or what it has become, held; undefined when there is none. */
async function join(tx: Tx, vault: Vault, proposal: Proposal): Promise<PlaceNow | undefined> {
  const known = await sameProposal(tx, vault, proposal);
  return known === undefined ? undefined : holdPlace(tx, { kind: 'proposal', proposal: known });
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

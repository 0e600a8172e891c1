import type { Tx } from '../../db/client.ts';
import { openProposalsCalled } from '../../db/queries/proposals.ts';
import { wishCount } from '../../db/queries/wishes.ts';
import { openPlace } from '../../db/sealed-wish.ts';
import type { Vault } from '../../db/vault.ts';
import { readOf } from '../../db/work.ts';
import type { ProposalId, StreetId } from '../../domain/ids.ts';
import { normaliseName } from '../../domain/search/spelling.ts';
import { metresBetween, type Spot, shownCount } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';

/** What the keyed hash of a proposal's name is made for: the column it stands beside. */
export const nameColumn = 'normalised';

/**
 * Buildings under this very name that wait for the street already, where many wish for them. Where fewer do, whoever types
 * the name must not learn that anybody has: she tells of it once more, and is counted with the others.
 */
export type FindProposed = (work: Work, name: string) => Promise<readonly ProposalId[]>;

export function createFindProposed({ vault }: { readonly vault: Vault }): FindProposed {
  return async (work, name) => {
    const tx = readOf(work);
    const crowded: ProposalId[] = [];
    for (const { id } of await openProposalsCalled(tx, indexesOf(vault, name)))
      if (shownCount(await wishCount(tx, { kind: 'proposal', proposal: id })) !== null) crowded.push(id);
    return crowded;
  };
}

/** Closer than this, two buildings of one name are one. */
const sameSpotMetres = 400;

/** The open proposal of the same name in the same place: in the same street, or within a stone's throw. */
export async function sameProposal(
  tx: Tx,
  vault: Vault,
  { name, street, at }: { readonly name: string; readonly street: StreetId | null; readonly at: Spot | null },
): Promise<ProposalId | undefined> {
  const called = await openProposalsCalled(tx, indexesOf(vault, name));
  const near = (place: Buffer) => {
    const other = openPlace(vault, place).at;
    return at !== null && other !== null && metresBetween(at, other) <= sameSpotMetres;
  };
  return called.find((other) => other.street === street || near(other.place))?.id;
}

function indexesOf(vault: Vault, name: string): readonly Buffer[] {
  return vault.blindIndexes(normaliseName(name), nameColumn);
}

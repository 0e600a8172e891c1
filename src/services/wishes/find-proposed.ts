import type { Tx } from '../../db/client.ts';
import { openProposalsCalled } from '../../db/queries/proposals.ts';
import { openPlace } from '../../db/sealed-wish.ts';
import type { Vault } from '../../db/vault.ts';
import { readOf } from '../../db/work.ts';
import type { ProposalId, StreetId } from '../../domain/ids.ts';
import { normaliseName } from '../../domain/search/spelling.ts';
import { metresBetween, type Spot } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';

/** What the keyed hash of a proposal's name is made for: the column it stands beside. */
export const nameColumn = 'normalised';

/** Buildings under this very name that wait for the street already, whoever told of them. */
export type FindProposed = (work: Work, name: string) => Promise<readonly ProposalId[]>;

export function createFindProposed({ vault }: { readonly vault: Vault }): FindProposed {
  return async (work, name) =>
    (await openProposalsCalled(readOf(work), indexesOf(vault, name))).map(({ id }) => id);
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

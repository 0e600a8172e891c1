import { personalTables } from '../db/personal-data.ts';
import { ownRows } from '../db/queries/own-data.ts';
import { selvesOf } from '../db/queries/pairs.ts';
import type { Vault } from '../db/vault.ts';
import { readOf } from '../db/work.ts';
import type { PersonId } from '../domain/ids.ts';
import { type OwnData, type OwnRow, ownSections } from '../domain/own-data.ts';
import type { Work } from '../domain/work.ts';

/** Everything that is kept of a person, for her own eyes: whoever calls this has made sure that she asks herself. */
export type ReadOwnData = (work: Work, person: PersonId) => Promise<OwnData>;

export function createReadOwnData({ vault }: { readonly vault: Vault }): ReadOwnData {
  return async (work, person) => {
    const tx = readOf(work);
    // Records of hers that were put together with these are hers, too.
    const selves = await selvesOf(tx, person);
    const read: ReadonlyMap<string, readonly OwnRow[]> = new Map(
      await Promise.all(
        personalTables.map(async (table) => {
          const rows = await Promise.all(selves.map((self) => ownRows(tx, vault, table, self)));
          return [table.section, rows.flat()] as const;
        }),
      ),
    );
    return Object.fromEntries(ownSections.map((section) => [section, read.get(section) ?? []])) as OwnData;
  };
}

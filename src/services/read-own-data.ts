import { personalTables } from '../db/personal-data.ts';
import { ownRows } from '../db/queries/own-data.ts';
import type { Vault } from '../db/vault.ts';
import { readOf } from '../db/work.ts';
import type { PersonId } from '../domain/ids.ts';
import { type OwnData, ownSections } from '../domain/own-data.ts';
import type { Work } from '../domain/work.ts';

/** Everything that is kept of a person, for her own eyes: whoever calls this has made sure that she asks herself. */
export type ReadOwnData = (work: Work, person: PersonId) => Promise<OwnData>;

export function createReadOwnData({ vault }: { readonly vault: Vault }): ReadOwnData {
  return async (work, person) => {
    const tx = readOf(work);
    const read = new Map(
      await Promise.all(
        personalTables.map(
          async (table) => [table.section, await ownRows(tx, vault, table, person)] as const,
        ),
      ),
    );
    return Object.fromEntries(ownSections.map((section) => [section, read.get(section) ?? []])) as OwnData;
  };
}

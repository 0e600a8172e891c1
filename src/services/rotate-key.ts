import type { Db } from '../db/client.ts';
import { type ResealedRow, rowsToReseal, type SealedRow, writeResealed } from '../db/queries/reseal.ts';
import { type SealedTable, sealedTables } from '../db/sealed-columns.ts';
import { type Vault, VaultError } from '../db/vault.ts';

export interface Rotated {
  readonly table: string;
  /** Rows that are sealed with the newest key now, and weren't. */
  readonly rows: number;
  /** Rows that no key of the ring opens: left as they are. */
  readonly unopened: number;
}

/** Few enough that a batch is written in a blink and holds nobody up, enough that the round trips don't count. */
const batch = 500;

/**
 * Brings everything sealed to the newest key, table by table, while the bot goes on: it reads either key. May be stopped
 * and begun again at any point.
 */
export async function rotateKey(
  { db, vault }: { readonly db: Db; readonly vault: Vault },
  onTable: (rotated: Rotated) => void = () => undefined,
): Promise<readonly Rotated[]> {
  const done: Rotated[] = [];
  for (const table of sealedTables()) {
    const rotated = await rotateTable(db, vault, table);
    onTable(rotated);
    done.push(rotated);
  }
  return done;
}

async function rotateTable(db: Db, vault: Vault, table: SealedTable): Promise<Rotated> {
  let rows = 0;
  let unopened = 0;
  let after: readonly string[] | null = null;
  for (;;) {
    const found: readonly SealedRow[] = await rowsToReseal(db, table, {
      after,
      keyId: vault.keyId,
      limit: batch,
    });
    if (found.length === 0) return { table: table.table, rows, unopened };
    const resealed = found.flatMap((row) => reseal(vault, table, row) ?? []);
    unopened += found.length - resealed.length;
    if (resealed.length > 0) rows += await writeResealed(db, table, resealed);
    after = found.at(-1)?.key ?? null;
  }
}

/** @returns undefined when a column can't be opened: what nobody can read mustn't be written over */
function reseal(
  vault: Vault,
  { table, sealed, indexes }: SealedTable,
  row: SealedRow,
): ResealedRow | undefined {
  try {
    const opened = row.sealed.map((value, place) =>
      value === null ? null : vault.open(Buffer.from(value, 'base64'), `${table}.${sealed[place]}`),
    );
    const anew = (text: string | null | undefined, write: (text: string) => Buffer) =>
      text === null || text === undefined ? null : write(text).toString('base64');
    return {
      ...row,
      resealed: opened.map((text, place) =>
        anew(text, (open) => vault.seal(open, `${table}.${sealed[place]}`)),
      ),
      indexes: indexes.map(({ from }) =>
        anew(opened[sealed.indexOf(from)], (open) => vault.blindIndex(open, from)),
      ),
    };
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

import { getTableName, is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import * as schema from './schema.ts';

/** A table with ciphertext in it. What is sealed in a column names it (`people.name`), as vault.ts asks. */
export interface SealedTable {
  readonly table: string;
  readonly key: readonly { readonly name: string; readonly type: string }[];
  readonly sealed: readonly string[];
  /** Keyed hashes beside it, each with the sealed column it is made from: they change with the key, too. */
  readonly indexes: readonly { readonly column: string; readonly from: string }[];
}

/** Keyed or plain hashes share the type of what is sealed, and are told apart by their names. */
const isHash = (column: string) => /_(index|hash)$/u.test(column);

/** Everything the vault has sealed, read off the schema, so that no column can be forgotten. */
export function sealedTables(): readonly SealedTable[] {
  return Object.values(schema)
    .filter((exported) => is(exported, PgTable))
    .flatMap((table) => {
      const { columns, primaryKeys } = getTableConfig(table);
      const bytes = columns.filter((column) => column.getSQLType() === 'bytea').map(({ name }) => name);
      const sealed = bytes.filter((name) => !isHash(name));
      if (sealed.length === 0) return [];
      const keyNames = primaryKeys[0]?.columns.map(({ name }) => name);
      const key = columns.filter((column) => keyNames?.includes(column.name) ?? column.primary);
      return [
        {
          table: getTableName(table),
          key: key.map((column) => ({ name: column.name, type: column.getSQLType() })),
          sealed,
          indexes: bytes
            .filter((name) => name.endsWith('_index'))
            .map((column) => ({ column, from: column.replace(/_index$/u, '') })),
        },
      ];
    });
}

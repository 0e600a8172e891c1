import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { mergedTables } from '../../src/db/merge-rules.ts';
import * as schema from '../../src/db/schema.ts';

/** Columns that point at a person, by reference or by name: the ledger has no references. */
function towardsPeople(table: PgTable): string[] {
  const referring = getTableConfig(table)
    .foreignKeys.map((key) => key.reference())
    .filter(({ foreignTable }) => foreignTable === schema.people)
    .flatMap(({ columns }) => columns);
  return Object.entries(getTableColumns(table))
    .filter(([, column]) => referring.includes(column) || /person_id$/u.test(column.name))
    .map(([name]) => name);
}

test('of every column that points at a person it is said what becomes of it when two are merged', () => {
  const asked = Object.values(schema)
    .filter((exported) => is(exported, PgTable))
    .flatMap((table) => towardsPeople(table).map((column) => `${getTableName(table)}.${column}`));
  const said = mergedTables.flatMap(({ table, columns }) =>
    Object.keys(columns).map((column) => `${getTableName(table)}.${column}`),
  );
  expect(said.toSorted()).toEqual(asked.toSorted());
});

test('each table is gone through once', () => {
  const names = mergedTables.map(({ table }) => getTableName(table));
  expect(names).toEqual([...new Set(names)]);
});

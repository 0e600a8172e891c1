import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, test } from 'vitest';
import { personalTables, workOfStaff } from '../../src/db/personal-data.ts';
import * as schema from '../../src/db/schema.ts';
import { ownSections } from '../../src/domain/own-data.ts';

/* A walk over every table there is: what is kept of people is known, or this file is red. */

const tables = Object.values(schema).filter((exported) => is(exported, PgTable));

/** Nobody can be found in it: keyed hashes and a day; what was handed in anonymously. */
const nobody: readonly PgTable[] = [schema.tombstones, schema.anonymousBox, schema.anonymousAnswers];

const isHash = (column: string) => /_(index|hash)$/u.test(column);

/** Columns that point at a person, hold what somebody wrote, or name a chat. */
function personalColumns(table: PgTable): { people: string[]; sealed: string[]; chats: string[] } {
  const { foreignKeys } = getTableConfig(table);
  const columns = Object.entries(getTableColumns(table));
  const toPeople = foreignKeys
    .map((key) => key.reference())
    .filter(({ foreignTable }) => foreignTable === schema.people)
    .flatMap((reference) => reference.columns);
  return {
    people: columns.filter(([, column]) => toPeople.includes(column)).map(([name]) => name),
    sealed: columns
      .filter(([, column]) => column.getSQLType() === 'bytea' && !isHash(column.name))
      .map(([name]) => name),
    chats: columns
      .filter(([, { name }]) => /person_id|telegram_id|chat_id|^phone_index/u.test(name))
      .map(([name]) => name),
  };
}

describe('every table that knows of people', () => {
  test('is listed as hers, or as work of staff', () => {
    const listed = new Set([...personalTables, ...workOfStaff].map(({ table }) => table));
    const forgotten = tables.filter((table) => {
      const { people, sealed, chats } = personalColumns(table);
      return (
        people.length + sealed.length + chats.length > 0 && !listed.has(table) && !nobody.includes(table)
      );
    });
    expect(forgotten.map(getTableName)).toEqual([]);
  });

  test.each(personalTables.map((each) => [getTableName(each.table), each] as const))(
    '%s: each column has its use, and nothing sealed outlives her',
    (_name, { table, columns, erased }) => {
      const all = getTableColumns(table);
      expect(Object.keys(columns).sort()).toEqual(Object.keys(all).sort());
      const { people, sealed } = personalColumns(table);
      for (const column of people)
        expect([column, columns[column]]).toEqual([column, expect.stringMatching(/technical|others/u)]);
      for (const column of sealed) expect([column, columns[column]]).not.toEqual([column, 'said']);
      if (erased === 'deleted') return;
      for (const column of sealed) expect(erased.blanked).toContain(column);
      for (const column of erased.blanked) expect([column, all[column]?.notNull]).toEqual([column, false]);
    },
  );

  test.each(workOfStaff.map((each) => [getTableName(each.table), each] as const))(
    '%s: staff appears only as who did it',
    (_name, { table, by, sealed }) => {
      const found = personalColumns(table);
      expect(found.people).toEqual(by);
      expect(found.sealed).toEqual(sealed ?? []);
    },
  );
});

test('a section is a table, each once', () => {
  expect(personalTables.map(({ section }) => section).sort()).toEqual([...ownSections].sort());
});

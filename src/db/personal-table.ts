import { type AnyColumn, type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { PersonId } from '../domain/ids.ts';
import type { OwnSection } from '../domain/own-data.ts';

/* How db/personal-data.ts says what a table keeps of a person. */

/**
 * What a column is to her:
 * - `said`: given as it is stored; `opened`: sealed text, `parsed`: sealed JSON, both given as what they say;
 * - `named`: the id of something with a name; the name is given;
 * - `technical`: tells nothing of her that isn't given already: ids, versions, hashes of what stands beside it;
 * - `others`: somebody else's: which colleague decided.
 */
export type ColumnUse = 'said' | 'opened' | 'parsed' | 'named' | 'technical' | 'others';

export interface PersonalTable {
  readonly section: OwnSection;
  readonly table: PgTable;
  /** Its columns by their names in the schema. */
  readonly columns: Readonly<Record<string, ColumnUse>>;
  /** Which rows are hers. */
  readonly hers: (person: PersonId) => SQL;
  /** When she erases herself, her rows are deleted, or stay without these columns; why they stay is said beside them. */
  readonly erased: 'deleted' | { readonly blanked: readonly string[] };
}

/** A column too many or too few doesn't compile. */
export function personal<Table extends PgTable>(
  section: OwnSection,
  table: Table,
  columns: Readonly<Record<keyof Table['_']['columns'], ColumnUse>>,
  hers: (person: PersonId) => SQL,
  erased: 'deleted' | { readonly blanked: readonly (keyof Table['_']['columns'] & string)[] },
): PersonalTable {
  return { section, table, columns, hers, erased };
}

export const ofPerson = (column: AnyColumn) => (person: PersonId) => sql`${column} = ${person}`;

/**
 * The same where what is in force and what is over have an index each, and all of hers is wanted: said this way, both are
 * used.
 *
 * @param over set once it is over
 */
export const everOfPerson = (column: AnyColumn, over: AnyColumn) => (person: PersonId) =>
  sql`(${column} = ${person} and ${over} is null or ${column} = ${person} and ${over} is not null)`;

/** A column by its name in the schema. */
export function columnOf(table: PgTable, name: string): AnyPgColumn {
  const column = (table as unknown as Readonly<Record<string, AnyPgColumn | undefined>>)[name];
  if (!column) throw new Error(`${getTableConfig(table).name} has no column ${name}`);
  return column;
}

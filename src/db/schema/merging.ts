import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { MergeId } from '../../domain/ids.ts';
import type { MergeRecord } from '../../domain/merging.ts';
import { duplicateReasons } from '../../domain/review.ts';

import { identity, instant, sealed } from './columns.ts';
import { personRef } from './references.ts';

/** Two rows of `people` that were found to be one person, with exactly what moved, so that it can move back. */
export const personMerges = pgTable(
  'person_merges',
  {
    id: identity<MergeId>(),
    /** Whose account goes on talking. */
    survivor: personRef('survivor_id').notNull(),
    merged: personRef('merged_person_id').notNull(),
    /** A reviewer found it so, or she herself showed a roll's number to be hers. */
    how: text('how', { enum: ['review', 'contact'] }).notNull(),
    by: personRef('by_person').notNull(),
    at: instant('at').notNull(),
    undoneBy: personRef('undone_by'),
    undoneAt: instant('undone_at'),
    /** Keys of rows, and what was ended: no words. */
    moved: jsonb('moved').$type<MergeRecord>().notNull(),
    /** Rows of which the survivor had the same already, as JSON: they come back with an undoing. */
    setAside: sealed('set_aside'),
  },
  (table) => [
    uniqueIndex('person_merges_once').on(table.merged).where(sql`${table.undoneAt} is null`),
    index('person_merges_survivor').on(table.survivor),
    check('person_merges_of_two', sql`${table.survivor} <> ${table.merged}`),
  ],
);

/** Two members who may be one: found when a roll came in, or a number was changed. Applicants have `duplicate_flags`. */
export const lookalikes = pgTable(
  'lookalikes',
  {
    first: personRef('first_person_id').notNull(),
    second: personRef('second_person_id').notNull(),
    why: text('why', { enum: duplicateReasons }).notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.first, table.second, table.why] }),
    check('lookalikes_in_order', sql`${table.first} < ${table.second}`),
    index('lookalikes_second').on(table.second),
  ],
);

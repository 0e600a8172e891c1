import { integer, jsonb, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import type { RoundId } from '../../domain/ids.ts';
import type { RoundPage, UnionPage } from '../../domain/suppression/figures.ts';
import { instant } from './columns.ts';
import { unionRef } from './references.ts';
import { surveyRounds } from './survey.ts';

/*
 * Results as they may be shown, taken from the answers now and then: views read only these. What is in them is safe for
 * everybody who may see them; the rules are in domain/suppression/ and docs/surveys.md.
 */

/** One row a round and union: its figures, and its buildings'. */
export const surveyFigures = pgTable(
  'survey_figures',
  {
    round: integer('round_id')
      .notNull()
      .references(() => surveyRounds.id)
      .$type<RoundId>(),
    union: unionRef('union_id').notNull(),
    /** Null: nothing may be shown yet. */
    page: jsonb('page').$type<UnionPage>(),
    /** So many had answered when it was last looked. */
    seen: integer('seen').notNull(),
    takenAt: instant('taken_at').notNull(),
    /** What was written is shown of those who had finished by then. */
    textsUntil: instant('texts_until'),
  },
  (table) => [primaryKey({ columns: [table.round, table.union] })],
);

/** One row a round that was closed: what is shown beside its unions' figures. */
export const surveyRoundFigures = pgTable('survey_round_figures', {
  round: integer('round_id')
    .primaryKey()
    .references(() => surveyRounds.id)
    .$type<RoundId>(),
  page: jsonb('page').notNull().$type<RoundPage>(),
  takenAt: instant('taken_at').notNull(),
});

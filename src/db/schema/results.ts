import { boolean, integer, jsonb, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import type { RoundId } from '../../domain/ids.ts';
import type { RoundPage, UnionPage } from '../../domain/suppression/figures.ts';
import { instant } from './columns.ts';
import { unionRef } from './references.ts';
import { surveyRounds } from './survey.ts';

/*
 * Results as they may be shown, taken from the answers now and then: views read only these. Everybody is counted in one
 * taking, which is never changed; the rules are in domain/suppression/ and docs/surveys.md.
 */

/** One row a taking of a round in a union: its figures, and its buildings'. */
export const surveyFigures = pgTable(
  'survey_figures',
  {
    round: integer('round_id')
      .notNull()
      .references(() => surveyRounds.id)
      .$type<RoundId>(),
    union: unionRef('union_id').notNull(),
    /** Who had finished by then, and wasn't counted before. */
    until: instant('until').notNull(),
    page: jsonb('page').notNull().$type<UnionPage>(),
    /** Questions to which enough of them wrote something for it to be shown. */
    texts: jsonb('texts').notNull().$type<readonly string[]>(),
  },
  (table) => [primaryKey({ columns: [table.round, table.union, table.until] })],
);

/** What is shown of a round beside its unions' figures. The one at its close ends it. */
export const surveyRoundFigures = pgTable(
  'survey_round_figures',
  {
    round: integer('round_id')
      .notNull()
      .references(() => surveyRounds.id)
      .$type<RoundId>(),
    until: instant('until').notNull(),
    page: jsonb('page').notNull().$type<RoundPage>(),
    final: boolean('final').notNull(),
  },
  (table) => [primaryKey({ columns: [table.round, table.until] })],
);

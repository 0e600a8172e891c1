import { index, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import type { SurveyId } from '../../domain/ids.ts';
import type { Answers, SurveyDefinition } from '../../domain/survey.ts';

import { identity, instant } from './columns.ts';
import { personRef } from './references.ts';

export const surveys = pgTable('surveys', {
  id: identity<SurveyId>(),
  code: text('code').notNull().unique(),
  key: text('key').notNull(),
  version: smallint('version').notNull(),
  definition: jsonb('definition').notNull().$type<SurveyDefinition>(),
  opensAt: instant('opens_at').notNull(),
  closesAt: instant('closes_at'),
});

/** Saved answer by answer, so that what she gave so far is never lost. */
export const surveyResponses = pgTable(
  'survey_responses',
  {
    survey: integer('survey_id')
      .notNull()
      .references(() => surveys.id)
      .$type<SurveyId>(),
    person: personRef('person_id').notNull(),
    answers: jsonb('answers').notNull().$type<Answers>(),
    startedAt: instant('started_at').notNull(),
    completedAt: instant('completed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.survey, table.person] }),
    index('survey_responses_person').on(table.person),
  ],
);

import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Scope } from '../../domain/actor.ts';
import type { RoundId, SurveyFileId, SurveyId } from '../../domain/ids.ts';
import type { AnsweredAt, Answers, SurveyDefinition } from '../../domain/survey.ts';
import type { FileFault } from '../../domain/survey-file.ts';

import { identity, instant, sealed } from './columns.ts';
import { personRef } from './references.ts';

/*
 * A *survey* is what may be asked; a *round* is one asking of it: of whom, from when to when. A round keeps the questions as
 * they were when it was opened, so that a newer version changes nothing for who is answering. How anonymous rounds are
 * kept, and why so, is in docs/surveys.md.
 */

export const surveys = pgTable(
  'surveys',
  {
    id: identity<SurveyId>(),
    code: text('code').notNull().unique(),
    /** What its file calls it: a file with a key known to the same staff is a newer version of that survey. */
    key: text('key').notNull(),
    version: smallint('version').notNull(),
    definition: jsonb('definition').notNull().$type<SurveyDefinition>(),
    /** Whose it is: they, and whoever answers for more, may open it. */
    scope: jsonb('scope').notNull().default({ kind: 'district' }).$type<Scope>(),
    status: text('status', { enum: ['ready', 'retired'] })
      .notNull()
      .default('ready'),
    /** Null: brought along with the bot. */
    createdBy: personRef('created_by'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [uniqueIndex('surveys_key').on(table.scope, table.key).where(sql`${table.status} = 'ready'`)],
);

export const surveyRounds = pgTable(
  'survey_rounds',
  {
    id: identity<RoundId>(),
    /** Of its link, `s_<code>`. */
    code: text('code').notNull().unique(),
    survey: integer('survey_id')
      .notNull()
      .references(() => surveys.id)
      .$type<SurveyId>(),
    /** Of the survey, and its questions then. */
    version: smallint('version').notNull(),
    definition: jsonb('definition').notNull().$type<SurveyDefinition>(),
    /**
     * `standing`: always open, and what it holds is in force; `yearly`: asks again what has become old of that; `once`:
     * all else.
     */
    kind: text('kind', { enum: ['standing', 'yearly', 'once'] }).notNull(),
    /** Who is asked: the members there. */
    scope: jsonb('scope').notNull().$type<Scope>(),
    anonymous: boolean('anonymous').notNull(),
    /** How often those who haven't answered are reminded. */
    reminders: smallint('reminders').notNull(),
    status: text('status', { enum: ['draft', 'open', 'closed'] }).notNull(),
    opensAt: instant('opens_at').notNull(),
    /** When it closes, or was closed. */
    closesAt: instant('closes_at'),
    createdBy: personRef('created_by'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('survey_rounds_survey').on(table.survey),
    index('survey_rounds_running').on(table.closesAt).where(sql`${table.status} = 'open'`),
    uniqueIndex('survey_rounds_one_standing').on(table.survey).where(sql`${table.kind} = 'standing'`),
    check('survey_rounds_reminders', sql`${table.reminders} between 0 and 2`),
    check('survey_rounds_standing_known', sql`not (${table.anonymous} and ${table.kind} <> 'once')`),
  ],
);

/** Saved answer by answer, so that what she gave so far is never lost. One a round and person. */
export const surveyResponses = pgTable(
  'survey_responses',
  {
    round: integer('round_id')
      .notNull()
      .references(() => surveyRounds.id)
      .$type<RoundId>(),
    person: personRef('person_id').notNull(),
    /** Only to questions that she is asked: what counts. */
    answers: jsonb('answers').notNull().$type<Answers>(),
    /** Answers to questions that another answer has made pointless. They come back when she changes that one back. */
    setAside: jsonb('set_aside').notNull().default({}).$type<Answers>(),
    /** When each was given, or said to hold still. */
    answeredAt: jsonb('answered_at').notNull().default({}).$type<AnsweredAt>(),
    startedAt: instant('started_at').notNull(),
    completedAt: instant('completed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.round, table.person] }),
    index('survey_responses_person').on(table.person),
  ],
);

/** Who would rather not answer this time, and isn't asked again in this round. */
export const surveyRefusals = pgTable(
  'survey_refusals',
  {
    round: integer('round_id')
      .notNull()
      .references(() => surveyRounds.id)
      .$type<RoundId>(),
    person: personRef('person_id').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.round, table.person] }),
    index('survey_refusals_person').on(table.person),
  ],
);

/** That she has answered an anonymous round: not what, not when. */
export const roundTakers = pgTable(
  'round_takers',
  {
    round: integer('round_id')
      .notNull()
      .references(() => surveyRounds.id)
      .$type<RoundId>(),
    person: personRef('person_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.round, table.person] }),
    index('round_takers_person').on(table.person),
  ],
);

/** Handed in anonymously, and not mixed with others yet: sealed, and all of one length. */
export const anonymousBox = pgTable(
  'anonymous_box',
  {
    round: integer('round_id')
      .notNull()
      .references(() => surveyRounds.id)
      .$type<RoundId>(),
    /** By chance alone. */
    slip: uuid('slip').defaultRandom().primaryKey(),
    answers: sealed('answers').notNull(),
  },
  (table) => [index('anonymous_box_round').on(table.round)],
);

/**
 * What was said anonymously. No person, no time, no number; all rows of a round are written anew in random order whenever
 * some come in, so that not even the place of a row tells anything.
 */
export const anonymousAnswers = pgTable(
  'anonymous_answers',
  {
    round: integer('round_id')
      .notNull()
      .references(() => surveyRounds.id)
      .$type<RoundId>(),
    answers: jsonb('answers').notNull().$type<Answers>(),
  },
  (table) => [index('anonymous_answers_round').on(table.round)],
);

/** A survey that somebody of staff sent as a file: fetched and read once her turn is over. */
export const surveyFiles = pgTable(
  'survey_files',
  {
    id: identity<SurveyFileId>(),
    by: personRef('by_person').notNull(),
    /** What Telegram knows it by. */
    file: text('file').notNull(),
    receivedAt: instant('received_at').notNull(),
    attempts: smallint('attempts').notNull().default(0),
    /** Set while a process is at it, and when it is to be tried again. */
    claimedUntil: instant('claimed_until'),
    readAt: instant('read_at'),
    /** What came of it: a round to be opened, or what is wrong with it. */
    round: integer('round_id')
      .references(() => surveyRounds.id, { onDelete: 'set null' })
      .$type<RoundId>(),
    faults: jsonb('faults').$type<readonly FileFault[]>(),
  },
  (table) => [index('survey_files_unread').on(table.id).where(sql`${table.readAt} is null`)],
);

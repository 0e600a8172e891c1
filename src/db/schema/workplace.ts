import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { CheckId, MembershipId } from '../../domain/ids.ts';
import { workplaceAnswers } from '../../domain/workplace.ts';
import { identity, instant } from './columns.ts';
import { memberships } from './membership.ts';
import { personRef } from './references.ts';

/** “Do you still work there?”: asked of a member once in half a year. */
export const workplaceChecks = pgTable(
  'workplace_checks',
  {
    id: identity<CheckId>(),
    person: personRef('person_id').notNull(),
    membership: integer('membership_id')
      .notNull()
      .references(() => memberships.id)
      .$type<MembershipId>(),
    /** `2026-2` is the second of that year. */
    half: text('half').notNull(),
    askedAt: instant('asked_at').notNull(),
    answeredAt: instant('answered_at'),
    /** Null: not answered yet. `unanswered`: the next one is asked in its place, and nothing follows from silence. */
    answer: text('answer', { enum: workplaceAnswers }),
  },
  (table) => [
    uniqueIndex('workplace_checks_once').on(table.person, table.half),
    uniqueIndex('workplace_checks_one_open').on(table.person).where(sql`${table.answer} is null`),
    index('workplace_checks_membership').on(table.membership),
  ],
);

import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { ApplicationId, BatchId, CardId, MembershipId } from '../../domain/ids.ts';
import {
  applicationStatuses,
  cardStatuses,
  membershipReasons,
  membershipStatuses,
} from '../../domain/lifecycle.ts';
import { duplicateReasons } from '../../domain/review.ts';
import { confidants } from '../../domain/visibility.ts';

import { digest, identity, instant, sealed, words } from './columns.ts';
import { buildingRef, personRef, unionRef, unitRef } from './references.ts';

export const applications = pgTable(
  'applications',
  {
    id: identity<ApplicationId>(),
    person: personRef('person_id').notNull(),
    union: unionRef('union_id').notNull(),
    building: buildingRef('building_id').notNull(),
    unit: unitRef('unit_id'),
    /** Of a member who changes her work: the membership that goes on here once this is approved. */
    transferFrom: integer('transfer_from')
      .references((): AnyPgColumn => memberships.id)
      .$type<MembershipId>(),
    /** What she wrote when her unit was not listed. */
    unitWritten: sealed('unit_written'),
    /** Null, with the phone, some time after it was decided: domain/retention.ts says when. */
    name: sealed('name'),
    phone: sealed('phone'),
    phoneIndex: digest('phone_index'),
    /** Only moves of domain/lifecycle.ts are written: a trigger refuses all others. */
    status: text('status', { enum: applicationStatuses }).notNull(),
    submittedAt: instant('submitted_at').notNull(),
    /** The day by which she was promised an answer. */
    dueOn: date('due_on').notNull(),
    decidedAt: instant('decided_at'),
    decidedBy: personRef('decided_by'),
    /** Why it was turned down, as JSON: a reviewer's words may name people. */
    rejection: sealed('rejection'),
    /** When a reviewer first opened it: from here on she asks before she changes something. */
    reviewStartedAt: instant('review_started_at'),
    /** Whose desk it is on; after `claimHours` of domain/review.ts it is on everybody's again. */
    claimedBy: personRef('claimed_by'),
    claimedAt: instant('claimed_at'),
    /** Who may know of it, as she chose. */
    visibleTo: text('visible_to', { enum: confidants }).notNull().default('union'),
  },
  (table) => [
    uniqueIndex('applications_one_open')
      .on(table.person)
      .where(sql`${table.status} in ('submitted', 'needs_info', 'appealed')`),
    index('applications_waiting')
      .on(table.union, table.submittedAt)
      .where(sql`${table.status} in ('submitted', 'needs_info', 'appealed')`),
    index('applications_phone').on(table.phoneIndex),
    // Asked whenever memberships of a roll are taken back: does one go on elsewhere?
    index('applications_transfer').on(table.transferFrom).where(sql`${table.transferFrom} is not null`),
    check(
      'applications_open_say_who',
      sql`${table.status} not in ('submitted', 'needs_info', 'appealed') or num_nulls(${table.name}, ${table.phone}, ${table.phoneIndex}) = 0`,
    ),
    index('applications_to_forget').on(table.decidedAt).where(sql`${table.name} is not null`),
    index('applications_person').on(table.person),
    // Asked whenever an added place is taken back: who refers to it?
    index('applications_building').on(table.building),
    index('applications_unit').on(table.unit),
  ],
);

export const applicationMoves = pgTable(
  'application_moves',
  {
    id: identity(),
    application: integer('application_id')
      .notNull()
      .references(() => applications.id)
      .$type<ApplicationId>(),
    from: text('from_status'),
    to: text('to_status').notNull(),
    /** Null: by a job, because time ran out. */
    by: personRef('by_person'),
    at: instant('at').notNull(),
    /** Why, in words that may name people; templates are kept with the application. */
    words: sealed('words'),
  },
  (table) => [index('application_moves_application').on(table.application)],
);

/** Whom an applicant may be, too: a member or an applicant with her phone, or of her name in her unit. Written anew when she changes something. */
export const duplicateFlags = pgTable(
  'duplicate_flags',
  {
    application: integer('application_id')
      .notNull()
      .references(() => applications.id)
      .$type<ApplicationId>(),
    person: personRef('person_id').notNull(),
    why: text('why', { enum: duplicateReasons }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.application, table.person, table.why] }),
    index('duplicate_flags_person').on(table.person),
  ],
);

/** A reviewer looked at both and found them to be two people: they are never flagged for one another again. */
export const duplicateVerdicts = pgTable(
  'duplicate_verdicts',
  {
    first: personRef('first_person_id').notNull(),
    second: personRef('second_person_id').notNull(),
    by: personRef('by_person').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.first, table.second] }),
    check('duplicate_verdicts_in_order', sql`${table.first} < ${table.second}`),
    index('duplicate_verdicts_second').on(table.second),
  ],
);

/** Many unremarkable applications approved with one tap; worked off in the background. */
export const approvalBatches = pgTable(
  'approval_batches',
  {
    id: identity<BatchId>(),
    by: personRef('by_person').notNull(),
    at: instant('at').notNull(),
    finishedAt: instant('finished_at'),
  },
  (table) => [index('approval_batches_due').on(table.id).where(sql`${table.finishedAt} is null`)],
);

export const approvalBatchItems = pgTable(
  'approval_batch_items',
  {
    batch: integer('batch_id')
      .notNull()
      .references(() => approvalBatches.id)
      .$type<BatchId>(),
    application: integer('application_id')
      .notNull()
      .references(() => applications.id)
      .$type<ApplicationId>(),
    /** `passed`: no longer to be approved unseen when its turn came. */
    outcome: text('outcome', { enum: ['approved', 'passed'] }),
  },
  (table) => [
    primaryKey({ columns: [table.batch, table.application] }),
    index('approval_batch_items_due').on(table.application).where(sql`${table.outcome} is null`),
  ],
);

export const memberships = pgTable(
  'memberships',
  {
    id: identity<MembershipId>(),
    person: personRef('person_id').notNull(),
    union: unionRef('union_id').notNull(),
    unit: unitRef('unit_id'),
    since: date('since').notNull(),
    until: date('until'),
    /** As `applications.status`. */
    status: text('status', { enum: membershipStatuses }).notNull().default('active'),
    /** As `applications.visibleTo`. */
    visibleTo: text('visible_to', { enum: confidants }).notNull().default('union'),
  },
  (table) => [
    uniqueIndex('memberships_one_current').on(table.person).where(sql`${table.until} is null`),
    index('memberships_union').on(table.union).where(sql`${table.until} is null`),
    index('memberships_past').on(table.person).where(sql`${table.until} is not null`),
    index('memberships_unit').on(table.unit),
    // Over is over: whoever ends one says what became of it.
    check(
      'memberships_until_it_ends',
      sql`(${table.until} is null) = (${table.status} in ('active', 'retained'))`,
    ),
  ],
);

/** What became of a membership: `joined` is its row. One row a move, the beginning included. */
export const membershipMoves = pgTable(
  'membership_moves',
  {
    id: identity(),
    membership: integer('membership_id')
      .notNull()
      .references(() => memberships.id)
      .$type<MembershipId>(),
    from: text('from_status'),
    to: text('to_status').notNull(),
    reason: text('reason', { enum: membershipReasons }),
    /** Null: by an import or a job. */
    by: personRef('by_person'),
    at: instant('at').notNull(),
  },
  (table) => [index('membership_moves_membership').on(table.membership)],
);

/** Mutual-aid service cards. Of the number only the last four digits are kept, sealed. */
export const cards = pgTable(
  'cards',
  {
    id: identity<CardId>(),
    membership: integer('membership_id')
      .notNull()
      .unique()
      .references(() => memberships.id)
      .$type<MembershipId>(),
    status: text('status', { enum: cardStatuses }).notNull(),
    requestedAt: instant('requested_at').notNull(),
    /** Where and when it is handed over, and what to bring: once it is ready. */
    handOver: words('hand_over'),
    tail: sealed('tail'),
  },
  (table) => [
    index('cards_status').on(table.status),
    check('cards_ready_say_where', sql`${table.status} <> 'ready' or ${table.handOver} is not null`),
    check(
      'cards_have_a_number_once_issued',
      sql`${table.tail} is null or ${table.status} in ('issued', 'lost', 'cancelled')`,
    ),
  ],
);

export const cardMoves = pgTable(
  'card_moves',
  {
    id: identity(),
    card: integer('card_id')
      .notNull()
      .references(() => cards.id)
      .$type<CardId>(),
    from: text('from_status'),
    to: text('to_status').notNull(),
    by: personRef('by_person').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [index('card_moves_card').on(table.card)],
);

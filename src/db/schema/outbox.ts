import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import type { AudienceRule } from '../../domain/audience.ts';
import type { TallyRow } from '../../domain/broadcast.ts';
import type { NoticeId, PersonId, UnionId } from '../../domain/ids.ts';
import type { NoticeBody, NoticeKind } from '../../domain/notice.ts';
import type { MonthlyRule } from '../../domain/schedule.ts';

import { identity, instant } from './columns.ts';
import { unions } from './places.ts';
import { personRef, streetRef, unionRef } from './references.ts';

/** When each union's monthly announcement goes out. */
export const announcementSchedules = pgTable(
  'announcement_schedules',
  {
    union: integer('union_id')
      .primaryKey()
      .references(() => unions.id)
      .$type<UnionId>(),
    rule: jsonb('rule').notNull().$type<MonthlyRule>(),
    nextAt: instant('next_at').notNull(),
  },
  (table) => [index('announcement_schedules_next').on(table.nextAt)],
);

/**
 * One row a thing to say. `key` makes its cause happen once (`monthly:7:2026-12`, `decision:31`); `body` says what, never
 * in words that name a person.
 */
export const notices = pgTable(
  'notices',
  {
    id: identity<NoticeId>(),
    key: text('key').notNull().unique(),
    kind: text('kind').notNull().$type<NoticeKind>(),
    /** A mass notice left in doubt is reported and never repeated by itself; a personal one is sent again. */
    reach: text('reach', { enum: ['mass', 'personal'] }).notNull(),
    body: jsonb('body').notNull().$type<NoticeBody>(),
    union: unionRef('union_id'),
    /** Said in a street's name. With neither, in the district's. */
    street: streetRef('street_id'),
    /** Whom a mass notice is for. Null: the members of its union. */
    audience: jsonb('audience').$type<AudienceRule>(),
    /** A correction or a withdrawal: the notice whose delivered messages it edits or deletes. */
    corrects: integer('corrects')
      .references((): AnyPgColumn => notices.id)
      .$type<NoticeId>(),
    createdBy: personRef('created_by'),
    createdAt: instant('created_at').notNull(),
    dueAt: instant('due_at').notNull(),
    /** Null until its audience is frozen as deliveries. */
    frozenAt: instant('frozen_at'),
    /** Set while it is held: by somebody of staff, or by itself because too many of its messages failed. */
    pausedAt: instant('paused_at'),
    pausedBy: text('paused_by', { enum: ['staff', 'failures'] }),
    /** Mass notices: when the last delivery settled and the sender was told. */
    reportedAt: instant('reported_at'),
    cancelledAt: instant('cancelled_at'),
    /** The message that shows whoever announced it how far it is, edited as it goes; null again once it has said the end. */
    progressMessage: integer('progress_message'),
    /** When its rows of the ledger were forgotten. */
    clearedAt: instant('cleared_at'),
  },
  (table) => [
    index('notices_to_freeze')
      .on(table.dueAt)
      .where(sql`${table.frozenAt} is null and ${table.cancelledAt} is null`),
    index('notices_to_report')
      .on(table.id)
      .where(sql`${table.reach} = 'mass' and ${table.reportedAt} is null`),
    index('notices_shown').on(table.id).where(sql`${table.progressMessage} is not null`),
  ],
);

/**
 * How a mass notice's audience fares, moved in the statements that move its rows: progress is read here, and when nothing
 * waits any more, it is over. That everybody of the audience is counted, and once, is for the database to refuse.
 */
export const noticeTallies = pgTable(
  'notice_tallies',
  {
    notice: integer('notice_id')
      .primaryKey()
      .references(() => notices.id, { onDelete: 'cascade' })
      .$type<NoticeId>(),
    /** So many rows were frozen. */
    audience: integer('audience').notNull(),
    /** Not settled yet: queued, being sent, or to be tried again. */
    waiting: integer('waiting').notNull(),
    sent: integer('sent').notNull(),
    skipped: integer('skipped').notNull(),
    unreachable: integer('unreachable').notNull(),
    failed: integer('failed').notNull(),
    unknown: integer('unknown').notNull(),
    /** Counted when it is over, and kept when its rows are not: `[{ status, reason, people }]`. */
    reasons: jsonb('reasons').$type<readonly TallyRow[]>(),
  },
  (table) => [
    check(
      'notice_tallies_add_up',
      sql`${table.audience} = ${table.waiting} + ${table.sent} + ${table.skipped} + ${table.unreachable} + ${table.failed} + ${table.unknown}
        and least(${table.waiting}, ${table.sent}, ${table.skipped}, ${table.unreachable}, ${table.failed}, ${table.unknown}) >= 0`,
    ),
  ],
);

/** Messages that were to be paid for, by month (`2026-12`): taken before they are sent, so that a cap is never passed. */
export const paidMessages = pgTable('paid_messages', {
  month: text('month').primaryKey(),
  messages: integer('messages').notNull(),
});

/**
 * The ledger: one row a notice and person, settled once. Without foreign keys, which would more than double the time in
 * which an audience of a million is frozen: rows are only ever selected from `notices` and `people`, where none is deleted.
 */
export const deliveries = pgTable(
  'deliveries',
  {
    notice: integer('notice_id').notNull().$type<NoticeId>(),
    person: integer('person_id').notNull().$type<PersonId>(),
    status: text('status', {
      enum: ['queued', 'sending', 'sent', 'retry', 'failed', 'unreachable', 'skipped', 'unknown'],
    }).notNull(),
    /** Personal notices go before mass ones. */
    urgent: boolean('urgent').notNull(),
    dueAt: instant('due_at').notNull(),
    attempts: smallint('attempts').notNull().default(0),
    /** The term of the lease under which it is being sent: nobody else may settle it. */
    term: integer('term'),
    settledAt: instant('settled_at'),
    reason: text('reason'),
    messageId: integer('message_id'),
  },
  (table) => [
    primaryKey({ columns: [table.notice, table.person] }),
    index('deliveries_urgent')
      .on(table.dueAt, table.notice, table.person)
      .where(sql`${table.urgent} and ${table.status} in ('queued', 'retry')`),
    // What is queued of a mass notice is walked by the primary key, from where the last claim ended: an index of it would
    // take a third of the time in which a million is frozen.
    index('deliveries_again')
      .on(table.notice, table.dueAt, table.person)
      .where(sql`not ${table.urgent} and ${table.status} = 'retry'`),
    // By person too: rows pass through it in their thousands, and what they leave behind mustn't be walked over.
    index('deliveries_sending').on(table.notice, table.person).where(sql`${table.status} = 'sending'`),
    index('deliveries_person').on(table.person),
  ],
);

import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';

import { instant, sealed } from './columns.ts';

/**
 * One row an update that had effects, written in the transaction of these effects. `replies` holds what is still to be
 * answered (sealed) until Telegram has taken it; `update` a parked update that is to be tried again.
 */
export const updates = pgTable(
  'updates',
  {
    bot: bigint('bot_id', { mode: 'number' }).notNull(),
    id: bigint('update_id', { mode: 'number' }).notNull(),
    /** Whom it is from while something is owed to her; 0 afterwards. */
    chat: bigint('chat_id', { mode: 'number' }).notNull(),
    status: text('status', { enum: ['done', 'parked', 'aside'] }).notNull(),
    at: instant('at').notNull(),
    replies: sealed('replies'),
    update: sealed('parked_update'),
    attempts: smallint('attempts').notNull().default(0),
    retryAt: instant('retry_at'),
    errorCode: text('error_code'),
  },
  (table) => [
    primaryKey({ columns: [table.bot, table.id] }),
    index('updates_unanswered').on(table.at).where(sql`${table.replies} is not null`),
    index('updates_parked').on(table.retryAt).where(sql`${table.status} = 'parked'`),
    index('updates_aside').on(table.chat).where(sql`${table.status} = 'aside'`),
    index('updates_at').on(table.at),
  ],
);

/** A permanent claim: each job runs once a slot, whatever the number of processes. */
export const jobRuns = pgTable(
  'job_runs',
  {
    job: text('job').notNull(),
    slot: text('slot').notNull(),
    claimedAt: instant('claimed_at').notNull(),
    finishedAt: instant('finished_at'),
    outcome: text('outcome', { enum: ['done', 'failed', 'held', 'skipped'] }),
    counts: jsonb('counts').$type<Record<string, number>>(),
  },
  (table) => [primaryKey({ columns: [table.job, table.slot] })],
);

/**
 * Who may do something that only one process at a time may do (`sender:<bot id>`). Short-lived: a dead holder's lease runs
 * out. Each holder gets the next `term`, by which what an earlier one left behind is told apart.
 *
 * `until` alone of all instants is by the database server's clock: it says how long a process has been silent, which the
 * playground's jumping ahead must not change, and it has to mean the same to processes on different machines.
 */
export const leases = pgTable('leases', {
  name: text('name').primaryKey(),
  holder: text('holder').notNull(),
  term: integer('term').notNull(),
  until: instant('until').notNull(),
});

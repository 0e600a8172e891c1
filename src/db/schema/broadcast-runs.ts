import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { BroadcastId, NoticeId } from '../../domain/ids.ts';
import { broadcasts } from './broadcasts.ts';
import { instant } from './columns.ts';
import { notices } from './outbox.ts';
import { personRef } from './references.ts';

const broadcastRef = () =>
  integer('broadcast_id')
    .notNull()
    .references(() => broadcasts.id)
    .$type<BroadcastId>();

/** When a released broadcast goes out next: one row for each that has, or had, a time of its own. */
export const broadcastSchedules = pgTable(
  'broadcast_schedules',
  {
    broadcast: broadcastRef().primaryKey(),
    /** Null: nothing comes any more. */
    nextAt: instant('next_at'),
    /** Its slots pass unsent while it is. */
    pausedAt: instant('paused_at'),
    endedAt: instant('ended_at'),
    changedBy: personRef('changed_by'),
  },
  (table) => [index('broadcast_schedules_next').on(table.nextAt).where(sql`${table.nextAt} is not null`)],
);

/** A permanent claim of each slot: it is sent once, or held until somebody decides, or left out. */
export const broadcastRuns = pgTable(
  'broadcast_runs',
  {
    broadcast: broadcastRef(),
    slot: instant('slot').notNull(),
    state: text('state', { enum: ['sent', 'held', 'skipped'] }).notNull(),
    /** Why it was held: missed by too long, nobody of its scope released it any more, or that scope is gone. */
    heldFor: text('held_for', { enum: ['late', 'roleGone', 'scopeGone'] }),
    notice: integer('notice_id')
      .references(() => notices.id)
      .$type<NoticeId>(),
    at: instant('at').notNull(),
    decidedBy: personRef('decided_by'),
  },
  (table) => [
    primaryKey({ columns: [table.broadcast, table.slot] }),
    index('broadcast_runs_notice').on(table.notice),
  ],
);

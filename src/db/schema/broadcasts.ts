import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Scope } from '../../domain/actor.ts';
import type { AudienceRule } from '../../domain/audience.ts';
import { type BroadcastContent, broadcastStatuses } from '../../domain/broadcast-content.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import type { Timing } from '../../domain/timing.ts';

import { identity, instant } from './columns.ts';
import { personRef } from './references.ts';

/**
 * What officers write to many, from the first word to its release; what is sent of it is in `notices`. Saved at every
 * step, so nothing composed is lost.
 */
export const broadcasts = pgTable(
  'broadcasts',
  {
    id: identity<BroadcastId>(),
    author: personRef('author_id').notNull(),
    /** On whose behalf: its officers may go on with it, and nobody outside is reached. */
    scope: jsonb('scope').notNull().$type<Scope>(),
    /** The template it was begun with. */
    template: text('template'),
    content: jsonb('content').notNull().$type<BroadcastContent>(),
    /** What is released and being rewritten: its next wording, which nobody gets until it is put in the place of the last. */
    revision: jsonb('revision').$type<BroadcastContent>(),
    revisedBy: personRef('revised_by'),
    /** Null until chosen. */
    audience: jsonb('audience').$type<AudienceRule>(),
    /** Null: at once. */
    timing: jsonb('timing').$type<Timing>(),
    status: text('status', { enum: broadcastStatuses }).notNull(),
    /** Raised by every change of what is said, to whom or when: who releases it, releases what she has seen. */
    version: integer('version').notNull().default(1),
    waitingSince: instant('waiting_since'),
    /** Who asked for its release: somebody else gives it. */
    waitingBy: personRef('waiting_by'),
    releasedBy: personRef('released_by'),
    releasedAt: instant('released_at'),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [
    index('broadcasts_scope').on(table.scope, table.changedAt),
    check('broadcasts_released', sql`(${table.status} = 'released') = (${table.releasedAt} is not null)`),
    check('broadcasts_waiting', sql`(${table.status} = 'waiting') <= (${table.waitingSince} is not null)`),
  ],
);

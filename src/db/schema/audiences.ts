import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { AudienceRule } from '../../domain/audience.ts';
import type { AudienceId } from '../../domain/ids.ts';

import { identity, instant, sealed } from './columns.ts';
import { personRef } from './references.ts';

/**
 * Whom officers write to again and again, kept as a rule and never as people: who is meant is asked anew each time. It
 * belongs to a scope, like a role, and all who hold that may use it.
 */
export const savedAudiences = pgTable(
  'saved_audiences',
  {
    id: identity<AudienceId>(),
    scope: text('scope', { enum: ['district', 'street', 'union'] }).notNull(),
    scopeId: integer('scope_id').notNull(),
    name: sealed('name').notNull(),
    rule: jsonb('rule').notNull().$type<AudienceRule>(),
    createdBy: personRef('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [index('saved_audiences_scope').on(table.scope, table.scopeId)],
);

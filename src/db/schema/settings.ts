import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { personRef } from './references.ts';

/** What the district has set for itself in chat, by name; what isn't here is as usual (domain/settings.ts). */
export const settings = pgTable('settings', {
  name: text('name').primaryKey(),
  value: jsonb('value').notNull(),
  changedBy: personRef('changed_by'),
  changedAt: instant('changed_at').notNull(),
});

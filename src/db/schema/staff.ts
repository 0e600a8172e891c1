import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';

import { digest, identity, instant } from './columns.ts';
import { personRef } from './references.ts';

/** `scopeId` is a street's or a union's id; 0 for the district. */
export const staffRoles = pgTable(
  'staff_roles',
  {
    id: identity(),
    person: personRef('person_id').notNull(),
    scope: text('scope', { enum: ['district', 'street', 'union'] }).notNull(),
    scopeId: integer('scope_id').notNull(),
    grantedBy: personRef('granted_by'),
    grantedAt: instant('granted_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    uniqueIndex('staff_roles_once')
      .on(table.person, table.scope, table.scopeId)
      .where(sql`${table.revokedAt} is null`),
    index('staff_roles_scope').on(table.scope, table.scopeId).where(sql`${table.revokedAt} is null`),
  ],
);

/** One-time links. Only a hash of the secret is kept. */
export const staffInvitations = pgTable('staff_invitations', {
  id: identity(),
  secretHash: digest('secret_hash').notNull().unique(),
  scope: text('scope', { enum: ['district', 'street', 'union'] }).notNull(),
  scopeId: integer('scope_id').notNull(),
  createdBy: personRef('created_by'),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedBy: personRef('used_by'),
  usedAt: instant('used_at'),
});

/** Who changed or saw what, and when. Ids and kinds only. */
export const audit = pgTable(
  'audit',
  {
    id: identity(),
    at: instant('at').notNull(),
    actor: personRef('actor_id'),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    subjectId: integer('subject_id').notNull(),
    details: jsonb('details').$type<Record<string, string | number | boolean | null>>(),
  },
  (table) => [index('audit_subject').on(table.subject, table.subjectId)],
);

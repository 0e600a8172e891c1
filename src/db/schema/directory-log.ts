import { sql } from 'drizzle-orm';
import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import type { Scope } from '../../domain/actor.ts';
import type { BuildingId, ImportId, UnionId } from '../../domain/ids.ts';
import type { Fault } from '../../domain/import/faults.ts';

import { identity, instant, sealed } from './columns.ts';
import { personRef } from './references.ts';

/** A file of unions, buildings and units, or of members, that somebody sent in, from its arrival to its undoing. Its name isn't kept. */
export const imports = pgTable(
  'imports',
  {
    id: identity<ImportId>(),
    /** Null: from the command line. */
    by: personRef('by_person'),
    /** What its headings made it when it was looked at. */
    kind: text('kind', { enum: ['directory', 'roll'] })
      .notNull()
      .default('directory'),
    receivedAt: instant('received_at').notNull(),
    status: text('status', {
      enum: ['received', 'checked', 'refused', 'applying', 'applied', 'undoing', 'undone', 'dropped'],
    }).notNull(),
    /** Telegram's, to fetch it by; null from the command line, which has the file at hand. */
    file: text('file_id'),
    /** The first day on which it is so. */
    effectiveOn: date('effective_on').notNull(),
    /** Which try this is: a process that took over raises it, and what an earlier one still writes counts no more. */
    attempt: integer('attempt').notNull().default(0),
    /** By the server's clock, as for leases. */
    claimedUntil: instant('claimed_until').notNull().default(sql`'-infinity'`),
    /** What it would change, as one figure: what was confirmed is done, or asked about again. */
    fingerprint: text('fingerprint'),
    confirmed: text('confirmed'),
    /** The newest change of the directory when it was checked, and whose scopes it was checked for. */
    seenChange: bigint('seen_change', { mode: 'number' }),
    scopes: jsonb('scopes').$type<readonly Scope[]>(),
    /** What was found, as JSON: sheets are called as their authors please. */
    report: sealed('report'),
    settledAt: instant('settled_at'),
    appliedAt: instant('applied_at'),
  },
  (table) => [
    index('imports_to_do').on(table.id).where(sql`${table.status} in ('received', 'applying', 'undoing')`),
  ],
);

/** What an import would do, row by row, until it is decided. Ids and codes of what it would add are set aside already. */
export const importRows = pgTable(
  'import_rows',
  {
    import: integer('import_id')
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' })
      .$type<ImportId>(),
    n: integer('n').notNull(),
    kind: text('kind', { enum: ['union', 'building', 'cover', 'name', 'unit'] }).notNull(),
    action: text('action', {
      enum: ['added', 'changed', 'closed', 'reopened', 'unchanged', 'fault'],
    }).notNull(),
    /** Where it stands in the file: which sheet, from 0, and which of its rows. */
    sheet: smallint('sheet').notNull(),
    row: integer('row').notNull(),
    subject: integer('subject_id'),
    building: integer('building_id'),
    union: integer('union_id'),
    /** Rows with one key are the same thing twice. */
    key: text('key'),
    before: jsonb('before').$type<Readonly<Record<string, unknown>>>(),
    after: jsonb('after').$type<Readonly<Record<string, unknown>>>(),
    faults: jsonb('faults').$type<readonly Fault[]>(),
  },
  (table) => [primaryKey({ columns: [table.import, table.n] })],
);

/**
 * Who changed what in the directory, when, and from what: append-only. The same rows answer how things stood on a past
 * day (`before` of the first change that took effect later), undo an import, and show a building's history.
 */
export const directoryChanges = pgTable(
  'directory_changes',
  {
    id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    at: instant('at').notNull(),
    /** The first day on which it is so, in the deployment's time zone. */
    effectiveOn: date('effective_on').notNull(),
    /** Null: the deployment itself, from the command line. */
    actor: personRef('actor_id'),
    source: text('source', { enum: ['chat', 'import', 'undo', 'proposal', 'command'] }).notNull(),
    import: integer('import_id')
      .references(() => imports.id)
      .$type<ImportId>(),
    subject: text('subject', {
      enum: ['street', 'union', 'building', 'unit', 'station', 'name', 'cover'],
    }).notNull(),
    subjectId: integer('subject_id').notNull(),
    action: text('action', {
      enum: ['added', 'changed', 'closed', 'reopened', 'moved', 'merged', 'removed'],
    }).notNull(),
    /** What a history is asked by. Without foreign keys: the log outlives what an undone import had added. */
    building: integer('building_id').$type<BuildingId>(),
    union: integer('union_id').$type<UnionId>(),
    /** The columns that changed, by their names in the database, as they were and as they are. */
    before: jsonb('before').$type<Readonly<Record<string, unknown>>>(),
    after: jsonb('after').$type<Readonly<Record<string, unknown>>>(),
  },
  (table) => [
    index('directory_changes_subject').on(table.subject, table.subjectId, table.effectiveOn),
    index('directory_changes_effective').on(table.effectiveOn),
    index('directory_changes_building').on(table.building, table.id),
    index('directory_changes_union').on(table.union, table.id),
    index('directory_changes_of_import').on(table.import, table.id),
  ],
);

import { sql } from 'drizzle-orm';
import { check, date, index, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import type { OutreachId, ProposalId } from '../../domain/ids.ts';

import { digest, identity, instant, sealed } from './columns.ts';
import { buildingRef, personRef, streetRef } from './references.ts';

/** A building we don't know, told of by somebody who works in it, until its street has looked into it. */
export const proposals = pgTable(
  'proposals',
  {
    id: identity<ProposalId>(),
    /** Becomes the building's. */
    code: text('code').notNull().unique(),
    /** Where it is said to stand; null: she couldn't tell, and the district finds out. */
    street: streetRef('street_id'),
    name: sealed('name').notNull(),
    normalised: sealed('normalised').notNull(),
    /** Keyed hash of the normalised name: the same building told of twice is one proposal. */
    normalisedIndex: digest('normalised_index').notNull(),
    /** As JSON: a location, an address in words. */
    place: sealed('place').notNull(),
    status: text('status', { enum: ['open', 'accepted', 'merged', 'declined', 'withdrawn'] }).notNull(),
    /** What it became; buttons and links of the proposal lead there. */
    building: buildingRef('building_id'),
    proposedAt: instant('proposed_at').notNull(),
    decidedAt: instant('decided_at'),
    decidedBy: personRef('decided_by'),
    /** Why it wasn't listed, as JSON: an officer's words may name people. */
    decline: sealed('decline'),
  },
  (table) => [
    uniqueIndex('proposals_one_open')
      .on(table.normalisedIndex, sql`coalesce(${table.street}, 0)`)
      .where(sql`${table.status} = 'open'`),
    index('proposals_waiting').on(table.street).where(sql`${table.status} = 'open'`),
    check(
      'proposals_became',
      sql`(${table.status} in ('accepted', 'merged')) = (${table.building} is not null)`,
    ),
  ],
);

/** Who would like a union where there is none. Deleted when she takes it back. */
export const wishes = pgTable(
  'wishes',
  {
    id: identity(),
    person: personRef('person_id').notNull(),
    building: buildingRef('building_id'),
    proposal: integer('proposal_id')
      .references(() => proposals.id)
      .$type<ProposalId>(),
    /** Where in the building she works, as JSON, if she said. Nobody is shown it but herself. */
    unit: sealed('unit'),
    at: instant('at').notNull(),
    /** When she was told that a union has come. */
    toldAt: instant('told_at'),
  },
  (table) => [
    unique('wishes_one_per_building').on(table.person, table.building),
    unique('wishes_one_per_proposal').on(table.person, table.proposal),
    check('wishes_of_one_place', sql`num_nonnulls(${table.building}, ${table.proposal}) = 1`),
    index('wishes_building').on(table.building).where(sql`${table.toldAt} is null`),
    index('wishes_proposal').on(table.proposal),
  ],
);

/** What a street does about a demand; each is taken on by one officer, and any of the street may note what came of it. */
export const outreachTasks = pgTable(
  'outreach_tasks',
  {
    id: identity<OutreachId>(),
    building: buildingRef('building_id').notNull(),
    status: text('status', { enum: ['taken', 'visited', 'agreed', 'founded', 'declined'] }).notNull(),
    takenBy: personRef('taken_by').notNull(),
    takenAt: instant('taken_at').notNull(),
  },
  (table) => [
    uniqueIndex('outreach_tasks_one_open')
      .on(table.building)
      .where(sql`${table.status} in ('taken', 'visited', 'agreed')`),
    index('outreach_tasks_building').on(table.building),
  ],
);

/** Append-only. What may follow what is also in domain/outreach.ts. */
export const outreachMoves = pgTable(
  'outreach_moves',
  {
    id: identity(),
    task: integer('task_id')
      .notNull()
      .references(() => outreachTasks.id)
      .$type<OutreachId>(),
    from: text('from_status', { enum: ['taken', 'visited', 'agreed'] }).notNull(),
    to: text('to_status', { enum: ['visited', 'agreed', 'founded', 'declined'] }).notNull(),
    /** The day it happened on. */
    on: date('happened_on').notNull(),
    words: sealed('words'),
    by: personRef('by_person').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    check(
      'outreach_moves_lawful',
      sql`(${table.from}, ${table.to}) in (('taken', 'visited'), ('taken', 'declined'), ('visited', 'visited'), ('visited', 'agreed'), ('visited', 'declined'), ('agreed', 'visited'), ('agreed', 'founded'), ('agreed', 'declined'))`,
    ),
    index('outreach_moves_task').on(table.task),
  ],
);

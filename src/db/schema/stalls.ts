import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import type { ApplicationId, StallId } from '../../domain/ids.ts';
import type { StallFigures } from '../../domain/stall.ts';

import { identity, instant, sealed } from './columns.ts';
import { buildingRef, personRef, streetRef, unionRef, unitRef } from './references.ts';

/** A desk for an hour or a day, at which people join on the spot. Its code is on a poster beside the desk. */
export const stalls = pgTable(
  'stalls',
  {
    id: identity<StallId>(),
    code: text('code').notNull().unique(),
    street: streetRef('street_id').notNull(),
    /** For whom it is there, as narrow as is known: what its code fills in for those who join. */
    union: unionRef('union_id'),
    building: buildingRef('building_id'),
    unit: unitRef('unit_id'),
    /** Where it stands, in the words of whoever opened it. */
    place: sealed('place').notNull(),
    /** The version of the words its code stands for. */
    consent: smallint('consent').notNull(),
    openedBy: personRef('opened_by').notNull(),
    openedAt: instant('opened_at').notNull(),
    /** Over by then, whatever anybody does. */
    until: instant('until').notNull(),
    closedAt: instant('closed_at'),
    /** Counted when its visits are forgotten, and kept when they are not there any more. */
    figures: jsonb('figures').$type<StallFigures>(),
  },
  (table) => [
    index('stalls_street').on(table.street, table.openedAt),
    index('stalls_union').on(table.union),
    index('stalls_building').on(table.building),
    index('stalls_unit').on(table.unit),
    index('stalls_open').on(table.until).where(sql`${table.closedAt} is null`),
    index('stalls_to_count').on(table.closedAt).where(sql`${table.figures} is null`),
    check('stalls_end_after_they_begin', sql`${table.until} > ${table.openedAt}`),
    check('stalls_unit_in_a_building', sql`${table.unit} is null or ${table.building} is not null`),
  ],
);

/** Who read the code at a stall, and how far she came. Deleted some time after the stall: only the figures stay. */
export const stallVisits = pgTable(
  'stall_visits',
  {
    stall: integer('stall_id')
      .notNull()
      .references(() => stalls.id)
      .$type<StallId>(),
    person: personRef('person_id').notNull(),
    scannedAt: instant('scanned_at').notNull(),
    /** When she gave the first of what was asked. */
    beganAt: instant('began_at'),
    application: integer('application_id').$type<ApplicationId>(),
  },
  (table) => [
    primaryKey({ columns: [table.stall, table.person] }),
    index('stall_visits_person').on(table.person),
    unique('stall_visits_application').on(table.application),
  ],
);

/** On whose phone a stall's queue is kept up to date, in which message. */
export const stallDesks = pgTable(
  'stall_desks',
  {
    stall: integer('stall_id')
      .notNull()
      .references(() => stalls.id)
      .$type<StallId>(),
    person: personRef('person_id').notNull(),
    message: integer('message').notNull(),
    /** When she last tapped there: what she was shown then is put right again. */
    touchedAt: instant('touched_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.stall, table.person] }),
    index('stall_desks_person').on(table.person),
  ],
);

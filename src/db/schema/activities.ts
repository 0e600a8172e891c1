import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { ActivityKind } from '../../domain/activity.ts';
import type { ActivityId } from '../../domain/ids.ts';

import { identity, instant, words } from './columns.ts';
import { personRef, unionRef } from './references.ts';

export const activities = pgTable(
  'activities',
  {
    id: identity<ActivityId>(),
    code: text('code').notNull().unique(),
    union: unionRef('union_id').notNull(),
    kind: text('kind').notNull().$type<ActivityKind>(),
    title: words('title').notNull(),
    startsAt: instant('starts_at').notNull(),
    place: words('place').notNull(),
    capacity: integer('capacity'),
    createdBy: personRef('created_by'),
    createdAt: instant('created_at').notNull(),
    cancelledAt: instant('cancelled_at'),
  },
  (table) => [index('activities_union_start').on(table.union, table.startsAt)],
);

export const signUps = pgTable(
  'sign_ups',
  {
    activity: integer('activity_id')
      .notNull()
      .references(() => activities.id)
      .$type<ActivityId>(),
    person: personRef('person_id').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.activity, table.person] }),
    index('sign_ups_person').on(table.person),
  ],
);

import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { ImportId, PersonId } from '../../domain/ids.ts';

import { digest, identity, instant, sealed } from './columns.ts';
import { imports } from './directory-log.ts';
import { personRef } from './references.ts';

export const people = pgTable(
  'people',
  {
    id: identity<PersonId>(),
    /** Null: on a member roll, but has not written to the bot. */
    telegramId: bigint('telegram_id', { mode: 'number' }).unique(),
    /** Null: follow what Telegram says of her app. */
    language: text('language', { enum: ['zh', 'en'] }),
    /** What Telegram last said, so that what we say unprompted is in her language too. */
    telegramLanguage: text('telegram_language'),
    name: sealed('name'),
    phone: sealed('phone'),
    /** Keyed hash of the phone: finds duplicates without opening anything. */
    phoneIndex: digest('phone_index'),
    /** When she shared it by Telegram's own button; null: typed, or read from a roll, so it may be anybody's. */
    phoneVerifiedAt: instant('phone_verified_at'),
    /** The import of a member roll that brought her; by it, what it added can be taken back. */
    roll: integer('roll_import_id')
      .references((): AnyPgColumn => imports.id)
      .$type<ImportId>(),
    /** Found to be somebody else, too: whose rows hers have become. Who writes from this account is told so. */
    mergedInto: integer('merged_into')
      .references((): AnyPgColumn => people.id)
      .$type<PersonId>(),
    /** When she last wrote or tapped: of two accounts of hers, the later goes on talking. */
    wroteAt: instant('wrote_at'),
    /** How many of her updates had their turn; each begins with one value and ends by raising it. */
    turns: integer('turns').notNull().default(0),
    unreachableSince: instant('unreachable_since'),
    unreachableReason: text('unreachable_reason'),
    createdAt: instant('created_at').notNull(),
    /** Set: an empty shell, which figures of past days and the log of changes still point at. Nobody knows whose it was. */
    erasedAt: instant('erased_at'),
    demo: boolean('demo').notNull().default(false),
  },
  (table) => [
    index('people_phone').on(table.phoneIndex),
    index('people_merged').on(table.mergedInto).where(sql`${table.mergedInto} is not null`),
    index('people_of_roll').on(table.roll).where(sql`${table.roll} is not null`),
    check(
      'people_erased_are_empty',
      sql`${table.erasedAt} is null or num_nonnulls(${table.telegramId}, ${table.language}, ${table.telegramLanguage}, ${table.name}, ${table.phone}, ${table.phoneIndex}) = 0`,
    ),
  ],
);

/**
 * Of everybody who erased herself: keyed hashes of her phone and of her Telegram id, a row each, and the day. Nothing
 * leads from here to anything else; an import of members asks whether somebody is among them.
 */
export const tombstones = pgTable('tombstones', {
  valueIndex: digest('value_index').primaryKey(),
  on: date('erased_on').notNull(),
});

/** Append-only but for `withdrawnAt`: what she agreed to, in which version of the words, from when to when. */
export const consents = pgTable(
  'consents',
  {
    id: identity(),
    person: personRef('person_id').notNull(),
    purpose: text('purpose', { enum: ['membership', 'announcements', 'survey'] }).notNull(),
    version: smallint('version').notNull(),
    givenAt: instant('given_at').notNull(),
    withdrawnAt: instant('withdrawn_at'),
  },
  (table) => [
    uniqueIndex('consents_one_in_force')
      .on(table.person, table.purpose)
      .where(sql`${table.withdrawnAt} is null`),
    index('consents_withdrawn').on(table.person, table.purpose).where(sql`${table.withdrawnAt} is not null`),
  ],
);

/** At most one of a person's dialogues is open; the others wait to be taken up again. */
export const dialogues = pgTable(
  'dialogues',
  {
    person: personRef('person_id').notNull(),
    kind: text('kind').notNull(),
    state: sealed('state').notNull(),
    open: boolean('open').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.person, table.kind] }),
    uniqueIndex('dialogues_one_open').on(table.person).where(sql`${table.open}`),
  ],
);

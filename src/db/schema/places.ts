import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { BuildingId, StreetId, UnionId, UnitId } from '../../domain/ids.ts';
import type { Exceptions } from '../../domain/opening-hours.ts';

import { identity, words } from './columns.ts';
import { buildingRef, streetRef, unionRef } from './references.ts';

export const streets = pgTable('streets', {
  id: identity<StreetId>(),
  code: text('code').notNull().unique(),
  name: text('name').notNull(),
  nameEn: text('name_en').notNull(),
  stationPlace: words('station_place').notNull(),
  stationHours: words('station_hours').notNull(),
  phone: text('phone').notNull(),
});

export const buildings = pgTable(
  'buildings',
  {
    id: identity<BuildingId>(),
    code: text('code').notNull().unique(),
    street: streetRef('street_id').notNull(),
    name: text('name').notNull(),
    nameEn: text('name_en'),
    address: words('address').notNull(),
    latitude: doublePrecision('latitude').notNull(),
    longitude: doublePrecision('longitude').notNull(),
    floors: smallint('floors'),
    /** Torn down, or written off as listed twice. */
    closedOn: date('closed_on'),
    /** Listed twice: the one that stays. Its code on old posters leads there. */
    mergedInto: buildingRef('merged_into'),
    demo: boolean('demo').notNull().default(false),
  },
  (table) => [
    index('buildings_by_street').on(table.street, table.name),
    index('buildings_merged').on(table.mergedInto).where(sql`${table.mergedInto} is not null`),
    // Where there are doors to stand before: the nearest are found without looking at the others.
    index('buildings_at')
      .using('gist', sql`point(${table.longitude}, ${table.latitude})`)
      .where(sql`${table.closedOn} is null`),
  ],
);

/** What a building is called beside its name: by people, or formerly. */
export const buildingNames = pgTable(
  'building_names',
  {
    id: identity(),
    building: integer('building_id')
      .notNull()
      .references(() => buildings.id, { onDelete: 'cascade' })
      .$type<BuildingId>(),
    name: text('name').notNull(),
    kind: text('kind', { enum: ['alias', 'old'] }).notNull(),
  },
  (table) => [unique('building_names_once').on(table.building, table.name)],
);

/**
 * By what each place is found: hashes of what people may type for it, made by domain/search/keys.ts whenever its names
 * are written (queries/place-names.ts). Without a list of pending entries, which every search would have to read through.
 */
export const placeKeys = pgTable(
  'place_keys',
  {
    id: integer('id').notNull(),
    subject: text('subject', { enum: ['street', 'building', 'unit'] }).notNull(),
    keys: integer('keys').array().notNull(),
    /** How many work there, as far as was known when it was written: of very many with one key, the largest are looked at. */
    weight: integer('weight').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.subject, table.id] }),
    index('place_keys_keys').using('gin', table.keys).with({ fastupdate: false }),
  ],
);

/** One row: which version of the keys all places have. */
export const searchState = pgTable('search_state', {
  id: smallint('id').primaryKey(),
  keysVersion: smallint('keys_version').notNull(),
});

export const unions = pgTable(
  'unions',
  {
    id: identity<UnionId>(),
    code: text('code').notNull().unique(),
    street: streetRef('street_id').notNull(),
    /** `street`: the street's own federation, for those whose building no union covers; one a street. */
    kind: text('kind', { enum: ['federation', 'joint', 'quarter', 'street'] }).notNull(),
    name: text('name').notNull(),
    nameEn: text('name_en').notNull(),
    foundedOn: date('founded_on').notNull(),
    office: words('office').notNull(),
    officeHours: words('office_hours').notNull(),
    phone: text('phone').notNull(),
    introduction: words('introduction').notNull(),
    dissolvedOn: date('dissolved_on'),
    demo: boolean('demo').notNull().default(false),
  },
  (table) => [
    index('unions_street').on(table.street),
    uniqueIndex('unions_one_of_the_street').on(table.street).where(sql`${table.kind} = 'street'`),
  ],
);

/** Which union covers which building, and since when: as-of questions read the dates. */
export const unionBuildings = pgTable(
  'union_buildings',
  {
    union: unionRef('union_id').notNull(),
    building: buildingRef('building_id').notNull(),
    since: date('since').notNull(),
    until: date('until'),
  },
  (table) => [
    primaryKey({ columns: [table.union, table.building, table.since] }),
    uniqueIndex('union_buildings_one_at_a_time').on(table.building).where(sql`${table.until} is null`),
    index('union_buildings_building').on(table.building),
  ],
);

export const warmStations = pgTable(
  'warm_stations',
  {
    id: identity(),
    union: unionRef('union_id').notNull(),
    building: buildingRef('building_id').notNull(),
    place: words('place').notNull(),
    hours: words('hours').notNull(),
    services: words('services').notNull(),
    /** Days on which it isn't open as its hours say; the hours themselves are read from the words. */
    exceptions: jsonb('exceptions').$type<Exceptions>().notNull().default([]),
    closedOn: date('closed_on'),
  },
  (table) => [index('warm_stations_union').on(table.union)],
);

/** Firms, shops and offices. `workers` is the head count the unit reported. */
export const units = pgTable(
  'units',
  {
    id: identity<UnitId>(),
    building: buildingRef('building_id').notNull(),
    name: text('name').notNull(),
    normalised: text('normalised').notNull(),
    kind: text('kind', { enum: ['firm', 'shop', 'office'] }).notNull(),
    room: text('room').notNull(),
    nonPublic: boolean('non_public').notNull(),
    organised: text('organised', { enum: ['independent', 'group', 'none'] }).notNull(),
    workers: integer('workers').notNull(),
    openedOn: date('opened_on').notNull(),
    closedOn: date('closed_on'),
  },
  (table) => [
    unique('units_one_name_per_building').on(table.building, table.name),
    // Finds what is there twice in one walk, however many there are.
    index('units_same_name').on(table.building, table.normalised),
  ],
);

import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  customType,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { ActivityKind } from '../domain/activity.ts';
import type { Scope } from '../domain/actor.ts';
import type { AudienceRule } from '../domain/audience.ts';
import type { TallyRow } from '../domain/broadcast.ts';
import type {
  ActivityId,
  ApplicationId,
  BatchId,
  BuildingId,
  CardId,
  ImportId,
  MembershipId,
  NoticeId,
  OutreachId,
  PersonId,
  ProposalId,
  StreetId,
  SurveyId,
  UnionId,
  UnitId,
} from '../domain/ids.ts';
import type { Fault } from '../domain/import/faults.ts';
import type { Words } from '../domain/language.ts';
import {
  applicationStatuses,
  cardStatuses,
  membershipReasons,
  membershipStatuses,
} from '../domain/lifecycle.ts';
import type { NoticeBody, NoticeKind } from '../domain/notice.ts';
import type { Exceptions } from '../domain/opening-hours.ts';
import { duplicateReasons } from '../domain/review.ts';
import type { MonthlyRule } from '../domain/schedule.ts';
import type { Answers, SurveyDefinition } from '../domain/survey.ts';

/*
 * Every table, one page. Three habits hold throughout:
 * - a `sealed` column is ciphertext of the vault (vault.ts); what a person wrote, is called or can be phoned at is
 *   never stored in any other kind of column, but for survey answers, which her consent covers and her erasure removes;
 * - instants are passed in by the caller, never taken from the server's clock, so that the playground can jump ahead;
 * - `code` is what hangs on lobby walls: short, opaque, never changed.
 */

const sealed = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
/** A hash that things are found by; its name ends in `_index` (keyed, of the sealed column beside it) or `_hash`. */
const digest = sealed;
/** What people read, in the languages there are. */
const words = (name: string) => jsonb(name).$type<Words>();
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const identity = <T extends number>(name = 'id') =>
  integer(name).generatedAlwaysAsIdentity().primaryKey().$type<T>();

// Rows that belong to others, by what they point at.
const personRef = (name: string) =>
  integer(name)
    .references((): AnyPgColumn => people.id)
    .$type<PersonId>();
const unionRef = (name: string) =>
  integer(name)
    .references((): AnyPgColumn => unions.id)
    .$type<UnionId>();
const buildingRef = (name: string) =>
  integer(name)
    .references((): AnyPgColumn => buildings.id)
    .$type<BuildingId>();
const streetRef = (name: string) =>
  integer(name)
    .references((): AnyPgColumn => streets.id)
    .$type<StreetId>();
const unitRef = (name: string) =>
  integer(name)
    .references((): AnyPgColumn => units.id)
    .$type<UnitId>();

// ── Places and unions ────────────────────────────────────────────────────────────────────────────────────────────────

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
    kind: text('kind', { enum: ['federation', 'joint', 'quarter'] }).notNull(),
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
  (table) => [index('unions_street').on(table.street)],
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

/** A file of unions, buildings and units that somebody sent in, from its arrival to its undoing. Its name isn't kept. */
export const imports = pgTable(
  'imports',
  {
    id: identity<ImportId>(),
    /** Null: from the command line. */
    by: personRef('by_person'),
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

// ── Not covered yet ──────────────────────────────────────────────────────────────────────────────────────────────────

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

// ── People ───────────────────────────────────────────────────────────────────────────────────────────────────────────

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

// ── Membership ───────────────────────────────────────────────────────────────────────────────────────────────────────

export const applications = pgTable(
  'applications',
  {
    id: identity<ApplicationId>(),
    person: personRef('person_id').notNull(),
    union: unionRef('union_id').notNull(),
    building: buildingRef('building_id').notNull(),
    unit: unitRef('unit_id'),
    /** What she wrote when her unit was not listed. */
    unitWritten: sealed('unit_written'),
    /** Null, with the phone, some time after it was decided: domain/retention.ts says when. */
    name: sealed('name'),
    phone: sealed('phone'),
    phoneIndex: digest('phone_index'),
    /** Only moves of domain/lifecycle.ts are written: a trigger refuses all others. */
    status: text('status', { enum: applicationStatuses }).notNull(),
    submittedAt: instant('submitted_at').notNull(),
    /** The day by which she was promised an answer. */
    dueOn: date('due_on').notNull(),
    decidedAt: instant('decided_at'),
    decidedBy: personRef('decided_by'),
    /** Why it was turned down, as JSON: a reviewer's words may name people. */
    rejection: sealed('rejection'),
    /** When a reviewer first opened it: from here on she asks before she changes something. */
    reviewStartedAt: instant('review_started_at'),
    /** Whose desk it is on; after `claimHours` of domain/review.ts it is on everybody's again. */
    claimedBy: personRef('claimed_by'),
    claimedAt: instant('claimed_at'),
  },
  (table) => [
    uniqueIndex('applications_one_open')
      .on(table.person)
      .where(sql`${table.status} in ('submitted', 'needs_info', 'appealed')`),
    index('applications_waiting')
      .on(table.union, table.submittedAt)
      .where(sql`${table.status} in ('submitted', 'needs_info', 'appealed')`),
    index('applications_phone').on(table.phoneIndex),
    check(
      'applications_open_say_who',
      sql`${table.status} not in ('submitted', 'needs_info', 'appealed') or num_nulls(${table.name}, ${table.phone}, ${table.phoneIndex}) = 0`,
    ),
    index('applications_to_forget').on(table.decidedAt).where(sql`${table.name} is not null`),
    index('applications_person').on(table.person),
    // Asked whenever an added place is taken back: who refers to it?
    index('applications_building').on(table.building),
    index('applications_unit').on(table.unit),
  ],
);

export const applicationMoves = pgTable(
  'application_moves',
  {
    id: identity(),
    application: integer('application_id')
      .notNull()
      .references(() => applications.id)
      .$type<ApplicationId>(),
    from: text('from_status'),
    to: text('to_status').notNull(),
    by: personRef('by_person').notNull(),
    at: instant('at').notNull(),
    /** Why, in words that may name people; templates are kept with the application. */
    words: sealed('words'),
  },
  (table) => [index('application_moves_application').on(table.application)],
);

/** Whom an applicant may be, too: a member or an applicant with her phone, or of her name in her unit. Written anew when she changes something. */
export const duplicateFlags = pgTable(
  'duplicate_flags',
  {
    application: integer('application_id')
      .notNull()
      .references(() => applications.id)
      .$type<ApplicationId>(),
    person: personRef('person_id').notNull(),
    why: text('why', { enum: duplicateReasons }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.application, table.person, table.why] }),
    index('duplicate_flags_person').on(table.person),
  ],
);

/** A reviewer looked at both and found them to be two people: they are never flagged for one another again. */
export const duplicateVerdicts = pgTable(
  'duplicate_verdicts',
  {
    first: personRef('first_person_id').notNull(),
    second: personRef('second_person_id').notNull(),
    by: personRef('by_person').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.first, table.second] }),
    check('duplicate_verdicts_in_order', sql`${table.first} < ${table.second}`),
    index('duplicate_verdicts_second').on(table.second),
  ],
);

/** Many unremarkable applications approved with one tap; worked off in the background. */
export const approvalBatches = pgTable(
  'approval_batches',
  {
    id: identity<BatchId>(),
    by: personRef('by_person').notNull(),
    at: instant('at').notNull(),
    finishedAt: instant('finished_at'),
  },
  (table) => [index('approval_batches_due').on(table.id).where(sql`${table.finishedAt} is null`)],
);

export const approvalBatchItems = pgTable(
  'approval_batch_items',
  {
    batch: integer('batch_id')
      .notNull()
      .references(() => approvalBatches.id)
      .$type<BatchId>(),
    application: integer('application_id')
      .notNull()
      .references(() => applications.id)
      .$type<ApplicationId>(),
    /** `passed`: no longer to be approved unseen when its turn came. */
    outcome: text('outcome', { enum: ['approved', 'passed'] }),
  },
  (table) => [
    primaryKey({ columns: [table.batch, table.application] }),
    index('approval_batch_items_due').on(table.application).where(sql`${table.outcome} is null`),
  ],
);

export const memberships = pgTable(
  'memberships',
  {
    id: identity<MembershipId>(),
    person: personRef('person_id').notNull(),
    union: unionRef('union_id').notNull(),
    unit: unitRef('unit_id'),
    since: date('since').notNull(),
    until: date('until'),
    /** As `applications.status`. */
    status: text('status', { enum: membershipStatuses }).notNull().default('active'),
  },
  (table) => [
    uniqueIndex('memberships_one_current').on(table.person).where(sql`${table.until} is null`),
    index('memberships_union').on(table.union).where(sql`${table.until} is null`),
    index('memberships_past').on(table.person).where(sql`${table.until} is not null`),
    index('memberships_unit').on(table.unit),
  ],
);

/** What became of a membership: `joined` is its row. One row a move, the beginning included. */
export const membershipMoves = pgTable(
  'membership_moves',
  {
    id: identity(),
    membership: integer('membership_id')
      .notNull()
      .references(() => memberships.id)
      .$type<MembershipId>(),
    from: text('from_status'),
    to: text('to_status').notNull(),
    reason: text('reason', { enum: membershipReasons }),
    /** Null: by an import or a job. */
    by: personRef('by_person'),
    at: instant('at').notNull(),
  },
  (table) => [index('membership_moves_membership').on(table.membership)],
);

/** Mutual-aid service cards. Of the number only the last four digits are kept, sealed. */
export const cards = pgTable(
  'cards',
  {
    id: identity<CardId>(),
    membership: integer('membership_id')
      .notNull()
      .unique()
      .references(() => memberships.id)
      .$type<MembershipId>(),
    status: text('status', { enum: cardStatuses }).notNull(),
    requestedAt: instant('requested_at').notNull(),
    /** Where and when it is handed over, and what to bring: once it is ready. */
    handOver: words('hand_over'),
    tail: sealed('tail'),
  },
  (table) => [index('cards_status').on(table.status)],
);

export const cardMoves = pgTable(
  'card_moves',
  {
    id: identity(),
    card: integer('card_id')
      .notNull()
      .references(() => cards.id)
      .$type<CardId>(),
    from: text('from_status'),
    to: text('to_status').notNull(),
    by: personRef('by_person').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [index('card_moves_card').on(table.card)],
);

// ── Staff ────────────────────────────────────────────────────────────────────────────────────────────────────────────

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

// ── Survey ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export const surveys = pgTable('surveys', {
  id: identity<SurveyId>(),
  code: text('code').notNull().unique(),
  key: text('key').notNull(),
  version: smallint('version').notNull(),
  definition: jsonb('definition').notNull().$type<SurveyDefinition>(),
  opensAt: instant('opens_at').notNull(),
  closesAt: instant('closes_at'),
});

/** Saved answer by answer, so that what she gave so far is never lost. */
export const surveyResponses = pgTable(
  'survey_responses',
  {
    survey: integer('survey_id')
      .notNull()
      .references(() => surveys.id)
      .$type<SurveyId>(),
    person: personRef('person_id').notNull(),
    answers: jsonb('answers').notNull().$type<Answers>(),
    startedAt: instant('started_at').notNull(),
    completedAt: instant('completed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.survey, table.person] }),
    index('survey_responses_person').on(table.person),
  ],
);

// ── Activities ───────────────────────────────────────────────────────────────────────────────────────────────────────

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

// ── Said unprompted ──────────────────────────────────────────────────────────────────────────────────────────────────

/** When each union's monthly announcement goes out. */
export const announcementSchedules = pgTable(
  'announcement_schedules',
  {
    union: integer('union_id')
      .primaryKey()
      .references(() => unions.id)
      .$type<UnionId>(),
    rule: jsonb('rule').notNull().$type<MonthlyRule>(),
    nextAt: instant('next_at').notNull(),
  },
  (table) => [index('announcement_schedules_next').on(table.nextAt)],
);

/**
 * One row a thing to say. `key` makes its cause happen once (`monthly:7:2026-12`, `decision:31`); `body` says what, never
 * in words that name a person.
 */
export const notices = pgTable(
  'notices',
  {
    id: identity<NoticeId>(),
    key: text('key').notNull().unique(),
    kind: text('kind').notNull().$type<NoticeKind>(),
    /** A mass notice left in doubt is reported and never repeated by itself; a personal one is sent again. */
    reach: text('reach', { enum: ['mass', 'personal'] }).notNull(),
    body: jsonb('body').notNull().$type<NoticeBody>(),
    union: unionRef('union_id'),
    /** Whom a mass notice is for. Null: the members of its union. */
    audience: jsonb('audience').$type<AudienceRule>(),
    /** A correction or a withdrawal: the notice whose delivered messages it edits or deletes. */
    corrects: integer('corrects')
      .references((): AnyPgColumn => notices.id)
      .$type<NoticeId>(),
    createdBy: personRef('created_by'),
    createdAt: instant('created_at').notNull(),
    dueAt: instant('due_at').notNull(),
    /** Null until its audience is frozen as deliveries. */
    frozenAt: instant('frozen_at'),
    /** Set while it is held: by somebody of staff, or by itself because too many of its messages failed. */
    pausedAt: instant('paused_at'),
    pausedBy: text('paused_by', { enum: ['staff', 'failures'] }),
    /** Mass notices: when the last delivery settled and the sender was told. */
    reportedAt: instant('reported_at'),
    cancelledAt: instant('cancelled_at'),
    /** The message that shows whoever announced it how far it is, edited as it goes; null again once it has said the end. */
    progressMessage: integer('progress_message'),
    /** When its rows of the ledger were forgotten. */
    clearedAt: instant('cleared_at'),
  },
  (table) => [
    index('notices_to_freeze')
      .on(table.dueAt)
      .where(sql`${table.frozenAt} is null and ${table.cancelledAt} is null`),
    index('notices_to_report')
      .on(table.id)
      .where(sql`${table.reach} = 'mass' and ${table.reportedAt} is null`),
    index('notices_shown').on(table.id).where(sql`${table.progressMessage} is not null`),
  ],
);

/**
 * How a mass notice's audience fares, moved in the statements that move its rows: progress is read here, and when nothing
 * waits any more, it is over. That everybody of the audience is counted, and once, is for the database to refuse.
 */
export const noticeTallies = pgTable(
  'notice_tallies',
  {
    notice: integer('notice_id')
      .primaryKey()
      .references(() => notices.id, { onDelete: 'cascade' })
      .$type<NoticeId>(),
    /** So many rows were frozen. */
    audience: integer('audience').notNull(),
    /** Not settled yet: queued, being sent, or to be tried again. */
    waiting: integer('waiting').notNull(),
    sent: integer('sent').notNull(),
    skipped: integer('skipped').notNull(),
    unreachable: integer('unreachable').notNull(),
    failed: integer('failed').notNull(),
    unknown: integer('unknown').notNull(),
    /** Counted when it is over, and kept when its rows are not: `[{ status, reason, people }]`. */
    reasons: jsonb('reasons').$type<readonly TallyRow[]>(),
  },
  (table) => [
    check(
      'notice_tallies_add_up',
      sql`${table.audience} = ${table.waiting} + ${table.sent} + ${table.skipped} + ${table.unreachable} + ${table.failed} + ${table.unknown}
        and least(${table.waiting}, ${table.sent}, ${table.skipped}, ${table.unreachable}, ${table.failed}, ${table.unknown}) >= 0`,
    ),
  ],
);

/** Messages that were to be paid for, by month (`2026-12`): taken before they are sent, so that a cap is never passed. */
export const paidMessages = pgTable('paid_messages', {
  month: text('month').primaryKey(),
  messages: integer('messages').notNull(),
});

/**
 * The ledger: one row a notice and person, settled once. Without foreign keys, which would more than double the time in
 * which an audience of a million is frozen: rows are only ever selected from `notices` and `people`, where none is deleted.
 */
export const deliveries = pgTable(
  'deliveries',
  {
    notice: integer('notice_id').notNull().$type<NoticeId>(),
    person: integer('person_id').notNull().$type<PersonId>(),
    status: text('status', {
      enum: ['queued', 'sending', 'sent', 'retry', 'failed', 'unreachable', 'skipped', 'unknown'],
    }).notNull(),
    /** Personal notices go before mass ones. */
    urgent: boolean('urgent').notNull(),
    dueAt: instant('due_at').notNull(),
    attempts: smallint('attempts').notNull().default(0),
    /** The term of the lease under which it is being sent: nobody else may settle it. */
    term: integer('term'),
    settledAt: instant('settled_at'),
    reason: text('reason'),
    messageId: integer('message_id'),
  },
  (table) => [
    primaryKey({ columns: [table.notice, table.person] }),
    index('deliveries_urgent')
      .on(table.dueAt, table.notice, table.person)
      .where(sql`${table.urgent} and ${table.status} in ('queued', 'retry')`),
    // What is queued of a mass notice is walked by the primary key, from where the last claim ended: an index of it would
    // take a third of the time in which a million is frozen.
    index('deliveries_again')
      .on(table.notice, table.person)
      .where(sql`not ${table.urgent} and ${table.status} = 'retry'`),
    // By person too: rows pass through it in their thousands, and what they leave behind mustn't be walked over.
    index('deliveries_sending').on(table.notice, table.person).where(sql`${table.status} = 'sending'`),
    index('deliveries_person').on(table.person),
  ],
);

// ── Machinery ────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * One row an update that had effects, written in the transaction of these effects. `replies` holds what is still to be
 * answered (sealed) until Telegram has taken it; `update` a parked update that is to be tried again.
 */
export const updates = pgTable(
  'updates',
  {
    bot: bigint('bot_id', { mode: 'number' }).notNull(),
    id: bigint('update_id', { mode: 'number' }).notNull(),
    /** Whom it is from while something is owed to her; 0 afterwards. */
    chat: bigint('chat_id', { mode: 'number' }).notNull(),
    status: text('status', { enum: ['done', 'parked', 'aside'] }).notNull(),
    at: instant('at').notNull(),
    replies: sealed('replies'),
    update: sealed('parked_update'),
    attempts: smallint('attempts').notNull().default(0),
    retryAt: instant('retry_at'),
    errorCode: text('error_code'),
  },
  (table) => [
    primaryKey({ columns: [table.bot, table.id] }),
    index('updates_unanswered').on(table.at).where(sql`${table.replies} is not null`),
    index('updates_parked').on(table.retryAt).where(sql`${table.status} = 'parked'`),
    index('updates_aside').on(table.chat).where(sql`${table.status} = 'aside'`),
    index('updates_at').on(table.at),
  ],
);

/** A permanent claim: each job runs once a slot, whatever the number of processes. */
export const jobRuns = pgTable(
  'job_runs',
  {
    job: text('job').notNull(),
    slot: text('slot').notNull(),
    claimedAt: instant('claimed_at').notNull(),
    finishedAt: instant('finished_at'),
    outcome: text('outcome', { enum: ['done', 'failed', 'held', 'skipped'] }),
    counts: jsonb('counts').$type<Record<string, number>>(),
  },
  (table) => [primaryKey({ columns: [table.job, table.slot] })],
);

/**
 * Who may do something that only one process at a time may do (`sender:<bot id>`). Short-lived: a dead holder's lease runs
 * out. Each holder gets the next `term`, by which what an earlier one left behind is told apart.
 *
 * `until` alone of all instants is by the database server's clock: it says how long a process has been silent, which the
 * playground's jumping ahead must not change, and it has to mean the same to processes on different machines.
 */
export const leases = pgTable('leases', {
  name: text('name').primaryKey(),
  holder: text('holder').notNull(),
  term: integer('term').notNull(),
  until: instant('until').notNull(),
});

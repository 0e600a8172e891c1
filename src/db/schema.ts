/*
 * Every table, a file a topic. Three habits hold throughout:
 * - a `sealed` column is ciphertext of the vault (vault.ts); what a person wrote, is called or can be phoned at is
 *   never stored in any other kind of column, but for survey answers, which her consent covers and her erasure removes;
 * - instants are passed in by the caller, never taken from the server's clock, so that the playground can jump ahead;
 * - `code` is what hangs on lobby walls: short, opaque, never changed.
 */

export * from './schema/activities.ts';
export * from './schema/audiences.ts';
export * from './schema/broadcast-runs.ts';
export * from './schema/broadcasts.ts';
export * from './schema/directory-log.ts';
export * from './schema/machinery.ts';
export * from './schema/membership.ts';
export * from './schema/merging.ts';
export * from './schema/outbox.ts';
export * from './schema/outreach.ts';
export * from './schema/people.ts';
export * from './schema/places.ts';
export * from './schema/results.ts';
export * from './schema/roll.ts';
export * from './schema/settings.ts';
export * from './schema/staff.ts';
export * from './schema/stalls.ts';
export * from './schema/survey.ts';
export * from './schema/workplace.ts';

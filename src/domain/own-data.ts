/*
 * Everything that is kept of one person, in the order in which she is shown it: a table is a section, its columns are its
 * fields. Which tables and columns these are is for db/personal-data.ts to say.
 */

export const ownSections = [
  'people',
  'consents',
  'memberships',
  'membershipMoves',
  'cards',
  'cardMoves',
  'workplaceChecks',
  'applications',
  'applicationMoves',
  'stallVisits',
  'duplicateFlags',
  'duplicateVerdicts',
  'lookalikes',
  'personMerges',
  'rollRows',
  'audit',
  'surveyResponses',
  'surveyRefusals',
  'roundTakers',
  'signUps',
  'wishes',
  'proposals',
  'dialogues',
  'staffRoles',
  'staffInvitations',
  'deliveries',
  'updates',
] as const;
export type OwnSection = (typeof ownSections)[number];

export type OwnRow = Readonly<Record<string, unknown>>;

/** Dates and instants are `Date` or `2026-12-05`; what has a name is that name; the rest is as it was given. */
export type OwnData = Readonly<Record<OwnSection, readonly OwnRow[]>>;

/** The same for a program to read: every section, every field, in plain JSON. */
export function ownDataJson(data: OwnData, at: Date): string {
  return JSON.stringify({ format: 'niangjia-own-data', version: 1, at, ...data }, null, 2);
}

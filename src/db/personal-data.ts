import { sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { membershipTables } from './personal-membership.ts';
import { everOfPerson, ofPerson, type PersonalTable, personal } from './personal-table.ts';
import {
  activities,
  approvalBatches,
  broadcastRuns,
  broadcastSchedules,
  broadcasts,
  consents,
  deliveries,
  dialogues,
  directoryChanges,
  imports,
  lookalikes,
  notices,
  outreachMoves,
  outreachTasks,
  people,
  personMerges,
  proposals,
  rollRows,
  roundTakers,
  savedAudiences,
  settings,
  signUps,
  staffInvitations,
  staffRoles,
  stallDesks,
  stalls,
  surveyFiles,
  surveyRefusals,
  surveyResponses,
  surveyRounds,
  surveys,
  updates,
  wishes,
} from './schema.ts';

/*
 * What is kept of a person, table by table and column by column: what she is given when she asks, and what becomes of it
 * when she erases herself. Export and erasure run over this table, and test/db/personal-data.test.ts walks the schema, so
 * nothing of hers is kept that isn't here.
 */

/** What depends on others stands after them: rows are found by what is still there. */
export const personalTables: readonly PersonalTable[] = [
  // The text of a proposal is hers while nobody else wishes there, too.
  personal(
    'proposals',
    proposals,
    {
      id: 'technical',
      code: 'technical',
      street: 'named',
      name: 'opened',
      normalised: 'technical',
      normalisedIndex: 'technical',
      place: 'parsed',
      status: 'said',
      building: 'named',
      proposedAt: 'said',
      decidedAt: 'said',
      decidedBy: 'others',
      decline: 'others',
    },
    (person) => sql`${proposals.id} in (select proposal_id from wishes where person_id = ${person})
      and not exists (select from wishes w where w.proposal_id = ${proposals.id} and w.person_id <> ${person})`,
    'deleted',
  ),
  personal(
    'wishes',
    wishes,
    {
      id: 'technical',
      person: 'technical',
      building: 'named',
      proposal: 'named',
      unit: 'parsed',
      at: 'said',
      toldAt: 'said',
    },
    ofPerson(wishes.person),
    'deleted',
  ),
  ...membershipTables,
  // Answers would tell of her whatever else were taken away: what she wrote herself, and a rare choice in a small union.
  personal(
    'surveyResponses',
    surveyResponses,
    {
      round: 'named',
      person: 'technical',
      answers: 'said',
      setAside: 'said',
      answeredAt: 'said',
      startedAt: 'said',
      completedAt: 'said',
    },
    ofPerson(surveyResponses.person),
    'deleted',
  ),
  personal(
    'surveyRefusals',
    surveyRefusals,
    { round: 'named', person: 'technical', at: 'said' },
    ofPerson(surveyRefusals.person),
    'deleted',
  ),
  // That she answered anonymously. What she said can't be found again, by us neither: it stays among the others'.
  personal(
    'roundTakers',
    roundTakers,
    { round: 'named', person: 'technical' },
    ofPerson(roundTakers.person),
    'deleted',
  ),
  personal(
    'signUps',
    signUps,
    { activity: 'named', person: 'technical', at: 'said' },
    ofPerson(signUps.person),
    // How many came; her places at what is still to come are given back before.
    { blanked: [] },
  ),
  personal(
    'dialogues',
    dialogues,
    { person: 'technical', kind: 'said', state: 'parsed', open: 'said', updatedAt: 'said' },
    ofPerson(dialogues.person),
    'deleted',
  ),
  personal(
    'consents',
    consents,
    {
      id: 'technical',
      person: 'technical',
      purpose: 'said',
      version: 'said',
      givenAt: 'said',
      withdrawnAt: 'said',
    },
    everOfPerson(consents.person, consents.withdrawnAt),
    'deleted',
  ),
  personal(
    'staffRoles',
    staffRoles,
    {
      id: 'technical',
      person: 'technical',
      scope: 'said',
      scopeId: 'said',
      grantedBy: 'others',
      grantedAt: 'said',
      revokedAt: 'said',
    },
    ofPerson(staffRoles.person),
    // Who could see what at which time must stay answerable, by an id.
    { blanked: [] },
  ),
  personal(
    'staffInvitations',
    staffInvitations,
    {
      id: 'technical',
      secretHash: 'technical',
      scope: 'said',
      scopeId: 'said',
      createdBy: 'others',
      createdAt: 'others',
      expiresAt: 'technical',
      usedBy: 'technical',
      usedAt: 'said',
    },
    ofPerson(staffInvitations.usedBy),
    // As roles.
    { blanked: [] },
  ),
  personal(
    'deliveries',
    deliveries,
    {
      notice: 'named',
      person: 'technical',
      status: 'said',
      urgent: 'technical',
      dueAt: 'said',
      attempts: 'technical',
      term: 'technical',
      settledAt: 'said',
      reason: 'said',
      messageId: 'technical',
    },
    ofPerson(deliveries.person),
    // How many an announcement reached: its report adds up.
    { blanked: ['messageId'] },
  ),
  // What she wrote and we could not handle yet, or at all.
  personal(
    'updates',
    updates,
    {
      bot: 'technical',
      id: 'technical',
      chat: 'technical',
      status: 'said',
      at: 'said',
      replies: 'technical',
      update: 'parsed',
      attempts: 'technical',
      retryAt: 'technical',
      errorCode: 'said',
    },
    (person) => sql`${updates.chat} = (select telegram_id from people where id = ${person})
      and (${updates.replies} is not null or ${updates.status} = 'parked' or ${updates.status} = 'aside')`,
    // Telegram may deliver an update again: by its id it is known to be done. The chat's number goes with the rest.
    { blanked: ['replies', 'update', 'retryAt'] },
  ),
  // A roll that a colleague is still looking at.
  personal(
    'rollRows',
    rollRows,
    {
      import: 'technical',
      n: 'technical',
      action: 'technical',
      sheet: 'technical',
      row: 'technical',
      name: 'opened',
      phone: 'opened',
      phoneIndex: 'technical',
      namesakeHash: 'technical',
      union: 'named',
      unit: 'named',
      since: 'said',
      tail: 'opened',
      twin: 'technical',
      twinRow: 'technical',
      why: 'said',
      faults: 'technical',
    },
    (person) => sql`${rollRows.phoneIndex} = (select phone_index from people where id = ${person})`,
    'deleted',
  ),
  personal(
    'personMerges',
    personMerges,
    {
      id: 'technical',
      survivor: 'technical',
      merged: 'technical',
      how: 'said',
      by: 'others',
      at: 'said',
      undoneBy: 'others',
      undoneAt: 'said',
      moved: 'technical',
      setAside: 'parsed',
    },
    (person) => sql`(${personMerges.survivor} = ${person}
      or ${personMerges.merged} = ${person} and ${personMerges.undoneAt} is not null)`,
    // With it goes the way back: of whom it would bring back, nothing is left.
    'deleted',
  ),
  personal(
    'lookalikes',
    lookalikes,
    { first: 'others', second: 'others', why: 'said', at: 'said' },
    (person) => sql`${person} in (${lookalikes.first}, ${lookalikes.second})`,
    'deleted',
  ),
  // An empty shell, which the rows that stay point at.
  personal(
    'people',
    people,
    {
      id: 'technical',
      telegramId: 'said',
      language: 'said',
      telegramLanguage: 'said',
      name: 'opened',
      phone: 'opened',
      phoneIndex: 'technical',
      phoneVerifiedAt: 'said',
      roll: 'technical',
      mergedInto: 'technical',
      wroteAt: 'said',
      turns: 'technical',
      unreachableSince: 'said',
      unreachableReason: 'said',
      createdAt: 'said',
      erasedAt: 'technical',
      demo: 'technical',
    },
    ofPerson(people.id),
    {
      blanked: [
        'telegramId',
        'language',
        'telegramLanguage',
        'name',
        'phone',
        'phoneIndex',
        'phoneVerifiedAt',
        'roll',
        'wroteAt',
        'unreachableSince',
        'unreachableReason',
      ],
    },
  ),
];

/** Tables in which she appears only as a colleague who did her work: it stays, and her id with it leads to nobody. */
export const workOfStaff: readonly {
  readonly table: PgTable;
  readonly by: readonly string[];
  /** What is sealed there is about places and firms, in the street's name. */
  readonly sealed?: readonly string[];
}[] = [
  { table: activities, by: ['createdBy'] },
  { table: notices, by: ['createdBy'] },
  { table: broadcasts, by: ['author', 'revisedBy', 'waitingBy', 'releasedBy'] },
  { table: savedAudiences, by: ['createdBy'], sealed: ['name'] },
  { table: settings, by: ['changedBy'] },
  { table: broadcastSchedules, by: ['changedBy'] },
  { table: broadcastRuns, by: ['decidedBy'] },
  { table: imports, by: ['by'], sealed: ['report'] },
  { table: directoryChanges, by: ['actor'] },
  { table: approvalBatches, by: ['by'] },
  { table: surveys, by: ['createdBy'] },
  { table: surveyRounds, by: ['createdBy'] },
  { table: surveyFiles, by: ['by'] },
  { table: stalls, by: ['openedBy'], sealed: ['place'] },
  { table: stallDesks, by: ['person'] },
  { table: outreachTasks, by: ['takenBy'] },
  { table: outreachMoves, by: ['by'], sealed: ['words'] },
];

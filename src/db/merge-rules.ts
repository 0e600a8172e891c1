import type { PgTable } from 'drizzle-orm/pg-core';
import {
  activities,
  applicationMoves,
  applications,
  approvalBatches,
  audit,
  broadcastRuns,
  broadcastSchedules,
  broadcasts,
  cardMoves,
  consents,
  deliveries,
  dialogues,
  directoryChanges,
  duplicateFlags,
  duplicateVerdicts,
  imports,
  lookalikes,
  membershipMoves,
  memberships,
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
  stallVisits,
  surveyFiles,
  surveyRefusals,
  surveyResponses,
  surveyRounds,
  surveys,
  wishes,
  workplaceChecks,
} from './schema.ts';

/*
 * What becomes of each column that points at a person when two people are found to be one. Merging runs over this table,
 * and test/db/merge-rules.test.ts walks the schema, so no history is left behind because nobody thought of it.
 */

/**
 * - `moves`: the row becomes the survivor's. Where she has the same already, and there may be only one, it is set aside
 *   with the merging and comes back when that is undone;
 * - `stays`: says who did something then, or what happened in that account's chat; it is still true, and what is kept of
 *   the merged one is the survivor's to read and to erase;
 * - `ruled`: domain/merging.ts decides, and db/queries/merging.ts carries it out.
 */
type MergeRule = 'moves' | 'stays' | 'ruled';

export interface MergedTable {
  readonly table: PgTable;
  /** Its columns that point at people, by their names in the schema. */
  readonly columns: Readonly<Record<string, MergeRule>>;
  /** Only staff stands there: of others there is nothing to look for. */
  readonly work: boolean;
}

function rules<Table extends PgTable>(
  table: Table,
  columns: Readonly<Partial<Record<keyof Table['_']['columns'] & string, MergeRule>>>,
  { work = false } = {},
): MergedTable {
  return { table, columns: columns as MergedTable['columns'], work };
}

const work = { work: true };

/** In the order in which they are gone through. */
export const mergedTables: readonly MergedTable[] = [
  rules(memberships, { person: 'moves' }),
  rules(membershipMoves, { by: 'stays' }),
  rules(cardMoves, { by: 'stays' }),
  rules(workplaceChecks, { person: 'moves' }),
  rules(applications, { person: 'moves', decidedBy: 'stays', claimedBy: 'stays' }),
  rules(applicationMoves, { by: 'stays' }),
  rules(duplicateFlags, { person: 'moves' }),
  rules(duplicateVerdicts, { first: 'ruled', second: 'ruled', by: 'stays' }),
  rules(lookalikes, { first: 'ruled', second: 'ruled' }),
  rules(stallVisits, { person: 'moves' }),
  rules(surveyResponses, { person: 'moves' }),
  rules(surveyRefusals, { person: 'moves' }),
  rules(roundTakers, { person: 'moves' }),
  rules(signUps, { person: 'moves' }),
  rules(wishes, { person: 'moves' }),
  rules(consents, { person: 'ruled' }),
  rules(staffRoles, { person: 'moves', grantedBy: 'stays' }),
  rules(staffInvitations, { createdBy: 'stays', usedBy: 'stays' }),
  rules(stallDesks, { person: 'moves' }, work),
  // Half-filled forms stand in the other account's chat, with their buttons.
  rules(dialogues, { person: 'stays' }),
  // What was sent was sent to that account's chat, and is corrected there. What is still to be said personally goes along.
  rules(deliveries, { person: 'ruled' }),
  rules(rollRows, { twin: 'moves' }),
  // What she is at: hers to go on with, and to take back.
  rules(imports, { by: 'moves' }, work),
  rules(broadcasts, { author: 'moves', waitingBy: 'moves', releasedBy: 'stays', revisedBy: 'stays' }, work),
  rules(savedAudiences, { createdBy: 'moves' }, work),
  rules(outreachTasks, { takenBy: 'moves' }, work),
  rules(outreachMoves, { by: 'stays' }),
  rules(activities, { createdBy: 'stays' }),
  rules(approvalBatches, { by: 'moves' }, work),
  rules(audit, { actor: 'stays' }),
  rules(broadcastRuns, { decidedBy: 'stays' }),
  rules(broadcastSchedules, { changedBy: 'stays' }),
  rules(directoryChanges, { actor: 'stays' }),
  // Whom its report goes to.
  rules(notices, { createdBy: 'moves' }, work),
  rules(proposals, { decidedBy: 'stays' }),
  rules(settings, { changedBy: 'stays' }),
  rules(stalls, { openedBy: 'stays' }),
  rules(surveyFiles, { by: 'stays' }),
  rules(surveys, { createdBy: 'stays' }),
  rules(surveyRounds, { createdBy: 'stays' }),
  // Whoever was merged into the merged one stays so: the way leads on from there.
  rules(people, { mergedInto: 'stays' }),
  rules(personMerges, { survivor: 'stays', merged: 'stays', by: 'stays', undoneBy: 'stays' }),
];

import { and, count, eq, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { PersonId, RoundId, SurveyFileId } from '../../domain/ids.ts';
import type { FileFault } from '../../domain/survey-file.ts';
import type { Db, Tx } from '../client.ts';
import { surveyFiles } from '../schema.ts';

/* Surveys that staff have sent as files. */

export async function keepSurveyFile(
  tx: Tx,
  file: { readonly by: PersonId; readonly file: string; readonly receivedAt: Date },
): Promise<void> {
  await tx.insert(surveyFiles).values(file);
}

/** How many of hers wait to be read. */
export async function unreadFiles(tx: Tx, by: PersonId): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(surveyFiles)
    .where(and(eq(surveyFiles.by, by), isNull(surveyFiles.readAt)));
  return row?.n ?? 0;
}

export interface ClaimedFile {
  readonly id: SurveyFileId;
  readonly by: PersonId;
  readonly file: string;
  readonly attempts: number;
}

/** Takes one that waits, for as long as it may take; nobody else does meanwhile. */
export async function claimSurveyFile(tx: Tx, now: Date, until: Date): Promise<ClaimedFile | undefined> {
  const next = tx
    .select({ id: surveyFiles.id })
    .from(surveyFiles)
    .where(
      and(
        isNull(surveyFiles.readAt),
        or(isNull(surveyFiles.claimedUntil), lte(surveyFiles.claimedUntil, now)),
      ),
    )
    .orderBy(surveyFiles.id)
    .limit(1)
    .for('update', { skipLocked: true });
  const [claimed] = await tx
    .update(surveyFiles)
    .set({ claimedUntil: until, attempts: sql`${surveyFiles.attempts} + 1` })
    .where(eq(surveyFiles.id, sql`(${next})`))
    .returning({
      id: surveyFiles.id,
      by: surveyFiles.by,
      file: surveyFiles.file,
      attempts: surveyFiles.attempts,
    });
  return claimed;
}

/** @returns false when somebody else has settled it meanwhile */
export async function settleSurveyFile(
  tx: Tx,
  id: SurveyFileId,
  settled: { readonly round: RoundId | null; readonly faults: readonly FileFault[]; readonly now: Date },
): Promise<boolean> {
  const { round, faults, now } = settled;
  const done = await tx
    .update(surveyFiles)
    .set({ round, faults, readAt: now, claimedUntil: null })
    .where(and(eq(surveyFiles.id, id), isNull(surveyFiles.readAt)))
    .returning({ id: surveyFiles.id });
  return done.length > 0;
}

export async function surveyFileById(
  tx: Tx,
  id: SurveyFileId,
): Promise<
  | { readonly read: boolean; readonly round: RoundId | null; readonly faults: readonly FileFault[] }
  | undefined
> {
  const [row] = await tx.select().from(surveyFiles).where(eq(surveyFiles.id, id));
  return row && { read: row.readAt !== null, round: row.round, faults: row.faults ?? [] };
}

/** Those read before this. What came of a right one is the survey, which stays. @returns how many were deleted */
export async function purgeSurveyFiles(db: Db, readBefore: Date): Promise<number> {
  const rows = await db
    .delete(surveyFiles)
    .where(lt(surveyFiles.readAt, readBefore))
    .returning({ id: surveyFiles.id });
  return rows.length;
}

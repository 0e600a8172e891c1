import type { Db } from '../db/client.ts';
import { forgetApplications, forgetWorkplaces } from '../db/queries/forgetting.ts';
import { purgeDialogues, purgeInvitations, purgeUpdates } from '../db/queries/jobs.ts';
import { purgeSurveyFiles } from '../db/queries/survey-files.ts';
import { approvedDays, daysBefore, declinedDays, draftDays } from '../domain/retention.ts';

/** Telegram delivers an update again for a day; after two it can't be a repetition any more. */
const handledHours = 48;
/** Long enough for somebody to look into what went wrong. */
const asideDays = 30;
/** Deleted at a time, so that nothing waits for it. */
const batch = 1_000;

const hoursBefore = (now: Date, hours: number) => new Date(now.getTime() - hours * 3_600_000);

/** Deletes what Telegram's repetitions are told apart by, once none can come. */
export type ForgetOldUpdates = (now: Date) => Promise<{ readonly updates: number }>;

export function createForgetOldUpdates(db: Db): ForgetOldUpdates {
  return async (now) => {
    let updates = 0;
    for (;;) {
      const deleted = await purgeUpdates(db, {
        handledBefore: hoursBefore(now, handledHours),
        asideBefore: hoursBefore(now, asideDays * 24),
        limit: batch,
      });
      updates += deleted;
      if (deleted < batch) return { updates };
    }
  };
}

/** Deletes invitations to staff that nobody followed in time. */
export type ForgetOldInvitations = (now: Date) => Promise<{ readonly invitations: number }>;

export function createForgetOldInvitations(db: Db): ForgetOldInvitations {
  return async (now) => ({ invitations: await purgeInvitations(db, now) });
}

/**
 * Deletes what people left half done for so long that they won't come back to it: it isn't ours to keep. Nor is what was
 * wrong with a survey that somebody sent as a file.
 */
export type ForgetOldDialogues = (
  now: Date,
) => Promise<{ readonly dialogues: number; readonly surveyFiles: number }>;

export function createForgetOldDialogues(db: Db): ForgetOldDialogues {
  return async (now) => ({
    dialogues: await purgeDialogues(db, daysBefore(now, draftDays)),
    surveyFiles: await purgeSurveyFiles(db, daysBefore(now, draftDays)),
  });
}

/** Takes from old applications what they say of a person. What a member needs is with her membership. */
export type ForgetOldApplications = (
  now: Date,
) => Promise<{ readonly applications: number; readonly workplaces: number }>;

export function createForgetOldApplications(db: Db): ForgetOldApplications {
  return async (now) => {
    let applications = 0;
    for (;;) {
      const forgotten = await forgetApplications(db, {
        declinedBefore: daysBefore(now, declinedDays),
        approvedBefore: daysBefore(now, approvedDays),
        limit: batch,
      });
      applications += forgotten;
      if (forgotten < batch) break;
    }
    return { applications, workplaces: await forgetWorkplaces(db) };
  };
}

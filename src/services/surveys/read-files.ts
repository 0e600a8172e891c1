import type { Db } from '../../db/client.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { scopesOf } from '../../db/queries/roles.ts';
import { type ClaimedFile, claimSurveyFile, settleSurveyFile } from '../../db/queries/survey-files.ts';
import { inWork, txOf } from '../../db/work.ts';
import { type FileFault, type ReadFile, readSurveyFile } from '../../domain/survey-file.ts';
import { createMakeSurvey } from './make-survey.ts';

/**
 * Fetches and reads surveys that were sent as files, one after the other; each sender is told what came of hers. Doing it
 * in two processes at once does no harm.
 */
export type ReadSurveyFiles = (now: Date) => Promise<{ readonly read: number }>;

interface ReadFilesDeps {
  readonly db: Db;
  readonly timeZone: string;
  /** The text of a file; null when it is no text, or Telegram has it no more. Throws when it may work later. */
  readonly fetch: (file: string) => Promise<string | null>;
}

const leaseMs = 60_000;
const mostAttempts = 5;

export function createReadSurveyFiles({ db, timeZone, fetch }: ReadFilesDeps): ReadSurveyFiles {
  const makeSurvey = createMakeSurvey({ timeZone });

  async function settle(claimed: ClaimedFile, file: ReadFile, now: Date): Promise<void> {
    await inWork(db, now, async (work) => {
      const tx = await txOf(work);
      const actor = { person: claimed.by, scopes: await scopesOf(tx, claimed.by) };
      const made = file.ok ? await makeSurvey(work, actor, file) : undefined;
      const round = made?.type === 'made' ? made.round : null;
      const faults: readonly FileFault[] = file.ok ? [] : file.faults;
      if (!(await settleSurveyFile(tx, claimed.id, { round, faults, now }))) return;
      // Who is staff no longer is told nothing: the file was hers to send, and isn't now.
      if (made?.type === 'notStaff') return;
      await tellPeople(tx, {
        key: `survey-file:${claimed.id}`,
        body: { kind: 'surveyFileRead', file: claimed.id },
        to: [claimed.by],
        now,
      });
    });
  }

  return async (now) => {
    let read = 0;
    const failed: unknown[] = [];
    for (;;) {
      const until = new Date(now.getTime() + leaseMs);
      const claimed = await db.transaction((tx) => claimSurveyFile(tx, now, until));
      if (!claimed && failed.length > 0) throw failed[0];
      if (!claimed) return { read };
      const text = await fetch(claimed.file).catch((error: unknown) => {
        failed.push(error);
        return claimed.attempts < mostAttempts ? undefined : null;
      });
      // It is tried again in a minute, and the others needn't wait for it.
      if (text === undefined) continue;
      const file: ReadFile =
        text === null ? { ok: false, faults: [{ path: '', type: 'notJson' }] } : readSurveyFile(text);
      await settle(claimed, file, now);
      read += 1;
    }
  };
}

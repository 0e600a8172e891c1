import { faultOf } from './bot/fault.ts';
import type { BotApi } from './bot/transport.ts';
import type { Db } from './db/client.ts';
import type { Vault } from './db/vault.ts';
import { largestSurveyFile } from './domain/survey-file.ts';
import { fetchText } from './fetch-text.ts';
import type { Log } from './log.ts';
import { createReadSurveyFiles } from './services/surveys/read-files.ts';
import { createMixAnonymous, createTendRounds } from './services/surveys/tend-rounds.ts';

interface SurveyChoresOptions {
  readonly db: Db;
  readonly vault: Vault;
  readonly api: BotApi;
  readonly timeZone: string;
  readonly now: () => Date;
  /** Something is to be said. */
  readonly onTold: () => void;
  readonly log: Log;
}

/** What surveys need done that no turn may wait for: reading files, closing and reminding in time, mixing. */
export function createSurveyChores({ db, vault, api, timeZone, now, onTold, log }: SurveyChoresOptions) {
  const readFiles = createReadSurveyFiles({
    db,
    timeZone,
    fetch: (file) => fetchText(api, file, largestSurveyFile),
  });
  const tendRounds = createTendRounds({ db });
  const mixAnonymous = createMixAnonymous({ db, vault });
  let due = false;
  let reading: Promise<unknown> = Promise.resolve();

  return {
    /** A file has come in the turn under way. */
    fileCame() {
      due = true;
    },
    /** The turn is committed: what has come is read now; what fails is tried again by the next minute's look. */
    turnOver() {
      if (!due) return;
      due = false;
      reading = reading
        .then(() => readFiles(now()))
        .then(onTold)
        .catch((error: unknown) => log.warn('survey files not read', faultOf(error)));
    },
    readFiles,
    async tend(at: Date) {
      const counts = await tendRounds(at);
      if (counts.closed > 0) await mixAnonymous('closed');
      return counts;
    },
    mix: () => mixAnonymous('all'),
    idle: () => reading,
  };
}

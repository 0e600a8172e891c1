import type { MakeFile } from './bot/deliver-replies.ts';
import type { Db } from './db/client.ts';
import type { Vault } from './db/vault.ts';
import type { Translations } from './i18n/index.ts';
import { makeBankList } from './make-bank-list.ts';
import { makeCoverage } from './make-coverage.ts';
import { makeDeliveryList } from './make-delivery-list.ts';
import { makeImportFile } from './make-import.ts';
import { makeOwnData } from './make-own-data.ts';
import { makePoster } from './make-poster.ts';
import { makeResults } from './make-results.ts';
import { makeStallCode } from './make-stall-code.ts';

export interface MakeFileOptions {
  readonly db: Db;
  readonly vault: Vault;
  readonly translations: Translations;
  readonly timeZone: string;
  readonly now: () => Date;
  /** The bot's, for links. */
  readonly username: string;
}

/** What files there are, each with the facts it shows and who draws it. Read when it is sent: never older than the chat. */
export function createMakeFile(options: MakeFileOptions): MakeFile {
  return async (order, language, chat) => {
    switch (order.kind) {
      case 'deliveries':
        return makeDeliveryList({ ...options, now: options.now() }, order, options.translations[language]);
      case 'bankList':
        return makeBankList({ ...options, now: options.now(), chat }, order, options.translations[language]);
      case 'myData':
        return makeOwnData({ ...options, now: options.now(), chat }, order, options.translations[language]);
      case 'poster':
      case 'posters':
        return makePoster(options, order, options.translations[language]);
      case 'stallCode':
        return makeStallCode(options, order, options.translations[language]);
      case 'importTemplate':
      case 'rollTemplate':
      case 'importFound':
      case 'directory':
        return makeImportFile({ ...options, now: options.now() }, order, options.translations[language]);
      case 'results':
        return makeResults(options.db, order, options.translations[language]);
      case 'coverage':
        return makeCoverage({ ...options, now: options.now() }, order, options.translations[language]);
    }
  };
}

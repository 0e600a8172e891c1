import type { Db } from './db/client.ts';
import type { FileOrder, MadeFile } from './domain/file-order.ts';
import { placeFrom, type Results } from './domain/results.ts';
import { questionByKey } from './domain/survey.ts';
import { fileName } from './files/file-name.ts';
import { drawResults } from './files/results-picture.ts';
import { writeResults, writeResultsCsv } from './files/results-sheet.ts';
import type { Translate } from './i18n/index.ts';
import { placeWords, roundWords } from './i18n/result-words.ts';
import { resultsFor, textsFor } from './services/results/read-results.ts';

type ResultsOrder = FileOrder & { readonly kind: 'results' };

/** Results of a place as bars or as a sheet; null when there is nothing to show. */
export async function makeResults(
  db: Db,
  { round, place, question: key, as }: ResultsOrder,
  t: Translate,
): Promise<MadeFile | null> {
  return db.transaction(
    async (tx) => {
      const asked = { round, place: placeFrom(place) };
      const results = await resultsFor(tx, asked, as === 'xlsx' ? 'all' : undefined);
      if (!results?.figures) return null;
      const name = (ending: string) => fileName(titleOf(results, t), ending);
      if (as === 'png') {
        const question = questionByKey(results.round.definition, key);
        const data = question && (await drawResults(results, question, t));
        return data ? { name: name('png'), data, as: 'photo' } : null;
      }
      if (as === 'csv')
        return {
          name: name('csv'),
          data: writeResultsCsv({ results, texts: new Map() }, t),
          as: 'document',
        };
      const texts = new Map<string, readonly string[]>();
      for (const { type, key: written } of results.round.definition.questions)
        if (type === 'text') texts.set(written, await textsFor(tx, results, written));
      return { name: name('xlsx'), data: await writeResults({ results, texts }, t), as: 'document' };
    },
    { isolationLevel: 'repeatable read' },
  );
}

function titleOf(results: Results, t: Translate): string {
  return t.plain('results.fileName', {
    where: placeWords(results, t),
    round: roundWords(results.round, t),
  });
}

import { wordsFor } from '../domain/language.ts';
import { type Results, ranked, rowsOf } from '../domain/results.ts';
import type { Question } from '../domain/survey.ts';
import type { Translate } from '../i18n/index.ts';
import { chosenWords, placeWords, roundWords } from '../i18n/result-words.ts';
import { drawBarChart } from './bar-chart.ts';

/** How many chose what, as bars; null where nothing may be shown. */
export function drawResults(results: Results, question: Question, t: Translate): Promise<Uint8Array> | null {
  const { figures } = results;
  if (!figures || question.type === 'number' || question.type === 'text') return null;
  const { number, percent } = t.format;
  const rows = ranked(question, rowsOf(question, figures));
  return drawBarChart({
    title: wordsFor(question.ask, t.language),
    under: t.plain('results.chartUnder', {
      where: placeWords(results, t),
      round: roundWords(results.round, t),
      count: figures.people,
      on: new Date(`${figures.on}T04:00:00Z`),
    }),
    bars: rows.map(({ key, counted }) => ({
      label: chosenWords(question, key, t),
      value: counted && counted.count / counted.of,
      ...(counted
        ? { shown: number(counted.count), behind: percent(counted.count / counted.of) }
        : { shown: t.plain('results.chartHiddenRow') }),
    })),
    notes: rows.some(({ counted }) => counted === null) ? [t.plain('results.chartHidden')] : [],
  });
}

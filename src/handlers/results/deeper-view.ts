import { type Button, fitLabel, grid, type Screen } from '../../bot/screen.ts';
import { pageOf, pagerRows } from '../../bot/widgets/pager.ts';
import { wordsFor } from '../../domain/language.ts';
import { crossedQuestions, crossOf, fewest, type Results, ranked, rowsOf } from '../../domain/results.ts';
import type { Question } from '../../domain/survey.ts';
import { bold, lines, type Translate } from '../../i18n/index.ts';
import { chosenWords, roundWords } from '../../i18n/result-words.ts';
import type { RoundFigures } from '../../services/results/read-results.ts';
import { resultsCrossButton, resultsWordsButton } from '../buttons.ts';
import { backRow, ofResults, title } from './view.ts';

const textsPerPage = 5;
const mostRows = 12;

/** Which two questions to read together; the one that is asked first stands first. */
export function crossPickScreen(results: Results, question: Question, t: Translate): Screen {
  const questions = crossedQuestions(results.round.definition);
  const place = (one: Question) => questions.indexOf(one);
  const others = questions.filter(({ key }) => key !== question.key);
  const buttons = others.map((other): Button => {
    const [row, column] = place(question) < place(other) ? [question, other] : [other, question];
    return {
      label: fitLabel(wordsFor(other.name, t.language)),
      press: resultsCrossButton.press({ ...ofResults(results), row: row.key, column: column.key }),
    };
  });
  return {
    text: t('results.crossPick', { question: wordsFor(question.name, t.language) }),
    rows: [...grid(buttons, 2), [backRow(results, t, question.key)]],
  };
}

export function crossScreen(results: Results, row: Question, column: Question, t: Translate): Screen {
  const rows = results.figures ? crossOf(row, column, results.figures) : [];
  const name = (question: Question) => wordsFor(question.name, t.language);
  return {
    text: lines(
      title(results, t),
      bold(t('results.crossTitle', { row: name(row), column: name(column) })),
      '',
      ...(rows.length === 0
        ? [t('results.crossNone')]
        : rows.slice(0, mostRows).map(({ key, cells }) =>
            t('results.crossRow', {
              label: chosenWords(row, key, t),
              cells: t.format.list(
                cells.map((cell) =>
                  t.plain('results.crossCell', {
                    label: chosenWords(column, cell.key, t),
                    number: cell.counted
                      ? t.format.number(cell.counted.count)
                      : t.plain('results.crossHidden'),
                  }),
                ),
              ),
            }),
          )),
      ...(rows.length === 0 ? [] : ['', t('results.crossHow')]),
    ),
    rows: [[backRow(results, t, row.key)]],
  };
}

/** What was said to one question, round by round. */
export function trendScreen(
  results: Results,
  rounds: readonly RoundFigures[],
  question: Question,
  t: Translate,
): Screen {
  const newest = rounds.at(-1);
  const compared = rounds.length > 1 && newest;
  const rows = compared ? ranked(question, rowsOf(question, newest.figures)) : [];
  return {
    text: lines(
      title(results, t),
      bold(wordsFor(question.ask, t.language)),
      '',
      ...(compared
        ? [
            ...rows.slice(0, mostRows).map(({ key }) =>
              t('results.trendRow', {
                label: chosenWords(question, key, t),
                shares: rounds.map((round) => shareIn(round, question, key, t)).join(' → '),
              }),
            ),
            '',
            t('results.trendRounds', {
              rounds: t.format.list(rounds.map(({ round }) => roundWords(round, t))),
            }),
          ]
        : [t('results.trendOne')]),
    ),
    rows: [[backRow(results, t, question.key)]],
  };
}

function shareIn({ figures }: RoundFigures, question: Question, key: string, t: Translate): string {
  const counted = rowsOf(question, figures).find((row) => row.key === key)?.counted;
  return counted
    ? t.plain('results.trendShare', { share: counted.count / counted.of })
    : t.plain('results.crossHidden');
}

/** What people wrote, a few at a time. */
export function wordsScreen(
  results: Results,
  question: Question,
  texts: readonly string[],
  page: number,
  t: Translate,
): Screen {
  const { shown, ...at } = pageOf(texts, page, textsPerPage);
  const written = results.round.definition.questions.filter(({ type }) => type === 'text');
  const turn = (key: string, to: number) =>
    resultsWordsButton.press({ ...ofResults(results), question: key, page: to });
  return {
    text: lines(
      title(results, t),
      bold(t('results.textsTitle', { question: wordsFor(question.name, t.language) })),
      '',
      ...(texts.length === 0
        ? [t('results.textsTooFew', { count: fewest })]
        : shown.map((words) => t('results.text', { words }))),
    ),
    rows: [
      ...pagerRows(at, (to) => turn(question.key, to), t),
      ...grid(
        written
          .filter(({ key }) => key !== question.key)
          .map((other) => ({ label: fitLabel(wordsFor(other.name, t.language)), press: turn(other.key, 0) })),
        3,
      ),
      [backRow(results, t)],
    ],
  };
}

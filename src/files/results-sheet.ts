import { wordsFor } from '../domain/language.ts';
import {
  countedQuestions,
  crossedQuestions,
  crossOf,
  meanOf,
  type Results,
  rowsOf,
} from '../domain/results.ts';
import type { Question } from '../domain/survey.ts';
import type { Translate } from '../i18n/index.ts';
import { chosenWords, placeWords, roundWords } from '../i18n/result-words.ts';
import { writeCsv } from './csv.ts';
import { type SpreadsheetSheet, type SpreadsheetValue, writeSpreadsheet } from './spreadsheet.ts';

/** Results with what was written, by the key of its question. */
export interface ResultsFacts {
  readonly results: Results;
  readonly texts: ReadonlyMap<string, readonly string[]>;
}

/** Everything that may be shown of a place in a round: questions, any two of them together, and what people wrote. */
export function writeResults({ results, texts }: ResultsFacts, t: Translate): Promise<Uint8Array> {
  const above = [
    t.plain('results.title', { where: placeWords(results, t), round: roundWords(results.round, t) }),
    ...(results.figures
      ? [
          t.plain('results.answeredAlone', {
            count: results.figures.people,
            on: new Date(`${results.figures.on}T04:00:00Z`),
          }),
        ]
      : []),
    t.plain('results.howCounted'),
  ];
  return writeSpreadsheet(
    [
      questionsSheet(results, above, t),
      crossesSheet(results, above, t),
      textsSheet(results, texts, above, t),
    ].map((sheet) => ({ ...sheet, printed: true })),
  );
}

/** The questions alone, for other programs. */
export function writeResultsCsv({ results }: ResultsFacts, t: Translate): Uint8Array {
  const { columns, rows } = questionsSheet(results, [], t);
  return writeCsv([columns.map(({ header }) => header), ...rows]);
}

function questionsSheet(results: Results, above: readonly string[], t: Translate): SpreadsheetSheet {
  return {
    name: t.plain('results.sheetFigures'),
    above,
    columns: [
      { header: t.plain('results.columnQuestion') },
      { header: t.plain('results.columnAnswer') },
      { header: t.plain('results.columnCount'), format: 'whole' },
      { header: t.plain('results.columnOf'), format: 'whole' },
      { header: t.plain('results.columnShare'), format: 'percent' },
    ],
    rows: countedQuestions(results.round.definition).flatMap((question) =>
      questionRows(question, results, t),
    ),
  };
}

function questionRows(question: Question, { figures }: Results, t: Translate): SpreadsheetValue[][] {
  if (!figures) return [];
  const ask = wordsFor(question.ask, t.language);
  const mean = meanOf(question, figures);
  return [
    ...(question.type === 'number' ? [] : rowsOf(question, figures)).map(({ key, counted }) => [
      ask,
      chosenWords(question, key, t),
      counted?.count ?? null,
      counted?.of ?? null,
      counted ? counted.count / counted.of : null,
    ]),
    ...(mean
      ? [
          [
            ask,
            t.plain('results.mean', {
              mean: t.format.number(Math.round(mean.mean * 10) / 10),
              count: mean.people,
            }),
            mean.people,
            null,
            null,
          ],
        ]
      : []),
  ];
}

function crossesSheet({ round, figures }: Results, above: readonly string[], t: Translate): SpreadsheetSheet {
  const questions = crossedQuestions(round.definition);
  const name = (question: Question) => wordsFor(question.name, t.language);
  return {
    name: t.plain('results.sheetCrosses'),
    above,
    columns: [
      { header: t.plain('results.columnQuestion') },
      { header: t.plain('results.columnRow') },
      { header: t.plain('results.columnColumn') },
      { header: t.plain('results.columnCount'), format: 'whole' },
    ],
    rows: questions.flatMap((row, place) =>
      questions
        .slice(place + 1)
        .flatMap((column) =>
          (figures ? crossOf(row, column, figures) : []).flatMap(({ key, cells }) =>
            cells.map((cell) => [
              t.plain('results.crossTitle', { row: name(row), column: name(column) }),
              chosenWords(row, key, t),
              chosenWords(column, cell.key, t),
              cell.counted?.count ?? null,
            ]),
          ),
        ),
    ),
  };
}

function textsSheet(
  { round }: Results,
  texts: ResultsFacts['texts'],
  above: readonly string[],
  t: Translate,
): SpreadsheetSheet {
  return {
    name: t.plain('results.sheetTexts'),
    above,
    columns: [
      { header: t.plain('results.columnQuestion') },
      { header: t.plain('results.columnWords'), format: 'text', width: 60 },
    ],
    rows: round.definition.questions.flatMap((question) =>
      (texts.get(question.key) ?? []).map((words) => [wordsFor(question.ask, t.language), words]),
    ),
  };
}

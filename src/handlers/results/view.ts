import { type Button, fitLabel, grid, type Screen } from '../../bot/screen.ts';
import { pageOf, pagerRows } from '../../bot/widgets/pager.ts';
import { wordsFor } from '../../domain/language.ts';
import {
  countedQuestions,
  crossedQuestions,
  fewest,
  meanOf,
  placeKey,
  type ResultRow,
  type Results,
  type ResultsPart,
  type ResultsPlace,
  type ResultsRound,
  ranked,
  rowsOf,
} from '../../domain/results.ts';
import { fewestOfBuilding } from '../../domain/suppression/page.ts';
import type { Summed } from '../../domain/suppression/sum.ts';
import { fewestOfTaking } from '../../domain/suppression/take.ts';
import type { Question } from '../../domain/survey.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import { shortNameIn } from '../../i18n/named.ts';
import { chosenWords, partsWords, placeWords, roundWords } from '../../i18n/result-words.ts';
import {
  resultsCrossesButton,
  resultsFileButton,
  resultsOfButton,
  resultsPartsButton,
  resultsPlacesButton,
  resultsQuestionButton,
  resultsRoundsButton,
  resultsTrendButton,
  resultsWordsButton,
  staffButton,
} from '../buttons.ts';
import { type NamedScope, whereIn } from '../scope-view.ts';

const perPage = 8;
const barLength = 8;
/** Of a long list, what fits a screen: the file has all. */
const mostRows = 12;

/** @param place whose results; null when she has yet to say */
export function roundsScreen(
  rounds: readonly ResultsRound[],
  place: ResultsPlace | null,
  page: number,
  t: Translate,
): Screen {
  if (rounds.length === 0) return { text: t('results.noRounds'), rows: [[staffRow(t)]] };
  const { shown, ...at } = pageOf(rounds, page, perPage);
  return {
    text: t('results.pick'),
    rows: [
      ...shown.map((round): Button[] => [
        {
          label: fitLabel(roundWords(round, t)),
          press: place
            ? resultsOfButton.press({ round: round.id, place: placeKey(place) })
            : resultsPlacesButton.press({ round: round.id, page: 0 }),
        },
      ]),
      ...pagerRows(at, (to) => resultsRoundsButton.press({ page: to }), t),
      [staffRow(t)],
    ],
  };
}

export function placesScreen(
  round: ResultsRound['id'],
  scopes: readonly NamedScope[],
  page: number,
  t: Translate,
): Screen {
  const { shown, ...at } = pageOf(scopes, page, perPage);
  return {
    text: t('results.pickPlace'),
    rows: [
      ...shown.map((scope): Button[] => [
        {
          label: fitLabel(whereIn(scope, t)),
          press: resultsOfButton.press({ round, place: placeKey(scope.scope) }),
        },
      ]),
      ...pagerRows(at, (to) => resultsPlacesButton.press({ round, page: to }), t),
      [staffRow(t)],
    ],
  };
}

/** One question's figures; the others are a tap away. */
export function questionScreen(results: Results, questionKey: string | undefined, t: Translate): Screen {
  const { figures, round } = results;
  const questions = countedQuestions(round.definition);
  const question = questions.find(({ key }) => key === questionKey) ?? questions[0];
  if (!figures || !question)
    return { text: lines(title(results, t), whyNothing(results, t)), rows: wayRows(results, t) };
  return {
    text: lines(
      title(results, t),
      turnoutLine(figures, t),
      '',
      bold(wordsFor(question.ask, t.language)),
      ...answerLines(question, figures, t),
    ),
    rows: [
      ...questionRows(results, question, t),
      ...moreRows(results, question, t),
      ...fileRows(results, question, t),
      ...wayRows(results, t),
    ],
  };
}

export function title(results: Results, t: Translate): Html {
  return bold(t('results.title', { where: placeWords(results, t), round: roundWords(results.round, t) }));
}

const width = { district: 3, street: 2, union: 1, building: 0 } as const;

function whyNothing({ round, place }: Results, t: Translate): Html {
  if (round.kind === 'standing') return t('results.notYet', { count: fewestOfTaking });
  if (round.status === 'open') return t('results.notClosed');
  if (round.anonymous && width[place.kind] < width[round.scope.kind]) return t('results.anonymousElsewhere');
  return t('results.tooFew', { count: fewest });
}

function turnoutLine({ people, members, on }: Summed, t: Translate): Html {
  const day = noon(on);
  return members === null || members - people < fewest
    ? t('results.answeredAlone', { count: people, on: day })
    : t('results.answered', { count: people, members, share: people / members, on: day });
}

function answerLines(question: Question, figures: Summed, t: Translate): Html[] {
  const rows = question.type === 'number' ? [] : rowsOf(question, figures);
  const shown = ranked(question, rows).flatMap(({ key, counted }) => (counted ? [{ key, counted }] : []));
  const hidden = rows.filter(({ counted }) => counted === null);
  const longest = Math.max(...shown.map(({ counted }) => counted.count / counted.of), 0.01);
  const mean = meanLine(question, figures, t);
  return [
    ...shown.slice(0, mostRows).map(({ key, counted: { count, of } }) =>
      t('results.row', {
        bar: bar(count / of / longest),
        label: chosenWords(question, key, t),
        number: count,
        share: count / of,
      }),
    ),
    ...(mean ? [mean] : []),
    ...hiddenLines(question, shown.length === 0 && !mean, hidden, t),
  ];
}

function hiddenLines(
  question: Question,
  nothing: boolean,
  hidden: readonly ResultRow[],
  t: Translate,
): Html[] {
  const why = t('results.why', { count: fewest });
  if (nothing) return [t('results.hiddenAll'), why];
  if (hidden.length === 0) return [];
  const labels = hidden.slice(0, mostRows).map(({ key }) => chosenWords(question, key, t));
  return [t('results.hidden', { labels: t.format.list(labels) }), why];
}

function meanLine(question: Question, figures: Summed, t: Translate): Html | null {
  const found = meanOf(question, figures);
  if (!found) return null;
  const told = { mean: t.format.number(Math.round(found.mean * 10) / 10), count: found.people };
  return question.type === 'number' && question.unit
    ? t('results.meanUnit', { ...told, unit: wordsFor(question.unit, t.language) })
    : t('results.mean', told);
}

function bar(share: number): string {
  const filled = Math.max(1, Math.round(share * barLength));
  return '▇'.repeat(filled) + '▁'.repeat(barLength - filled);
}

export function ofResults({ round, place }: Pick<Results, 'round' | 'place'>) {
  return { round: round.id, place: placeKey(place) };
}

function questionRows(results: Results, current: Question, t: Translate): Button[][] {
  const others = countedQuestions(results.round.definition).filter(({ key }) => key !== current.key);
  return grid(
    others.map((question) => ({
      label: fitLabel(wordsFor(question.name, t.language)),
      press: resultsQuestionButton.press({ ...ofResults(results), question: question.key }),
    })),
    3,
  );
}

function moreRows(results: Results, { key: question }: Question, t: Translate): Button[][] {
  const of = ofResults(results);
  const crossed = crossedQuestions(results.round.definition);
  const written = results.round.definition.questions.find(({ type }) => type === 'text');
  const more: Button[] = [
    ...(crossed.length > 1 && crossed.some(({ key }) => key === question)
      ? [{ label: t.plain('results.cross'), press: resultsCrossesButton.press({ ...of, question }) }]
      : []),
    { label: t.plain('results.trend'), press: resultsTrendButton.press({ ...of, question }) },
    ...(written && results.place.kind !== 'building'
      ? [
          {
            label: t.plain('results.texts'),
            press: resultsWordsButton.press({ ...of, question: written.key, page: 0 }),
          },
        ]
      : []),
  ];
  return [more];
}

function fileRows(results: Results, { key: question }: Question, t: Translate): Button[][] {
  const send = (as: 'png' | 'xlsx' | 'csv') =>
    resultsFileButton.press({ ...ofResults(results), question, as });
  return [
    [
      { label: t.plain('results.picture'), press: send('png') },
      { label: t.plain('results.sheet'), press: send('xlsx') },
      { label: t.plain('results.csv'), press: send('csv') },
    ],
  ];
}

function wayRows(results: Results, t: Translate): Button[][] {
  const parts: Button = {
    label: partsWords(results.place, t),
    press: resultsPartsButton.press({ ...ofResults(results), page: 0 }),
  };
  const rounds: Button = {
    label: t.plain('results.otherRound'),
    press: resultsRoundsButton.press({ page: 0 }),
  };
  return [
    [...(results.place.kind === 'building' || results.round.anonymous ? [] : [parts]), rounds],
    [staffRow(t)],
  ];
}

/** Which part of a place to look at. */
export function partsScreen(results: Results, page: number, t: Translate): Screen {
  const { shown, ...at } = pageOf(results.parts, page, perPage);
  return {
    text: lines(
      title(results, t),
      results.parts.length > 0
        ? t('results.parts')
        : results.place.kind === 'union'
          ? t('results.noParts', { least: fewestOfBuilding })
          : whyNothing(results, t),
    ),
    rows: [
      ...shown.map((part): Button[] => [
        {
          label: fitLabel(partLabel(part, t)),
          press: resultsOfButton.press({ round: results.round.id, place: placeKey(part.place) }),
        },
      ]),
      ...pagerRows(at, (to) => resultsPartsButton.press({ ...ofResults(results), page: to }), t),
      [backRow(results, t)],
    ],
  };
}

function partLabel({ named, people, members }: ResultsPart, t: Translate): string {
  const told = { where: shortNameIn(named, t), number: people };
  return members === null || members - people < fewest
    ? t.plain('results.part', told)
    : t.plain('results.partShare', { ...told, share: people / members });
}

export function backRow(results: Results, t: Translate, question?: string): Button {
  const of = ofResults(results);
  return {
    label: t.plain('results.backToFigures'),
    press: question ? resultsQuestionButton.press({ ...of, question }) : resultsOfButton.press(of),
  };
}

function staffRow(t: Translate): Button {
  return { label: t.plain('results.staff'), press: staffButton.press({}) };
}

/** Noon in China, so that a date stays the same day in any nearby zone. */
function noon(day: string): Date {
  return new Date(`${day}T04:00:00Z`);
}

import { type Button, fitLabel, grid, type Screen } from '../../bot/screen.ts';
import { pageOf, pagerRows } from '../../bot/widgets/pager.ts';
import type { UnionId } from '../../domain/ids.ts';
import { type Named, wordsFor } from '../../domain/language.ts';
import { fewest, type Results, type Tally } from '../../domain/results.ts';
import { type Question, questionByKey, type SurveyDefinition } from '../../domain/survey.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../i18n/named.ts';
import {
  resultsButton,
  resultsPageButton,
  resultsTableButton,
  resultsTextsButton,
  staffButton,
  unionResultsButton,
} from '../buttons.ts';

export interface UnionResults {
  readonly id: UnionId;
  readonly union: Named;
  readonly survey: SurveyDefinition;
  readonly results: Results | null;
  /** She answers for others, too. */
  readonly oneOfSeveral: boolean;
}

const unionsPerPage = 8;
const textsPerPage = 5;
const barLength = 8;

export function pickScreen(
  unions: readonly (Named & { readonly id: UnionId })[],
  page: number,
  t: Translate,
): Screen {
  if (unions.length === 0) return { text: t('results.none'), rows: [[staffRow(t)]] };
  const { shown, ...at } = pageOf(unions, page, unionsPerPage);
  return {
    text: t('results.pick'),
    rows: [
      ...shown.map((union): Button[] => [
        { label: fitLabel(shortNameIn(union, t)), press: unionResultsButton.press({ union: union.id }) },
      ]),
      ...pagerRows(at, (to) => resultsPageButton.press({ page: to }), t),
      [staffRow(t)],
    ],
  };
}

/** One question's figures; the others are a tap away. */
export function tableScreen(of: UnionResults, questionKey: string | undefined, t: Translate): Screen {
  const { results, survey } = of;
  const table = results?.tables.find(({ question }) => question === questionKey) ?? results?.tables[0];
  const question = table && questionByKey(survey, table.question);
  if (!results || !table || !question) {
    return { text: lines(title(of, t), t('results.tooFew', { count: fewest })), rows: wayRows(of, t) };
  }
  return {
    text: lines(
      title(of, t),
      turnoutLine(results, t),
      '',
      bold(wordsFor(question.ask, t.language)),
      ...tableLines(question, table.tallies, results.respondents, t),
    ),
    rows: [...questionRows(of, question.key, t), ...wayRows(of, t)],
  };
}

function title({ union }: UnionResults, t: Translate): Html {
  return bold(t('results.title', { union: nameIn(union, t) }));
}

function turnoutLine({ members, respondents }: Results, t: Translate): Html {
  return respondents === null
    ? t('results.nearlyAll', { count: members })
    : t('results.answered', { count: respondents, members, share: respondents / Math.max(1, members) });
}

function tableLines(
  question: Question,
  tallies: readonly Tally[],
  respondents: number | null,
  t: Translate,
): (Html | null)[] {
  const label = (option: string | null) => {
    const found = 'options' in question ? question.options.find(({ key }) => key === option) : undefined;
    return found ? wordsFor(found.label, t.language) : t.plain('results.skipped');
  };
  const shown = tallies.flatMap(({ option, count }) => (count === null ? [] : [{ option, count }]));
  // A scale of what is shown: a share of a total that is hidden would tell it.
  const longest = Math.max(1, ...shown.map(({ count }) => count));
  const hidden = tallies.filter(({ count }) => count === null).map(({ option }) => label(option));
  // Most wanted first, where the order of the options says nothing by itself.
  const ordered = question.type === 'many' ? shown.toSorted((a, b) => b.count - a.count) : shown;
  return [
    ...ordered.map(({ option, count }) => {
      const row = { bar: bar(count / longest), label: label(option), number: count };
      return respondents === null
        ? t('results.rowAlone', row)
        : t('results.row', { ...row, share: count / respondents });
    }),
    ...(shown.length === 0 ? [t('results.hiddenAll')] : []),
    ...(hidden.length > 0 && shown.length > 0
      ? [t('results.hidden', { labels: t.format.list(hidden) })]
      : []),
    ...(hidden.length > 0 ? [t('results.why', { count: fewest })] : []),
  ];
}

function bar(share: number): string {
  const filled = Math.max(1, Math.round(share * barLength));
  return '▇'.repeat(filled) + '▁'.repeat(barLength - filled);
}

function questionRows({ id, survey }: UnionResults, current: string, t: Translate): Button[][] {
  const tables = survey.questions.flatMap((question): Button[] =>
    question.key === current || question.type === 'text'
      ? []
      : [
          {
            label: wordsFor(question.name, t.language),
            press: resultsTableButton.press({ union: id, question: question.key }),
          },
        ],
  );
  const texts: Button = {
    label: t.plain('results.texts'),
    press: resultsTextsButton.press({ union: id, page: 0 }),
  };
  return [...grid(tables, 2), [texts]];
}

/** What members wrote, a few at a time. */
export function textsScreen(of: UnionResults, page: number, t: Translate): Screen {
  const texts = of.results?.texts ?? [];
  const { shown, ...at } = pageOf(texts, page, textsPerPage);
  const back: Button = {
    label: t.plain('results.backToFigures'),
    press: unionResultsButton.press({ union: of.id }),
  };
  return {
    text: lines(
      title(of, t),
      ...(texts.length === 0
        ? [t('results.textsTooFew', { count: fewest })]
        : [t('results.textsTitle'), '', ...shown.map((words) => t('results.text', { words }))]),
    ),
    rows: [
      ...pagerRows(at, (to) => resultsTextsButton.press({ union: of.id, page: to }), t),
      [back],
      [staffRow(t)],
    ],
  };
}

function wayRows({ oneOfSeveral }: UnionResults, t: Translate): Button[][] {
  const other: Button = { label: t.plain('results.otherUnion'), press: resultsButton.press({}) };
  return [[...(oneOfSeveral ? [other] : []), staffRow(t)]];
}

function staffRow(t: Translate): Button {
  return { label: t.plain('results.staff'), press: staffButton.press({}) };
}

import type { Answers, Question, SurveyDefinition } from './survey.ts';

/*
 * Survey results that single nobody out. A count of fewer than five people is never shown, nor is one from which such a
 * count could be worked out with the other figures on the page, even by somebody who knows these rules.
 *
 * Two kinds of tables:
 * - *one* of the options each: the rows add up to the total, so what is hidden adds up to a known number. It must be two
 *   rows at least and five people at least. Which further row is given up must not depend on its count, or being given
 *   up would tell it: they go from the last option upwards.
 * - *many* options each: every row is a table of its own, those who chose and those who didn't; both are five or more,
 *   or the row is hidden.
 */

/** Fewer than this are never shown. */
export const fewest = 5;

export interface Tally {
  /** The option's key; null for those who skipped a question of one choice. */
  readonly option: string | null;
  /** Null: hidden. */
  readonly count: number | null;
}

export interface Results {
  readonly members: number;
  /** How many completed it; null when that would tell how few didn't. */
  readonly respondents: number | null;
  readonly tables: readonly { readonly question: string; readonly tallies: readonly Tally[] }[];
  /** What was written, in an order that says nothing of when or by whom. Empty below five of them. */
  readonly texts: readonly string[];
}

/** @returns null when so few have answered that nothing may be shown */
export function resultsOf(
  survey: SurveyDefinition,
  responses: readonly Answers[],
  members: number,
): Results | null {
  if (responses.length < fewest) return null;
  const silent = Math.max(0, members - responses.length);
  return {
    members,
    respondents: silent < fewest ? null : responses.length,
    tables: survey.questions.flatMap((question) =>
      question.type === 'one' || question.type === 'many'
        ? [{ question: question.key, tallies: tally(question, responses, silent) }]
        : [],
    ),
    texts: shownTexts(survey.questions.flatMap((question) => textsOf(question, responses))),
  };
}

type ChoiceQuestion = Extract<Question, { type: 'one' | 'many' }>;

function tally(question: ChoiceQuestion, responses: readonly Answers[], silent: number): Tally[] {
  const counted = question.options.map(
    ({ key }): Counted => ({
      option: key,
      count: responses.filter((answers) => chose(answers[question.key], key)).length,
    }),
  );
  if (question.type === 'many') return counted.map((row) => hideSplit(row, responses.length));
  const skipped = responses.length - counted.reduce((sum, row) => sum + row.count, 0);
  const rows = question.required && skipped === 0 ? counted : [...counted, { option: null, count: skipped }];
  // Where it is hidden how many didn't answer, the rows must not add up to it either.
  if (silent >= fewest) return hideParts(rows);
  return hideParts([{ option: null, count: silent }, ...rows]).slice(1);
}

function chose(answer: Answers[string] | undefined, key: string): boolean {
  return Array.isArray(answer) && answer.includes(key);
}

interface Counted {
  readonly option: string | null;
  readonly count: number;
}

/** Those who chose and those who didn't: both shown, or neither. */
function hideSplit(row: Counted, total: number): Tally {
  return row.count >= fewest && total - row.count >= fewest ? row : { ...row, count: null };
}

/** Rows that add up to a known total. */
export function hideParts(rows: readonly Counted[]): Tally[] {
  const hidden = new Set(rows.filter((row) => row.count < fewest));
  const covered = () => {
    const people = [...hidden].reduce((sum, row) => sum + row.count, 0);
    // All of them as large as hidden rows can be: then the sum alone would tell each.
    const pinned = people === hidden.size * (fewest - 1);
    return hidden.size === 0 || (hidden.size > 1 && people >= fewest && !pinned);
  };
  for (const row of rows.toReversed()) {
    if (covered()) break;
    hidden.add(row);
  }
  return rows.map((row) => (hidden.has(row) ? { ...row, count: null } : row));
}

function textsOf(question: Question, responses: readonly Answers[]): string[] {
  if (question.type !== 'text') return [];
  return responses.map((answers) => answers[question.key]).filter((answer) => typeof answer === 'string');
}

function shownTexts(texts: readonly string[]): string[] {
  if (texts.length < fewest) return [];
  return texts.toSorted((a, b) => scatter(a) - scatter(b) || (a < b ? -1 : 1));
}

/** A number that depends on a text alone (FNV-1a): ordering by it is a shuffle that stays the same from page to page. */
function scatter(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash;
}

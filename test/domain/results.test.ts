import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { needsSurvey } from '../../src/domain/needs-survey.ts';
import { fewest, hideParts, type Results, resultsOf } from '../../src/domain/results.ts';
import type { Answers, Question } from '../../src/domain/survey.ts';

const survey = needsSurvey.definition;

function response(interests: string[], frequency = 'monthly', more: Answers = {}): Answers {
  return { interests, frequency: [frequency], times: null, suggestion: null, ...more };
}
const times = (n: number, answers: Answers) => Array.from({ length: n }, () => answers);

function counts(results: Results | null, question: string): Record<string, number | null> {
  const table = results?.tables.find((candidate) => candidate.question === question);
  return Object.fromEntries(table?.tallies.map(({ option, count }) => [String(option), count]) ?? []);
}

describe('what staff may see', () => {
  test('nothing at all below five respondents', () => {
    expect(resultsOf(survey, times(4, response(['crafts'])), 100)).toBeNull();
  });

  test('an option that nearly everybody chose is hidden: it would tell how few did not', () => {
    const results = resultsOf(
      survey,
      [...times(18, response(['crafts'])), ...times(2, response(['film']))],
      100,
    );
    expect(counts(results, 'interests')).toMatchObject({ crafts: null, film: null });
    expect(results?.respondents).toBe(20);
  });

  test('options with five and more on both sides are shown', () => {
    const results = resultsOf(
      survey,
      [
        ...times(8, response(['crafts', 'film'])),
        ...times(7, response(['film', 'green'])),
        ...times(5, response(['green'])),
      ],
      100,
    );
    expect(counts(results, 'interests')).toMatchObject({ crafts: 8, film: 15, green: 12, sports: null });
  });

  test('a lone small row takes another with it, so that the rest does not give it away', () => {
    const results = resultsOf(
      survey,
      [
        ...times(10, response(['crafts'], 'weekly')),
        ...times(3, response(['crafts'], 'biweekly')),
        ...times(10, response(['crafts'], 'monthly')),
        ...times(6, response(['crafts'], 'quarterly')),
        ...times(8, response(['crafts'], 'rarely')),
      ],
      100,
    );
    expect(counts(results, 'frequency')).toEqual({
      weekly: 10,
      biweekly: null,
      monthly: 10,
      quarterly: 6,
      rarely: null,
    });
  });

  test('when only a few have not answered, neither they nor the total follow from the rows', () => {
    const all = ['weekly', 'biweekly', 'monthly', 'quarterly', 'rarely'].flatMap((frequency) =>
      times(6, response(['crafts'], frequency)),
    );
    const results = resultsOf(survey, all, 32);
    expect(results?.respondents).toBeNull();
    expect(counts(results, 'frequency').rarely).toBeNull();
  });

  test('words are shown from five people on, in no order of theirs', () => {
    const wrote = (n: number) =>
      Array.from({ length: n }, (_, index) =>
        response(['crafts'], 'monthly', { suggestion: `idea ${index}` }),
      );
    expect(resultsOf(survey, [...wrote(4), ...times(10, response(['crafts']))], 100)?.texts).toEqual([]);
    const five = resultsOf(survey, wrote(5), 100)?.texts ?? [];
    expect(five).toHaveLength(5);
    expect(resultsOf(survey, wrote(5).toReversed(), 100)?.texts).toEqual(five);
  });
});

/** Every way to put up to `people` into `rows`. */
function tablesOf(rows: number, people: number): number[][] {
  if (rows === 0) return [[]];
  return Array.from({ length: people + 1 }, (_, count) =>
    tablesOf(rows - 1, people - count).map((rest) => [count, ...rest]),
  ).flat();
}

describe('an attacker', () => {
  const choice = (question: Question) =>
    question.type === 'text' ? fc.constant(null) : fc.subarray(question.options.map((option) => option.key));
  const anyResponse = fc.tuple(...survey.questions.map(choice)).map((answers): Answers => {
    const byKey = Object.fromEntries(
      survey.questions.map((question, index) => [question.key, answers[index] ?? null]),
    );
    return { ...byKey, frequency: (byKey.frequency as string[]).slice(0, 1) };
  });

  test('finds no count below five on the page, nor by subtraction', () => {
    fc.assert(
      fc.property(fc.array(anyResponse, { maxLength: 60 }), fc.nat(30), (responses, silent) => {
        const members = responses.length + silent;
        const results = resultsOf(survey, responses, members);
        if (!results) {
          expect(responses.length).toBeLessThan(fewest);
          return;
        }
        const safe = (people: number) => expect(people).toBeGreaterThanOrEqual(fewest);
        if (results.respondents !== null) {
          safe(results.respondents);
          safe(members - results.respondents);
        }
        const total = results.respondents ?? members;
        for (const { question, tallies } of results.tables) {
          const shown = tallies.flatMap(({ count }) => (count === null ? [] : [count]));
          shown.forEach(safe);
          const parts = survey.questions.find(({ key }) => key === question)?.type === 'one';
          if (!parts) for (const count of shown) safe(responses.length - count);
          const rest = total - shown.reduce((sum, count) => sum + count, 0);
          const nothingHidden = shown.length === tallies.length && results.respondents !== null;
          if (parts && !nothingHidden) safe(rest);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('who knows the rule still can not tell a hidden row of a table that adds up', () => {
    // Every table of three and four rows and up to 18 people, grouped by what is shown of it.
    const byDisplay = new Map<string, number[][]>();
    for (const table of [...tablesOf(3, 18), ...tablesOf(4, 18)]) {
      const total = table.reduce((sum, count) => sum + count, 0);
      if (total < fewest) continue;
      const rows = table.map((count, index) => ({ option: String(index), count }));
      const display = JSON.stringify([total, hideParts(rows).map((row) => row.count)]);
      byDisplay.set(display, [...(byDisplay.get(display) ?? []), table]);
    }
    for (const [display, tables] of byDisplay) {
      const [, shown] = JSON.parse(display) as [number, (number | null)[]];
      for (const [index, count] of shown.entries()) {
        if (count !== null) continue;
        const possible = new Set(tables.map((table) => table[index]));
        expect(possible.size, `${display}: row ${index}`).toBeGreaterThan(1);
      }
    }
  });
});

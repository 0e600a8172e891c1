import { describe, expect, test } from 'vitest';
import { needsSurvey } from '../../src/domain/needs-survey.ts';
import { questionByKey } from '../../src/domain/survey.ts';
import { type Answer, checkAnswer, choose } from '../../src/domain/survey-answer.ts';
import { nextQuestion, placeOf, previousQuestion, questionAfter } from '../../src/domain/survey-path.ts';

const survey = needsSurvey.definition;

function questionCalled(key: string) {
  const question = questionByKey(survey, key);
  if (!question) throw new Error(`no question ${key}`);
  return question;
}

test.each<{ what: string; question: string; given: Answer; kept: unknown }>([
  {
    what: 'options in the question’s order',
    question: 'interests',
    given: ['film', 'sports'],
    kept: ['sports', 'film'],
  },
  { what: 'an option said twice, once', question: 'interests', given: ['film', 'film'], kept: ['film'] },
  { what: '“none” alone', question: 'interests', given: ['none'], kept: ['none'] },
  { what: 'nothing where something is needed', question: 'interests', given: [], kept: 'tooFew' },
  { what: 'a skip where something is needed', question: 'interests', given: null, kept: 'required' },
  { what: 'an option there never was', question: 'interests', given: ['karaoke'], kept: 'unknownOption' },
  { what: 'words where a choice is asked', question: 'interests', given: 'sports', kept: 'unknownOption' },
  {
    what: 'six of five',
    question: 'interests',
    given: ['sports', 'crafts', 'green', 'health', 'reading', 'skills'],
    kept: 'tooMany',
  },
  { what: '“none” and something', question: 'interests', given: ['none', 'film'], kept: 'tooMany' },
  { what: 'one choice', question: 'frequency', given: ['monthly'], kept: ['monthly'] },
  { what: 'two where one is asked', question: 'frequency', given: ['monthly', 'weekly'], kept: 'tooMany' },
  { what: 'no time at all: skipped', question: 'times', given: [], kept: null },
  { what: 'a skip', question: 'times', given: null, kept: null },
  {
    what: 'a suggestion, trimmed',
    question: 'suggestion',
    given: '  多开羽毛球\n谢谢 \u202e',
    kept: '多开羽毛球\n谢谢',
  },
  { what: 'blanks: skipped', question: 'suggestion', given: ' \n ', kept: null },
  {
    what: 'exactly 500 letters, emoji counted once',
    question: 'suggestion',
    given: '🏸'.repeat(500),
    kept: '🏸'.repeat(500),
  },
  { what: 'a letter too many', question: 'suggestion', given: '字'.repeat(501), kept: 'tooLong' },
])('$question: $what', ({ question, given, kept }) => {
  const checked = checkAnswer(questionCalled(question), given);
  expect(checked.ok ? checked.answer : checked.refusal.type).toEqual(kept);
});

describe('choosing several', () => {
  const interests = questionCalled('interests');
  if (interests.type !== 'many') throw new Error('interests are many');

  test.each([
    { what: 'one more', chosen: ['film'], key: 'sports', on: true, becomes: ['sports', 'film'] },
    { what: 'the same again', chosen: ['film'], key: 'film', on: true, becomes: ['film'] },
    { what: 'one less', chosen: ['sports', 'film'], key: 'film', on: false, becomes: ['sports'] },
    { what: 'off what is off', chosen: ['sports'], key: 'film', on: false, becomes: ['sports'] },
    { what: '“none” clears the rest', chosen: ['sports', 'film'], key: 'none', on: true, becomes: ['none'] },
    { what: 'something clears “none”', chosen: ['none'], key: 'film', on: true, becomes: ['film'] },
    {
      what: 'a sixth',
      chosen: ['sports', 'crafts', 'green', 'health', 'reading'],
      key: 'film',
      on: true,
      becomes: 'tooMany',
    },
    { what: 'something forged', chosen: [], key: 'karaoke', on: true, becomes: 'unknownOption' },
  ])('$what', ({ chosen, key, on, becomes }) => {
    const result = choose(interests, chosen, key, on);
    expect(result.ok ? result.chosen : result.refusal.type).toEqual(becomes);
  });
});

test('the way through: forward in order, back, and to what was left out at the end', () => {
  expect(nextQuestion(survey, {})?.key).toBe('interests');
  expect(nextQuestion(survey, { interests: ['film'], frequency: null })?.key).toBe('times');
  expect(questionAfter(survey, 'interests', { frequency: ['weekly'] })?.key).toBe('frequency');
  expect(questionAfter(survey, 'suggestion', { interests: ['film'] })?.key).toBe('frequency');
  expect(
    questionAfter(survey, 'suggestion', { interests: [], frequency: [], times: null, suggestion: null }),
  ).toBeUndefined();
  expect(previousQuestion(survey, 'times', {})?.key).toBe('frequency');
  expect(previousQuestion(survey, 'interests', {})).toBeUndefined();
  expect(placeOf(survey, 'frequency', {})).toEqual({ at: 2, of: 4 });
});

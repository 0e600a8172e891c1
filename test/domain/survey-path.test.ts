import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mixingOf } from '../../src/domain/anonymous.ts';
import { closingAfter, reminderDue, reminderTimes } from '../../src/domain/asking.ts';
import { type Answers, choicesOf, isChoice, type Question } from '../../src/domain/survey.ts';
import { type Answer, checkAnswer, numberIn } from '../../src/domain/survey-answer.ts';
import { fitFaults } from '../../src/domain/survey-file.ts';
import { optionsFor } from '../../src/domain/survey-order.ts';
import { holds, nextQuestion, partAnswers, pathOf } from '../../src/domain/survey-path.ts';
import { surveyOf } from '../support/surveys.ts';

describe('skip rules', () => {
  const steps = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 30 });

  test('never ask what doesn’t stand, and lose no answer, whatever is answered in whatever order', () => {
    fc.assert(
      fc.property(surveyOf, steps, (survey, moves) => {
        expect(fitFaults(survey.questions)).toEqual([]);
        let all: Answers = {};
        for (const [which, what] of moves) {
          const path = pathOf(survey, all);
          const question = path[which % Math.max(1, path.length)];
          if (!question) continue;
          all = { ...all, [question.key]: someAnswer(question, what) };
          const { answers, setAside } = partAnswers(survey, all);
          expect({ ...answers, ...setAside }).toEqual(all);
          const standing = pathOf(survey, all);
          expect(standing.every((each) => (each.when ?? []).every((one) => holds(one, answers)))).toBe(true);
          expect(Object.keys(answers).every((key) => standing.some((each) => each.key === key))).toBe(true);
          // What is set aside doesn't matter to what stands.
          expect(pathOf(survey, answers).map(({ key }) => key)).toEqual(standing.map(({ key }) => key));
          const next = nextQuestion(survey, answers);
          if (next) expect(standing).toContain(next);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('come to an end: each question answered leads on to one that stands, or to none', () => {
    fc.assert(
      fc.property(surveyOf, fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), (survey, picks) => {
        let answers: Answers = {};
        const asked: string[] = [];
        for (let step = 0; ; step += 1) {
          const next = nextQuestion(survey, answers);
          if (!next) break;
          expect(asked).not.toContain(next.key);
          asked.push(next.key);
          const all = { ...answers, [next.key]: someAnswer(next, picks[step] ?? 0) };
          answers = partAnswers(survey, all).answers;
        }
        expect(asked.length).toBeLessThanOrEqual(survey.questions.length);
      }),
      { numRuns: 100 },
    );
  });
});

/** One that fits; a skip where it may be skipped. */
function someAnswer(question: Question, what: number): Answers[string] {
  const given = (): Answer => {
    if (!question.required && what % 4 === 0) return null;
    if (question.type === 'scale') return question.from + (what % (question.to - question.from + 1));
    if (question.type === 'number') return question.min + (what % (question.max - question.min + 1));
    if (!isChoice(question)) return '话';
    const keys = choicesOf(question).filter(({ exclusive }) => !exclusive);
    const least = question.type === 'one' ? 1 : Math.max(1, question.min);
    return Array.from({ length: least }, (_, index) => keys[(what + index) % keys.length]?.key ?? '');
  };
  const checked = checkAnswer(question, given());
  if (!checked.ok) throw new Error(`${question.type} ${checked.refusal.type}`);
  return checked.answer;
}

test.each([
  ['30', 30],
  ['３０ 分钟', 30],
  ['大概 1,200 步', 1200],
  ['十五', 15],
  ['两个', 2],
  ['二十一', 21],
  ['0', 0],
  ['-3', -3],
  ['2.5', 2.5],
  ['3 或 4', undefined],
  ['不知道', undefined],
  ['', undefined],
])('a number as people type it: %s', (typed, number) => {
  expect(numberIn(typed)).toBe(number);
});

test.each<[Question['type'], Answer, unknown]>([
  ['scale', 3, 3],
  ['scale', '4', 4],
  ['scale', 6, 'notANumber'],
  ['scale', 2.5, 'notANumber'],
  ['scale', ['a'], 'notANumber'],
  ['number', '40 分钟', 40],
  ['number', '很久', 'notANumber'],
  ['number', 121, 'notANumber'],
  ['number', null, null],
  ['times', ['satNoon', 'monNoon'], ['monNoon', 'satNoon']],
  ['times', ['sunNoon'], 'unknownOption'],
  ['times', '周一', 'unknownOption'],
  ['times', ['monNoon', 'monEve', 'satNoon'], 'tooMany'],
])('%s: %j is kept as %j', (type, given, kept) => {
  const both = { zh: '字', en: 'x' };
  const common = { key: 'a', name: both, ask: both, required: false };
  const questions: Partial<Record<Question['type'], Question>> = {
    scale: { ...common, type: 'scale', from: 1, to: 5, low: both, high: both },
    number: { ...common, type: 'number', min: 0, max: 120 },
    times: {
      ...common,
      type: 'times',
      days: ['mon', 'sat'],
      slots: [
        { key: 'noon', label: both },
        { key: 'eve', label: both },
      ],
      min: 1,
      max: 2,
    },
  };
  const question = questions[type];
  if (!question) throw new Error(type);
  const checked = checkAnswer(question, given);
  expect(checked.ok ? checked.answer : checked.refusal.type).toEqual(kept);
});

test('shuffled options stay as they are for one person, differ between people, and “none of these” is last', () => {
  const label = { zh: '字', en: 'x' };
  const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
  const question = {
    type: 'many',
    key: 'q',
    name: label,
    ask: label,
    required: true,
    min: 1,
    max: 3,
    shuffle: true,
    options: [{ key: 'none', label, exclusive: true }, ...keys.map((key) => ({ key, label }))],
  } as const;
  const order = (seed: string) =>
    optionsFor({ ...question, options: [...question.options] }, seed).map(({ key }) => key);
  expect(order('1:7')).toEqual(order('1:7'));
  const orders = Array.from({ length: 200 }, (_, person) => order(`1:${person}`));
  expect(new Set(orders.map(String)).size).toBeGreaterThan(100);
  expect(new Set(orders.map((each) => each.at(-1)))).toEqual(new Set(['none']));
  // Nobody gains by standing first in the file.
  const first = keys.map((key) => orders.filter((each) => each[0] === key).length);
  expect(Math.min(...first)).toBeGreaterThan(10);
});

describe('a round’s time', () => {
  const zone = 'Asia/Shanghai';
  const opensAt = new Date('2026-11-23T02:00:00Z');
  const round = { reminders: 2, opensAt, closesAt: closingAfter(opensAt, 7, zone), status: 'open' as const };

  test('ends with a day', () => {
    expect(round.closesAt).toEqual(new Date('2026-11-30T15:59:00Z'));
  });

  test.each([
    { reminders: 0, days: 7, times: 0 },
    { reminders: 1, days: 7, times: 1 },
    { reminders: 2, days: 7, times: 2 },
    { reminders: 2, days: 3, times: 1 },
    { reminders: 2, days: 1, times: 0 },
    { reminders: 1, days: 2, times: 1 },
  ])('$reminders reminders in $days days: $times', ({ reminders, days, times }) => {
    const closesAt = closingAfter(opensAt, days, zone);
    const all = reminderTimes({ reminders, opensAt, closesAt });
    expect(all).toHaveLength(times);
    for (const at of all) expect(closesAt.getTime() - at.getTime()).toBeGreaterThanOrEqual(86_400_000);
  });

  test.each([
    ['2026-11-23T03:00:00Z', null],
    ['2026-11-27T03:00:00Z', 1],
    ['2026-11-29T16:00:00Z', 2],
    ['2026-11-30T16:00:00Z', null],
  ])('at %s reminder %s is due', (at, due) => {
    expect(reminderDue(round, new Date(at))).toBe(due);
    expect(reminderDue({ ...round, status: 'closed' }, new Date(at))).toBeNull();
  });
});

test.each([
  { waiting: 4, mixed: 100, closed: false, what: 'wait' },
  { waiting: 5, mixed: 0, closed: false, what: 'mix' },
  { waiting: 4, mixed: 0, closed: true, what: 'discard' },
  { waiting: 1, mixed: 5, closed: true, what: 'mix' },
] as const)('$waiting in the box beside $mixed, closed: $closed → $what', ({ what, ...box }) => {
  expect(mixingOf(box)).toBe(what);
});

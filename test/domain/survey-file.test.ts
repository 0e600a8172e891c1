import { describe, expect, test } from 'vitest';
import { needsSurvey } from '../../src/domain/needs-survey.ts';
import { fitFaults, readSurveyFile } from '../../src/domain/survey-file.ts';
import { aboutMax, surveyFromTemplate, templateKeys } from '../../src/domain/survey-templates.ts';

const both = (text: string) => ({ zh: text, en: text });
const question = (key: string, changes: object = {}) => ({
  type: 'one',
  key,
  name: both('名'),
  ask: both('问？'),
  required: true,
  options: [
    { key: 'yes', label: both('是') },
    { key: 'no', label: both('否') },
  ],
  ...changes,
});
const several = (changes: object = {}) => question('b', { type: 'many', min: 1, max: 2, ...changes });
const grid = (changes: object = {}) => ({
  type: 'times',
  key: 'b',
  name: both('名'),
  ask: both('问？'),
  required: true,
  days: ['mon', 'tue'],
  slots: [{ key: 'noon', label: both('午') }],
  min: 1,
  max: 2,
  ...changes,
});
const file = (questions: unknown, changes: object = {}) =>
  JSON.stringify({ key: 'food', title: both('食堂'), introduction: both('问问。'), questions, ...changes });

function faultsIn(text: string): string[] {
  const read = readSurveyFile(text);
  return read.ok ? [] : read.faults.map(({ path, type, value }) => `${path} ${type} ${value ?? ''}`.trim());
}

test('a file that is right is a survey; so are those that come along', () => {
  const right = file([
    question('a'),
    several({ when: [{ question: 'a', is: ['yes'] }] }),
    grid({ key: 'c', when: [{ question: 'b', isNot: ['no'] }] }),
    {
      ...question('d'),
      type: 'scale',
      options: undefined,
      from: 1,
      to: 5,
      low: both('差'),
      high: both('好'),
    },
    { ...question('e'), type: 'number', options: undefined, min: 0, max: 90, unit: both('分钟') },
    {
      ...question('f'),
      type: 'text',
      options: undefined,
      maxLength: 100,
      when: [{ question: 'd', atMost: 2 }],
    },
  ]);
  expect(faultsIn(right)).toEqual([]);
  expect(faultsIn(`\uFEFF${right}`)).toEqual([]);
  expect(fitFaults(needsSurvey.definition.questions)).toEqual([]);
  for (const template of templateKeys)
    for (const about of [null, '球', '字'.repeat(aboutMax), '<b>{{x}}</b>'])
      expect(fitFaults(surveyFromTemplate(template, about).questions)).toEqual([]);
});

describe('every fault is named by its path', () => {
  test.each<[what: string, text: string, faults: string[]]>([
    ['no JSON', '{"key": ', ['notJson']],
    ['nothing', '', ['notJson']],
    ['too large', ' '.repeat(300_000), ['tooLarge 256']],
    ['another thing', '[]', ['wrongType object']],
    ['no questions', file([]), ['questions tooFew 1']],
    ['questions of another kind', file('a, b'), ['questions wrongType array']],
    ['no key', file([question('a')], { key: undefined }), ['key missing string']],
    ['a key nobody can use', file([question('a')], { key: 'Food!' }), ['key badKey']],
    ['a name that every object has', file([question('constructor')]), ['questions[0].key badKey']],
    ['a field misspelt', file([question('a')], { titel: both('x') }), ['titel unknownField']],
    [
      'a title in one language',
      file([question('a')], { title: { zh: '食堂' } }),
      ['title.en missing string'],
    ],
    ['an empty title', file([question('a')], { title: { zh: ' ', en: 'x' } }), ['title.zh empty']],
    [
      'an introduction too long',
      file([question('a')], { introduction: both('字'.repeat(601)) }),
      ['introduction.zh tooLong 600', 'introduction.en tooLong 600'],
    ],
    [
      'a question of no known type',
      file([question('a', { type: 'oen' })]),
      ['questions[0].type unknownValue one, many, scale, number, text, times'],
    ],
    [
      'text for true',
      file([question('a', { required: 'yes' })]),
      ['questions[0].required wrongType boolean'],
    ],
    [
      'one option',
      file([question('a', { options: [{ key: 'yes', label: both('是') }] })]),
      ['questions[0].options tooFew 2'],
    ],
    ['a question twice', file([question('a'), question('a')]), ['questions[1].key twice']],
    [
      'an option twice',
      file([question('a', { options: [1, 2].map(() => ({ key: 'x', label: both('是') })) })]),
      ['questions[0].options[1].key twice'],
    ],
    [
      'nothing but “none of these”',
      file([
        question('a', { options: ['x', 'y'].map((key) => ({ key, label: both('否'), exclusive: true })) }),
      ]),
      ['questions[0].options allExclusive'],
    ],
    ['more than there are', file([several({ max: 3 })]), ['questions[0].max maxAboveChoices 2']],
    ['less than least', file([several({ min: 2, max: 1 })]), ['questions[0].max minAboveMax']],
    [
      'a scale of one',
      file([
        {
          ...question('a'),
          type: 'scale',
          options: undefined,
          from: 1,
          to: 1,
          low: both('差'),
          high: both('好'),
        },
      ]),
      ['questions[0].to tooSmall 2'],
    ],
    [
      'a number from nowhere',
      file([{ ...question('a'), type: 'number', options: undefined, min: -1, max: 2_000_000 }]),
      ['questions[0].min tooSmall 0', 'questions[0].max tooGreat 1000000'],
    ],
    [
      'numbers the wrong way round',
      file([{ ...question('a'), type: 'number', options: undefined, min: 5, max: 4 }]),
      ['questions[0].max minAboveMax'],
    ],
    [
      'a day twice, a slot twice',
      file([
        grid({ days: ['mon', 'mon'], slots: [1, 2].map(() => ({ key: 'noon', label: both('午') })), max: 2 }),
      ]),
      ['questions[0].days[1] twice', 'questions[0].slots[1].key twice'],
    ],
    [
      'a day there isn’t',
      file([grid({ days: ['mon', 'noday'] })]),
      ['questions[0].days[1] unknownValue mon, tue, wed, thu, fri, sat, sun'],
    ],
    [
      'a condition on nothing',
      file([question('a', { when: [{ question: 'z', is: ['yes'] }] })]),
      ['questions[0].when[0].question noSuchQuestion z'],
    ],
    [
      'a condition on what comes later',
      file([question('a', { when: [{ question: 'b', is: ['yes'] }] }), question('b')]),
      ['questions[0].when[0].question notEarlier b'],
    ],
    [
      'a condition on itself',
      file([question('a', { when: [{ question: 'a', is: ['yes'] }] })]),
      ['questions[0].when[0].question notEarlier a'],
    ],
    [
      'a condition on an option there isn’t',
      file([question('a'), question('b', { when: [{ question: 'a', isNot: ['yes', 'maybe'] }] })]),
      ['questions[1].when[0].isNot[1] noSuchOption maybe'],
    ],
    [
      'a number asked of a choice',
      file([question('a'), question('b', { when: [{ question: 'a', atLeast: 2 }] })]),
      ['questions[1].when[0] conditionUnfit a'],
    ],
    [
      'a condition that says nothing',
      file([question('a'), question('b', { when: [{ question: 'a' }] })]),
      ['questions[1].when[0] badCondition'],
    ],
    [
      'all at once, also of questions beside unreadable ones',
      file([question('a', { required: 1 }), several({ key: 'b', max: 9 }), question('b'), 7], { key: 'B' }),
      [
        'questions[0].required wrongType boolean',
        'questions[3] wrongType object',
        'key badKey',
        'questions[2].key twice',
        'questions[1].max maxAboveChoices 2',
      ],
    ],
  ])('%s', (_what, text, faults) => {
    expect(faultsIn(text)).toEqual(faults);
  });

  test('a file of nothing but faults lists a hundred, and a field’s name of a page is cut', () => {
    const worst = file(Array.from({ length: 40 }, () => question('a', { options: [{}, {}, {}, {}] })));
    expect(faultsIn(worst)).toHaveLength(100);
    const [fault] = faultsIn(file([question('a')], { ['x'.repeat(900)]: 1 }));
    expect(fault?.length).toBeLessThan(70);
  });
});

import { expect, test } from 'vitest';
import { activityKinds } from '../../src/domain/activity.ts';
import { languages } from '../../src/domain/language.ts';
import { needsSurvey } from '../../src/domain/needs-survey.ts';
import {
  frequencies,
  needsOf,
  preferredTimes,
  type Question,
  questionByKey,
} from '../../src/domain/survey.ts';
import { createTranslations } from '../../src/i18n/index.ts';

const optionsOf = (key: string) => {
  const question: Question | undefined = questionByKey(needsSurvey.definition, key);
  return question && 'options' in question ? question.options : [];
};

test('it offers every kind of activity, in the words used everywhere else', () => {
  const words = createTranslations('Asia/Shanghai');
  const kinds = optionsOf('interests').filter((option) => !option.exclusive);
  expect(kinds.map(({ key }) => key)).toEqual(activityKinds);
  for (const language of languages)
    expect(kinds.map(({ label }) => label[language])).toEqual(
      activityKinds.map((kind) => words[language].plain(`kind.${kind}`)),
    );
});

test('how often and when are offered as the programme reads them', () => {
  expect(optionsOf('frequency').map(({ key }) => key)).toEqual(frequencies);
  expect(optionsOf('times').map(({ key }) => key)).toEqual(preferredTimes);
});

test('its answers become needs; “none of these” asks for nothing', () => {
  expect(needsOf({ interests: ['none'], frequency: ['rarely'], times: null, suggestion: null })).toEqual({
    interests: [],
    frequency: 'rarely',
    times: [],
  });
});

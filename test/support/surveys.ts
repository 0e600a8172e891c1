import fc from 'fast-check';
import { choicesOf, isChoice, type Question, SurveyDefinition } from '../../src/domain/survey.ts';
import type { Condition } from '../../src/domain/survey-path.ts';

const words = (text: string) => ({ zh: text, en: text });
const types = ['one', 'many', 'scale', 'number', 'text', 'times'] as const;

interface Seed {
  readonly type: Question['type'];
  readonly required: boolean;
  readonly size: number;
  readonly when: readonly { readonly on: number; readonly what: number; readonly not: boolean }[];
}

const seed: fc.Arbitrary<Seed> = fc.record({
  type: fc.constantFrom(...types),
  required: fc.boolean(),
  size: fc.integer({ min: 2, max: 14 }),
  when: fc.array(fc.record({ on: fc.nat(), what: fc.nat(), not: fc.boolean() }), { maxLength: 2 }),
});

function part({ type, required, size }: Seed, key: string): Question {
  const common = { key, name: words(`名${key}`), ask: words(`问${key}？`), required };
  const options = Array.from({ length: size }, (_, index) => ({
    key: `o${index}`,
    label: words(`选${index}`),
    ...(index === size - 1 && size > 2 ? { exclusive: true } : {}),
  }));
  switch (type) {
    case 'one':
      return { ...common, type, options };
    case 'many':
      return { ...common, type, options, min: 1, max: Math.max(1, size - 2), shuffle: size % 2 === 0 };
    case 'scale':
      return {
        ...common,
        type,
        from: size % 2,
        to: Math.max(2, size % 11),
        low: words('差'),
        high: words('好'),
      };
    case 'number':
      return { ...common, type, min: 0, max: size };
    case 'text':
      return { ...common, type, maxLength: size * 5 };
    case 'times':
      return {
        ...common,
        type,
        days: ['mon', 'wed', 'sat'],
        slots: [{ key: 'noon', label: words('午') }],
        min: 1,
        max: 1 + (size % 3),
      };
  }
}

function conditionOn(question: Question, what: number, not: boolean): Condition | undefined {
  if (isChoice(question)) {
    const choices = choicesOf(question);
    const keys = [choices[what % choices.length]?.key ?? ''];
    return not ? { question: question.key, isNot: keys } : { question: question.key, is: keys };
  }
  if (question.type === 'text') return undefined;
  const least = question.type === 'scale' ? question.from : question.min;
  return not
    ? { question: question.key, atMost: least + (what % 3) }
    : { question: question.key, atLeast: least + (what % 3) };
}

/** Surveys of any kind, with skip rules that look back. */
export const surveyOf: fc.Arbitrary<SurveyDefinition> = fc
  .array(seed, { minLength: 1, maxLength: 9 })
  .map((seeds) => {
    const questions: Question[] = [];
    for (const [index, one] of seeds.entries()) {
      const when = one.when.flatMap(({ on, what, not }) => {
        const earlier = questions[on % Math.max(1, questions.length)];
        const condition = earlier && conditionOn(earlier, what, not);
        return condition ? [condition] : [];
      });
      questions.push({ ...part(one, `q${index}`), ...(when.length > 0 ? { when } : {}) });
    }
    return SurveyDefinition.parse({ title: words('题'), introduction: words('说明'), questions });
  });

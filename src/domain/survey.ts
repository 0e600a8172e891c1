import { z } from 'zod';
import { activityKinds } from './activity.ts';
import { type Language, languages } from './language.ts';

/*
 * Glossary. A *survey* is data: questions by key, in order. An *answer* is kept under its question's key, never its
 * number, so that a question may be put in between without anyone answering the wrong one.
 */

/** The same words in every language. */
const Texts = z.object(
  Object.fromEntries(languages.map((language) => [language, z.string().min(1)])) as Record<
    Language,
    z.ZodString
  >,
);
export type Texts = z.infer<typeof Texts>;

const Key = z.string().regex(/^[a-z][a-zA-Z0-9]{0,15}$/u);

const Option = z.object({
  key: Key,
  label: Texts,
  /** “None of these”: choosing it clears the others. */
  exclusive: z.boolean().optional(),
});

const Question = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('many'),
    key: Key,
    ask: Texts,
    options: z.array(Option).min(2),
    min: z.number().int().min(0),
    max: z.number().int().min(1),
    required: z.boolean(),
  }),
  z.object({
    type: z.literal('one'),
    key: Key,
    ask: Texts,
    options: z.array(Option).min(2),
    required: z.boolean(),
  }),
  z.object({
    type: z.literal('text'),
    key: Key,
    ask: Texts,
    maxLength: z.number().int().min(1).max(2000),
    required: z.boolean(),
  }),
]);
export type Question = z.infer<typeof Question>;
export type Choice = z.infer<typeof Option>;

export const SurveyDefinition = z.object({
  title: Texts,
  introduction: Texts,
  questions: z
    .array(Question)
    .min(1)
    .refine(
      (questions) => new Set(questions.map((question) => question.key)).size === questions.length,
      'each key once',
    ),
});
export type SurveyDefinition = z.infer<typeof SurveyDefinition>;

/** By question key: the keys of the options chosen, or what was written. A skipped question is `null`. */
export const Answers = z.record(z.string(), z.union([z.array(z.string()), z.string(), z.null()]));
export type Answers = z.infer<typeof Answers>;

export function questionByKey(survey: SurveyDefinition, key: string): Question | undefined {
  return survey.questions.find((question) => question.key === key);
}

/** The first question without an answer, or nothing when all have been dealt with. */
export function nextQuestion(survey: SurveyDefinition, answers: Answers): Question | undefined {
  return survey.questions.find((question) => !(question.key in answers));
}

/** One before `key`, for the Back button. */
export function previousQuestion(survey: SurveyDefinition, key: string): Question | undefined {
  const index = survey.questions.findIndex((question) => question.key === key);
  return index > 0 ? survey.questions[index - 1] : undefined;
}

/** 1-based place of a question and how many there are, for the header “2/4”. */
export function placeOf(survey: SurveyDefinition, key: string): { readonly at: number; readonly of: number } {
  return {
    at: survey.questions.findIndex((question) => question.key === key) + 1,
    of: survey.questions.length,
  };
}

export type Chosen =
  | { readonly ok: true; readonly chosen: readonly string[] }
  | {
      readonly ok: false;
      readonly refusal:
        | { readonly type: 'unknownOption' }
        | { readonly type: 'tooMany'; readonly max: number };
    };

/** Sets one option of a multi-select on or off. Saying the same twice changes nothing. */
export function choose(
  question: Question & { type: 'many' },
  chosen: readonly string[],
  key: string,
  on: boolean,
): Chosen {
  const option = question.options.find((candidate) => candidate.key === key);
  if (!option) return { ok: false, refusal: { type: 'unknownOption' } };
  const others = chosen.filter((other) => other !== key);
  if (!on) return { ok: true, chosen: others };
  if (option.exclusive) return { ok: true, chosen: [key] };
  const compatible = others.filter(
    (other) => !question.options.find((candidate) => candidate.key === other)?.exclusive,
  );
  if (compatible.length >= question.max)
    return { ok: false, refusal: { type: 'tooMany', max: question.max } };
  const wanted = new Set([...compatible, key]);
  return {
    ok: true,
    chosen: question.options
      .filter((candidate) => wanted.has(candidate.key))
      .map((candidate) => candidate.key),
  };
}

export const frequencies = ['weekly', 'biweekly', 'monthly', 'quarterly', 'rarely'] as const;
export type Frequency = (typeof frequencies)[number];
export const preferredTimes = ['lunch', 'evening', 'saturday', 'sunday'] as const;
export type PreferredTime = (typeof preferredTimes)[number];

/** What the needs survey decides about a member: which activities come first, how often, when. */
export interface Needs {
  readonly interests: readonly string[];
  readonly frequency: Frequency | null;
  readonly times: readonly string[];
}

export function needsOf(answers: Answers): Needs {
  const list = (key: string) => (Array.isArray(answers[key]) ? answers[key] : []);
  const frequency = answers.frequency;
  return {
    interests: list('interests').filter((key) => (activityKinds as readonly string[]).includes(key)),
    frequency: frequencies.find((known) => Array.isArray(frequency) && frequency[0] === known) ?? null,
    times: list('times').filter((key) => (preferredTimes as readonly string[]).includes(key)),
  };
}

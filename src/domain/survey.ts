import { z } from 'zod';
import { activityKinds } from './activity.ts';
import { type Language, languages } from './language.ts';
import { Conditions } from './survey-path.ts';

/*
 * Glossary. A *survey* is data: questions by key, in order. A *round* asks it of certain people for a time. An *answer* is
 * kept under its question's key, never its number, so that a question may be put in between without anyone answering the
 * wrong one. A question *stands* when what she answered before doesn't make it pointless (survey-path.ts).
 */

/** The same words in every language. */
const texts = (longest: number) =>
  z.strictObject(
    Object.fromEntries(
      languages.map((language) => [language, z.string().trim().min(1).max(longest)]),
    ) as Record<Language, z.ZodString>,
  );

/**
 * Short enough that round, question and option fit into a button. Not what every object has of itself: under such a name
 * an answer would seem to be there before anybody gave one.
 */
export const SurveyKey = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]{0,15}$/u)
  .refine((key) => !(key in {}));

const Option = z.strictObject({
  key: SurveyKey,
  label: texts(40),
  /** “None of these”: choosing it clears the others. */
  exclusive: z.boolean().optional(),
});
export type Option = z.infer<typeof Option>;

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** How much a survey may hold: as much as can be shown, and as anybody answers. */
const surveyLimits = { questions: 40, options: 60, slots: 4, text: 2000, scale: 10 } as const;

// `name` stands where the question can't be asked in full: before an answer, on a button that changes it.
const common = {
  key: SurveyKey,
  name: texts(20),
  ask: texts(400),
  required: z.boolean(),
  /** Asked only when all of these hold. */
  when: Conditions.optional(),
};
const options = {
  options: z.array(Option).min(2).max(surveyLimits.options),
  /** Each person sees them in an order of her own; “none of these” stays last. */
  shuffle: z.boolean().optional(),
};

export const Question = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('one'), ...common, ...options }),
  z.strictObject({
    type: z.literal('many'),
    ...common,
    ...options,
    min: z.number().int().min(0),
    max: z.number().int().min(1),
  }),
  /** A number from a few, with words at both ends. */
  z.strictObject({
    type: z.literal('scale'),
    ...common,
    from: z.number().int().min(0).max(1),
    to: z.number().int().min(2).max(surveyLimits.scale),
    low: texts(20),
    high: texts(20),
  }),
  /** A whole number, typed. */
  z.strictObject({
    type: z.literal('number'),
    ...common,
    min: z.number().int().min(0).max(1_000_000),
    max: z.number().int().min(0).max(1_000_000),
    unit: texts(12).optional(),
  }),
  z.strictObject({
    type: z.literal('text'),
    ...common,
    maxLength: z.number().int().min(1).max(surveyLimits.text),
  }),
  /** Times of the week: answers are the keys of its cells, `satMorning` for the slot `morning` on Saturdays. */
  z.strictObject({
    type: z.literal('times'),
    ...common,
    days: z.array(z.enum(weekdays)).min(1).max(7),
    slots: z
      .array(z.strictObject({ key: z.string().regex(/^[a-z][a-zA-Z0-9]{0,11}$/u), label: texts(8) }))
      .min(1)
      .max(surveyLimits.slots),
    min: z.number().int().min(0),
    max: z.number().int().min(1),
  }),
]);
export type Question = z.infer<typeof Question>;
/** Answered by the keys of what was chosen. */
export type ChoiceQuestion = Extract<Question, { type: 'one' | 'many' | 'times' }>;
/** Answered by a number. */
export type MeasureQuestion = Extract<Question, { type: 'scale' | 'number' }>;

/** What a survey is made of; that its parts fit one another is for survey-file.ts to see. */
export const SurveyDefinition = z.strictObject({
  title: texts(60),
  introduction: texts(600),
  questions: z.array(Question).min(1).max(surveyLimits.questions),
});
export type SurveyDefinition = z.infer<typeof SurveyDefinition>;

/** By question key: the keys chosen, the number, or what was written. A skipped question is `null`. */
export const Answers = z.record(z.string(), z.union([z.array(z.string()), z.string(), z.number(), z.null()]));
export type Answers = z.infer<typeof Answers>;

/** By question key: when it was answered, as an ISO instant. */
export const AnsweredAt = z.record(z.string(), z.iso.datetime());
export type AnsweredAt = z.infer<typeof AnsweredAt>;

export function questionByKey(survey: SurveyDefinition, key: string): Question | undefined {
  return survey.questions.find((question) => question.key === key);
}

/** A cell of a grid of times: the slot `lunch` on Mondays is `monLunch`. */
export function cellKey(day: Weekday, slot: string): string {
  return `${day}${slot.charAt(0).toUpperCase()}${slot.slice(1)}`;
}

/** What can be chosen, in the order of the definition: the options of a list, or the cells of a grid, day by day. */
export function choicesOf(
  question: ChoiceQuestion,
): readonly { readonly key: string; readonly exclusive: boolean }[] {
  if (question.type === 'times')
    return question.days.flatMap((day) =>
      question.slots.map((slot) => ({ key: cellKey(day, slot.key), exclusive: false })),
    );
  return question.options.map(({ key, exclusive }) => ({ key, exclusive: exclusive ?? false }));
}

export function isChoice(question: Question): question is ChoiceQuestion {
  return question.type === 'one' || question.type === 'many' || question.type === 'times';
}

export function isMeasure(question: Question): question is MeasureQuestion {
  return question.type === 'scale' || question.type === 'number';
}

/** The least and the greatest number that answers it. */
export function rangeOf(question: MeasureQuestion): { readonly min: number; readonly max: number } {
  return question.type === 'scale' ? { min: question.from, max: question.to } : question;
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
  const list = (key: string) => {
    const answer = answers[key];
    return Array.isArray(answer) ? answer : [];
  };
  const [frequency] = list('frequency');
  return {
    interests: list('interests').filter((key) => (activityKinds as readonly string[]).includes(key)),
    frequency: frequencies.find((known) => frequency === known) ?? null,
    times: list('times').filter((key) => (preferredTimes as readonly string[]).includes(key)),
  };
}

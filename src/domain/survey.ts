import { z } from 'zod';
import { activityKinds } from './activity.ts';
import type { SurveyId } from './ids.ts';
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

const Key = z.string().regex(/^[a-z][a-zA-Z0-9]{0,15}$/u);

const Option = z.object({
  key: Key,
  label: Texts,
  /** “None of these”: choosing it clears the others. */
  exclusive: z.boolean().optional(),
});

// `name` stands where the question can't be asked in full: before an answer, on a button that changes it.
const Question = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('many'),
    key: Key,
    name: Texts,
    ask: Texts,
    options: z.array(Option).min(2),
    min: z.number().int().min(0),
    max: z.number().int().min(1),
    required: z.boolean(),
  }),
  z.object({
    type: z.literal('one'),
    key: Key,
    name: Texts,
    ask: Texts,
    options: z.array(Option).min(2),
    required: z.boolean(),
  }),
  z.object({
    type: z.literal('text'),
    key: Key,
    name: Texts,
    ask: Texts,
    maxLength: z.number().int().min(1).max(2000),
    required: z.boolean(),
  }),
]);
export type Question = z.infer<typeof Question>;

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

/** What comes after `key` in order; at the end, whatever was left out on the way. */
export function questionAfter(survey: SurveyDefinition, key: string, answers: Answers): Question | undefined {
  const index = survey.questions.findIndex((question) => question.key === key);
  return survey.questions[index + 1] ?? nextQuestion(survey, answers);
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

/** How a survey is named: the one that always stands, by its row, or by the code in a link. */
export type SurveyRef = 'standing' | { readonly id: SurveyId } | { readonly code: string };

/** A survey, and what one person has said in it so far. */
export interface SurveySheet {
  readonly id: SurveyId;
  readonly definition: SurveyDefinition;
  readonly open: boolean;
  /** Who may answer: members, and applicants while they wait. */
  readonly standing: 'member' | 'applicant' | 'visitor';
  readonly answers: Answers;
  /** Every question was dealt with; from then on she only changes answers. */
  readonly completed: boolean;
  /** She agreed to what answers are used for, in the words now in force. */
  readonly consented: boolean;
  /** She agreed to announcements: without that, her answers can't bring her any. */
  readonly hears: boolean;
}

export type Answer = readonly string[] | string | null;

export type AnswerRefusal =
  | { readonly type: 'unknownOption' }
  | { readonly type: 'tooFew'; readonly min: number }
  | { readonly type: 'tooMany'; readonly max: number }
  | { readonly type: 'tooLong'; readonly max: number }
  | { readonly type: 'required' };

/**
 * Whether an answer fits its question, and the form in which it is kept: options in the question's order, text without
 * invisible signs. An empty answer to a question that may be skipped is a skipped one.
 */
export function checkAnswer(
  question: Question,
  given: Answer,
):
  | { readonly ok: true; readonly answer: Answers[string] }
  | { readonly ok: false; readonly refusal: AnswerRefusal } {
  const skipped = question.required
    ? ({ ok: false, refusal: { type: 'required' } } as const)
    : ({ ok: true, answer: null } as const);
  if (given === null) return skipped;
  if (question.type === 'text') {
    if (typeof given !== 'string') return { ok: false, refusal: { type: 'required' } };
    const text = tidyText(given);
    if (text === '') return skipped;
    if ([...text].length > question.maxLength)
      return { ok: false, refusal: { type: 'tooLong', max: question.maxLength } };
    return { ok: true, answer: text };
  }
  if (typeof given === 'string') return { ok: false, refusal: { type: 'unknownOption' } };
  if (given.some((key) => !question.options.some((option) => option.key === key)))
    return { ok: false, refusal: { type: 'unknownOption' } };
  const chosen = question.options.filter((option) => given.includes(option.key));
  if (chosen.length === 0 && !question.required) return skipped;
  const { min, max } = question.type === 'one' ? { min: 1, max: 1 } : question;
  const enough = chosen.some((option) => option.exclusive) ? 1 : min;
  if (chosen.length < enough) return { ok: false, refusal: { type: 'tooFew', min } };
  const clash = chosen.length > 1 && chosen.some((option) => option.exclusive);
  if (clash || chosen.length > max) return { ok: false, refusal: { type: 'tooMany', max: clash ? 1 : max } };
  return { ok: true, answer: chosen.map((option) => option.key) };
}

// Direction marks and the like could make a text read differently from what it says; line breaks stay.
function tidyText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\P{C}\n\u200d]/gu, '')
    .trim();
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

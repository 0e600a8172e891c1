import { z } from 'zod';
import type { Answers, Question, SurveyDefinition } from './survey.ts';

/*
 * Which questions are asked, in which order. A question stands when all its conditions hold; a condition on a question that
 * doesn't stand itself, or has no answer, doesn't hold. Conditions look back only (survey-file.ts sees to that), so what
 * stands is settled from the first question to the last.
 */

const Key = z.string().regex(/^[a-z][a-zA-Z0-9]{0,15}$/u);

/** Of an earlier question's answer. */
export const Condition = z.union([
  /** one of these was chosen; */
  z.strictObject({ question: Key, is: z.array(z.string().max(16)).min(1) }),
  /** it was answered, and none of these was chosen; */
  z.strictObject({ question: Key, isNot: z.array(z.string().max(16)).min(1) }),
  /** the number is so much or more; or so much or less. */
  z.strictObject({ question: Key, atLeast: z.number().int() }),
  z.strictObject({ question: Key, atMost: z.number().int() }),
]);
export type Condition = z.infer<typeof Condition>;

export const Conditions = z.array(Condition).min(1).max(5);

export function holds(condition: Condition, answers: Answers): boolean {
  const answer = answers[condition.question] ?? null;
  if ('is' in condition) return Array.isArray(answer) && answer.some((key) => condition.is.includes(key));
  if ('isNot' in condition)
    return Array.isArray(answer) && !answer.some((key) => condition.isNot.includes(key));
  if (typeof answer !== 'number') return false;
  return 'atLeast' in condition ? answer >= condition.atLeast : answer <= condition.atMost;
}

/** The questions that stand, given these answers, in order. */
export function pathOf(survey: SurveyDefinition, answers: Answers): readonly Question[] {
  const counted: Answers = {};
  return survey.questions.filter((question) => {
    const stands = (question.when ?? []).every((condition) => holds(condition, counted));
    const answer = answers[question.key];
    if (stands && answer !== undefined) counted[question.key] = answer;
    return stands;
  });
}

/** Answers that count, and those set aside because their question doesn't stand. Nothing is lost. */
export function partAnswers(
  survey: SurveyDefinition,
  all: Answers,
): { readonly answers: Answers; readonly setAside: Answers } {
  const standing = new Set(pathOf(survey, all).map(({ key }) => key));
  const part = (counts: boolean) =>
    Object.fromEntries(Object.entries(all).filter(([key]) => standing.has(key) === counts));
  return { answers: part(true), setAside: part(false) };
}

/** The first question that stands and has no answer, or nothing when all have been dealt with. */
export function nextQuestion(survey: SurveyDefinition, answers: Answers): Question | undefined {
  return pathOf(survey, answers).find((question) => !(question.key in answers));
}

/**
 * What comes after `key` on her way; at the end, whatever was left out.
 *
 * @param asked only these are asked in order; all, if left out
 */
export function questionAfter(
  survey: SurveyDefinition,
  key: string,
  answers: Answers,
  asked: (question: Question) => boolean = () => true,
): Question | undefined {
  const path = pathOf(survey, answers);
  const index = path.findIndex((question) => question.key === key);
  return path.slice(index + 1).find(asked) ?? nextQuestion(survey, answers);
}

/** One before `key` on her way, for the Back button. */
export function previousQuestion(
  survey: SurveyDefinition,
  key: string,
  answers: Answers,
  asked: (question: Question) => boolean = () => true,
): Question | undefined {
  const path = pathOf(survey, answers);
  const index = path.findIndex((question) => question.key === key);
  return index > 0 ? path.slice(0, index).findLast(asked) : undefined;
}

/** 1-based place of a question on her way and how long that is, for the header “2/4”. */
export function placeOf(
  survey: SurveyDefinition,
  key: string,
  answers: Answers,
  asked: (question: Question) => boolean = () => true,
): { readonly at: number; readonly of: number } {
  const path = pathOf(survey, answers).filter((question) => question.key === key || asked(question));
  return { at: path.findIndex((question) => question.key === key) + 1, of: path.length };
}

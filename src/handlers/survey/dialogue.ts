import { z } from 'zod';
import { SurveyId } from '../../domain/ids.ts';
import {
  type Chosen,
  choose,
  nextQuestion,
  type Question,
  questionAfter,
  questionByKey,
  type SurveySheet,
} from '../../domain/survey.ts';

/*
 * introduction → question … → done. Answers are in the database as soon as they are given; kept here is only where she is
 * and what she has ticked but not yet confirmed, by question.
 */

const Ticks = z.record(z.string(), z.array(z.string()));

export const SurveyState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('introduction'), survey: SurveyId }),
  z.object({ step: z.literal('question'), survey: SurveyId, question: z.string(), ticks: Ticks }),
]);
export type SurveyState = z.infer<typeof SurveyState>;
export type AtQuestion = Extract<SurveyState, { step: 'question' }>;

export const surveyDialogue = { kind: 'survey', State: SurveyState };

/** Where a survey begins for her; `done` when there is nothing left to ask. */
export function begin(sheet: SurveySheet): SurveyState | 'done' {
  const next = nextQuestion(sheet.definition, sheet.answers);
  if (!next) return 'done';
  return sheet.consented ? at(sheet, next) : { step: 'introduction', survey: sheet.id };
}

/** The step for a question, with ticks that wait at other questions kept. */
export function at(sheet: SurveySheet, question: Question, from?: SurveyState): AtQuestion {
  const ticks = from?.step === 'question' && from.survey === sheet.id ? from.ticks : {};
  return { step: 'question', survey: sheet.id, question: question.key, ticks };
}

/** The question a state stands at; nothing when it is of another survey, or the question is no more. */
export function questionOf(sheet: SurveySheet, state: SurveyState | undefined): Question | undefined {
  if (state?.step !== 'question' || state.survey !== sheet.id) return undefined;
  return questionByKey(sheet.definition, state.question);
}

/** What is ticked at a question: not yet confirmed, or else what she answered last. */
export function ticked(
  sheet: SurveySheet,
  question: Question,
  state: SurveyState | undefined,
): readonly string[] {
  const waiting =
    state?.step === 'question' && state.survey === sheet.id ? state.ticks[question.key] : undefined;
  const saved = sheet.answers[question.key];
  const keys = waiting ?? (Array.isArray(saved) ? saved : []);
  return question.type === 'text'
    ? []
    : keys.filter((key) => question.options.some((option) => option.key === key));
}

/** Ticks an option, or takes the tick away, and goes to its question if she was elsewhere. */
export function tick(
  sheet: SurveySheet,
  state: SurveyState | undefined,
  question: Question & { type: 'many' },
  { option, on }: { readonly option: string; readonly on: boolean },
): { readonly state: AtQuestion; readonly refusal: Extract<Chosen, { ok: false }>['refusal'] | null } {
  const here = at(sheet, question, state);
  const chosen = choose(question, ticked(sheet, question, state), option, on);
  if (!chosen.ok) return { state: here, refusal: chosen.refusal };
  return { state: { ...here, ticks: { ...here.ticks, [question.key]: [...chosen.chosen] } }, refusal: null };
}

/**
 * Where she goes once a question is dealt with: on in order; straight back to her answers when she was only changing one;
 * and not away from another question that she has moved to meanwhile.
 */
export function after(
  sheet: SurveySheet,
  question: Question,
  state: SurveyState | undefined,
  changing: boolean,
): SurveyState | 'done' {
  const elsewhere = questionOf(sheet, state);
  if (state?.step === 'question' && elsewhere && elsewhere.key !== question.key) return state;
  const next = changing ? undefined : questionAfter(sheet.definition, question.key, sheet.answers);
  if (!next) return 'done';
  const on = at(sheet, next, state);
  const { [question.key]: _confirmed, ...ticks } = on.ticks;
  return { ...on, ticks };
}

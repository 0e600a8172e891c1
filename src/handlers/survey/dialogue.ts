import { z } from 'zod';
import { RoundId } from '../../domain/ids.ts';
import { Answers, isChoice, type Question, questionByKey } from '../../domain/survey.ts';
import {
  type Answer,
  type AnswerRefusal,
  type Chosen,
  checkAnswer,
  choose,
  type SeveralQuestion,
} from '../../domain/survey-answer.ts';
import { nextQuestion, partAnswers, pathOf, questionAfter } from '../../domain/survey-path.ts';
import { asksHer, type SurveySheet, saidIn } from '../../domain/survey-round.ts';

/*
 * introduction → question … → done, or → review where all is handed in at once. Answers are in the database as soon as they
 * are given; kept here is only where she is, and what she has ticked but not yet confirmed, by question. Of an anonymous
 * round and of a preview the answers are kept here too, and nowhere else.
 */

const Ticks = z.record(z.string(), z.array(z.string()));
const Begun = { round: RoundId, ticks: Ticks, draft: Answers };
/** Other rounds that she has begun and that only the dialogue knows of. */
const shelf = z.array(z.object(Begun));
const along = { ...Begun, shelf };

export const SurveyState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('introduction'), round: RoundId, shelf }),
  z.object({
    step: z.literal('question'),
    ...along,
    question: z.string(),
    /** Of a long list of options. */
    page: z.number().int().min(0),
  }),
  z.object({ step: z.literal('review'), ...along }),
]);
export type SurveyState = z.infer<typeof SurveyState>;
export type AtQuestion = Extract<SurveyState, { step: 'question' }>;

export const surveyDialogue = { kind: 'survey', State: SurveyState };

/** Staff look at it before it is opened: nothing is kept. */
export function isPreview(sheet: SurveySheet): boolean {
  return sheet.round.status === 'draft';
}

/** Whether her answers are kept in the dialogue until she hands them in. */
export function isDraft(sheet: SurveySheet): boolean {
  return sheet.round.anonymous || isPreview(sheet);
}

/** The sheet as she has filled it: with what only the dialogue knows. */
export function filled(sheet: SurveySheet, state: SurveyState | undefined): SurveySheet {
  if (!isDraft(sheet)) return sheet;
  const { definition } = sheet.round;
  const parted = partAnswers(definition, carried(sheet, state).draft);
  return { ...sheet, ...parted, completed: nextQuestion(definition, parted.answers) === undefined };
}

/** Where a round begins for her; `done` when there is nothing left to ask. */
export function begin(sheet: SurveySheet, from?: SurveyState): SurveyState | 'done' {
  const now = filled(sheet, from);
  const path = pathOf(now.round.definition, saidIn(now));
  const next = path.filter(asksHer(now)).find(({ key }) => !(key in now.answers));
  if (!next) return ending(sheet, from);
  const begun = begunIn(from).some(({ round }) => round === sheet.round.id);
  const introduced = begun || (sheet.consented && sheet.round.kind === 'standing');
  return introduced
    ? at(sheet, next, from)
    : { step: 'introduction', round: sheet.round.id, shelf: carried(sheet, from).shelf };
}

/** All has been asked: what is kept here is looked through and handed in. */
function ending(sheet: SurveySheet, from: SurveyState | undefined): SurveyState | 'done' {
  return isDraft(sheet) ? { step: 'review', ...carried(sheet, from) } : 'done';
}

function carried(sheet: SurveySheet, from: SurveyState | undefined) {
  const { id } = sheet.round;
  const begun = begunIn(from);
  const mine = begun.find(({ round }) => round === id);
  return {
    round: id,
    ticks: mine?.ticks ?? {},
    draft: mine?.draft ?? {},
    shelf: begun.filter(({ round }) => round !== id),
  };
}

/** More are never asked at once. */
const mostBegun = 6;

/** What a state holds that is kept nowhere else, round by round. */
function begunIn(state: SurveyState | undefined): z.infer<typeof shelf> {
  if (!state) return [];
  const { round } = state;
  const here = state.step !== 'introduction' ? [{ round, ticks: state.ticks, draft: state.draft }] : [];
  return [...here, ...state.shelf].slice(0, mostBegun);
}

/** Once a round is done with: another that she has begun, to be taken up again; nothing when there is none. */
export function leftover(state: SurveyState | undefined): SurveyState | undefined {
  const [next, ...rest] = (state?.shelf ?? []).filter(({ draft }) => Object.keys(draft).length > 0);
  return next && { step: 'review', ...next, shelf: rest };
}

/** The step for a question, with ticks that wait at other questions kept. */
export function at(sheet: SurveySheet, question: Question, from?: SurveyState, page = 0): AtQuestion {
  return { step: 'question', ...carried(sheet, from), question: question.key, page };
}

/** A question by its key, if she is asked it as things stand. */
export function standingQuestion(
  sheet: SurveySheet,
  state: SurveyState | undefined,
  key: string,
): Question | undefined {
  const now = filled(sheet, state);
  const question = questionByKey(now.round.definition, key);
  return question && pathOf(now.round.definition, saidIn(now)).includes(question) ? question : undefined;
}

/** The question a state stands at; nothing when it is of another round, or isn't asked any more. */
export function questionOf(sheet: SurveySheet, state: SurveyState | undefined): Question | undefined {
  if (state?.step !== 'question' || state.round !== sheet.round.id) return undefined;
  return standingQuestion(sheet, state, state.question);
}

/** What she said to a question; in a yearly round, the last time, until she says something newer. */
export function lastSaid(
  sheet: SurveySheet,
  state: SurveyState | undefined,
  question: Question,
): Answers[string] {
  const now = filled(sheet, state);
  return now.answers[question.key] ?? now.setAside[question.key] ?? now.before[question.key] ?? null;
}

/** What is ticked at a question: not yet confirmed, or else what she answered last. */
export function ticked(
  sheet: SurveySheet,
  question: Question,
  state: SurveyState | undefined,
): readonly string[] {
  if (!isChoice(question)) return [];
  const waiting = carried(sheet, state).ticks[question.key];
  const said = lastSaid(sheet, state, question);
  const keys = waiting ?? (Array.isArray(said) ? said : []);
  const checked = checkAnswer({ ...question, required: false }, keys);
  return checked.ok && Array.isArray(checked.answer) ? checked.answer : keys;
}

/** Ticks an option, or takes the tick away, and goes to its question if she was elsewhere. */
export function tick(
  sheet: SurveySheet,
  state: SurveyState | undefined,
  question: SeveralQuestion,
  { option, on }: { readonly option: string; readonly on: boolean },
): { readonly state: AtQuestion; readonly refusal: Extract<Chosen, { ok: false }>['refusal'] | null } {
  const page = state?.step === 'question' && state.question === question.key ? state.page : 0;
  const here = at(sheet, question, state, page);
  const chosen = choose(question, ticked(sheet, question, state), option, on);
  if (!chosen.ok) return { state: here, refusal: chosen.refusal };
  return { state: { ...here, ticks: { ...here.ticks, [question.key]: [...chosen.chosen] } }, refusal: null };
}

/** Keeps an answer in the dialogue. */
export function draftAnswer(
  sheet: SurveySheet,
  state: SurveyState | undefined,
  question: Question,
  given: Answer,
):
  | { readonly type: 'kept'; readonly state: AtQuestion }
  | { readonly type: 'refused'; readonly refusal: AnswerRefusal } {
  const checked = checkAnswer(question, given);
  if (!checked.ok) return { type: 'refused', refusal: checked.refusal };
  const here = at(sheet, question, state);
  return {
    type: 'kept',
    state: { ...here, draft: { ...here.draft, [question.key]: checked.answer ?? null } },
  };
}

/**
 * Where she goes once a question is dealt with: on in order; straight back to her answers when she was only changing one,
 * unless that has opened another question; and not away from another question that she has moved to meanwhile.
 */
export function after(
  sheet: SurveySheet,
  question: Question,
  state: SurveyState | undefined,
  changing: boolean,
): SurveyState | 'done' {
  const elsewhere = questionOf(sheet, state);
  if (state?.step === 'question' && elsewhere && elsewhere.key !== question.key) return state;
  const now = filled(sheet, state);
  const { definition } = now.round;
  const next = changing
    ? nextQuestion(definition, saidIn(now))
    : questionAfter(definition, question.key, saidIn(now), asksHer(now));
  if (!next) return ending(sheet, state);
  const on = at(sheet, next, state);
  const { [question.key]: _confirmed, ...ticks } = on.ticks;
  return { ...on, ticks };
}

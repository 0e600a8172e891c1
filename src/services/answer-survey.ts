import { giveConsent } from '../db/queries/consents.ts';
import { completeResponse, saveAnswer, surveySheet } from '../db/queries/surveys.ts';
import { txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import type { SurveyId } from '../domain/ids.ts';
import {
  type Answer,
  type AnswerRefusal,
  checkAnswer,
  nextQuestion,
  questionByKey,
  type SurveySheet,
} from '../domain/survey.ts';
import type { Work } from '../domain/work.ts';

type Answered =
  | { readonly type: 'saved'; readonly sheet: SurveySheet; readonly justCompleted: boolean }
  | { readonly type: 'refused'; readonly refusal: AnswerRefusal }
  | { readonly type: 'closed' }
  | { readonly type: 'notEntitled' }
  | { readonly type: 'unknownQuestion' };

/**
 * Keeps one answer, at once. The first is also her consent to what answers are used for, which the survey's introduction
 * has told her.
 */
export type AnswerSurvey = (
  work: Work,
  actor: Actor,
  input: { readonly survey: SurveyId; readonly question: string; readonly answer: Answer },
) => Promise<Answered>;

export const answerSurvey: AnswerSurvey = async (work, { person }, { survey, question: key, answer }) => {
  const tx = await txOf(work);
  const sheet = await surveySheet(tx, { id: survey }, person, work.now);
  const question = sheet && questionByKey(sheet.definition, key);
  if (!question) return { type: 'unknownQuestion' };
  if (sheet.standing === 'visitor') return { type: 'notEntitled' };
  if (!sheet.open) return { type: 'closed' };
  const checked = checkAnswer(question, answer);
  if (!checked.ok) return { type: 'refused', refusal: checked.refusal };

  if (!sheet.consented) await giveConsent(tx, person, 'survey', work.now);
  const answers = await saveAnswer(tx, {
    survey,
    person,
    question: key,
    answer: checked.answer,
    now: work.now,
  });
  const done = nextQuestion(sheet.definition, answers) === undefined;
  if (done && !sheet.completed) await completeResponse(tx, survey, person, work.now);
  return {
    type: 'saved',
    sheet: { ...sheet, answers, consented: true, completed: sheet.completed || done },
    justCompleted: done && !sheet.completed,
  };
};

import type { Tx } from '../db/client.ts';
import { giveConsent } from '../db/queries/consents.ts';
import { lockPerson } from '../db/queries/people.ts';
import { keepAnswers, standingRoundOf, surveySheet } from '../db/queries/surveys.ts';
import { txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import type { PersonId, RoundId } from '../domain/ids.ts';
import { type Answers, questionByKey } from '../domain/survey.ts';
import { type Answer, type AnswerRefusal, checkAnswer } from '../domain/survey-answer.ts';
import { pathOf } from '../domain/survey-path.ts';
import { type SurveySheet, saidIn, withAnswer } from '../domain/survey-round.ts';
import type { Work } from '../domain/work.ts';

type Answered =
  | { readonly type: 'saved'; readonly sheet: SurveySheet; readonly justCompleted: boolean }
  | { readonly type: 'refused'; readonly refusal: AnswerRefusal }
  | { readonly type: 'closed' }
  | { readonly type: 'notEntitled' }
  | { readonly type: 'unknownQuestion' };

/**
 * Keeps one answer, at once. The first is also her consent to what answers are used for, which the survey's introduction
 * has told her. What is given in a yearly round is in force from then on.
 */
export type AnswerSurvey = (
  work: Work,
  actor: Actor,
  input: { readonly round: RoundId; readonly question: string; readonly answer: Answer },
) => Promise<Answered>;

export const answerSurvey: AnswerSurvey = async (work, { person }, { round, question: key, answer }) => {
  const tx = await txOf(work);
  const { now } = work;
  // What she says in another place at the same moment is added to this, not overwritten.
  await lockPerson(tx, person);
  const sheet = await surveySheet(tx, { id: round }, person, now);
  // Anonymous answers come all together, and not through here: nothing of them may be kept beside her.
  if (!sheet || sheet.round.anonymous) return { type: 'unknownQuestion' };
  const question = questionByKey(sheet.round.definition, key);
  if (!question || !pathOf(sheet.round.definition, saidIn(sheet)).includes(question))
    return { type: 'unknownQuestion' };
  if (sheet.standing !== 'member' && sheet.standing !== 'applicant') return { type: 'notEntitled' };
  if (!sheet.open) return { type: 'closed' };
  const checked = checkAnswer(question, answer);
  if (!checked.ok) return { type: 'refused', refusal: checked.refusal };

  if (!sheet.consented) await giveConsent(tx, person, 'survey', now);
  const given = { question: key, answer: checked.answer, now };
  const kept = withAnswer(sheet, given);
  await keepAnswers(tx, { round, person, ...kept, now });
  if (sheet.round.kind === 'yearly') await putInForce(tx, sheet, person, given);
  return {
    type: 'saved',
    sheet: { ...sheet, ...kept, fresh: sheet.fresh.filter((other) => other !== key), consented: true },
    justCompleted: kept.completed && !sheet.completed,
  };
};

/** Into the round that always stands, where announcements look. */
async function putInForce(
  tx: Tx,
  yearly: SurveySheet,
  person: PersonId,
  given: { readonly question: string; readonly answer: Answers[string]; readonly now: Date },
): Promise<void> {
  const standing = await standingRoundOf(tx, yearly.round.survey);
  const sheet = standing && (await surveySheet(tx, { id: standing }, person, given.now));
  if (!sheet || !questionByKey(sheet.round.definition, given.question)) return;
  await keepAnswers(tx, { round: sheet.round.id, person, ...withAnswer(sheet, given), now: given.now });
}

import { putIntoBox, takeRound } from '../../db/queries/anonymous-answers.ts';
import { surveySheet } from '../../db/queries/surveys.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { RoundId } from '../../domain/ids.ts';
import { Answers } from '../../domain/survey.ts';
import { checkAnswer } from '../../domain/survey-answer.ts';
import { partAnswers, pathOf } from '../../domain/survey-path.ts';
import type { Work } from '../../domain/work.ts';

type HandedIn =
  | { readonly type: 'handedIn' }
  | { readonly type: 'already' }
  | { readonly type: 'closed' }
  /** Something that must be answered isn't. */
  | { readonly type: 'unfinished' }
  | { readonly type: 'notAsked' };

/**
 * Takes all of somebody's answers to an anonymous round at once: that she has answered is noted, what she said goes into
 * the box, and nothing connects the two once the box was mixed (docs/surveys.md).
 */
export type HandIn = (
  work: Work,
  actor: Actor,
  input: { readonly round: RoundId; readonly answers: Answers },
) => Promise<HandedIn>;

export function createHandIn({ vault }: { readonly vault: Vault }): HandIn {
  return async (work, { person }, { round, answers }) => {
    const tx = await txOf(work);
    const sheet = await surveySheet(tx, { id: round }, person, work.now);
    if (!sheet?.round.anonymous || (sheet.standing !== 'member' && sheet.standing !== 'applicant'))
      return { type: 'notAsked' };
    if (sheet.completed) return { type: 'already' };
    if (!sheet.open) return { type: 'closed' };
    const { definition } = sheet.round;
    const given = partAnswers(definition, Answers.parse(answers)).answers;
    const path = pathOf(definition, given);
    if (path.some((question) => !checkAnswer(question, given[question.key] ?? null).ok))
      return { type: 'unfinished' };
    if (!(await takeRound(tx, round, person))) return { type: 'already' };
    await putIntoBox(tx, vault, round, given);
    return { type: 'handedIn' };
  };
}

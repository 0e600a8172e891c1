import { draftRound, dropDrafts, surveyById } from '../../db/queries/survey-rounds.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { closingAfter, roundDays, usualDays } from '../../domain/asking.ts';
import type { RoundId, SurveyId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { mayAsk } from './authority.ts';

type Again = { readonly type: 'drafted'; readonly round: RoundId } | { readonly type: 'notYours' };

/**
 * A new round of a survey, as it reads now, to be set and opened. Of one that always stands it is the yearly round, which
 * asks only what has become old.
 */
export type AskAgain = (work: Work, actor: Actor, survey: SurveyId) => Promise<Again>;

export function createAskAgain({ timeZone }: { readonly timeZone: string }): AskAgain {
  return async (work, actor, id) => {
    const tx = await txOf(work);
    const survey = await surveyById(tx, id);
    if (!survey || !(await mayAsk(tx, actor, survey.scope))) return { type: 'notYours' };
    await dropDrafts(tx, id);
    const days = survey.standing ? Math.max(...roundDays) : usualDays;
    const round = await draftRound(tx, {
      survey: id,
      kind: survey.standing ? 'yearly' : 'once',
      scope: survey.scope,
      closesAt: closingAfter(work.now, days, timeZone),
      by: actor.person,
      now: work.now,
    });
    return { type: 'drafted', round };
  };
}

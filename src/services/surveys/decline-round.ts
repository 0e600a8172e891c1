import { noteRefusal } from '../../db/queries/survey-rounds.ts';
import { surveySheet } from '../../db/queries/surveys.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { RoundId } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';

type Declined = { readonly type: 'declined' } | { readonly type: 'notAsked' };

/** She would rather not answer: in this round nobody asks her again. She may still change her mind. */
export type DeclineRound = (work: Work, actor: Actor, round: RoundId) => Promise<Declined>;

export const declineRound: DeclineRound = async (work, { person }, round) => {
  const tx = await txOf(work);
  const sheet = await surveySheet(tx, { id: round }, person, work.now);
  if (!sheet?.open || sheet.standing !== 'member') return { type: 'notAsked' };
  await noteRefusal(tx, { round, person, at: work.now });
  return { type: 'declined' };
};

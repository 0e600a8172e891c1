import { z } from 'zod';
import { button } from '../bot/button.ts';
import { activityKinds } from '../domain/activity.ts';
import { RoundId, UnionId } from '../domain/ids.ts';
import { PlaceKey } from '../domain/results.ts';
import { preferredTimes, SurveyKey } from '../domain/survey.ts';

// `rsp`, `rsu`, `rsq` and `rst` were those of one survey's results, union by union.

const page = z.coerce.number().int().min(0);
const of = { round: RoundId, place: PlaceKey };

export const resultsRoundsButton = button('rsr', { page });
/** Of several places she looks after, she says which. */
export const resultsPlacesButton = button('rsk', { round: RoundId, page });
export const resultsOfButton = button('rso', of);
export const resultsQuestionButton = button('rsn', { ...of, question: SurveyKey });
export const resultsCrossesButton = button('rsb', { ...of, question: SurveyKey });
export const resultsCrossButton = button('rsc', { ...of, row: SurveyKey, column: SurveyKey });
export const resultsTrendButton = button('rsm', { ...of, question: SurveyKey });
export const resultsWordsButton = button('rsv', { ...of, question: SurveyKey, page });
export const resultsPartsButton = button('rsl', { ...of, page });
export const resultsFileButton = button('rsf', {
  ...of,
  question: SurveyKey,
  as: z.enum(['png', 'xlsx', 'csv']),
});

// What members asked for, as a programme for the coming month
export const suggestButton = button('sgs', {});
export const suggestUnionsButton = button('sgp', { page });
export const suggestUnionButton = button('sgu', { union: UnionId });
export const suggestDraftButton = button('sgd', {
  union: UnionId,
  kind: z.enum(activityKinds),
  time: z.enum([...preferredTimes, 'any']),
});
export const answeredDemandButton = button('sga', { union: UnionId, page });

import { answersOfUnion } from '../db/queries/results.ts';
import { unionPlace } from '../db/queries/staff.ts';
import { readOf } from '../db/work.ts';
import { type Actor, answersFor } from '../domain/actor.ts';
import type { UnionId } from '../domain/ids.ts';
import type { Named } from '../domain/language.ts';
import { type Results, resultsOf } from '../domain/results.ts';
import type { SurveyDefinition } from '../domain/survey.ts';
import type { Work } from '../domain/work.ts';

type ReadResult =
  | {
      readonly type: 'read';
      readonly union: Named;
      readonly survey: SurveyDefinition;
      /** Null: so few have answered that nothing may be shown. */
      readonly results: Results | null;
    }
  | { readonly type: 'notYours' };

/** What a union's members said in the needs survey, as figures. Raw answers don't leave this service. */
export type ReadResults = (work: Work, actor: Actor, union: UnionId) => Promise<ReadResult>;

export const readResults: ReadResults = async (work, actor, union) => {
  const tx = readOf(work);
  const place = await unionPlace(tx, union);
  if (!place || !answersFor(actor, place)) return { type: 'notYours' };
  const found = await answersOfUnion(tx, union);
  if (!found) return { type: 'notYours' };
  const { survey, responses, members } = found;
  return { type: 'read', union: found.union, survey, results: resultsOf(survey, responses, members) };
};

import { surveySheet } from '../../db/queries/surveys.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { RoundRef, SurveySheet } from '../../domain/survey-round.ts';
import type { Work } from '../../domain/work.ts';
import { mayAsk } from './authority.ts';

/** A round as she has it before her. One that isn't opened yet is there for those only who may open it. */
export type ReadSurvey = (work: Work, which: RoundRef, actor: Actor) => Promise<SurveySheet | undefined>;

export const readSurvey: ReadSurvey = async (work, which, actor) => {
  const tx = readOf(work);
  const sheet = await surveySheet(tx, which, actor.person, work.now);
  if (sheet?.round.status !== 'draft') return sheet;
  if (!(await mayAsk(tx, actor, sheet.round.scope))) return undefined;
  return { ...sheet, open: true, standing: 'member' };
};

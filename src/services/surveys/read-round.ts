import { reachOf } from '../../db/queries/survey-openings.ts';
import { answeredCount, surveyById } from '../../db/queries/survey-rounds.ts';
import { roundById } from '../../db/queries/surveys.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { askedIn, fewestCounted, type RoundCard } from '../../domain/asking.ts';
import type { RoundId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Work } from '../../domain/work.ts';
import { mayAsk } from './authority.ts';

/** A round's card, for those who answer for everybody it asks. */
export type ReadRound = (work: Work, actor: Actor, round: RoundId) => Promise<RoundCard | undefined>;

export function createReadRound({ languageDefault }: { readonly languageDefault: Language }): ReadRound {
  return async (work, actor, id) => {
    const tx = readOf(work);
    const round = await roundById(tx, { id });
    if (!round || !(await mayAsk(tx, actor, round.scope))) return undefined;
    const [answered, reach, survey] = await Promise.all([
      answeredCount(tx, id),
      round.status === 'draft' ? reachOf(tx, askedIn(round), languageDefault) : 0,
      surveyById(tx, round.survey),
    ]);
    return {
      round,
      reach,
      answered: answered < fewestCounted ? null : answered - (answered % fewestCounted),
      mayAskAgain: survey !== undefined && (await mayAsk(tx, actor, survey.scope)),
    };
  };
}

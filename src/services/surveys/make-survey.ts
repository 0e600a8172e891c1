import { draftRound, dropDrafts, putSurvey } from '../../db/queries/survey-rounds.ts';
import { txOf } from '../../db/work.ts';
import { type Actor, isStaff } from '../../domain/actor.ts';
import { closingAfter, usualDays, widestScope } from '../../domain/asking.ts';
import type { RoundId } from '../../domain/ids.ts';
import type { SurveyDefinition } from '../../domain/survey.ts';
import type { Work } from '../../domain/work.ts';

type Made =
  | { readonly type: 'made'; readonly round: RoundId; readonly version: number }
  | { readonly type: 'notStaff' };

/**
 * Keeps a survey in the name of the widest that she answers for, with a round to be looked at, set and opened. A key that
 * these staff have used before makes it a newer version of that survey.
 */
export type MakeSurvey = (
  work: Work,
  actor: Actor,
  survey: { readonly key: string; readonly definition: SurveyDefinition },
) => Promise<Made>;

export function createMakeSurvey({ timeZone }: { readonly timeZone: string }): MakeSurvey {
  return async (work, actor, { key, definition }) => {
    const scope = isStaff(actor) ? widestScope(actor) : undefined;
    if (!scope) return { type: 'notStaff' };
    const tx = await txOf(work);
    const { now } = work;
    const by = actor.person;
    const { id: survey, version } = await putSurvey(tx, { key, scope, definition, by, now });
    await dropDrafts(tx, survey);
    const closesAt = closingAfter(now, usualDays, timeZone);
    const round = await draftRound(tx, { survey, kind: 'once', scope, closesAt, by, now });
    return { type: 'made', round, version };
  };
}

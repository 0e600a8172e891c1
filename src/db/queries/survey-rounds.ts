import { and, asc, desc, eq, gt, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { PersonId, RoundId, SurveyId } from '../../domain/ids.ts';
import type { Words } from '../../domain/language.ts';
import type { SurveyDefinition } from '../../domain/survey.ts';
import type { OpenRound, RoundKind, RoundStatus } from '../../domain/survey-round.ts';
import type { Tx } from '../client.ts';
import {
  memberships,
  roundTakers,
  surveyRefusals,
  surveyResponses,
  surveyRounds,
  surveys,
  unions,
} from '../schema.ts';

export async function noteRefusal(
  tx: Tx,
  refusal: { readonly round: RoundId; readonly person: PersonId; readonly at: Date },
): Promise<void> {
  await tx.insert(surveyRefusals).values(refusal).onConflictDoNothing();
}

const title = sql<Words>`${surveyRounds.definition} -> 'title'`;
const running = (now: Date): SQL | undefined =>
  and(
    eq(surveyRounds.status, 'open'),
    lte(surveyRounds.opensAt, now),
    or(isNull(surveyRounds.closesAt), gt(surveyRounds.closesAt, now)),
  );

/** What a person is asked at the moment, what she hasn't answered first, the standing one last. */
export async function openRoundsFor(tx: Tx, person: PersonId, now: Date): Promise<OpenRound[]> {
  const answered = sql<boolean>`(exists (select from ${surveyResponses} where ${surveyResponses.round} = ${surveyRounds.id}
      and ${surveyResponses.person} = ${person} and ${surveyResponses.completedAt} is not null)
    or exists (select from ${roundTakers} where ${roundTakers.round} = ${surveyRounds.id}
      and ${roundTakers.person} = ${person}))`;
  const hers = sql`exists (select from ${memberships} join ${unions} on ${unions.id} = ${memberships.union}
    where ${memberships.person} = ${person} and ${memberships.until} is null
      and case ${surveyRounds.scope} ->> 'kind' when 'district' then true
        when 'street' then ${unions.street} = (${surveyRounds.scope} ->> 'street')::int
        else ${unions.id} = (${surveyRounds.scope} ->> 'union')::int end)`;
  return tx
    .select({ id: surveyRounds.id, kind: surveyRounds.kind, title, answered })
    .from(surveyRounds)
    .where(and(running(now), or(eq(surveyRounds.kind, 'standing'), hers)))
    .orderBy(sql`${surveyRounds.kind} = 'standing'`, asc(answered), desc(surveyRounds.opensAt))
    .limit(12);
}

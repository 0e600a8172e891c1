import { and, count, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { needsSurvey } from '../../domain/needs-survey.ts';
import { Answers, SurveyDefinition } from '../../domain/survey.ts';
import type { Tx } from '../client.ts';
import { consents, memberships, surveyResponses, surveyRounds, unions } from '../schema.ts';

/** Who took her consent back is no longer counted. */
const notWithdrawn = sql`not exists (
  select from ${consents} where ${consents.person} = ${surveyResponses.person} and ${consents.purpose} = 'survey'
  having count(*) > 0 and count(*) = count(${consents.withdrawnAt}))`;

export interface UnionAnswers {
  readonly union: Named;
  readonly survey: SurveyDefinition;
  readonly members: number;
  /** Of members who completed it. Without their names, in no order. */
  readonly responses: readonly Answers[];
}

/** What a union's members said in the needs survey: raw, for the rules of domain/results.ts to make showable. */
export async function answersOfUnion(tx: Tx, union: UnionId): Promise<UnionAnswers | undefined> {
  const ofUnion = and(eq(memberships.union, union), isNull(memberships.until));
  const [[named], [survey], [members], responses] = await Promise.all([
    tx.select({ name: unions.name, nameEn: unions.nameEn }).from(unions).where(eq(unions.id, union)),
    tx
      .select({ definition: surveyRounds.definition })
      .from(surveyRounds)
      .where(eq(surveyRounds.code, needsSurvey.code)),
    tx.select({ n: count() }).from(memberships).where(ofUnion),
    tx
      .select({ answers: surveyResponses.answers })
      .from(surveyResponses)
      .innerJoin(surveyRounds, eq(surveyRounds.id, surveyResponses.round))
      .innerJoin(memberships, eq(memberships.person, surveyResponses.person))
      .where(
        and(
          ofUnion,
          eq(surveyRounds.code, needsSurvey.code),
          isNotNull(surveyResponses.completedAt),
          notWithdrawn,
        ),
      ),
  ]);
  if (!named || !survey) return undefined;
  return {
    union: named,
    survey: SurveyDefinition.parse(survey.definition),
    members: members?.n ?? 0,
    responses: responses.map((row) => Answers.parse(row.answers)),
  };
}

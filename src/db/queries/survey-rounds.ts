import { and, asc, desc, eq, gt, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { RoundLine } from '../../domain/asking.ts';
import type { PersonId, RoundId, SurveyId } from '../../domain/ids.ts';
import type { Words } from '../../domain/language.ts';
import type { SurveyDefinition } from '../../domain/survey.ts';
import type { OpenRound, RoundKind } from '../../domain/survey-round.ts';
import type { Tx } from '../client.ts';
import { freshLinkCode } from '../link-code.ts';
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

/** Which rounds, in the statement around, lie within these scopes. */
function within(scopes: readonly Scope[]): SQL {
  if (scopes.some(({ kind }) => kind === 'district')) return sql`true`;
  const streets = scopes.flatMap((scope) => (scope.kind === 'street' ? [scope.street] : []));
  const own = scopes.flatMap((scope) => (scope.kind === 'union' ? [scope.union] : []));
  const union = sql`(${surveyRounds.scope} ->> 'union')::int`;
  return sql`(${sql`(${surveyRounds.scope} ->> 'street')::int`} = any(${sql.param(streets)}::int[])
    or ${union} = any(${sql.param(own)}::int[])
    or ${union} in (select id from unions where street_id = any(${sql.param(streets)}::int[])))`;
}

/** What is asked, was asked or is about to be within these scopes, the newest first; what always stands at the end. */
export async function roundsWithin(
  tx: Tx,
  scopes: readonly Scope[],
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly lines: RoundLine[]; readonly page: number; readonly pages: number }> {
  const total = await tx.$count(surveyRounds, within(scopes));
  const pages = Math.max(1, Math.ceil(total / size));
  const shown = Math.min(page, pages - 1);
  const lines = await tx
    .select({ id: surveyRounds.id, title, kind: surveyRounds.kind, status: surveyRounds.status })
    .from(surveyRounds)
    .where(within(scopes))
    .orderBy(sql`${surveyRounds.kind} = 'standing'`, desc(surveyRounds.id))
    .limit(size)
    .offset(shown * size);
  return { lines, page: shown, pages };
}

/** How many have answered a round. */
export async function answeredCount(tx: Tx, round: RoundId): Promise<number> {
  const [known, unknown] = await Promise.all([
    tx.$count(surveyResponses, and(eq(surveyResponses.round, round), isNotNull(surveyResponses.completedAt))),
    tx.$count(roundTakers, eq(roundTakers.round, round)),
  ]);
  return known + unknown;
}

/** Draws a code that no survey and no round has. */
async function freshCode(tx: Tx): Promise<string> {
  for (;;) {
    const code = freshLinkCode();
    const [taken] = await tx.execute(sql`select 1 from ${surveys} where code = ${code}
      union all select 1 from ${surveyRounds} where code = ${code}`);
    if (!taken) return code;
  }
}

/** A new survey, or a newer version of the one that the same staff call so. */
export async function putSurvey(
  tx: Tx,
  survey: {
    readonly key: string;
    readonly scope: Scope;
    readonly definition: SurveyDefinition;
    readonly by: PersonId;
    readonly now: Date;
  },
): Promise<{ readonly id: SurveyId; readonly version: number }> {
  const { key, scope, definition, by, now } = survey;
  const [row] = await tx
    .insert(surveys)
    .values({ code: await freshCode(tx), key, version: 1, definition, scope, createdBy: by, createdAt: now })
    .onConflictDoUpdate({
      target: [surveys.scope, surveys.key],
      targetWhere: sql`${surveys.status} = 'ready'`,
      set: { version: sql`${surveys.version} + 1`, definition },
    })
    .returning({ id: surveys.id, version: surveys.version });
  if (!row) throw new Error('the survey was not kept');
  return row;
}

/** Rounds of a survey that nobody has opened yet are of its newest version, or not at all. */
export async function dropDrafts(tx: Tx, survey: SurveyId): Promise<void> {
  await tx.delete(surveyRounds).where(and(eq(surveyRounds.survey, survey), eq(surveyRounds.status, 'draft')));
}

export async function dropDraft(tx: Tx, round: RoundId): Promise<void> {
  await tx.delete(surveyRounds).where(and(eq(surveyRounds.id, round), eq(surveyRounds.status, 'draft')));
}

/** A round of what a survey says now, to be opened. */
export async function draftRound(
  tx: Tx,
  draft: {
    readonly survey: SurveyId;
    readonly kind: RoundKind;
    readonly scope: Scope;
    readonly closesAt: Date;
    readonly by: PersonId;
    readonly now: Date;
  },
): Promise<RoundId> {
  const { survey: id, kind, scope, closesAt, by, now } = draft;
  const [survey] = await tx
    .select({ version: surveys.version, definition: surveys.definition })
    .from(surveys)
    .where(eq(surveys.id, id));
  if (!survey) throw new Error('no such survey');
  const [round] = await tx
    .insert(surveyRounds)
    .values({
      code: await freshCode(tx),
      survey: id,
      ...survey,
      kind,
      scope,
      anonymous: false,
      reminders: 1,
      status: 'draft',
      opensAt: now,
      closesAt,
      createdBy: by,
      createdAt: now,
    })
    .returning({ id: surveyRounds.id });
  if (!round) throw new Error('the round was not kept');
  return round.id;
}

/** The survey, if it is still asked, and whether one of its rounds always stands. */
export async function surveyById(
  tx: Tx,
  survey: SurveyId,
): Promise<{ readonly scope: Scope; readonly standing: boolean } | undefined> {
  const [row] = await tx
    .select({
      scope: surveys.scope,
      standing: sql<boolean>`exists (select from ${surveyRounds} where ${surveyRounds.survey} = ${surveys.id}
        and ${surveyRounds.kind} = 'standing')`,
    })
    .from(surveys)
    .where(and(eq(surveys.id, survey), eq(surveys.status, 'ready')));
  return row;
}

import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { RoundId, StreetId, UnionId } from '../../domain/ids.ts';
import { type Answers, SurveyDefinition } from '../../domain/survey.ts';
import type { Db, Tx } from '../client.ts';
import { anonymousAnswers, surveyFigures, surveyRoundFigures, surveyRounds } from '../schema.ts';

/*
 * Taking figures: answers as they are, for domain/suppression to make showable. Nobody else reads them.
 */

export interface RoundToTake {
  readonly id: RoundId;
  readonly definition: SurveyDefinition;
  readonly scope: Scope;
  readonly anonymous: boolean;
  readonly closed: boolean;
}

/** The standing ones, and those that were closed and whose figures are still to be taken. */
export async function roundsToTake(db: Db): Promise<RoundToTake[]> {
  const rows = await db
    .select({
      id: surveyRounds.id,
      definition: surveyRounds.definition,
      scope: surveyRounds.scope,
      anonymous: surveyRounds.anonymous,
      status: surveyRounds.status,
    })
    .from(surveyRounds)
    .where(
      sql`${surveyRounds.status} = 'open' and not ${surveyRounds.anonymous}
        and ${surveyRounds.kind} = 'standing'
        or ${surveyRounds.status} = 'closed'
          and not exists (select from survey_round_figures f where f.round_id = ${surveyRounds.id} and f.final)
          and not exists (select from anonymous_box b where b.round_id = ${surveyRounds.id})`,
    )
    .orderBy(surveyRounds.id);
  return rows.map(({ status, definition, ...round }) => ({
    ...round,
    definition: SurveyDefinition.parse(definition),
    closed: status === 'closed',
  }));
}

/** Who took her consent back is no longer counted. */
const notWithdrawn = sql`not exists (
  select from consents c where c.person_id = r.person_id and c.purpose = 'survey'
  having count(*) > 0 and count(*) = count(c.withdrawn_at))`;

/** Somebody's answers count from when she had finished and was a member, whichever came later. */
const countsFrom = sql`greatest(r.completed_at, (m.since + 1)::timestamptz)`;

/** The members who finished it, as `r`, each with her membership `m` of today: those of one taking. */
const finished = (round: RoundId, { since, until }: Window) => sql`survey_responses r
  join memberships m on m.person_id = r.person_id and m.until is null
  where r.round_id = ${round} and r.completed_at is not null and ${notWithdrawn}
    and ${countsFrom} <= ${until.toISOString()}::timestamptz
    and ${since === null ? sql`true` : sql`${countsFrom} > ${since.toISOString()}::timestamptz`}`;

export interface Window {
  /** Null: from the beginning. */
  readonly since: Date | null;
  readonly until: Date;
}

/** How many have answered in each union and were not counted yet. */
export async function newcomersByUnion(
  tx: Tx,
  round: RoundId,
  until: Date,
): Promise<{ readonly union: UnionId; readonly people: number }[]> {
  return tx.execute<{ union: UnionId; people: number }>(sql`
    select m.union_id as union, count(*)::int as people from ${finished(round, { since: null, until })}
      and not exists (select from survey_figures f
        where f.round_id = r.round_id and f.union_id = m.union_id and f.until >= ${countsFrom})
    group by m.union_id order by 1`);
}

/** How many were counted in a union before, and until when; held until the transaction ends. */
export async function countedBefore(
  tx: Tx,
  round: RoundId,
  union: UnionId,
): Promise<{ readonly people: number; readonly until: Date | null }> {
  await tx.execute(sql`select pg_advisory_xact_lock(${round}, ${union})`);
  const rows = await tx
    .select({
      people: sql<number>`(${surveyFigures.page} -> 'own' ->> 'people')::int`,
      until: surveyFigures.until,
    })
    .from(surveyFigures)
    .where(and(eq(surveyFigures.round, round), eq(surveyFigures.union, union)))
    .orderBy(desc(surveyFigures.until));
  return { people: rows.reduce((sum, row) => sum + row.people, 0), until: rows[0]?.until ?? null };
}

export async function saveFigures(tx: Tx, figures: typeof surveyFigures.$inferInsert): Promise<void> {
  await tx.insert(surveyFigures).values(figures);
}

export async function unionCount(
  tx: Tx,
  union: UnionId,
): Promise<{ readonly members: number; readonly street: StreetId }> {
  const [row] = await tx.execute<{ members: number; street: StreetId }>(sql`
    select (select count(*)::int from memberships m where m.union_id = u.id and m.until is null) as members,
      u.street_id as street from unions u where u.id = ${union}`);
  if (!row) throw new Error('no such union');
  return row;
}

export interface Sheet {
  readonly building: number | null;
  readonly answers: Answers;
}

/** So many sheets at a time are in memory. */
const sheetsAtOnce = 5_000;

/**
 * What a union's members said, a part at a time; in which building each works, as her membership or her application says.
 *
 * @param leftOut so many are left out, by lot: the same ones each time
 */
export async function* sheetsOf(
  tx: Tx,
  round: RoundId,
  union: UnionId,
  window: Window,
  leftOut: number,
): AsyncGenerator<readonly Sheet[]> {
  // Who it is first, by the union's own index: walked in the order of responses, a union would cost as much as the district.
  const who = await tx.execute<{ person: number }>(sql`
    select r.person_id as person from ${finished(round, window)} and m.union_id = ${union}
    order by md5(${`${round}:`} || r.person_id)`);
  const people = who.slice(leftOut).map(({ person }) => person);
  for (let from = 0; from < people.length; from += sheetsAtOnce) {
    const some = people.slice(from, from + sheetsAtOnce);
    const rows = await tx.execute<{ building: number | null; answers: Answers }>(sql`
      select r.answers, coalesce((select u.building_id from units u where u.id = m.unit_id),
        (select a.building_id from applications a where m.unit_id is null and a.person_id = m.person_id
          and a.union_id = m.union_id and a.status = 'approved' order by a.id desc limit 1)) as building
      from survey_responses r join memberships m on m.person_id = r.person_id and m.until is null
      where r.round_id = ${round} and r.person_id = any(${sql.param(some)}::int[])`);
    yield rows;
  }
}

/** To which questions so many of a taking wrote something. */
export async function textsGiven(
  tx: Tx,
  round: RoundId,
  union: UnionId,
  window: Window,
  { questions, least }: { readonly questions: readonly string[]; readonly least: number },
): Promise<readonly string[]> {
  if (questions.length === 0) return [];
  const rows = await tx.execute<{ key: string }>(sql`
    select q.key from unnest(${sql.param([...questions])}::text[]) q(key)
      join (select r.answers from ${finished(round, window)} and m.union_id = ${union}) given
        on jsonb_typeof(given.answers -> q.key) = 'string'
    group by q.key having count(*) >= ${least}`);
  return rows.map(({ key }) => key);
}

/** What was said anonymously; who may have said it has no place. */
export async function anonymousSheets(tx: Tx, round: RoundId): Promise<readonly Answers[]> {
  const rows = await tx
    .select({ answers: anonymousAnswers.answers })
    .from(anonymousAnswers)
    .where(eq(anonymousAnswers.round, round));
  return rows.map(({ answers }) => answers);
}

/** How many are members there. */
export async function membersIn(tx: Tx, scope: Scope): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from memberships m join unions u on u.id = m.union_id
    where m.until is null and ${within(scope)}`);
  return row?.n ?? 0;
}

/** Whether the union `u` of the statement around it lies there. */
export function within(scope: Scope): SQL {
  switch (scope.kind) {
    case 'district':
      return sql`true`;
    case 'street':
      return sql`u.street_id = ${scope.street}`;
    case 'union':
      return sql`u.id = ${scope.union}`;
  }
}

export async function saveRoundFigures(
  tx: Tx,
  figures: typeof surveyRoundFigures.$inferInsert,
): Promise<void> {
  await tx.insert(surveyRoundFigures).values(figures).onConflictDoNothing();
}

import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { BuildingId, RoundId, SurveyId, UnionId } from '../../domain/ids.ts';
import type { Named, Words } from '../../domain/language.ts';
import { needsSurvey } from '../../domain/needs-survey.ts';
import type { ResultsPlace, ResultsRound } from '../../domain/results.ts';
import { Figures, RoundPage, type Together } from '../../domain/suppression/figures.ts';
import { SurveyDefinition } from '../../domain/survey.ts';
import type { Tx } from '../client.ts';
import { buildings, streets, surveyRoundFigures, surveyRounds, unions } from '../schema.ts';
import { within } from './figures.ts';

/* Reading what may be shown. No answer is read here but what was written, and of that only what came with enough others. */

const roundColumns = {
  id: surveyRounds.id,
  survey: surveyRounds.survey,
  kind: surveyRounds.kind,
  status: surveyRounds.status,
  anonymous: surveyRounds.anonymous,
  definition: surveyRounds.definition,
  scope: surveyRounds.scope,
  opensAt: surveyRounds.opensAt,
  closesAt: surveyRounds.closesAt,
};
export type RoundRow = ResultsRound & { readonly survey: SurveyId };

async function rounds(tx: Tx, which: SQL | undefined): Promise<RoundRow[]> {
  const rows = await tx
    .select(roundColumns)
    .from(surveyRounds)
    .where(and(which, sql`${surveyRounds.status} <> 'draft'`))
    .orderBy(sql`${surveyRounds.kind} = 'standing' desc`, sql`${surveyRounds.opensAt} desc`);
  return rows.map((row) => ({ ...row, definition: SurveyDefinition.parse(row.definition) }));
}

/** Every round that asked somebody there, the one that always stands first, then the newest. */
export function roundsFor(tx: Tx, scopes: readonly Scope[]): Promise<RoundRow[]> {
  return rounds(
    tx,
    sql`exists (select from unions u where ${withinScope('survey_rounds.scope')}
      and (${sql.join(scopes.length > 0 ? scopes.map(within) : [sql`false`], sql` or `)}))`,
  );
}

export async function roundOf(tx: Tx, round: RoundId): Promise<RoundRow | undefined> {
  return (await rounds(tx, eq(surveyRounds.id, round)))[0];
}

/** Those of the same survey, the oldest first. */
export async function roundsOfSurvey(tx: Tx, survey: SurveyId): Promise<RoundRow[]> {
  const all = await rounds(tx, eq(surveyRounds.survey, survey));
  return all.toSorted((one, other) => one.opensAt.getTime() - other.opensAt.getTime());
}

/** Whether the union `u` lies in a scope kept as JSON. */
function withinScope(column: string): SQL {
  const scope = sql.raw(column);
  return sql`(${scope} ->> 'kind' = 'district' or (${scope} ->> 'street')::int = u.street_id
    or (${scope} ->> 'union')::int = u.id)`;
}

export interface TakenFigures {
  readonly union: UnionId;
  readonly until: Date;
  readonly figures: Figures;
}

/** @param crosses which of them: those whose name is like this; null leaves them out, since there are many */
export async function figuresIn(
  tx: Tx,
  round: RoundId,
  place: ResultsPlace,
  crosses: string | null,
): Promise<TakenFigures[]> {
  const part =
    place.kind === 'building'
      ? sql`f.page -> 'buildings' -> ${String(place.building)}`
      : sql`f.page -> 'own'`;
  const wanted =
    crosses === null
      ? sql`'{}'::jsonb`
      : sql`coalesce((select jsonb_object_agg(key, value) from jsonb_each(part -> 'crosses') where key like ${crosses}), '{}')`;
  const rows = await tx.execute<{ union: UnionId; until: Date; figures: unknown }>(sql`
    select u.id as union, f.until, (part - 'crosses') || jsonb_build_object('crosses', ${wanted}) as figures
    from survey_figures f join unions u on u.id = f.union_id cross join lateral (select ${part} as part) p
    where f.round_id = ${round} and ${withinPlace(place)} and part is not null
    order by u.id, f.until`);
  return rows.map(({ union, until, figures }) => ({
    union,
    until: new Date(until),
    figures: Figures.parse(figures),
  }));
}

function withinPlace(place: ResultsPlace): SQL {
  return place.kind === 'building' ? sql`u.id = ${place.union}` : within(place);
}

/** What is shown beside the unions' figures, and of an anonymous round in their place. */
export async function besidesIn(
  tx: Tx,
  round: RoundId,
  place: ResultsPlace,
): Promise<{ readonly whole: Figures | null; readonly together: Record<string, Together>[] }> {
  const rows = await tx
    .select({ page: surveyRoundFigures.page })
    .from(surveyRoundFigures)
    .where(eq(surveyRoundFigures.round, round))
    .orderBy(asc(surveyRoundFigures.until));
  const pages = rows.map(({ page }) => RoundPage.parse(page));
  const together = pages.flatMap(({ streets: inStreets, district }): Record<string, Together>[] => {
    if (place.kind === 'district') return [...Object.values(inStreets), district];
    const own = place.kind === 'street' ? inStreets[String(place.street)] : undefined;
    return own ? [own] : [];
  });
  return { whole: pages.find(({ whole }) => whole !== null)?.whole ?? null, together };
}

export interface PartRow {
  readonly place: ResultsPlace;
  readonly named: Named;
  readonly people: number;
  readonly members: number | null;
}

/** Streets, unions or buildings of which there is something to show, in their usual order. */
export async function partsIn(tx: Tx, round: RoundId, place: ResultsPlace): Promise<PartRow[]> {
  if (place.kind === 'building') return [];
  if (place.kind === 'union') {
    const rows = await tx.execute<{ id: number; people: number }>(sql`
      select key::int as id, sum((value ->> 'people')::int)::int as people
      from survey_figures f, jsonb_each(f.page -> 'buildings')
      where f.round_id = ${round} and f.union_id = ${place.union} group by key order by 1`);
    const named = await namesOf(
      tx,
      buildings,
      rows.map(({ id }) => id),
    );
    return rows.flatMap(({ id, people }) => {
      const name = named.get(id);
      const building = id as BuildingId;
      return name
        ? [{ place: { kind: 'building', union: place.union, building }, named: name, people, members: null }]
        : [];
    });
  }
  const rows = await tx.execute<{ id: number; people: number; members: number }>(sql`
    select ${place.kind === 'district' ? sql`u.street_id` : sql`u.id`} as id,
      sum(people)::int as people, sum(members)::int as members
    from (select f.union_id, sum((f.page -> 'own' ->> 'people')::int) as people,
        (array_agg((f.page -> 'own' ->> 'members')::int order by f.until desc))[1] as members
      from survey_figures f where f.round_id = ${round} group by f.union_id) f
    join unions u on u.id = f.union_id
    where ${within(place)} group by 1 order by 1`);
  const named = await namesOf(
    tx,
    place.kind === 'district' ? streets : unions,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id, people, members }) => {
    const name = named.get(id);
    const there =
      place.kind === 'district'
        ? ({ kind: 'street', street: id } as ResultsPlace)
        : ({ kind: 'union', union: id } as ResultsPlace);
    return name ? [{ place: there, named: name, people, members }] : [];
  });
}

async function namesOf(
  tx: Tx,
  table: typeof streets | typeof unions | typeof buildings,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Named>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: table.id, name: table.name, nameEn: table.nameEn })
    .from(table)
    .where(inArray(table.id, ids as never[]));
  return new Map(rows.map(({ id, ...named }) => [id, named]));
}

export async function placeNamed(tx: Tx, place: ResultsPlace): Promise<Named | null> {
  switch (place.kind) {
    case 'district':
      return null;
    case 'street':
      return (await namesOf(tx, streets, [place.street])).get(place.street) ?? null;
    case 'union':
      return (await namesOf(tx, unions, [place.union])).get(place.union) ?? null;
    case 'building':
      return (await namesOf(tx, buildings, [place.building])).get(place.building) ?? null;
  }
}

/** More than anybody reads in a chat or a sheet. */
const mostTexts = 1_000;

/**
 * What was written in a place to one question, in an order that says nothing of when or by whom: of those who were counted
 * together with enough others who wrote as well.
 */
export async function textsIn(
  tx: Tx,
  round: RoundId,
  place: ResultsPlace,
  question: string,
  least: number,
): Promise<readonly string[]> {
  if (place.kind === 'building') return [];
  const rows = await tx.execute<{ words: string }>(sql`
    with takings as (
      select f.union_id, f.until, f.texts, coalesce(lag(f.until) over (partition by f.union_id order by f.until), '-infinity') as since
      from survey_figures f join unions u on u.id = f.union_id where f.round_id = ${round} and ${within(place)}
    ), written as (
      select r.answers ->> ${question} as words, count(*) over (partition by t.union_id, t.until) as together
      from takings t
      join memberships m on m.union_id = t.union_id and m.until is null
      join survey_responses r on r.round_id = ${round} and r.person_id = m.person_id
      where t.texts ? ${question} and jsonb_typeof(r.answers -> ${question}) = 'string'
        and r.completed_at is not null
        and greatest(r.completed_at, (m.since + 1)::timestamptz) > t.since
        and greatest(r.completed_at, (m.since + 1)::timestamptz) <= t.until
        and not exists (select from consents c where c.person_id = r.person_id and c.purpose = 'survey'
          having count(*) > 0 and count(*) = count(c.withdrawn_at))
    )
    select words from written where together >= ${least} order by md5(words) limit ${mostTexts}`);
  return rows.map(({ words }) => words);
}

/** The same of an anonymous round. */
export async function anonymousTexts(
  tx: Tx,
  round: RoundId,
  question: string,
  least: number,
): Promise<readonly string[]> {
  const rows = await tx.execute<{ words: string }>(sql`
    select answers ->> ${question} as words from anonymous_answers
    where round_id = ${round} and jsonb_typeof(answers -> ${question}) = 'string'
    order by md5(answers ->> ${question}) limit ${mostTexts}`);
  return rows.length < least ? [] : rows.map(({ words }) => words);
}

/** The needs survey's, which is always open. */
export async function standingRound(tx: Tx): Promise<RoundId | null> {
  const [row] = await tx
    .select({ id: surveyRounds.id })
    .from(surveyRounds)
    .where(eq(surveyRounds.code, needsSurvey.code));
  return row?.id ?? null;
}

export async function unionOffice(tx: Tx, union: UnionId): Promise<Words | null> {
  const [row] = await tx.select({ office: unions.office }).from(unions).where(eq(unions.id, union));
  return row?.office ?? null;
}

import { and, eq, gte, isNull, type SQL, sql } from 'drizzle-orm';
import { purposes } from '../../domain/consent.ts';
import type { PersonId, RoundId, SurveyId } from '../../domain/ids.ts';
import { needsSurvey } from '../../domain/needs-survey.ts';
import { AnsweredAt, Answers, type Needs, needsOf, SurveyDefinition } from '../../domain/survey.ts';
import {
  isFresh,
  isRunning,
  type Round,
  type RoundRef,
  type SurveySheet,
} from '../../domain/survey-round.ts';
import type { Tx } from '../client.ts';
import {
  applications,
  consents,
  memberships,
  roundTakers,
  surveyRefusals,
  surveyResponses,
  surveyRounds,
  surveys,
  unions,
} from '../schema.ts';

/**
 * Brings in the standing survey with the round that is always open, or its newer words. Run at every start; doing it
 * twice, or two at once, does no harm.
 */
export async function ensureNeedsSurvey(tx: Tx, now: Date): Promise<RoundId> {
  const { code, key, version, definition } = needsSurvey;
  await tx
    .insert(surveys)
    .values({ code, key, version, definition, createdAt: now })
    .onConflictDoUpdate({
      target: surveys.code,
      set: { version, definition },
      setWhere: sql`${surveys.version} < ${version}`,
    });
  const [survey] = await tx.select({ id: surveys.id }).from(surveys).where(eq(surveys.code, code));
  if (!survey) throw new Error('the needs survey is not there');
  await tx
    .insert(surveyRounds)
    .values({
      code,
      survey: survey.id,
      version,
      definition,
      kind: 'standing',
      scope: { kind: 'district' },
      anonymous: false,
      reminders: 0,
      status: 'open',
      opensAt: now,
      createdAt: now,
    })
    .onConflictDoUpdate({
      target: surveyRounds.code,
      set: { version, definition },
      setWhere: sql`${surveyRounds.version} < ${version}`,
    });
  const [round] = await tx.select({ id: surveyRounds.id }).from(surveyRounds).where(standing);
  if (!round) throw new Error('the needs survey has no round');
  return round.id;
}

const standing = eq(surveyRounds.code, needsSurvey.code);

const headColumns = {
  id: surveyRounds.id,
  code: surveyRounds.code,
  survey: surveyRounds.survey,
  version: surveyRounds.version,
  kind: surveyRounds.kind,
  scope: surveyRounds.scope,
  anonymous: surveyRounds.anonymous,
  reminders: surveyRounds.reminders,
  status: surveyRounds.status,
  opensAt: surveyRounds.opensAt,
  closesAt: surveyRounds.closesAt,
  written: sql<string>`${surveyRounds.definition}::text`,
};

export async function roundById(tx: Tx, which: RoundRef): Promise<Round | undefined> {
  const [row] = await tx.select(headColumns).from(surveyRounds).where(whichRound(which));
  if (!row) return undefined;
  const { written, ...head } = row;
  return { ...head, definition: definitionFrom(written) };
}

/** A round of a survey with what one person has said in it. */
export async function surveySheet(
  tx: Tx,
  which: RoundRef,
  person: PersonId,
  now: Date,
): Promise<SurveySheet | undefined> {
  const agreed = (purpose: 'survey' | 'announcements') =>
    exists(sql`select from ${consents} where ${consents.person} = ${person} and ${consents.purpose} = ${purpose}
      and ${consents.withdrawnAt} is null and ${consents.version} >= ${purposes[purpose]}`);
  const member = sql`select from ${memberships} join ${unions} on ${unions.id} = ${memberships.union}
    where ${memberships.person} = ${person} and ${memberships.until} is null`;
  const applicant = sql`select from ${applications} join ${unions} on ${unions.id} = ${applications.union}
    where ${applications.person} = ${person} and ${applications.status} in ('submitted', 'needs_info', 'appealed')`;
  const [row] = await tx
    .select({
      ...headColumns,
      answers: surveyResponses.answers,
      setAside: surveyResponses.setAside,
      answeredAt: surveyResponses.answeredAt,
      completedAt: surveyResponses.completedAt,
      taken: exists(
        sql`select from ${roundTakers} where ${roundTakers.round} = ${surveyRounds.id} and ${roundTakers.person} = ${person}`,
      ),
      declined: exists(
        sql`select from ${surveyRefusals} where ${surveyRefusals.round} = ${surveyRounds.id} and ${surveyRefusals.person} = ${person}`,
      ),
      consented: agreed('survey'),
      hears: agreed('announcements'),
      member: exists(sql`${member} and ${inScope}`),
      applicant: exists(sql`${applicant} and ${inScope}`),
      anywhere: sql<boolean>`(exists (${member}) or exists (${applicant}))`,
    })
    .from(surveyRounds)
    .leftJoin(
      surveyResponses,
      and(eq(surveyResponses.round, surveyRounds.id), eq(surveyResponses.person, person)),
    )
    .where(whichRound(which));
  if (!row) return undefined;
  const {
    answers,
    setAside,
    answeredAt,
    completedAt,
    taken,
    member: belongs,
    applicant: waits,
    ...rest
  } = row;
  const { declined, consented, hears, anywhere, written, ...head } = rest;
  const round = { ...head, definition: definitionFrom(written) };
  const earlier = row.kind === 'yearly' ? await inForce(tx, round, person) : undefined;
  return {
    person,
    round,
    open: isRunning(round, now),
    standing: belongs ? 'member' : waits ? 'applicant' : anywhere ? 'elsewhere' : 'visitor',
    answers: Answers.parse(answers ?? {}),
    setAside: Answers.parse(setAside ?? {}),
    answeredAt: AnsweredAt.parse(answeredAt ?? {}),
    before: earlier?.answers ?? {},
    fresh: Object.keys(earlier?.answers ?? {}).filter((key) => isFresh(earlier?.answeredAt[key], now)),
    completed: completedAt !== null || taken,
    declined,
    consented,
    hears,
  };
}

/** Whether a round asks the people of the union in the statement around. */
const inScope: SQL = sql`case ${surveyRounds.scope} ->> 'kind'
  when 'district' then true
  when 'street' then ${unions.street} = (${surveyRounds.scope} ->> 'street')::int
  else ${unions.id} = (${surveyRounds.scope} ->> 'union')::int end`;

/** What she said in the round of the same survey that always stands. */
async function inForce(
  tx: Tx,
  round: Round,
  person: PersonId,
): Promise<{ readonly answers: Answers; readonly answeredAt: AnsweredAt } | undefined> {
  const [row] = await tx
    .select({
      answers: surveyResponses.answers,
      answeredAt: surveyResponses.answeredAt,
      startedAt: surveyResponses.startedAt,
    })
    .from(surveyResponses)
    .innerJoin(surveyRounds, eq(surveyRounds.id, surveyResponses.round))
    .where(
      and(
        eq(surveyRounds.survey, round.survey),
        eq(surveyRounds.kind, 'standing'),
        eq(surveyResponses.person, person),
      ),
    );
  if (!row) return undefined;
  const answers = Answers.parse(row.answers);
  // Answers from before the day of each was kept are as old as her first.
  const atFirst = Object.fromEntries(Object.keys(answers).map((key) => [key, row.startedAt.toISOString()]));
  return { answers, answeredAt: { ...atFirst, ...AnsweredAt.parse(row.answeredAt) } };
}

/** The round of a survey that always stands, if it has one. */
export async function standingRoundOf(tx: Tx, survey: SurveyId): Promise<RoundId | undefined> {
  const [row] = await tx
    .select({ id: surveyRounds.id })
    .from(surveyRounds)
    .where(and(eq(surveyRounds.survey, survey), eq(surveyRounds.kind, 'standing')));
  return row?.id;
}

/** A survey is asked for at every tap: the same text is parsed once. */
const definitions = new Map<string, SurveyDefinition>();
const mostKept = 200;

function definitionFrom(written: string): SurveyDefinition {
  const known = definitions.get(written);
  if (known) return known;
  const definition = SurveyDefinition.parse(JSON.parse(written));
  if (definitions.size >= mostKept) definitions.clear();
  definitions.set(written, definition);
  return definition;
}

function exists(query: SQL): SQL<boolean> {
  return sql<boolean>`exists (${query})`;
}

function whichRound(which: RoundRef): SQL {
  if (which === 'standing') return standing;
  return 'id' in which ? eq(surveyRounds.id, which.id) : eq(surveyRounds.code, which.code.toLowerCase());
}

export interface KeptAnswers {
  readonly round: RoundId;
  readonly person: PersonId;
  readonly answers: Answers;
  readonly setAside: Answers;
  readonly answeredAt: AnsweredAt;
  /** Every question has been dealt with. Later changes don't move the day. */
  readonly completed: boolean;
  readonly now: Date;
}

/** Keeps all she has said in a round. Her turn holds her row, so nothing is written in between. */
export async function keepAnswers(tx: Tx, kept: KeptAnswers): Promise<void> {
  const { round, person, answers, setAside, answeredAt, completed, now } = kept;
  await tx
    .insert(surveyResponses)
    .values({
      round,
      person,
      answers,
      setAside,
      answeredAt,
      startedAt: now,
      completedAt: completed ? now : null,
    })
    .onConflictDoUpdate({
      target: [surveyResponses.round, surveyResponses.person],
      set: {
        answers,
        setAside,
        answeredAt,
        ...(completed
          ? { completedAt: sql`coalesce(${surveyResponses.completedAt}, excluded.completed_at)` }
          : {}),
      },
    });
}

/** What a person asked for; null when she hasn't answered, or no longer wants it used. */
export async function needsOfPerson(tx: Tx, person: PersonId): Promise<Needs | null> {
  const [row] = await tx
    .select({ answers: surveyResponses.answers })
    .from(surveyResponses)
    .innerJoin(surveyRounds, eq(surveyRounds.id, surveyResponses.round))
    .innerJoin(consents, eq(consents.person, surveyResponses.person))
    .where(
      and(
        eq(surveyResponses.person, person),
        standing,
        eq(consents.purpose, 'survey'),
        isNull(consents.withdrawnAt),
        gte(consents.version, purposes.survey),
      ),
    );
  return row ? needsOf(Answers.parse(row.answers)) : null;
}

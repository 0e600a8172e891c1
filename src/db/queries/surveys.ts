import { and, eq, gte, isNull, type SQL, sql } from 'drizzle-orm';
import { purposes } from '../../domain/consent.ts';
import type { PersonId, SurveyId } from '../../domain/ids.ts';
import { needsSurvey } from '../../domain/needs-survey.ts';
import {
  Answers,
  type Needs,
  needsOf,
  SurveyDefinition,
  type SurveyRef,
  type SurveySheet,
} from '../../domain/survey.ts';
import type { Tx } from '../client.ts';
import { applications, consents, memberships, surveyResponses, surveys } from '../schema.ts';

/** Brings in the standing survey, or its newer words. Run at every start; doing it twice, or two at once, does no harm. */
export async function ensureNeedsSurvey(tx: Tx, now: Date): Promise<SurveyId> {
  const { code, key, version, definition } = needsSurvey;
  await tx
    .insert(surveys)
    .values({ code, key, version, definition, opensAt: now })
    .onConflictDoUpdate({
      target: surveys.code,
      set: { version, definition },
      setWhere: sql`${surveys.version} < ${version}`,
    });
  const [row] = await tx.select({ id: surveys.id }).from(surveys).where(eq(surveys.code, code));
  if (!row) throw new Error('the needs survey is not there');
  return row.id;
}

/** A survey with what one person has said in it. */
export async function surveySheet(
  tx: Tx,
  which: SurveyRef,
  person: PersonId,
  now: Date,
): Promise<SurveySheet | undefined> {
  const agreed = (purpose: 'survey' | 'announcements') =>
    exists(sql`select from ${consents} where ${consents.person} = ${person} and ${consents.purpose} = ${purpose}
      and ${consents.withdrawnAt} is null and ${consents.version} >= ${purposes[purpose]}`);
  const [row] = await tx
    .select({
      id: surveys.id,
      version: surveys.version,
      opensAt: surveys.opensAt,
      closesAt: surveys.closesAt,
      answers: surveyResponses.answers,
      completedAt: surveyResponses.completedAt,
      consented: agreed('survey'),
      hears: agreed('announcements'),
      member: exists(
        sql`select from ${memberships} where ${memberships.person} = ${person} and ${memberships.until} is null`,
      ),
      applicant: exists(
        sql`select from ${applications} where ${applications.person} = ${person} and ${applications.status} in ('submitted', 'needs_info', 'appealed')`,
      ),
    })
    .from(surveys)
    .leftJoin(
      surveyResponses,
      and(eq(surveyResponses.survey, surveys.id), eq(surveyResponses.person, person)),
    )
    .where(whichSurvey(which));
  if (!row) return undefined;
  return {
    id: row.id,
    definition: await definitionOf(tx, row.id, row.version),
    open: row.opensAt <= now && (row.closesAt === null || row.closesAt > now),
    standing: row.member ? 'member' : row.applicant ? 'applicant' : 'visitor',
    answers: Answers.parse(row.answers ?? {}),
    completed: row.completedAt !== null,
    consented: row.consented,
    hears: row.hears,
  };
}

/** Questions of a version never change, so each is read and parsed once: a survey is asked for at every tap. */
const definitions = new Map<string, SurveyDefinition>();

async function definitionOf(tx: Tx, survey: SurveyId, version: number): Promise<SurveyDefinition> {
  const key = `${survey}:${version}`;
  const known = definitions.get(key);
  if (known) return known;
  const [row] = await tx
    .select({ definition: surveys.definition })
    .from(surveys)
    .where(eq(surveys.id, survey));
  const definition = SurveyDefinition.parse(row?.definition);
  definitions.set(key, definition);
  return definition;
}

function exists(query: SQL): SQL<boolean> {
  return sql<boolean>`exists (${query})`;
}

function whichSurvey(which: SurveyRef): SQL {
  if (which === 'standing') return eq(surveys.code, needsSurvey.code);
  return 'id' in which ? eq(surveys.id, which.id) : eq(surveys.code, which.code.toLowerCase());
}

/** Keeps one answer beside those given before. */
export async function saveAnswer(
  tx: Tx,
  {
    survey,
    person,
    question,
    answer,
    now,
  }: {
    readonly survey: SurveyId;
    readonly person: PersonId;
    readonly question: string;
    readonly answer: Answers[string];
    readonly now: Date;
  },
): Promise<Answers> {
  const [row] = await tx
    .insert(surveyResponses)
    .values({ survey, person, answers: { [question]: answer ?? null }, startedAt: now })
    .onConflictDoUpdate({
      target: [surveyResponses.survey, surveyResponses.person],
      set: { answers: sql`${surveyResponses.answers} || excluded.answers` },
    })
    .returning({ answers: surveyResponses.answers });
  return Answers.parse(row?.answers ?? {});
}

/** Every question has been dealt with. Later changes don't move the day. */
export async function completeResponse(tx: Tx, survey: SurveyId, person: PersonId, now: Date): Promise<void> {
  await tx
    .update(surveyResponses)
    .set({ completedAt: now })
    .where(
      and(
        eq(surveyResponses.survey, survey),
        eq(surveyResponses.person, person),
        isNull(surveyResponses.completedAt),
      ),
    );
}

/** What a person asked for; null when she hasn't answered, or no longer wants it used. */
export async function needsOfPerson(tx: Tx, person: PersonId): Promise<Needs | null> {
  const [row] = await tx
    .select({ answers: surveyResponses.answers })
    .from(surveyResponses)
    .innerJoin(surveys, eq(surveys.id, surveyResponses.survey))
    .innerJoin(consents, eq(consents.person, surveyResponses.person))
    .where(
      and(
        eq(surveyResponses.person, person),
        eq(surveys.code, needsSurvey.code),
        eq(consents.purpose, 'survey'),
        isNull(consents.withdrawnAt),
        gte(consents.version, purposes.survey),
      ),
    );
  return row ? needsOf(Answers.parse(row.answers)) : null;
}

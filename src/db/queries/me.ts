import { and, asc, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import { type Purpose, purposes } from '../../domain/consent.ts';
import type { ActivityId, ApplicationId, PersonId, UnionId } from '../../domain/ids.ts';
import type { Named, Words } from '../../domain/language.ts';
import type { ApplicationStatus } from '../../domain/lifecycle.ts';
import { needsSurvey } from '../../domain/needs-survey.ts';
import type { Answers } from '../../domain/survey.ts';
import type { Tx } from '../client.ts';
import {
  activities,
  applications,
  buildings,
  consents,
  memberships,
  people,
  signUps,
  surveyResponses,
  surveyRounds,
  unions,
  units,
} from '../schema.ts';

/*
 * What is kept of one person, for her own eyes. Sealed fields come as they are stored, under the column they are of.
 */

/** Sealed under `people.name` and `people.phone`. */
export async function sealedSelf(
  tx: Tx,
  person: PersonId,
): Promise<{ name: Buffer | null; phone: Buffer | null; phoneTyped: boolean } | undefined> {
  const [row] = await tx
    .select({
      name: people.name,
      phone: people.phone,
      // She changed it by typing. Of one that came with an application it isn't kept how it was given.
      phoneTyped: sql<boolean>`people.phone_verified_at is null and exists (select from audit a
        where a.subject = 'person' and a.subject_id = people.id and a.action = 'person.phoneChanged')`,
    })
    .from(people)
    .where(eq(people.id, person));
  return row;
}

export interface MyMembership {
  readonly union: Named & { readonly id: UnionId };
  readonly unit: string | null;
  /** Since when she has been a member without a gap, whatever union she has moved to. */
  readonly since: string;
  /** Out of work or retired, and a member all the same. */
  readonly resting: boolean;
}

export async function currentMembership(tx: Tx, person: PersonId): Promise<MyMembership | null> {
  const [row] = await tx
    .select({
      union: { id: unions.id, name: unions.name, nameEn: unions.nameEn },
      unit: units.name,
      since: sql<string>`(select min(p.since)::text from memberships p where p.person_id = ${memberships.person}
        and (p.until is null or p.status = 'transferred') and p.since >= coalesce(
          (select max(l.until) from memberships l where l.person_id = p.person_id and l.status = 'left'), p.since))`,
      resting: sql<boolean>`${memberships.status} = 'retained'`,
    })
    .from(memberships)
    .innerJoin(unions, eq(unions.id, memberships.union))
    .leftJoin(units, eq(units.id, memberships.unit))
    .where(and(eq(memberships.person, person), isNull(memberships.until)));
  return row ?? null;
}

/** `name`, `phone` and `unitWritten` are sealed under these columns of `applications`; some time after the decision forgotten. */
export interface SealedApplication {
  readonly id: ApplicationId;
  readonly status: ApplicationStatus;
  readonly union: Named;
  readonly building: Named;
  readonly unit: string | null;
  readonly unitWritten: Buffer | null;
  readonly name: Buffer | null;
  readonly phone: Buffer | null;
  readonly submittedAt: Date;
  readonly dueOn: string;
  readonly rejection: Buffer | null;
}

/** Whatever became of it. */
export async function newestApplication(tx: Tx, person: PersonId): Promise<SealedApplication | undefined> {
  const [row] = await tx
    .select({
      id: applications.id,
      status: applications.status,
      union: { name: unions.name, nameEn: unions.nameEn },
      building: { name: buildings.name, nameEn: buildings.nameEn },
      unit: units.name,
      unitWritten: applications.unitWritten,
      name: applications.name,
      phone: applications.phone,
      submittedAt: applications.submittedAt,
      dueOn: applications.dueOn,
      rejection: applications.rejection,
    })
    .from(applications)
    .innerJoin(unions, eq(unions.id, applications.union))
    .innerJoin(buildings, eq(buildings.id, applications.building))
    .leftJoin(units, eq(units.id, applications.unit))
    .where(eq(applications.person, person))
    .orderBy(desc(applications.id))
    .limit(1);
  return row;
}

/** What she agrees to in the words of today: consent to older ones doesn't count. */
export async function consentsInForce(tx: Tx, person: PersonId): Promise<ReadonlySet<Purpose>> {
  const rows = await tx
    .select({ purpose: consents.purpose, version: consents.version })
    .from(consents)
    .where(and(eq(consents.person, person), isNull(consents.withdrawnAt)));
  return new Set(
    rows.filter(({ purpose, version }) => version >= purposes[purpose]).map((row) => row.purpose),
  );
}

/** What she said in the needs survey: it is in force, whatever else she was asked. */
export async function answersInForce(tx: Tx, person: PersonId): Promise<Answers | null> {
  const [row] = await tx
    .select({ answers: surveyResponses.answers })
    .from(surveyResponses)
    .innerJoin(surveyRounds, eq(surveyRounds.id, surveyResponses.round))
    .where(and(eq(surveyResponses.person, person), eq(surveyRounds.code, needsSurvey.code)));
  return row?.answers ?? null;
}

export interface MySignUp {
  readonly id: ActivityId;
  readonly title: Words;
  readonly startsAt: Date;
}

/** The next five activities she has a place at. */
export function comingSignUps(tx: Tx, person: PersonId, now: Date): Promise<MySignUp[]> {
  return tx
    .select({ id: activities.id, title: activities.title, startsAt: activities.startsAt })
    .from(signUps)
    .innerJoin(activities, eq(activities.id, signUps.activity))
    .where(and(eq(signUps.person, person), gt(activities.startsAt, now), isNull(activities.cancelledAt)))
    .orderBy(asc(activities.startsAt))
    .limit(5);
}

import { and, asc, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import {
  activities,
  applications,
  buildings,
  consents,
  memberships,
  people,
  signUps,
  surveyResponses,
  surveys,
  unions,
  units,
} from '../db/schema.ts';
import type { Vault } from '../db/vault.ts';
import { txOf } from '../db/work.ts';
import type { Purpose } from '../domain/consent.ts';
import type { ActivityId, ApplicationId, PersonId, UnionId } from '../domain/ids.ts';
import type { Named, Words } from '../domain/language.ts';
import type { ApplicationStatus, Rejection } from '../domain/membership.ts';
import type { Answers } from '../domain/survey.ts';
import type { Work } from '../domain/work.ts';

export interface AboutMe {
  readonly name: string | null;
  readonly phone: string | null;
  readonly membership: {
    readonly union: Named & { readonly id: UnionId };
    readonly unit: string | null;
    readonly since: string;
  } | null;
  /** The newest one, whatever became of it. */
  readonly application: {
    readonly id: ApplicationId;
    readonly status: ApplicationStatus;
    readonly union: Named;
    readonly building: Named;
    readonly unit: string | null;
    readonly name: string;
    readonly phone: string;
    readonly submittedAt: Date;
    readonly dueOn: string;
    readonly rejection: Rejection | null;
  } | null;
  readonly consents: ReadonlySet<Purpose>;
  readonly answers: Answers | null;
  readonly signUps: readonly { readonly id: ActivityId; readonly title: Words; readonly startsAt: Date }[];
}

/** What /me shows a person of herself. */
export type ReadAboutMe = (work: Work, person: PersonId) => Promise<AboutMe>;

export function createReadAboutMe({ vault }: { vault: Vault }): ReadAboutMe {
  return async (work, person) => {
    const tx = txOf(work);
    const [[own], membership, application, given, answers, coming] = await Promise.all([
      tx.select({ name: people.name, phone: people.phone }).from(people).where(eq(people.id, person)),
      membershipOf(tx, person),
      newestApplication(tx, vault, person),
      tx
        .select({ purpose: consents.purpose })
        .from(consents)
        .where(and(eq(consents.person, person), isNull(consents.withdrawnAt))),
      newestAnswers(tx, person),
      comingSignUps(tx, person, work.now),
    ]);
    return {
      name: own?.name ? vault.open(own.name, 'people.name') : null,
      phone: own?.phone ? vault.open(own.phone, 'people.phone') : null,
      membership,
      application,
      consents: new Set(given.map((row) => row.purpose)),
      answers,
      signUps: coming,
    };
  };
}

async function membershipOf(tx: Tx, person: PersonId): Promise<AboutMe['membership']> {
  const [row] = await tx
    .select({
      union: { id: unions.id, name: unions.name, nameEn: unions.nameEn },
      unit: units.name,
      since: memberships.since,
    })
    .from(memberships)
    .innerJoin(unions, eq(unions.id, memberships.union))
    .leftJoin(units, eq(units.id, memberships.unit))
    .where(and(eq(memberships.person, person), isNull(memberships.until)));
  return row ?? null;
}

async function newestApplication(tx: Tx, vault: Vault, person: PersonId): Promise<AboutMe['application']> {
  const [row] = await tx
    .select({
      application: applications,
      union: { name: unions.name, nameEn: unions.nameEn },
      building: { name: buildings.name, nameEn: buildings.nameEn },
      unit: units.name,
    })
    .from(applications)
    .innerJoin(unions, eq(unions.id, applications.union))
    .innerJoin(buildings, eq(buildings.id, applications.building))
    .leftJoin(units, eq(units.id, applications.unit))
    .where(eq(applications.person, person))
    .orderBy(desc(applications.id))
    .limit(1);
  if (!row) return null;
  const { application, union, building } = row;
  const written = application.unitWritten && vault.open(application.unitWritten, 'applications.unit_written');
  return {
    id: application.id,
    status: application.status,
    union,
    building,
    unit: row.unit ?? written,
    name: vault.open(application.name, 'applications.name'),
    phone: vault.open(application.phone, 'applications.phone'),
    submittedAt: application.submittedAt,
    dueOn: application.dueOn,
    rejection: application.rejection,
  };
}

async function newestAnswers(tx: Tx, person: PersonId): Promise<Answers | null> {
  const [row] = await tx
    .select({ answers: surveyResponses.answers })
    .from(surveyResponses)
    .innerJoin(surveys, eq(surveys.id, surveyResponses.survey))
    .where(eq(surveyResponses.person, person))
    .orderBy(desc(surveys.opensAt))
    .limit(1);
  return row?.answers ?? null;
}

function comingSignUps(tx: Tx, person: PersonId, now: Date) {
  return tx
    .select({ id: activities.id, title: activities.title, startsAt: activities.startsAt })
    .from(signUps)
    .innerJoin(activities, eq(activities.id, signUps.activity))
    .where(and(eq(signUps.person, person), gt(activities.startsAt, now), isNull(activities.cancelledAt)))
    .orderBy(asc(activities.startsAt))
    .limit(5);
}

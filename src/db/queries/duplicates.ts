import { and, asc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { ApplicationId, PersonId, UnitId } from '../../domain/ids.ts';
import type { DuplicateReason } from '../../domain/review.ts';
import type { Tx } from '../client.ts';
import {
  applications,
  duplicateFlags,
  duplicateVerdicts,
  memberships,
  people,
  unions,
  units,
} from '../schema.ts';
import { openTo } from './kept-from.ts';

const isOpen = sql`${applications.status} in ('submitted', 'needs_info', 'appealed')`;

/** Members and applicants with this phone, under whichever key of the ring. */
export async function withPhone(
  tx: Tx,
  indexes: readonly Buffer[],
  but: PersonId,
): Promise<readonly PersonId[]> {
  const members = await tx
    .select({ person: people.id })
    .from(people)
    .innerJoin(memberships, and(eq(memberships.person, people.id), isNull(memberships.until)))
    .where(and(inArray(people.phoneIndex, [...indexes]), ne(people.id, but)));
  const applicants = await tx
    .select({ person: applications.person })
    .from(applications)
    .where(and(inArray(applications.phoneIndex, [...indexes]), isOpen, ne(applications.person, but)));
  return [...new Set([...members, ...applicants].map(({ person }) => person))];
}

/** A unit with more people than this is not looked through by name. */
const namesAtMost = 2_000;

/** Members and applicants of a unit with their names, each sealed under the column it is of. */
export async function namesInUnit(tx: Tx, unit: UnitId, but: PersonId) {
  const members = await tx
    .select({ person: people.id, name: people.name })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.person))
    .where(and(eq(memberships.unit, unit), isNull(memberships.until), ne(people.id, but)))
    .limit(namesAtMost);
  const applicants = await tx
    .select({ person: applications.person, name: applications.name })
    .from(applications)
    .where(and(eq(applications.unit, unit), isOpen, ne(applications.person, but)))
    .limit(namesAtMost);
  return { members, applicants };
}

/** Whom a reviewer has found to be somebody else. */
export async function distinctFrom(tx: Tx, person: PersonId): Promise<ReadonlySet<PersonId>> {
  const rows = await tx
    .select({ first: duplicateVerdicts.first, second: duplicateVerdicts.second })
    .from(duplicateVerdicts)
    .where(or(eq(duplicateVerdicts.first, person), eq(duplicateVerdicts.second, person)));
  return new Set(rows.map(({ first, second }) => (first === person ? second : first)));
}

export interface Flag {
  readonly person: PersonId;
  readonly why: DuplicateReason;
}

/** Puts these flags in the place of those it had. */
export async function setFlags(tx: Tx, application: ApplicationId, flags: readonly Flag[]): Promise<void> {
  await tx.delete(duplicateFlags).where(eq(duplicateFlags.application, application));
  if (flags.length > 0)
    await tx.insert(duplicateFlags).values(flags.map((flag) => ({ application, ...flag })));
}

/** A member's membership says who may know; of somebody who isn't one, her application does. */
const ofEither = {
  unit: sql`coalesce(${memberships.unit}, ${applications.unit})`,
  visibleTo: sql`coalesce(${memberships.visibleTo}, ${applications.visibleTo}, 'union')`,
};

/** Whom an application was flagged for, with what tells them apart; without those who are kept from whoever looks. */
export async function flaggedFor(tx: Tx, application: ApplicationId, reader: PersonId) {
  return tx
    .select({
      person: duplicateFlags.person,
      why: duplicateFlags.why,
      memberName: people.name,
      applicantName: applications.name,
      memberSince: memberships.since,
      appliedAt: applications.submittedAt,
      union: { name: unions.name, nameEn: unions.nameEn },
      unit: units.name,
    })
    .from(duplicateFlags)
    .innerJoin(people, eq(people.id, duplicateFlags.person))
    .leftJoin(memberships, and(eq(memberships.person, people.id), isNull(memberships.until)))
    .leftJoin(applications, and(eq(applications.person, people.id), isOpen))
    .leftJoin(unions, sql`${unions.id} = coalesce(${memberships.union}, ${applications.union})`)
    .leftJoin(units, sql`${units.id} = coalesce(${memberships.unit}, ${applications.unit})`)
    .where(and(eq(duplicateFlags.application, application), openTo(reader, ofEither)))
    .orderBy(asc(duplicateFlags.person), asc(duplicateFlags.why));
}

/** Two people, for good: neither is flagged for the other again. @returns false when it wasn't flagged for her */
export async function setDistinct(
  tx: Tx,
  {
    applicant,
    other,
    by,
    at,
  }: Readonly<Record<'applicant' | 'other' | 'by', PersonId>> & { readonly at: Date },
): Promise<boolean> {
  const flagged = await tx.execute(sql`
    delete from duplicate_flags f using applications a
    where a.id = f.application_id
      and ((a.person_id = ${applicant} and f.person_id = ${other}) or (a.person_id = ${other} and f.person_id = ${applicant}))
    returning 1`);
  if (flagged.length === 0) return false;
  const [first, second] = applicant < other ? [applicant, other] : [other, applicant];
  await tx.insert(duplicateVerdicts).values({ first, second, by, at }).onConflictDoNothing();
  return true;
}

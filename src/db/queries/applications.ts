import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { UnionPlace } from '../../domain/actor.ts';
import type { ApplicationId, BuildingId, MembershipId, PersonId, UnionId, UnitId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { type ApplicationStatus, isOpen } from '../../domain/lifecycle.ts';
import type { Claim } from '../../domain/review.ts';
import type { Confidants } from '../../domain/visibility.ts';
import type { Db, Tx } from '../client.ts';
import {
  applicationMoves,
  applications,
  buildings,
  memberships,
  unionBuildings,
  unions,
  units,
} from '../schema.ts';

/** A union as far as joining it goes. */
export type UnionToJoin = UnionPlace & {
  readonly named: Named;
  /** It is the street's own federation: no building union covers the place. */
  readonly ofStreet: boolean;
};

/**
 * The union that covers a building now, and its street. It goes on covering it until the transaction ends: the building
 * isn't given to another while somebody hands in her application to this one.
 */
export async function coveringUnion(tx: Tx, building: BuildingId): Promise<UnionToJoin | undefined> {
  const [row] = await tx
    .select({ union: unions.id, street: unions.street, named: { name: unions.name, nameEn: unions.nameEn } })
    .from(unionBuildings)
    .innerJoin(unions, eq(unions.id, unionBuildings.union))
    .where(and(eq(unionBuildings.building, building), isNull(unionBuildings.until)))
    .for('share', { of: unionBuildings });
  return row && { ...row, ofStreet: false };
}

export interface NewApplication {
  readonly person: PersonId;
  readonly union: UnionId;
  readonly building: BuildingId;
  readonly unit: UnitId | null;
  /** Of a member who changes her work: the membership that goes on here. */
  readonly transferFrom?: MembershipId;
  /** Sealed under `applications.unit_written`, and so on. */
  readonly unitWritten: Buffer | null;
  readonly name: Buffer;
  readonly phone: Buffer;
  readonly phoneIndex: Buffer;
  readonly submittedAt: Date;
  readonly dueOn: string;
  readonly visibleTo: Confidants;
}

/** @returns undefined when another of hers is waiting already */
export async function insertApplication(tx: Tx, row: NewApplication): Promise<ApplicationId | undefined> {
  const [inserted] = await tx
    .insert(applications)
    .values({ ...row, status: 'submitted' })
    .onConflictDoNothing()
    .returning({ id: applications.id });
  if (!inserted) return undefined;
  await tx
    .insert(applicationMoves)
    .values({ application: inserted.id, from: null, to: 'submitted', by: row.person, at: row.submittedAt });
  return inserted.id;
}

export interface ApplicationMove {
  readonly application: ApplicationId;
  readonly from: ApplicationStatus;
  readonly to: ApplicationStatus;
  /** Null: a job, because time ran out. */
  readonly by: PersonId | null;
  readonly at: Date;
  /** Sealed. */
  readonly rejection?: Buffer;
  /** Why, sealed under `application_moves.words`. */
  readonly words?: Buffer;
  /** The day by which she is answered now. */
  readonly dueOn?: string;
}

/**
 * Moves an application on, off whoever's desk it was on.
 *
 * @returns false when it wasn't in `from` any more: somebody was faster, and nothing is changed
 */
export async function moveApplication(
  tx: Tx,
  { application, from, to, by, at, rejection, words, dueOn }: ApplicationMove,
): Promise<boolean> {
  const decided = !isOpen(to);
  const moved = await tx
    .update(applications)
    .set({
      status: to,
      decidedAt: decided ? at : null,
      decidedBy: decided ? by : null,
      claimedBy: null,
      claimedAt: null,
      // Who decides on an appeal reads why it was turned down.
      ...(to === 'appealed' ? {} : { rejection: rejection ?? null }),
      ...(dueOn === undefined ? {} : { dueOn }),
    })
    .where(and(eq(applications.id, application), eq(applications.status, from)))
    .returning({ id: applications.id });
  if (moved.length === 0) return false;
  await tx.insert(applicationMoves).values({ application, from, to, by, at, words: words ?? null });
  return true;
}

/** An application as it is stored: what was written is still sealed, and some time after the decision forgotten. */
export async function applicationById(tx: Db | Tx, id: ApplicationId) {
  const [row] = await tx
    .select({
      id: applications.id,
      person: applications.person,
      status: applications.status,
      place: { union: unions.id, street: unions.street },
      ofStreet: sql<boolean>`${unions.kind} = 'street'`,
      visibleTo: applications.visibleTo,
      transferFrom: applications.transferFrom,
      union: { name: unions.name, nameEn: unions.nameEn },
      building: { name: buildings.name, nameEn: buildings.nameEn },
      unit: units.id,
      unitName: units.name,
      unitRoom: units.room,
      unitWritten: applications.unitWritten,
      name: applications.name,
      phone: applications.phone,
      submittedAt: applications.submittedAt,
      dueOn: applications.dueOn,
      buildingId: applications.building,
      decidedAt: applications.decidedAt,
      rejection: applications.rejection,
      reviewStartedAt: applications.reviewStartedAt,
      claimedBy: applications.claimedBy,
      claimedAt: applications.claimedAt,
      // Of the last time it was turned down.
      rejectedBy: sql<PersonId | null>`(select m.by_person from application_moves m
        where m.application_id = ${applications.id} and m.to_status = 'rejected' order by m.id desc limit 1)`,
      appealed: sql<boolean>`exists (select from application_moves m
        where m.application_id = ${applications.id} and m.to_status = 'appealed')`,
    })
    .from(applications)
    .innerJoin(unions, eq(unions.id, applications.union))
    .innerJoin(buildings, eq(buildings.id, applications.building))
    .leftJoin(units, eq(units.id, applications.unit))
    .where(eq(applications.id, id));
  return row;
}

/** Who may know of it, and of the membership that she has now. */
export async function setVisibleTo(
  tx: Tx,
  {
    application,
    person,
    visibleTo,
  }: { readonly application: ApplicationId; readonly person: PersonId; readonly visibleTo: Confidants },
): Promise<void> {
  await tx.update(applications).set({ visibleTo }).where(eq(applications.id, application));
  await tx
    .update(memberships)
    .set({ visibleTo })
    .where(and(eq(memberships.person, person), isNull(memberships.until)));
}

export interface MoveMade {
  /** Null: a job, because time ran out. */
  readonly by: PersonId | null;
  readonly to: ApplicationStatus;
  readonly at: Date;
  /** Sealed under `application_moves.words`. */
  readonly words: Buffer | null;
}

/** What became of it, from the beginning. */
export async function movesOf(tx: Db | Tx, application: ApplicationId): Promise<readonly MoveMade[]> {
  return tx
    .select({
      by: applicationMoves.by,
      to: sql<ApplicationStatus>`${applicationMoves.to}`,
      at: applicationMoves.at,
      words: applicationMoves.words,
    })
    .from(applicationMoves)
    .where(eq(applicationMoves.application, application))
    .orderBy(asc(applicationMoves.id));
}

/** From the first time a reviewer opens it, its applicant has to ask before she changes something. */
export async function beginReview(tx: Tx, application: ApplicationId, at: Date): Promise<void> {
  await tx
    .update(applications)
    .set({ reviewStartedAt: at })
    .where(and(eq(applications.id, application), isNull(applications.reviewStartedAt)));
}

/** Puts it on somebody's desk, or takes it off. @returns false when it changed hands meanwhile */
export async function setClaim(
  tx: Tx,
  application: ApplicationId,
  { was, becomes }: { readonly was: Claim | null; readonly becomes: Claim | null },
): Promise<boolean> {
  const set = await tx
    .update(applications)
    .set({ claimedBy: becomes?.by ?? null, claimedAt: becomes?.at ?? null })
    .where(
      and(
        eq(applications.id, application),
        sql`${applications.claimedBy} is not distinct from ${was?.by ?? null}`,
      ),
    )
    .returning({ id: applications.id });
  return set.length > 0;
}

/** What she gave, changed. `name` and so on are sealed under their columns. @returns false when it isn't open to that */
export async function changeApplication(
  tx: Tx,
  application: ApplicationId,
  was: ApplicationStatus,
  given: Partial<Pick<NewApplication, 'name' | 'phone' | 'phoneIndex' | 'unit' | 'unitWritten'>>,
): Promise<boolean> {
  const changed = await tx
    .update(applications)
    .set(given)
    .where(
      and(
        eq(applications.id, application),
        eq(applications.status, was),
        was === 'submitted' ? isNull(applications.reviewStartedAt) : undefined,
      ),
    )
    .returning({ id: applications.id });
  return changed.length > 0;
}

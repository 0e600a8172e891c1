import { and, asc, count, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Scope, UnionPlace } from '../../domain/actor.ts';
import type { ApplicationId, BuildingId, PersonId, UnionId, UnitId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { ApplicationStatus } from '../../domain/lifecycle.ts';
import type { Tx } from '../client.ts';
import { applicationMoves, applications, buildings, unionBuildings, unions, units } from '../schema.ts';

/**
 * The union that covers a building now, and its street. It goes on covering it until the transaction ends: the building
 * isn't given to another while somebody hands in her application to this one.
 */
export async function coveringUnion(
  tx: Tx,
  building: BuildingId,
): Promise<(UnionPlace & { readonly named: Named }) | undefined> {
  const [row] = await tx
    .select({ union: unions.id, street: unions.street, named: { name: unions.name, nameEn: unions.nameEn } })
    .from(unionBuildings)
    .innerJoin(unions, eq(unions.id, unionBuildings.union))
    .where(and(eq(unionBuildings.building, building), isNull(unionBuildings.until)))
    .for('share', { of: unionBuildings });
  return row;
}

export interface NewApplication {
  readonly person: PersonId;
  readonly union: UnionId;
  readonly building: BuildingId;
  readonly unit: UnitId | null;
  /** Sealed under `applications.unit_written`, and so on. */
  readonly unitWritten: Buffer | null;
  readonly name: Buffer;
  readonly phone: Buffer;
  readonly phoneIndex: Buffer;
  readonly submittedAt: Date;
  readonly dueOn: string;
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
  readonly to: Exclude<ApplicationStatus, 'submitted'>;
  readonly by: PersonId;
  readonly at: Date;
  /** Sealed. */
  readonly rejection?: Buffer;
}

/** Settles a waiting application. @returns false when somebody else was faster: nothing is changed then */
export async function settleApplication(
  tx: Tx,
  { application, to, by, at, rejection }: ApplicationMove,
): Promise<boolean> {
  const moved = await tx
    .update(applications)
    .set({ status: to, decidedAt: at, decidedBy: by, rejection: rejection ?? null })
    .where(and(eq(applications.id, application), eq(applications.status, 'submitted')))
    .returning({ id: applications.id });
  if (moved.length === 0) return false;
  await tx.insert(applicationMoves).values({ application, from: 'submitted', to, by, at });
  return true;
}

/** An application as it is stored: what was written is still sealed, and some time after the decision forgotten. */
export async function applicationById(tx: Tx, id: ApplicationId) {
  const [row] = await tx
    .select({
      id: applications.id,
      person: applications.person,
      status: applications.status,
      place: { union: unions.id, street: unions.street },
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
    })
    .from(applications)
    .innerJoin(unions, eq(unions.id, applications.union))
    .innerJoin(buildings, eq(buildings.id, applications.building))
    .leftJoin(units, eq(units.id, applications.unit))
    .where(eq(applications.id, id));
  return row;
}

/** How many wait in these scopes. */
export async function waitingCount(tx: Tx, scopes: readonly Scope[]): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(applications)
    .innerJoin(unions, eq(unions.id, applications.union))
    .where(waitingIn(scopes));
  return row?.n ?? 0;
}

/** The ones that wait in these scopes, oldest first. */
export async function waitingPage(
  tx: Tx,
  scopes: readonly Scope[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
) {
  return tx
    .select({
      id: applications.id,
      // While it waits it has one: the database sees to that.
      name: sql<Buffer>`${applications.name}`,
      dueOn: applications.dueOn,
      building: { name: buildings.name, nameEn: buildings.nameEn },
    })
    .from(applications)
    .innerJoin(unions, eq(unions.id, applications.union))
    .innerJoin(buildings, eq(buildings.id, applications.building))
    .where(waitingIn(scopes))
    .orderBy(asc(applications.submittedAt), asc(applications.id))
    .limit(limit)
    .offset(offset);
}

/** The next that waits in these scopes after a given one (waiting or not), or else the oldest other. */
export async function waitingAfter(
  tx: Tx,
  scopes: readonly Scope[],
  after: ApplicationId | null,
): Promise<ApplicationId | undefined> {
  const submitted = (id: ApplicationId) =>
    sql`(select (submitted_at, id) from applications where id = ${id}) < (${applications.submittedAt}, ${applications.id})`;
  const [row] = await tx
    .select({ id: applications.id })
    .from(applications)
    .innerJoin(unions, eq(unions.id, applications.union))
    .where(and(waitingIn(scopes), after === null ? undefined : sql`${applications.id} <> ${after}`))
    .orderBy(
      ...(after === null ? [] : [sql`${submitted(after)} desc nulls last`]),
      asc(applications.submittedAt),
      asc(applications.id),
    )
    .limit(1);
  return row?.id;
}

function waitingIn(scopes: readonly Scope[]): SQL | undefined {
  return and(eq(applications.status, 'submitted'), inScopes(scopes));
}

function inScopes(scopes: readonly Scope[]): SQL | undefined {
  if (scopes.some((scope) => scope.kind === 'district')) return undefined;
  const streets = scopes.flatMap((scope) => (scope.kind === 'street' ? [scope.street] : []));
  const own = scopes.flatMap((scope) => (scope.kind === 'union' ? [scope.union] : []));
  return or(sql`false`, inArray(unions.street, streets), inArray(unions.id, own));
}

import { and, asc, desc, eq, inArray, not } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { BuildingId, OutreachId, PersonId } from '../../domain/ids.ts';
import { isSettled, type OutreachResult, type OutreachStatus } from '../../domain/outreach.ts';
import type { Tx } from '../client.ts';
import { buildings, outreachMoves, outreachTasks, people, staffRoles } from '../schema.ts';
import { scopeFrom } from './scopes.ts';

/** @returns undefined when somebody has taken it on already */
export async function insertTask(
  tx: Tx,
  building: BuildingId,
  { by, at }: { readonly by: PersonId; readonly at: Date },
): Promise<OutreachId | undefined> {
  const [row] = await tx
    .insert(outreachTasks)
    .values({ building, status: 'taken', takenBy: by, takenAt: at })
    .onConflictDoNothing()
    .returning({ id: outreachTasks.id });
  return row?.id;
}

export async function taskById(tx: Tx, id: OutreachId) {
  const [row] = await tx
    .select({ id: outreachTasks.id, building: outreachTasks.building, status: outreachTasks.status })
    .from(outreachTasks)
    .where(eq(outreachTasks.id, id));
  return row;
}

export interface OutreachMove {
  readonly task: OutreachId;
  readonly from: OutreachStatus;
  readonly to: OutreachResult;
  /** `2026-12-05` */
  readonly on: string;
  /** Sealed under `outreach_moves.words`. */
  readonly words: Buffer | null;
  readonly by: PersonId;
  readonly at: Date;
}

/** Notes a result. @returns false when the task isn't where it was: nothing is changed then */
export async function moveTask(
  tx: Tx,
  { task, from, to, on, words, by, at }: OutreachMove,
): Promise<boolean> {
  if (isSettled(from)) return false;
  const moved = await tx
    .update(outreachTasks)
    .set({ status: to })
    .where(and(eq(outreachTasks.id, task), eq(outreachTasks.status, from)))
    .returning({ id: outreachTasks.id });
  if (moved.length === 0) return false;
  // The narrower type says what `isSettled` has made sure of.
  const open = from as 'taken' | 'visited' | 'agreed';
  await tx.insert(outreachMoves).values({ task, from: open, to, on, words, by, at });
  return true;
}

export interface StoredTask {
  readonly id: OutreachId;
  readonly status: OutreachStatus;
  readonly takenAt: Date;
  readonly takenBy: PersonId;
  /** Hers, sealed under `people.name`. */
  readonly name: Buffer | null;
}

/** What was done about a building, the newest first. */
export function tasksOf(tx: Tx, building: BuildingId): Promise<StoredTask[]> {
  return tx
    .select({
      id: outreachTasks.id,
      status: outreachTasks.status,
      takenAt: outreachTasks.takenAt,
      takenBy: outreachTasks.takenBy,
      name: people.name,
    })
    .from(outreachTasks)
    .innerJoin(people, eq(people.id, outreachTasks.takenBy))
    .where(eq(outreachTasks.building, building))
    .orderBy(desc(outreachTasks.id));
}

/** What was noted of a building, oldest first; `name` and `words` sealed. */
export function movesOf(tx: Tx, building: BuildingId) {
  return tx
    .select({
      task: outreachMoves.task,
      to: outreachMoves.to,
      on: outreachMoves.on,
      words: outreachMoves.words,
      by: outreachMoves.by,
      name: people.name,
    })
    .from(outreachMoves)
    .innerJoin(outreachTasks, eq(outreachTasks.id, outreachMoves.task))
    .innerJoin(people, eq(people.id, outreachMoves.by))
    .where(eq(outreachTasks.building, building))
    .orderBy(asc(outreachMoves.id));
}

/** The roles that these people have, or had. */
export async function rolesEver(tx: Tx, of: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Scope[]>> {
  const rows = await tx
    .select({ person: staffRoles.person, scope: staffRoles.scope, scopeId: staffRoles.scopeId })
    .from(staffRoles)
    .where(inArray(staffRoles.person, [...of]));
  const roles = new Map<PersonId, Scope[]>();
  for (const { person, ...role } of rows) roles.set(person, [...(roles.get(person) ?? []), scopeFrom(role)]);
  return roles;
}

/** The building a task is about. */
export async function buildingOfTask(tx: Tx, task: OutreachId) {
  const [row] = await tx
    .select({ id: buildings.id, name: buildings.name, nameEn: buildings.nameEn })
    .from(outreachTasks)
    .innerJoin(buildings, eq(buildings.id, outreachTasks.building))
    .where(eq(outreachTasks.id, task));
  return row;
}

/** What was done about a building that was listed twice. Two that are open can't be one: the other stays as it was. */
export async function moveTasks(tx: Tx, from: BuildingId, into: BuildingId): Promise<void> {
  const open = inArray(outreachTasks.status, ['taken', 'visited', 'agreed']);
  const [other] = await tx
    .select({ id: outreachTasks.id })
    .from(outreachTasks)
    .where(and(eq(outreachTasks.building, into), open));
  await tx
    .update(outreachTasks)
    .set({ building: into })
    .where(and(eq(outreachTasks.building, from), other ? not(open) : undefined));
}

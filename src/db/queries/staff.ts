import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { UnionPlace } from '../../domain/actor.ts';
import type { PersonId, StreetId, UnionId } from '../../domain/ids.ts';
import { isKeptFrom, type Secret } from '../../domain/visibility.ts';
import type { Tx } from '../client.ts';
import { memberships, people, staffRoles, unions } from '../schema.ts';

/** A union and the street it belongs to: what authority is decided on. */
export async function unionPlace(tx: Tx, union: UnionId): Promise<UnionPlace | undefined> {
  const [row] = await tx
    .select({ union: unions.id, street: unions.street })
    .from(unions)
    .where(eq(unions.id, union));
  return row;
}

/** Whether a union is no more on this day. */
export async function isDissolved(tx: Tx, union: UnionId, today: string): Promise<boolean> {
  const [row] = await tx.select({ dissolvedOn: unions.dissolvedOn }).from(unions).where(eq(unions.id, union));
  return row === undefined || (row.dissolvedOn !== null && row.dissolvedOn <= today);
}

/**
 * Who answers for a union: its own officers and its street's reviewers; the district only where there is neither, so
 * that its staff aren't told of every application in ten streets.
 */
export async function staffOf(tx: Tx, place: UnionPlace): Promise<PersonId[]> {
  const near = await tx
    .selectDistinct({ person: staffRoles.person })
    .from(staffRoles)
    .where(
      and(
        isNull(staffRoles.revokedAt),
        or(
          and(eq(staffRoles.scope, 'union'), eq(staffRoles.scopeId, place.union)),
          and(eq(staffRoles.scope, 'street'), eq(staffRoles.scopeId, place.street)),
        ),
      ),
    );
  if (near.length > 0) return near.map((row) => row.person);
  return districtStaff(tx);
}

/**
 * Of those who answer for a union, the ones who may know of this applicant: not herself, nor, unless she allows it, who
 * works in her unit.
 */
export async function reviewersOf(
  tx: Tx,
  place: UnionPlace,
  { applicant, ...secret }: Secret & { readonly applicant: PersonId },
): Promise<PersonId[]> {
  const allowed = (some: readonly PersonId[]) => whoMayKnow(tx, some, { applicant, ...secret });
  const near = await allowed(await staffOf(tx, place));
  return near.length > 0 ? near : allowed(await districtStaff(tx));
}

/** Of these, the ones she doesn't keep it from; without herself. */
export async function whoMayKnow(
  tx: Tx,
  some: readonly PersonId[],
  { applicant, ...secret }: Secret & { readonly applicant: PersonId },
): Promise<PersonId[]> {
  const units = await tx
    .select({ person: memberships.person, unit: memberships.unit })
    .from(memberships)
    .where(and(isNull(memberships.until), inArray(memberships.person, [...some])));
  const unitOf = new Map(units.map(({ person, unit }) => [person, unit]));
  return some.filter((one) => one !== applicant && !isKeptFrom(unitOf.get(one) ?? null, secret));
}

export async function streetStaff(tx: Tx, street: StreetId): Promise<PersonId[]> {
  const rows = await tx
    .selectDistinct({ person: staffRoles.person })
    .from(staffRoles)
    .where(and(isNull(staffRoles.revokedAt), eq(staffRoles.scope, 'street'), eq(staffRoles.scopeId, street)));
  return rows.map((row) => row.person);
}

export async function districtStaff(tx: Tx): Promise<PersonId[]> {
  const rows = await tx
    .selectDistinct({ person: staffRoles.person })
    .from(staffRoles)
    .where(and(isNull(staffRoles.revokedAt), eq(staffRoles.scope, 'district')));
  return rows.map((row) => row.person);
}

/** Somebody's row, made when Telegram's id is new to us. */
export async function personByTelegramId(tx: Tx, telegramId: number, now: Date): Promise<PersonId> {
  const [made] = await tx
    .insert(people)
    .values({ telegramId, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: people.id });
  if (made) return made.id;
  const [found] = await tx.select({ id: people.id }).from(people).where(eq(people.telegramId, telegramId));
  if (!found) throw new Error('a person vanished while being looked up');
  return found.id;
}

/**
 * Keeps how a member of staff is called, sealed under `people.name`, unless she gave a name herself.
 *
 * @returns the name we go by
 */
export async function nameStaff(tx: Tx, person: PersonId, name: Buffer | null): Promise<Buffer | null> {
  const [row] = await tx
    .update(people)
    .set({ name: sql`coalesce(${people.name}, ${name})` })
    .where(eq(people.id, person))
    .returning({ name: people.name });
  return row?.name ?? null;
}

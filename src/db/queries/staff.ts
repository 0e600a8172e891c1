import { and, eq, isNull, or } from 'drizzle-orm';
import type { UnionPlace } from '../../domain/actor.ts';
import type { PersonId, UnionId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { staffRoles, unions } from '../schema.ts';

/** A union and the street it belongs to: what authority is decided on. */
export async function unionPlace(tx: Tx, union: UnionId): Promise<UnionPlace | undefined> {
  const [row] = await tx
    .select({ union: unions.id, street: unions.street })
    .from(unions)
    .where(eq(unions.id, union));
  return row;
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

export async function districtStaff(tx: Tx): Promise<PersonId[]> {
  const rows = await tx
    .selectDistinct({ person: staffRoles.person })
    .from(staffRoles)
    .where(and(isNull(staffRoles.revokedAt), eq(staffRoles.scope, 'district')));
  return rows.map((row) => row.person);
}

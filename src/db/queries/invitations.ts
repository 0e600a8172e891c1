import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Tx } from '../client.ts';
import { staffInvitations } from '../schema.ts';
import { scopeColumns, scopeFrom } from './scopes.ts';

export interface NewInvitation {
  readonly secretHash: Buffer;
  readonly scope: Scope;
  readonly createdBy: PersonId | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export async function insertInvitation(tx: Tx, { scope, ...invitation }: NewInvitation): Promise<number> {
  const [row] = await tx
    .insert(staffInvitations)
    .values({ ...invitation, ...scopeColumns(scope) })
    .returning({ id: staffInvitations.id });
  if (!row) throw new Error('an invitation was not inserted');
  return row.id;
}

export interface Invitation {
  readonly id: number;
  readonly scope: Scope;
  readonly createdBy: PersonId | null;
  readonly expiresAt: Date;
  readonly usedBy: PersonId | null;
}

export async function invitationBySecret(tx: Tx, secretHash: Buffer): Promise<Invitation | undefined> {
  const [row] = await tx.select().from(staffInvitations).where(eq(staffInvitations.secretHash, secretHash));
  if (!row) return undefined;
  const { id, createdBy, expiresAt, usedBy } = row;
  return { id, scope: scopeFrom(row), createdBy, expiresAt, usedBy };
}

/** @returns false when someone else was faster, or it has run out */
export async function useInvitation(tx: Tx, id: number, by: PersonId, now: Date): Promise<boolean> {
  const used = await tx
    .update(staffInvitations)
    .set({ usedBy: by, usedAt: now })
    .where(
      and(eq(staffInvitations.id, id), isNull(staffInvitations.usedBy), gt(staffInvitations.expiresAt, now)),
    )
    .returning({ id: staffInvitations.id });
  return used.length > 0;
}

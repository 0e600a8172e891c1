import { and, count, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/actor.ts';
import type { PersonId, RoleId } from '../../domain/ids.ts';
import type { Db, Tx } from '../client.ts';
import { people, staffRoles, unions } from '../schema.ts';
import { type ScopeColumns, scopeColumns, scopeFrom } from './scopes.ts';

/** What she holds now. */
export async function scopesOf(tx: Db | Tx, person: PersonId): Promise<Scope[]> {
  const rows = await tx
    .select({ scope: staffRoles.scope, scopeId: staffRoles.scopeId })
    .from(staffRoles)
    .where(and(eq(staffRoles.person, person), isNull(staffRoles.revokedAt)));
  return rows.map(scopeFrom);
}

/** @returns the new role's id; undefined when she holds it already */
export async function grantRole(
  tx: Tx,
  role: {
    readonly person: PersonId;
    readonly scope: Scope;
    readonly by: PersonId | null;
    readonly now: Date;
  },
): Promise<RoleId | undefined> {
  const [row] = await tx
    .insert(staffRoles)
    .values({ person: role.person, ...scopeColumns(role.scope), grantedBy: role.by, grantedAt: role.now })
    .onConflictDoNothing()
    .returning({ id: staffRoles.id });
  return row && (row.id as RoleId);
}

/** @returns false when it was taken back before */
export async function endRole(tx: Tx, role: RoleId, now: Date): Promise<boolean> {
  const ended = await tx
    .update(staffRoles)
    .set({ revokedAt: now })
    .where(and(eq(staffRoles.id, role), isNull(staffRoles.revokedAt)))
    .returning({ id: staffRoles.id });
  return ended.length > 0;
}

export interface RoleRow {
  readonly id: RoleId;
  readonly person: PersonId;
  /** Sealed under `people.name`; null for someone who never gave one. */
  readonly name: Buffer | null;
  readonly scope: Scope;
  readonly grantedAt: Date;
}

const roleColumns = {
  id: staffRoles.id,
  person: staffRoles.person,
  name: people.name,
  scope: staffRoles.scope,
  scopeId: staffRoles.scopeId,
  grantedAt: staffRoles.grantedAt,
};

const pageSize = 8;

/** Who holds a role within what these scopes may grant, the newest first; past the last page it is the last. */
export async function rolesWithin(
  tx: Tx,
  scopes: readonly Scope[],
  page: number,
): Promise<{ readonly roles: RoleRow[]; readonly page: number; readonly pages: number }> {
  const which = and(isNull(staffRoles.revokedAt), rolesOf(scopes));
  const [counted] = await tx.select({ total: count() }).from(staffRoles).where(which);
  const pages = Math.max(1, Math.ceil((counted?.total ?? 0) / pageSize));
  const shown = Math.min(page, pages - 1);
  const rows = await tx
    .select(roleColumns)
    .from(staffRoles)
    .innerJoin(people, eq(people.id, staffRoles.person))
    .where(which)
    .orderBy(desc(staffRoles.grantedAt), desc(staffRoles.id))
    .limit(pageSize)
    .offset(shown * pageSize);
  return { roles: rows.map(roleFrom), page: shown, pages };
}

/** A role still held. */
export async function roleById(tx: Tx, id: RoleId): Promise<RoleRow | undefined> {
  const [row] = await tx
    .select(roleColumns)
    .from(staffRoles)
    .innerJoin(people, eq(people.id, staffRoles.person))
    .where(and(eq(staffRoles.id, id), isNull(staffRoles.revokedAt)));
  return row && roleFrom(row);
}

function roleFrom({
  id,
  scope,
  scopeId,
  ...row
}: Omit<RoleRow, 'id' | 'scope'> & ScopeColumns & { id: number }): RoleRow {
  return { ...row, id: id as RoleId, scope: scopeFrom({ scope, scopeId }) };
}

function rolesOf(scopes: readonly Scope[]): SQL | undefined {
  if (scopes.some((scope) => scope.kind === 'district')) return undefined;
  const own = scopes.flatMap((scope) => (scope.kind === 'street' ? [scope.street] : []));
  if (own.length === 0) return sql`false`;
  return or(
    and(eq(staffRoles.scope, 'street'), inArray(staffRoles.scopeId, own)),
    and(
      eq(staffRoles.scope, 'union'),
      sql`${staffRoles.scopeId} in (select id from unions where ${inArray(unions.street, own)})`,
    ),
  );
}

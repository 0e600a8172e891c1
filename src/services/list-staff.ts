import { rolesWithin } from '../db/queries/roles.ts';
import { scopeColumns, scopeNames } from '../db/queries/scopes.ts';
import type { Vault } from '../db/vault.ts';
import { readOf } from '../db/work.ts';
import type { Actor, Scope } from '../domain/actor.ts';
import type { RoleId } from '../domain/ids.ts';
import type { Named } from '../domain/language.ts';
import type { Work } from '../domain/work.ts';

export interface HeldRole {
  readonly id: RoleId;
  /** Null when she gave none. */
  readonly name: string | null;
  readonly scope: Scope;
  /** Of the street or union; null for the district. */
  readonly named: Named | null;
  readonly since: Date;
  /** The reader's own: nobody takes back her own role. */
  readonly own: boolean;
}

export interface StaffPage {
  readonly roles: readonly HeldRole[];
  readonly page: number;
  readonly pages: number;
}

/** Who holds which role within what the actor may grant, the newest first. */
export type ListStaff = (work: Work, actor: Actor, page: number) => Promise<StaffPage>;

export function createListStaff({ vault }: { readonly vault: Vault }): ListStaff {
  return async (work, actor, page) => {
    const tx = readOf(work);
    const { roles, ...where } = await rolesWithin(tx, actor.scopes, page);
    const names = new Map(
      (
        await scopeNames(
          tx,
          roles.map((role) => role.scope),
        )
      ).map(({ scope, named }) => [keyOf(scope), named]),
    );
    return {
      roles: roles.map(({ id, person, name, scope, grantedAt }) => ({
        id,
        name: name && vault.open(name, 'people.name'),
        scope,
        named: names.get(keyOf(scope)) ?? null,
        since: grantedAt,
        own: person === actor.person,
      })),
      ...where,
    };
  };
}

function keyOf(scope: Scope): string {
  const { scopeId } = scopeColumns(scope);
  return `${scope.kind}:${scopeId}`;
}

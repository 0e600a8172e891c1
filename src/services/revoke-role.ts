import { note } from '../db/queries/audit.ts';
import { endRole, roleById } from '../db/queries/roles.ts';
import { scopeColumns } from '../db/queries/scopes.ts';
import { unionPlace } from '../db/queries/staff.ts';
import { txOf } from '../db/work.ts';
import { type Actor, mayGrant } from '../domain/actor.ts';
import type { RoleId } from '../domain/ids.ts';
import type { Work } from '../domain/work.ts';

type Revoked =
  | { readonly type: 'revoked' }
  /** Not held any more, or not the actor's to take: which of the two is not said. */
  | { readonly type: 'notYours' }
  /** Nobody takes back her own role, so a district is never left without staff. */
  | { readonly type: 'own' };

/** Takes a role back. Those listed in ADMIN_IDS get theirs again at the next start. */
export type RevokeRole = (work: Work, actor: Actor, id: RoleId) => Promise<Revoked>;

export const revokeRole: RevokeRole = async (work, actor, id) => {
  const tx = await txOf(work);
  const entry = { at: work.now, actor: actor.person, subject: 'role', subjectId: id } as const;
  const role = await roleById(tx, id);
  const place = role?.scope.kind === 'union' ? ((await unionPlace(tx, role.scope.union)) ?? null) : null;
  if (!role || !mayGrant(actor, role.scope, place)) {
    await note(tx, { ...entry, action: 'role.refused' });
    return { type: 'notYours' };
  }
  if (role.person === actor.person) return { type: 'own' };
  if (!(await endRole(tx, id, work.now))) return { type: 'notYours' };
  await note(tx, {
    ...entry,
    action: 'role.revoked',
    details: { ...scopeColumns(role.scope), person: role.person },
  });
  return { type: 'revoked' };
};

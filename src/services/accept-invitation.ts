import { note } from '../db/queries/audit.ts';
import { type Invitation, invitationBySecret, useInvitation } from '../db/queries/invitations.ts';
import { grantRole, scopesOf } from '../db/queries/roles.ts';
import { type NamedScope, scopeColumns, scopeNames } from '../db/queries/scopes.ts';
import { nameStaff, unionPlace } from '../db/queries/staff.ts';
import type { Vault } from '../db/vault.ts';
import { txOf } from '../db/work.ts';
import { type Actor, mayGrant } from '../domain/actor.ts';
import type { Work } from '../domain/work.ts';
import { hashSecret } from './invite-staff.ts';

export type Accepted =
  | {
      readonly type: 'accepted';
      readonly role: NamedScope;
      /** What those who look after roles will see her called; null when we have no name. */
      readonly name: string | null;
    }
  /** She holds this role already; the invitation stays good for somebody else. */
  | { readonly type: 'alreadyHeld'; readonly role: NamedScope }
  /** Used, run out, taken back with its giver's own role, or never was. Which of these is nobody's business. */
  | { readonly type: 'notValid' };

/** Makes the person who opens an invitation's link staff. Opening it twice does no harm; opening another's does nothing. */
export type AcceptInvitation = (
  work: Work,
  actor: Actor,
  invitation: {
    readonly secret: string;
    /** What Telegram calls her, kept if we know no better: staff act in the union's name. */
    readonly name: string | null;
  },
) => Promise<Accepted>;

export function createAcceptInvitation({ vault }: { readonly vault: Vault }): AcceptInvitation {
  return async (work, { person }, { secret, name }) => {
    const tx = await txOf(work);
    const invitation = await invitationBySecret(tx, hashSecret(secret));
    const [role] = invitation ? await scopeNames(tx, [invitation.scope]) : [];
    if (!invitation || !role) return { type: 'notValid' };
    const { scope, scopeId } = scopeColumns(invitation.scope);
    const held = (await scopesOf(tx, person)).map(scopeColumns);
    if (held.some((other) => other.scope === scope && other.scopeId === scopeId))
      return { type: 'alreadyHeld', role };
    if (!(await isStillGood(work, invitation))) return { type: 'notValid' };
    if (!(await useInvitation(tx, invitation.id, person, work.now))) return { type: 'notValid' };

    const granted = await grantRole(tx, {
      person,
      scope: invitation.scope,
      by: invitation.createdBy,
      now: work.now,
    });
    const kept = await nameStaff(tx, person, name === null ? null : vault.seal(name, 'people.name'));
    await note(tx, {
      at: work.now,
      actor: person,
      action: 'role.granted',
      subject: 'role',
      subjectId: granted ?? 0,
      details: { scope, scopeId, invitation: invitation.id },
    });
    return { type: 'accepted', role, name: kept && vault.open(kept, 'people.name') };
  };
}

/** An invitation is worth what its giver may give today, not what she could when she gave it. */
async function isStillGood(work: Work, { scope, createdBy }: Invitation): Promise<boolean> {
  if (createdBy === null) return true;
  const tx = await txOf(work);
  const giver: Actor = { person: createdBy, scopes: await scopesOf(tx, createdBy) };
  const place = scope.kind === 'union' ? ((await unionPlace(tx, scope.union)) ?? null) : null;
  return mayGrant(giver, scope, place);
}

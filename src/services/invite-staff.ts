import { createHash, randomBytes } from 'node:crypto';
import { note } from '../db/queries/audit.ts';
import { insertInvitation } from '../db/queries/invitations.ts';
import { type NamedScope, scopeNames } from '../db/queries/scopes.ts';
import { unionPlace } from '../db/queries/staff.ts';
import { txOf } from '../db/work.ts';
import { type Actor, invitationDays, mayGrant, type Scope } from '../domain/actor.ts';
import type { Work } from '../domain/work.ts';

type Invited =
  | {
      readonly type: 'invited';
      /** For the link `https://t.me/<bot>?start=i_<secret>`. Shown this once: only its hash is kept. */
      readonly secret: string;
      readonly role: NamedScope;
      readonly expiresAt: Date;
    }
  /** There is no such street or union, or it isn't hers to give. */
  | { readonly type: 'notAllowed' };

/** Makes a link by which one person becomes staff. The system itself (the command line) may invite anyone. */
export type InviteStaff = (work: Work, by: Actor | 'system', scope: Scope) => Promise<Invited>;

export const inviteStaff: InviteStaff = async (work, by, scope) => {
  const tx = await txOf(work);
  const actor = by === 'system' ? null : by.person;
  const [role] = await scopeNames(tx, [scope]);
  const place = scope.kind === 'union' ? ((await unionPlace(tx, scope.union)) ?? null) : null;
  if (!role || (by !== 'system' && !mayGrant(by, scope, place))) {
    await note(tx, {
      at: work.now,
      actor,
      action: 'invitation.refused',
      subject: 'invitation',
      subjectId: 0,
      details: { scope: scope.kind },
    });
    return { type: 'notAllowed' };
  }
  const secret = randomBytes(24).toString('base64url');
  const expiresAt = new Date(work.now.getTime() + invitationDays * 86_400_000);
  const id = await insertInvitation(tx, {
    secretHash: hashSecret(secret),
    scope,
    createdBy: actor,
    createdAt: work.now,
    expiresAt,
  });
  await note(tx, {
    at: work.now,
    actor,
    action: 'invitation.created',
    subject: 'invitation',
    subjectId: id,
    details: { scope: scope.kind },
  });
  return { type: 'invited', secret, role, expiresAt };
};

/** A secret of 192 random bits needs no slow hash: nobody guesses it from this. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

import { phoneIndex } from '../db/phone-index.ts';
import { applicationById, moveApplication } from '../db/queries/applications.ts';
import { keepSelf, lockPerson, membershipOf, startMembership } from '../db/queries/memberships.ts';
import { tellPeople } from '../db/queries/outbox.ts';
import { unionFor } from '../db/queries/street-unions.ts';
import type { Vault } from '../db/vault.ts';
import { txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import type { ApplicationId } from '../domain/ids.ts';
import { dateIn } from '../domain/schedule.ts';
import type { Work } from '../domain/work.ts';
import { findReviewable, findSettled, type ReviewRefusal } from './find-reviewable.ts';
import { transferMembership } from './membership/transfer-membership.ts';

type Approved =
  | { readonly type: 'approved' }
  | ReviewRefusal
  /** She is a member by now, some other way: this one can only be turned down. */
  | { readonly type: 'alreadyMember' };

/**
 * Makes the applicant a member, or a member that changes her work one of this union, and tells her. Only now does what she wrote become what we keep of her as a person: an
 * application that leads to nothing changes nothing but itself.
 */
export type ApproveApplication = (work: Work, actor: Actor, id: ApplicationId) => Promise<Approved>;

export function createApproveApplication({
  vault,
  timeZone,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
}): ApproveApplication {
  return async (work, actor, id) => {
    const tx = await txOf(work);
    const outcome = await findReviewable(work, actor, id, 'approve');
    if (outcome.type !== 'yours') return outcome;
    const { found } = outcome;
    await lockPerson(tx, found.person);
    const held = await membershipOf(tx, found.person);
    if (held && found.transferFrom === null) {
      // By this very application, if a colleague approved it while we waited for the lock.
      const settled = await findSettled(work, id);
      return settled.type === 'settled' && settled.status !== found.status
        ? settled
        : { type: 'alreadyMember' };
    }
    const move = {
      application: id,
      from: found.status,
      to: 'approved',
      by: actor.person,
      at: work.now,
    } as const;
    // A colleague was faster by a blink: what she made of it is committed, and read here.
    if (!(await moveApplication(tx, move))) return findSettled(work, id);
    // Her building may have been found to be listed twice while we waited, or she has corrected her name: its row is ours
    // only now.
    const current = await applicationById(tx, id);
    const { place, unit, ofStreet, buildingId, visibleTo } = current ?? found;
    // Asked of the street while no union covered her building; one may do so by now.
    const union = (ofStreet ? await unionFor(tx, buildingId) : undefined)?.union ?? place.union;

    // Each column has a seal of its own, so values are sealed anew, never copied.
    const phone = vault.open(current?.phone ?? found.phone, 'applications.phone');
    const self = {
      name: vault.seal(vault.open(current?.name ?? found.name, 'applications.name'), 'people.name'),
      phone: vault.seal(phone, 'people.phone'),
      phoneIndex: phoneIndex(vault, phone),
    };
    const { person } = found;
    const by = actor.person;
    if (held) {
      await transferMembership(tx, { person, from: held, union, unit, by, now: work.now, timeZone });
      await keepSelf(tx, person, self);
    } else {
      const since = dateIn(work.now, timeZone);
      await startMembership(tx, { person, union, unit, visibleTo, since, by, at: work.now, ...self });
    }
    await tellPeople(tx, {
      key: `approved:${id}`,
      body: { kind: held ? 'transferDone' : 'applicationApproved', union },
      to: [found.person],
      now: work.now,
    });
    return { type: 'approved' };
  };
}

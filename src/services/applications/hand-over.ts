import { setClaim } from '../../db/queries/applications.ts';
import { note } from '../../db/queries/audit.ts';
import { colleaguesOf } from '../../db/queries/colleagues.ts';
import { ownUnit } from '../../db/queries/memberships.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { scopesOf } from '../../db/queries/roles.ts';
import type { Vault } from '../../db/vault.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationId, PersonId } from '../../domain/ids.ts';
import { claimedUntil, mayReview } from '../../domain/review.ts';
import { isKeptFrom } from '../../domain/visibility.ts';
import type { Work } from '../../domain/work.ts';
import { claimOf, findReviewable, findSettled, type ReviewRefusal, type Signed } from '../find-reviewable.ts';

export interface Colleague {
  readonly person: PersonId;
  /** Null when she gave none. */
  readonly name: string | null;
  readonly from: 'union' | 'street' | 'district';
}

/** Who else may decide on an application, those nearest to it first. */
export type ListColleagues = (
  work: Work,
  actor: Actor,
  id: ApplicationId,
) => Promise<{ readonly type: 'listed'; readonly colleagues: readonly Colleague[] } | ReviewRefusal>;

/**
 * Puts an application onto a colleague's desk, who hears of it. Only what is one's own, or nobody's: what a colleague has
 * is taken over first, which is said on its screen.
 */
export type HandOver = (
  work: Work,
  actor: Actor,
  id: ApplicationId,
  to: PersonId,
) => Promise<
  | { readonly type: 'handedOver' }
  /** She may not decide on it any more, or has left. */
  | { readonly type: 'notHers' }
  | ReviewRefusal
>;

const listedAtMost = 8;

export function createListColleagues({ vault }: { readonly vault: Vault }): ListColleagues {
  return async (work, actor, id) => {
    const outcome = await findReviewable(work, actor, id, 'claim');
    if (outcome.type !== 'yours') return outcome;
    const tx = await txOf(work);
    const rows = await colleaguesOf(tx, outcome.found.place);
    const colleagues: Colleague[] = [];
    for (const { name, ...row } of rows) {
      if (colleagues.length === listedAtMost) break;
      if (row.person === actor.person || !(await mayTake(work, row.person, outcome.found))) continue;
      colleagues.push({ ...row, name: name && vault.open(name, 'people.name') });
    }
    return { type: 'listed', colleagues };
  };
}

export const handOver: HandOver = async (work, actor, id, to) => {
  const outcome = await findReviewable(work, actor, id, 'claim');
  if (outcome.type !== 'yours') return outcome;
  const { found } = outcome;
  const was = claimOf(found);
  const until = claimedUntil(was, work.now);
  if (until && was?.by !== actor.person) return { type: 'claimed', until };
  if (to === actor.person || !(await mayTake(work, to, found))) return { type: 'notHers' };
  const tx = await txOf(work);
  if (!(await setClaim(tx, id, { was, becomes: { by: to, at: work.now } }))) return findSettled(work, id);
  await note(tx, {
    at: work.now,
    actor: actor.person,
    action: 'application.handedOver',
    subject: 'application',
    subjectId: id,
    details: { to },
  });
  await tellPeople(tx, {
    key: `handedOver:${id}:${to}:${work.now.getTime()}`,
    body: { kind: 'applicationHandedOver', application: id, union: found.place.union },
    to: [to],
    now: work.now,
  });
  return { type: 'handedOver' };
};

async function mayTake(work: Work, person: PersonId, found: Signed): Promise<boolean> {
  const tx = await txOf(work);
  const actor = { person, scopes: await scopesOf(tx, person) };
  const kept = isKeptFrom(await ownUnit(tx, person), found);
  return mayReview(actor, { ...found, applicant: found.person, kept }) === 'yes';
}

import { lockPerson, membershipOf, moveMembership, withoutConfidants } from '../../db/queries/memberships.ts';
import { closeChecks } from '../../db/queries/workplace-checks.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Named } from '../../domain/language.ts';
import { ownMove, type RestReason } from '../../domain/membership-change.ts';
import type { Work } from '../../domain/work.ts';

type Moved =
  | { readonly type: 'moved'; readonly union: Named }
  /** She isn't a member, or is there already. */
  | { readonly type: 'notNow' };

/**
 * Out of work or retired, and a member all the same: nobody asks where she works any more, and nobody at the unit she
 * worked in is to know of her. The union isn't told why.
 */
export type RestMembership = (work: Work, actor: Actor, reason: RestReason) => Promise<Moved>;

export const restMembership: RestMembership = async (work, { person }, reason) => {
  const tx = await txOf(work);
  await lockPerson(tx, person);
  const held = await membershipOf(tx, person);
  if (!held || ownMove(held, 'rest') === null) return { type: 'notNow' };
  const move = { membership: held.id, from: held.status, to: 'retained', reason, by: person } as const;
  if (!(await moveMembership(tx, { ...move, at: work.now, until: null }))) return { type: 'notNow' };
  await withoutConfidants(tx, held.id);
  await closeChecks(tx, person, 'stopped', work.now);
  return { type: 'moved', union: held.named };
};

/** At work again, in the unit she was in before; elsewhere, it is a change of work. */
export type ResumeMembership = (work: Work, actor: Actor) => Promise<Moved>;

export const resumeMembership: ResumeMembership = async (work, { person }) => {
  const tx = await txOf(work);
  await lockPerson(tx, person);
  const held = await membershipOf(tx, person);
  if (!held || ownMove(held, 'resume') === null) return { type: 'notNow' };
  const move = { membership: held.id, from: held.status, to: 'active', reason: 'backAtWork' } as const;
  const moved = await moveMembership(tx, { ...move, by: person, at: work.now, until: null });
  return moved ? { type: 'moved', union: held.named } : { type: 'notNow' };
};

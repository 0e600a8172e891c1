import { cardOf, moveCard } from '../../db/queries/cards.ts';
import { withdrawConsent } from '../../db/queries/consents.ts';
import { givePlacesBack, withdrawOpenApplication } from '../../db/queries/erasure.ts';
import { lockPerson, membershipOf, moveMembership } from '../../db/queries/memberships.ts';
import { closeChecks } from '../../db/queries/workplace-checks.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Named } from '../../domain/language.ts';
import { cardLifecycle, mayMove } from '../../domain/lifecycle.ts';
import { ownMove } from '../../domain/membership-change.ts';
import { dateIn } from '../../domain/schedule.ts';
import type { Work } from '../../domain/work.ts';
import { tellOldUnion } from './transfer-membership.ts';

type Left = { readonly type: 'left'; readonly union: Named } | { readonly type: 'notMember' };

/**
 * Leaving is everybody's right, and nobody decides on it. With the membership end her card, her places at what is to come,
 * a change of union under way, and the announcements. What she is called and reached by stays, for coming back by a short
 * way, until she erases it.
 */
export type LeaveUnion = (work: Work, actor: Actor) => Promise<Left>;

export function createLeaveUnion({ timeZone }: { readonly timeZone: string }): LeaveUnion {
  return async (work, { person }) => {
    const tx = await txOf(work);
    await lockPerson(tx, person);
    const held = await membershipOf(tx, person);
    if (!held || ownMove(held, 'leave') === null) return { type: 'notMember' };
    const at = work.now;
    await withdrawOpenApplication(tx, person, at);
    const move = {
      membership: held.id,
      from: held.status,
      to: 'left',
      reason: 'herWish',
      by: person,
    } as const;
    if (!(await moveMembership(tx, { ...move, at, until: dateIn(at, timeZone) })))
      return { type: 'notMember' };
    const card = await cardOf(tx, held.id);
    if (card && mayMove(cardLifecycle, card.status, 'cancelled'))
      await moveCard(tx, { card: card.id, from: card.status, to: 'cancelled', by: person, at });
    await givePlacesBack(tx, person, at);
    await withdrawConsent(tx, person, 'announcements', at);
    await closeChecks(tx, person, 'unanswered', at);
    await tellOldUnion(tx, { from: held, person, now: at, card: card?.status === 'ready' });
    return { type: 'left', union: held.named };
  };
}

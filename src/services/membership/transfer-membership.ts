import type { Tx } from '../../db/client.ts';
import { cardOf } from '../../db/queries/cards.ts';
import {
  beginMembership,
  carryCard,
  moveMembership,
  type StoredMembership,
} from '../../db/queries/memberships.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { reviewersOf } from '../../db/queries/staff.ts';
import { closeChecks } from '../../db/queries/workplace-checks.ts';
import type { PersonId, UnionId, UnitId } from '../../domain/ids.ts';
import { dateIn } from '../../domain/schedule.ts';

interface Going {
  readonly person: PersonId;
  readonly from: StoredMembership;
  readonly union: UnionId;
  readonly unit: UnitId | null;
  /** Who decided it: a reviewer, or she herself. */
  readonly by: PersonId;
  readonly now: Date;
  readonly timeZone: string;
}

/**
 * Ends one membership and begins the next, on the same day and in the same transaction, so that she is a member on every
 * day. Her card goes along; who may know of it is asked of her anew, since it is another unit. The old union is told.
 */
export async function transferMembership(tx: Tx, going: Going): Promise<void> {
  const { person, from, union, unit, by, now } = going;
  const day = dateIn(now, going.timeZone);
  const move = { membership: from.id, from: from.status, to: 'transferred', reason: 'changedWork' } as const;
  if (!(await moveMembership(tx, { ...move, by, at: now, until: day })))
    throw new Error('a membership was moved while its holder was locked');
  const next = await beginMembership(tx, { person, union, unit, since: day, by, at: now });
  await carryCard(tx, from.id, next);
  await closeChecks(tx, person, 'changed', now);
  if (union === from.union) return;
  await tellOldUnion(tx, { from, person, now, card: (await cardOf(tx, next))?.status === 'ready' });
}

/** Those who looked after her hear that she is gone; her name they read in the chat, masked, never in the preview. */
export async function tellOldUnion(
  tx: Tx,
  {
    from,
    person,
    now,
    card,
  }: {
    readonly from: StoredMembership;
    readonly person: PersonId;
    readonly now: Date;
    /** Her card lies ready at their desk. */
    readonly card: boolean;
  },
): Promise<void> {
  await tellPeople(tx, {
    key: `memberGone:${from.id}`,
    body: { kind: 'memberGone', membership: from.id, union: from.union, card },
    // Whom she kept it from while she was there, doesn't hear of it when she goes.
    to: await reviewersOf(tx, from, { applicant: person, unit: from.unit, visibleTo: from.visibleTo }),
    now,
  });
}

import type { UnionId, UnitId } from './ids.ts';
import { type MembershipStatus, mayMove, membershipLifecycle } from './lifecycle.ts';

/*
 * What a member may do about her membership herself. She stays a member all through a change of work: her old union lets
 * her go the moment the new one takes her in. The new one looks first, because it answers for its roll, but only at
 * whether she works there; that she is a member is settled, so nothing is asked of her twice.
 */

/** Her membership, as far as a change needs to know. */
export interface Held {
  readonly union: UnionId;
  readonly unit: UnitId | null;
  readonly status: MembershipStatus;
}

export type Change =
  /** Her union covers the new place, too: nobody has to decide anything. */
  | 'within'
  /** Another union's: its officers look at it, and until then she stays where she is. */
  | 'across'
  | 'notMember'
  | 'alreadyWaiting'
  /** It says what is on record already. */
  | 'same';

/**
 * @param held null: she is no member
 * @param waiting whether something of hers waits for an answer already
 * @param given null when she names no unit, or one that isn't listed
 */
export function changeTo(
  held: Held | null,
  waiting: boolean,
  given: { readonly union: UnionId; readonly unit: UnitId | null },
): Change {
  if (!held) return 'notMember';
  if (waiting) return 'alreadyWaiting';
  if (held.union !== given.union) return 'across';
  const stays = held.unit === given.unit && given.unit !== null;
  return stays && held.status === 'active' ? 'same' : 'within';
}

/** Why somebody without work stays a member. */
export const restReasons = ['outOfWork', 'retired'] as const;
export type RestReason = (typeof restReasons)[number];

export type OwnMove = 'rest' | 'resume' | 'leave';
const target = { rest: 'retained', resume: 'active', leave: 'left' } as const;

/** What her move would make of it; null when it isn't open to her now. */
export function ownMove(held: Pick<Held, 'status'> | null, move: OwnMove): MembershipStatus | null {
  const to = target[move];
  // One that is over is nobody's to move: only taking a merging back leads out of it.
  const goesOn = held?.status === 'active' || held?.status === 'retained';
  return held && goesOn && mayMove(membershipLifecycle, held.status, to) ? to : null;
}

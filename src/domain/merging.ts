import type { PersonId, UnionId } from './ids.ts';
import type { MembershipStatus } from './lifecycle.ts';

/*
 * One person, one membership: what becomes of two rows of `people` that were found to be one person's. Everything of the
 * merged one becomes the survivor's; what is decided about both at once is decided here.
 */

/** So long a merging can be taken back. */
export const unmergeDays = 30;

export function mayUnmerge(mergedAt: Date, now: Date): boolean {
  return now.getTime() < mergedAt.getTime() + unmergeDays * 86_400_000;
}

/** What a merging moved and ended: keys only. */
export interface MergeRecord {
  /** By `table.column`: the rest of the keys of rows that pointed at the merged one and point at the survivor now. */
  readonly rows: Readonly<Record<string, readonly (readonly (number | string)[])[]>>;
  /** The membership that was one too many, and as what it was closed. */
  readonly closed: { readonly membership: number; readonly was: 'active' | 'retained' } | null;
  /** The service card that went over to the membership that stays, and from which. */
  readonly card: { readonly card: number; readonly from: number } | null;
  /** Applications that came to an end: the second of two, or one to the union she is a member of. */
  readonly applications: readonly number[];
  /** Consents of the survivor that don't hold any more, and those that she has from the merged one. */
  readonly withdrawn: readonly number[];
  readonly given: readonly number[];
  /** Whom a reviewer had told apart from the merged one: so is the survivor now. */
  readonly distinct: readonly number[];
  /** What the survivor is called and reached by, if it came from the merged one. */
  readonly filled: readonly ('name' | 'phone')[];
}

/** One of the two, as far as it decides who goes on. */
export interface MergeSide {
  readonly person: PersonId;
  /** On Telegram, and when she last wrote there; null: never. */
  readonly telegram: boolean;
  readonly wroteAt: Date | null;
}

/** Whose account goes on: one on Telegram before one on a roll, of two the one that wrote last. */
export function survivorOf<Side extends MergeSide>(one: Side, other: Side): Side {
  if (one.telegram !== other.telegram) return one.telegram ? one : other;
  const [first, second] = [one.wroteAt?.getTime() ?? 0, other.wroteAt?.getTime() ?? 0];
  if (first !== second) return first > second ? one : other;
  // Neither ever wrote, or both in the same moment: the row that is known longest.
  return one.person < other.person ? one : other;
}

/** A membership that is not over. */
export interface CurrentMembership {
  readonly id: number;
  readonly union: UnionId;
  readonly since: string;
  readonly status: MembershipStatus;
}

/**
 * Of two memberships, the one that goes on. In one union it is the older: she has been a member since then. In two it is
 * the younger: that is where she works now. An active one goes before a retained one.
 */
export function membershipThatStays<Membership extends CurrentMembership>(
  one: Membership,
  other: Membership,
): Membership {
  if (one.union !== other.union && one.status !== other.status) return one.status === 'active' ? one : other;
  const [older, younger] =
    one.since < other.since || (one.since === other.since && one.id < other.id) ? [one, other] : [other, one];
  return one.union === other.union ? older : younger;
}

/** What one of the two says of a purpose. */
export interface Word {
  /** She agrees, as things stand. */
  readonly agrees: boolean;
  /** She has ever agreed to anything, whatever became of it. */
  readonly everSpoke: boolean;
}

/**
 * Whether she agrees, of two words of hers: the stricter holds. A person who never said anything about anything was never
 * asked, and a person on a roll can't have been: her silence takes nothing from the other's word. Who was asked and didn't
 * agree hasn't agreed.
 */
export function stricter(one: Word, other: Word): boolean {
  const words = [one, other].filter(({ everSpoke }) => everSpoke);
  return words.length > 0 && words.every(({ agrees }) => agrees);
}

/** Why two can't be merged, or not by her. */
export type MergeRefusal =
  /** There are no such two who resemble one another, or one is not in her scope: which of these is not said. */
  | { readonly type: 'notYours' }
  /** One of them is herself. */
  | { readonly type: 'own' }
  /** One holds a role that she could not grant: those who could decide on it. */
  | { readonly type: 'roles' }
  /** A colleague has told them apart, or they are one already. */
  | { readonly type: 'apart' | 'already' }
  /** One of them has erased herself meanwhile. */
  | { readonly type: 'gone' };

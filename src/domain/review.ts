import { type Actor, answersFor, type UnionPlace } from './actor.ts';
import type { PersonId } from './ids.ts';
import { type ApplicationStatus, isOpen } from './lifecycle.ts';

/*
 * Who may decide on an application, and what its applicant may do about it meanwhile.
 */

/** Why two people may be one. */
export const duplicateReasons = ['phone', 'unitName'] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

/** Whoever takes an application onto her desk has it so long; then it is on everybody's again. */
export const claimHours = 2;

export interface Claim {
  readonly by: PersonId;
  readonly at: Date;
}

/** Until when a claim holds; null when it has lapsed, or there is none. */
export function claimedUntil(claim: Claim | null, now: Date): Date | null {
  if (!claim) return null;
  const until = new Date(claim.at.getTime() + claimHours * 3_600_000);
  return until > now ? until : null;
}

export interface Reviewed {
  readonly place: UnionPlace;
  readonly applicant: PersonId;
  readonly status: ApplicationStatus;
  /** Who turned it down before she appealed. */
  readonly rejectedBy: PersonId | null;
  /** The applicant wants nobody of her unit to know, and this one works there: domain/visibility.ts. */
  readonly kept: boolean;
}

/**
 * May she decide on it? Nobody decides on her own application. An appeal is for those above the union, and for other eyes
 * than those that turned it down.
 */
export function mayReview(
  actor: Actor,
  { place, applicant, status, rejectedBy, kept }: Reviewed,
): 'yes' | 'notYours' | 'own' | 'street' | 'otherEyes' | 'settled' {
  if (!answersFor(actor, place)) return 'notYours';
  if (applicant === actor.person) return 'own';
  if (kept) return 'notYours';
  if (!isOpen(status)) return 'settled';
  if (status !== 'appealed') return 'yes';
  if (!answersFor({ ...actor, scopes: actor.scopes.filter(({ kind }) => kind !== 'union') }, place))
    return 'street';
  return rejectedBy === actor.person ? 'otherEyes' : 'yes';
}

/** Turned down, she may appeal for so many days. */
const appealDays = 30;

export interface Hers {
  readonly status: ApplicationStatus;
  readonly reviewStartedAt: Date | null;
  readonly decidedAt: Date | null;
  /** She appealed on this one before. */
  readonly appealed: boolean;
  /** She is a member, or another application of hers is open. */
  readonly elsewhere: boolean;
}

export interface HerMoves {
  readonly edit: boolean;
  readonly answer: boolean;
  readonly withdraw: boolean;
  readonly appeal: boolean;
}

/** What the applicant may do now. */
export function movesOfHers(
  { status, reviewStartedAt, decidedAt, appealed, elsewhere }: Hers,
  now: Date,
): HerMoves {
  const inTime = decidedAt !== null && now.getTime() < decidedAt.getTime() + appealDays * 86_400_000;
  return {
    edit: (status === 'submitted' && reviewStartedAt === null) || status === 'needs_info',
    answer: status === 'needs_info',
    withdraw: isOpen(status),
    appeal: status === 'rejected' && inTime && !appealed && !elsewhere,
  };
}

/** What the queue can be narrowed to. */
export const queueFilters = ['waiting', 'needsInfo', 'appealed', 'overdue', 'flagged', 'mine'] as const;
export type QueueFilter = (typeof queueFilters)[number];

/** Approved unseen at most at once. */
export const batchAtMost = 1_000;

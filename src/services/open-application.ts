import { beginReview, type MoveMade, movesOf } from '../db/queries/applications.ts';
import { note } from '../db/queries/audit.ts';
import { membershipOf } from '../db/queries/memberships.ts';
import { waitingAfter } from '../db/queries/review-queue.ts';
import { openRejection } from '../db/rejection.ts';
import type { Vault } from '../db/vault.ts';
import { readOf, txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import type { ApplicationId, PersonId } from '../domain/ids.ts';
import type { Named } from '../domain/language.ts';
import type { ApplicationStatus } from '../domain/lifecycle.ts';
import { maskPhone, type Rejection } from '../domain/membership.ts';
import { claimedUntil } from '../domain/review.ts';
import { dateIn } from '../domain/schedule.ts';
import type { Confidants } from '../domain/visibility.ts';
import type { Work } from '../domain/work.ts';
import { type Lookalike, readLookalikes } from './applications/duplicates.ts';
import { claimOf, findReviewable, type ReviewRefusal, type Signed } from './find-reviewable.ts';

/** What a reviewer needs to know of an applicant. Of her phone enough to tell two apart by. */
export interface OpenedApplication {
  readonly id: ApplicationId;
  readonly person: PersonId;
  readonly status: ApplicationStatus;
  readonly name: string;
  readonly maskedPhone: string;
  readonly unit:
    | { readonly kind: 'listed'; readonly name: string; readonly room: string }
    | { readonly kind: 'written'; readonly name: string }
    | { readonly kind: 'unsaid' };
  readonly building: Named;
  readonly union: Named;
  /** A member already, of another union: she changes her work. */
  readonly memberOf: Named | null;
  /** Who may know, as she chose. */
  readonly visibleTo: Confidants;
  readonly submittedAt: Date;
  /** The day by which she was promised an answer, `2026-12-05`. */
  readonly dueOn: string;
  /** What was asked and answered so far, and why she appeals. */
  readonly said: readonly { readonly by: 'reviewer' | 'applicant'; readonly words: string }[];
  /** Why it was turned down before she appealed. */
  readonly rejection: Rejection | null;
  /** Whom she may be, too. */
  readonly lookalikes: readonly Lookalike[];
  readonly desk: { readonly kind: 'nobody' } | { readonly kind: 'mine' | 'colleague'; readonly until: Date };
}

/** Shows an open application to someone who may decide on it. Every opening is noted; the first begins the review. */
export type OpenApplication = (
  work: Work,
  actor: Actor,
  id: ApplicationId,
) => Promise<{ readonly type: 'opened'; readonly application: OpenedApplication } | ReviewRefusal>;

export function createOpenApplication({ vault }: { readonly vault: Vault }): OpenApplication {
  return async (work, actor, id) => {
    const outcome = await findReviewable(work, actor, id, 'see');
    if (outcome.type !== 'yours') return outcome;
    const { found } = outcome;
    const tx = await txOf(work);
    await note(tx, {
      at: work.now,
      actor: actor.person,
      action: 'application.seen',
      subject: 'application',
      subjectId: id,
    });
    await beginReview(tx, id, work.now);
    const claim = claimOf(found);
    const until = claimedUntil(claim, work.now);
    return {
      type: 'opened',
      application: {
        id,
        person: found.person,
        status: found.status,
        name: vault.open(found.name, 'applications.name'),
        maskedPhone: maskPhone(vault.open(found.phone, 'applications.phone')),
        unit: unitOf(found, vault),
        building: found.building,
        union: found.union,
        memberOf:
          found.transferFrom === null ? null : ((await membershipOf(tx, found.person))?.named ?? null),
        visibleTo: found.visibleTo,
        submittedAt: found.submittedAt,
        dueOn: found.dueOn,
        said: saidIn(await movesOf(tx, id), vault),
        rejection: found.rejection && openRejection(vault, found.rejection),
        lookalikes: await readLookalikes(tx, vault, id, actor.person),
        desk: until ? { kind: claim?.by === actor.person ? 'mine' : 'colleague', until } : { kind: 'nobody' },
      },
    };
  };
}

function unitOf(found: Signed, vault: Vault): OpenedApplication['unit'] {
  if (found.unitName !== null) return { kind: 'listed', name: found.unitName, room: found.unitRoom ?? '' };
  if (found.unitWritten === null) return { kind: 'unsaid' };
  return { kind: 'written', name: vault.open(found.unitWritten, 'applications.unit_written') };
}

function saidIn(moves: readonly MoveMade[], vault: Vault): OpenedApplication['said'] {
  return moves.flatMap(({ to, words }) =>
    words
      ? [
          {
            by: to === 'needs_info' ? ('reviewer' as const) : ('applicant' as const),
            words: vault.open(words, 'application_moves.words'),
          },
        ]
      : [],
  );
}

/** The application to look at after a given one: the next that waits, or else the oldest. */
export type NextApplication = (
  work: Work,
  actor: Actor,
  after: ApplicationId | null,
) => Promise<ApplicationId | undefined>;

export function createNextApplication({ timeZone }: { readonly timeZone: string }): NextApplication {
  return (work, actor, after) =>
    waitingAfter(readOf(work), { actor, now: work.now, today: dateIn(work.now, timeZone) }, after);
}

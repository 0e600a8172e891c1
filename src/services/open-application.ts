import { waitingAfter } from '../db/queries/applications.ts';
import { note } from '../db/queries/audit.ts';
import type { Vault } from '../db/vault.ts';
import { readOf, txOf } from '../db/work.ts';
import type { Actor } from '../domain/actor.ts';
import type { ApplicationId } from '../domain/ids.ts';
import type { Named } from '../domain/language.ts';
import type { Work } from '../domain/work.ts';
import { findReviewable, type ReviewRefusal } from './find-reviewable.ts';

/** What a reviewer needs to know of an applicant, in full. */
export interface OpenedApplication {
  readonly id: ApplicationId;
  readonly name: string;
  readonly phone: string;
  readonly unit:
    | { readonly kind: 'listed'; readonly name: string; readonly room: string }
    | { readonly kind: 'written'; readonly name: string }
    | { readonly kind: 'unsaid' };
  readonly building: Named;
  readonly union: Named;
  readonly submittedAt: Date;
  /** The day by which she was promised an answer, `2026-12-05`. */
  readonly dueOn: string;
}

/** Shows a waiting application to someone who answers for its union. Every opening is noted. */
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
    await note(await txOf(work), {
      at: work.now,
      actor: actor.person,
      action: 'application.seen',
      subject: 'application',
      subjectId: id,
    });
    return {
      type: 'opened',
      application: {
        id,
        name: vault.open(found.name, 'applications.name'),
        phone: vault.open(found.phone, 'applications.phone'),
        unit: unitOf(found, vault),
        building: found.building,
        union: found.union,
        submittedAt: found.submittedAt,
        dueOn: found.dueOn,
      },
    };
  };
}

function unitOf(
  found: { unitName: string | null; unitRoom: string | null; unitWritten: Buffer | null },
  vault: Vault,
): OpenedApplication['unit'] {
  if (found.unitName !== null) return { kind: 'listed', name: found.unitName, room: found.unitRoom ?? '' };
  if (found.unitWritten === null) return { kind: 'unsaid' };
  return { kind: 'written', name: vault.open(found.unitWritten, 'applications.unit_written') };
}

/** The application to look at after a given one: the next that waits, or else the oldest. */
export type NextApplication = (
  work: Work,
  actor: Actor,
  after: ApplicationId | null,
) => Promise<ApplicationId | undefined>;

export const nextApplication: NextApplication = (work, actor, after) =>
  waitingAfter(readOf(work), actor.scopes, after);

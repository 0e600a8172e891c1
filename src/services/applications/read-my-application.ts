import { movesOf } from '../../db/queries/applications.ts';
import { openRejection } from '../../db/rejection.ts';
import type { Vault } from '../../db/vault.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import type { ApplicationStatus } from '../../domain/lifecycle.ts';
import type { Rejection } from '../../domain/membership.ts';
import type { HerMoves } from '../../domain/review.ts';
import type { Confidants } from '../../domain/visibility.ts';
import type { Work } from '../../domain/work.ts';
import { herApplication } from './her-application.ts';

/** Where her application is, like a parcel. */
export interface MyProgress {
  readonly id: ApplicationId;
  readonly union: Named & { readonly id: UnionId };
  readonly status: ApplicationStatus;
  /** What happened, in order. `answered`: handed in once more. */
  readonly steps: readonly {
    /** `lapsed`: she was asked, and never answered. */
    readonly what: 'opened' | 'answered' | 'lapsed' | ApplicationStatus;
    readonly at: Date;
    readonly words: string | null;
  }[];
  readonly rejection: Rejection | null;
  /** The day by which she hears, while somebody is to answer. */
  readonly dueOn: string;
  readonly may: HerMoves;
  readonly visibleTo: Confidants;
}

/** Shows somebody her own application. */
export type ReadMyApplication = (
  work: Work,
  actor: Actor,
  id: ApplicationId,
) => Promise<MyProgress | undefined>;

function whatOf(to: ApplicationStatus, byItself: boolean, nth: number): MyProgress['steps'][number]['what'] {
  if (to === 'submitted' && nth > 0) return 'answered';
  return to === 'withdrawn' && byItself ? 'lapsed' : to;
}

export function createReadMyApplication({ vault }: { readonly vault: Vault }): ReadMyApplication {
  return async (work, actor, id) => {
    const tx = readOf(work);
    const hers = await herApplication(tx, actor, id, work.now);
    if (!hers) return undefined;
    const { found, may } = hers;
    const moves = (await movesOf(tx, id)).map(({ by, to, at, words }, nth) => ({
      what: whatOf(to, by === null, nth),
      at,
      words: words && vault.open(words, 'application_moves.words'),
    }));
    const opened = found.reviewStartedAt
      ? [{ what: 'opened' as const, at: found.reviewStartedAt, words: null }]
      : [];
    return {
      id,
      union: { id: found.place.union, ...found.union },
      status: found.status,
      steps: [...moves.slice(0, 1), ...opened, ...moves.slice(1)],
      rejection: found.rejection && openRejection(vault, found.rejection),
      dueOn: found.dueOn,
      may,
      visibleTo: found.visibleTo,
    };
  };
}

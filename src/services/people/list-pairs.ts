import { alikePairs, recentMerges } from '../../db/queries/pairs.ts';
import type { Vault } from '../../db/vault.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { MergeId, PersonId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { maskName } from '../../domain/membership.ts';
import { unmergeDays } from '../../domain/merging.ts';
import type { DuplicateReason } from '../../domain/review.ts';
import type { Work } from '../../domain/work.ts';

export interface PairsPage {
  readonly pairs: readonly {
    readonly first: PersonId;
    readonly second: PersonId;
    readonly why: DuplicateReason;
    readonly maskedName: string;
    readonly union: Named;
  }[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** Members in her scope who may be one person. Applicants are looked at with their applications. */
export type ListPairs = (work: Work, actor: Actor, page: number) => Promise<PairsPage>;

export function createListPairs({ vault }: { readonly vault: Vault }): ListPairs {
  return async (work, actor, page) => {
    if (actor.scopes.length === 0) return { pairs: [], total: 0, page: 0, pages: 1 };
    const { pairs, ...rest } = await alikePairs(readOf(work), actor, page);
    return {
      ...rest,
      pairs: pairs.map(({ name, ...pair }) => ({
        ...pair,
        maskedName: maskName(name ? vault.open(name, 'people.name') : ''),
      })),
    };
  };
}

export interface RecentMerge {
  readonly id: MergeId;
  readonly maskedName: string;
  readonly at: Date;
}

/** Mergings in her scope that can still be taken back, the newest first. */
export type ListMerges = (work: Work, actor: Actor) => Promise<readonly RecentMerge[]>;

export function createListMerges({ vault }: { readonly vault: Vault }): ListMerges {
  return async (work, actor) => {
    if (actor.scopes.length === 0) return [];
    const since = new Date(work.now.getTime() - unmergeDays * 86_400_000);
    const rows = await recentMerges(readOf(work), actor, since);
    return rows.map(({ name, ...merge }) => ({
      ...merge,
      maskedName: maskName(name ? vault.open(name, 'people.name') : ''),
    }));
  };
}

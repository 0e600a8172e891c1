import { stallsWithin } from '../../db/queries/stalls.ts';
import type { Vault } from '../../db/vault.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { StallId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { isOpenStall } from '../../domain/stall.ts';
import type { Work } from '../../domain/work.ts';
import { describe } from './read-stall.ts';

export interface ListedStall {
  readonly stall: StallId;
  readonly of: Named;
  readonly place: string;
  readonly openedAt: Date;
  readonly open: boolean;
}

/** The stalls of somebody's scopes in the last weeks, the newest first. */
export type ListStalls = (work: Work, actor: Actor) => Promise<readonly ListedStall[]>;

const weeks = 8;
const shownAtMost = 6;

export function createListStalls({ vault }: { readonly vault: Vault }): ListStalls {
  return async (work, { scopes }) => {
    const since = new Date(work.now.getTime() - weeks * 7 * 86_400_000);
    const rows = await stallsWithin(readOf(work), scopes, { since, limit: shownAtMost });
    return rows.map((row) => ({ ...describe(row, vault), open: isOpenStall(row, work.now) }));
  };
}

import { type DemandRow, demandIn } from '../../db/queries/demand.ts';
import type { Vault } from '../../db/vault.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import { type DemandTotal, demandTotal, rankDemand, seesSomeDemand } from '../../domain/demand.ts';
import type { Named } from '../../domain/language.ts';
import { isSettled, type OutreachStatus } from '../../domain/outreach.ts';
import type { WishPlace } from '../../domain/wish.ts';
import type { Work } from '../../domain/work.ts';
import { nameOf } from './read-wish.ts';

/** Everything, what we were told of and don't know, or what somebody has taken on. */
export type DemandFilter = 'all' | 'new' | 'outreach';

export interface DemandLine {
  readonly place: WishPlace;
  readonly named: Named;
  /** Null: fewer than five. */
  readonly count: number | null;
  readonly outreach: OutreachStatus | null;
}

export interface DemandList {
  /** Of the actor's whole scope, whatever the filter. */
  readonly total: DemandTotal;
  readonly proposals: number;
  readonly underWay: number;
  readonly lines: readonly DemandLine[];
}

/** Where people wish for a union in the actor's streets, the most wished for first; null for who has no street. */
export type ListDemand = (work: Work, actor: Actor, filter: DemandFilter) => Promise<DemandList | null>;

export function createListDemand({ vault }: { readonly vault: Vault }): ListDemand {
  return async (work, actor, filter) => {
    if (!seesSomeDemand(actor)) return null;
    const ranked = rankDemand(await demandIn(readOf(work), actor.scopes));
    return {
      total: demandTotal(ranked),
      proposals: ranked.filter(({ place }) => place.kind === 'proposal').length,
      underWay: ranked.filter(({ outreach }) => isUnderWay(outreach)).length,
      lines: ranked
        .filter((row) => isShown(row, filter))
        .map(({ place, building, proposed, count, outreach }) => ({
          place,
          named: building ?? nameOf(proposed, vault),
          count,
          outreach,
        })),
    };
  };
}

function isShown({ place, outreach }: Pick<DemandRow, 'place' | 'outreach'>, filter: DemandFilter): boolean {
  if (filter === 'all') return true;
  return filter === 'new' ? place.kind === 'proposal' : isUnderWay(outreach);
}

/** Founded, but not covered yet: there is still something to do. */
function isUnderWay(outreach: OutreachStatus | null): boolean {
  return outreach !== null && (outreach === 'founded' || !isSettled(outreach));
}

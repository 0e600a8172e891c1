import { incompleteOn } from '../db/queries/coverage-worklist.ts';
import { unionPlace } from '../db/queries/staff.ts';
import { readOf } from '../db/work.ts';
import { type Actor, looksAfter, type Scope } from '../domain/actor.ts';
import { type Coverage, type Incomplete, mayAskFor } from '../domain/coverage.ts';
import type { CoverageChanges } from '../domain/coverage-changes.ts';
import { dateIn } from '../domain/schedule.ts';
import type { Work } from '../domain/work.ts';
import { coverageChangesFor } from './explain-coverage.ts';
import { coverageFor } from './read-coverage.ts';

export type CoverageRefusal =
  /** Not hers, or not there. */
  { readonly type: 'notYours' } | { readonly type: 'future' };

interface CoverageAsked {
  readonly of: Scope;
  readonly day: string;
}

/** What a member of staff may see of coverage, on a day or between two. */
export interface ShowCoverage {
  figures(
    work: Work,
    actor: Actor,
    asked: CoverageAsked,
  ): Promise<CoverageRefusal | { readonly type: 'figures'; readonly coverage: Coverage }>;
  changes(
    work: Work,
    actor: Actor,
    asked: CoverageAsked & { readonly from: string },
  ): Promise<CoverageRefusal | { readonly type: 'changes'; readonly changes: CoverageChanges }>;
  incomplete(
    work: Work,
    actor: Actor,
    asked: CoverageAsked,
  ): Promise<
    | CoverageRefusal
    | { readonly type: 'incomplete'; readonly coverage: Coverage; readonly incomplete: Incomplete }
  >;
}

/** As much of a worklist as is turned over by thumb; the spreadsheet has the rest. */
const mostInChat = 200;

export function createShowCoverage({ timeZone }: { readonly timeZone: string }): ShowCoverage {
  async function refusal(
    work: Work,
    actor: Actor,
    of: Scope,
    days: readonly string[],
  ): Promise<CoverageRefusal | null> {
    const place = of.kind === 'union' ? ((await unionPlace(readOf(work), of.union)) ?? null) : null;
    if (!looksAfter(actor, of, place)) return { type: 'notYours' };
    const today = dateIn(work.now, timeZone);
    return days.every((day) => mayAskFor(day, today)) ? null : { type: 'future' };
  }

  return {
    async figures(work, actor, { of, day }) {
      const refused = await refusal(work, actor, of, [day]);
      if (refused) return refused;
      const coverage = await coverageFor(work, of, day);
      return coverage ? { type: 'figures', coverage } : { type: 'notYours' };
    },
    async changes(work, actor, { of, day, from }) {
      const refused = await refusal(work, actor, of, [from, day]);
      if (refused) return refused;
      const changes = await coverageChangesFor(work, of, from, day);
      return changes ? { type: 'changes', changes } : { type: 'notYours' };
    },
    async incomplete(work, actor, { of, day }) {
      const refused = await refusal(work, actor, of, [day]);
      if (refused) return refused;
      const coverage = await coverageFor(work, of, day);
      if (!coverage) return { type: 'notYours' };
      const incomplete = await incompleteOn(readOf(work), day, of, mostInChat);
      return { type: 'incomplete', coverage, incomplete };
    },
  };
}

import { allStreets, coverageNames, unionCounts } from '../db/queries/coverage.ts';
import { coverageShifts } from '../db/queries/coverage-changes.ts';
import { readOf } from '../db/work.ts';
import type { Scope } from '../domain/actor.ts';
import { coverageOf } from '../domain/coverage.ts';
import { type CoverageChanges, explain, shiftsWithin, unionShifts } from '../domain/coverage-changes.ts';
import type { Work } from '../domain/work.ts';
import { scopeNamed } from './read-coverage.ts';

/**
 * What became of a scope's figures from one day to another, and why. The days may be given in either order. Null when there
 * is no such street or union. Nobody's authority is checked here.
 */
export async function coverageChangesFor(
  work: Work,
  scope: Scope,
  one: string,
  other: string,
): Promise<CoverageChanges | null> {
  const [from, to] = one <= other ? [one, other] : [other, one];
  const tx = readOf(work);
  const of = await scopeNamed(work, scope);
  if (!of) return null;
  const streets = await allStreets(tx);
  // Of the whole district, whatever is asked: what came to a street may have come from another.
  const [before, after] = [
    await unionCounts(tx, from, { kind: 'district' }),
    await unionCounts(tx, to, { kind: 'district' }),
  ];
  const all = [...unionShifts(before, after), ...(await coverageShifts(tx, from, to))];
  const shifts = shiftsWithin(scope, all);
  return explain({
    before: coverageOf(from, of, streets, before),
    after: coverageOf(to, of, streets, after),
    shifts,
    names: await coverageNames(tx, shifts),
  });
}

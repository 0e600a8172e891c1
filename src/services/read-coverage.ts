import { streetsCalled } from '../db/queries/called.ts';
import { allStreets, unionCounts } from '../db/queries/coverage.ts';
import { readOf } from '../db/work.ts';
import { type Coverage, districtCoverage, streetCoverage } from '../domain/coverage.ts';
import type { Named } from '../domain/language.ts';
import type { Work } from '../domain/work.ts';

type CoverageRead =
  | { readonly type: 'coverage'; readonly coverage: Coverage }
  /** The streets that may be meant: none, or several. */
  | { readonly type: 'whichStreet'; readonly streets: readonly (Named & { readonly code: string })[] };

/**
 * The figures of the district, or of one street union by union, as they were on a day (`2020-09-30`).
 *
 * @param asked.street a code, a name, or part of one
 */
export type ReadCoverage = (
  work: Work,
  asked: { readonly day: string; readonly street?: string | undefined },
) => Promise<CoverageRead>;

export const readCoverage: ReadCoverage = async (work, { day, street }) => {
  const tx = readOf(work);
  const unions = await unionCounts(tx, day);
  if (street === undefined) {
    return { type: 'coverage', coverage: districtCoverage(day, await allStreets(tx), unions) };
  }
  const streets = await streetsCalled(tx, street);
  const [meant, another] = streets;
  if (!meant || another) return { type: 'whichStreet', streets };
  return { type: 'coverage', coverage: streetCoverage(day, meant, unions) };
};

import { streetsCalled, unionsCalled } from '../db/queries/called.ts';
import { allStreets, unionCounts, unionWithStreet } from '../db/queries/coverage.ts';
import { readOf } from '../db/work.ts';
import type { Scope } from '../domain/actor.ts';
import { type Coverage, type CoverageOf, coverageOf } from '../domain/coverage.ts';
import type { StreetId, UnionId } from '../domain/ids.ts';
import type { Named } from '../domain/language.ts';
import type { Work } from '../domain/work.ts';

type Called = Named & { readonly code: string };

type ScopeCalled =
  | { readonly type: 'found'; readonly of: Scope }
  /** What may be meant: nothing, or several. */
  | { readonly type: 'whichStreet'; readonly streets: readonly Called[] }
  | { readonly type: 'whichUnion'; readonly unions: readonly Called[] };

interface Wanted {
  readonly street?: string | undefined;
  readonly union?: string | undefined;
}

/**
 * The scope that names mean; without any, the district. For whoever runs the deployment.
 *
 * @param wanted.street a code, a name, or part of one; `wanted.union` likewise
 */
export async function scopeCalled(work: Work, { street, union }: Wanted): Promise<ScopeCalled> {
  const tx = readOf(work);
  if (union !== undefined) {
    const unions = await unionsCalled(tx, union);
    const [meant, another] = unions;
    if (!meant || another) return { type: 'whichUnion', unions };
    return { type: 'found', of: { kind: 'union', union: meant.id } };
  }
  if (street === undefined) return { type: 'found', of: { kind: 'district' } };
  const streets = await streetsCalled(tx, street);
  const [meant, another] = streets;
  if (!meant || another) return { type: 'whichStreet', streets };
  return { type: 'found', of: { kind: 'street', street: meant.id } };
}

/** The figures of a scope; null when there is no such street or union. Nobody's authority is checked here. */
export async function coverageFor(work: Work, scope: Scope, day: string): Promise<Coverage | null> {
  const tx = readOf(work);
  const streets = await allStreets(tx);
  const of = await scopeNamed(work, scope);
  return of && coverageOf(day, of, streets, await unionCounts(tx, day, scope));
}

export async function scopeNamed(work: Work, scope: Scope): Promise<CoverageOf | null> {
  switch (scope.kind) {
    case 'district':
      return { kind: 'district' };
    case 'street':
      return streetNamed(work, scope.street);
    case 'union':
      return unionNamed(work, scope.union);
  }
}

async function streetNamed(work: Work, id: StreetId): Promise<CoverageOf | null> {
  const street = (await allStreets(readOf(work))).find((each) => each.id === id);
  return street ? { kind: 'street', street } : null;
}

async function unionNamed(work: Work, id: UnionId): Promise<CoverageOf | null> {
  const found = await unionWithStreet(readOf(work), id);
  return found ? { kind: 'union', ...found } : null;
}

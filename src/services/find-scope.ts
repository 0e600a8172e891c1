import { type Called, streetsCalled, unionsCalled } from '../db/queries/called.ts';
import { txOf } from '../db/work.ts';
import type { Scope } from '../domain/actor.ts';
import type { Named } from '../domain/language.ts';
import type { Work } from '../domain/work.ts';

type FoundScope =
  | { readonly type: 'found'; readonly scope: Scope }
  /** What may be meant: none, or several. */
  | { readonly type: 'which'; readonly places: readonly (Named & { readonly code: string })[] };

/** The street's or union's scope that a code, a name, or part of one means. */
export type FindScope = (work: Work, kind: 'street' | 'union', text: string) => Promise<FoundScope>;

export const findScope: FindScope = async (work, kind, text) => {
  const tx = await txOf(work);
  return kind === 'street'
    ? only(await streetsCalled(tx, text), (street) => ({ kind: 'street', street }))
    : only(await unionsCalled(tx, text), (union) => ({ kind: 'union', union }));
};

function only<Id>(places: readonly Called<Id>[], scopeOf: (id: Id) => Scope): FoundScope {
  const [meant, another] = places;
  return meant && !another ? { type: 'found', scope: scopeOf(meant.id) } : { type: 'which', places };
}

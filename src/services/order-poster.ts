import { type PosterPlace, posterPlace, unionPlace } from '../db/queries/posters.ts';
import { readOf } from '../db/work.ts';
import { type Actor, answersFor, answersForBuilding } from '../domain/actor.ts';
import type { FileOrder } from '../domain/file-order.ts';
import type { BuildingId, UnionId } from '../domain/ids.ts';
import type { Named } from '../domain/language.ts';
import type { Work } from '../domain/work.ts';

type PosterOrder = FileOrder & { readonly kind: 'poster' | 'posters' };

type PosterOrdered =
  | { readonly type: 'ordered'; readonly order: PosterOrder; readonly named: Named }
  /** There is no such building or union, or it is not hers: which of the two is not said. */
  | { readonly type: 'notYours' };

/** What is wanted: one building's, in a form, or one document for all that a union covers. */
type Wanted =
  | { readonly building: BuildingId; readonly as: (FileOrder & { kind: 'poster' })['as'] }
  | { readonly union: UnionId };

/** Checks that she may hang a poster there, and writes the order. It changes nothing, so nothing is kept of it. */
export type OrderPoster = (work: Work, actor: Actor, wanted: Wanted) => Promise<PosterOrdered>;

export const orderPoster: OrderPoster = async (work, actor, wanted) => {
  const tx = readOf(work);
  if ('union' in wanted) {
    const union = await unionPlace(tx, wanted.union);
    if (!union || !answersFor(actor, union)) return { type: 'notYours' };
    return { type: 'ordered', order: { kind: 'posters', union: union.union }, named: union };
  }
  const place = await posterPlace(tx, wanted.building);
  if (!place || !mayHang(actor, place)) return { type: 'notYours' };
  const order: PosterOrder = { kind: 'poster', building: place.building.id, as: wanted.as };
  return { type: 'ordered', order, named: place.building };
};

function mayHang(actor: Actor, { street, union }: PosterPlace): boolean {
  return answersForBuilding(actor, { street, union });
}

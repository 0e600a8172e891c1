import { stallById } from '../../db/queries/stalls.ts';
import { readOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { FileOrder } from '../../domain/file-order.ts';
import type { StallId } from '../../domain/ids.ts';
import { mayStand } from '../../domain/stall-place.ts';
import type { Work } from '../../domain/work.ts';
import { refuse } from './refuse.ts';

type StallCodeOrder = FileOrder & { readonly kind: 'stallCode' };

/** The code of a stall: a picture to hold up, or a sheet to print. */
export type OrderStallCode = (
  work: Work,
  actor: Actor,
  stall: StallId,
  as: StallCodeOrder['as'],
) => Promise<{ readonly type: 'ordered'; readonly order: StallCodeOrder } | { readonly type: 'notYours' }>;

export const orderStallCode: OrderStallCode = async (work, actor, id, as) => {
  const stall = await stallById(readOf(work), id);
  if (!stall || !mayStand(actor, stall)) return refuse(work, actor, 'code', id);
  return { type: 'ordered', order: { kind: 'stallCode', stall: id, as } };
};

import { noteScan } from '../../db/queries/stall-visits.ts';
import { buildingsAtStall, stallByCode } from '../../db/queries/stalls.ts';
import { txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { BuildingId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { isOpenStall } from '../../domain/stall.ts';
import type { Work } from '../../domain/work.ts';

type Visited =
  /** What the code stands for is known: the form begins. */
  | { readonly type: 'join'; readonly building: BuildingId }
  /** It stands for more than one building: she says which is hers. */
  | {
      readonly type: 'choose';
      readonly of: Named;
      readonly buildings: readonly (Named & { readonly id: BuildingId })[];
    }
  /** The stall is over; joining goes on as everywhere. */
  | { readonly type: 'over'; readonly building: (Named & { readonly id: BuildingId }) | null }
  | { readonly type: 'unknown' };

/** Somebody reads the code at a stall. Late, she gets the usual way and isn't counted. */
export type VisitStall = (work: Work, actor: Actor, code: string) => Promise<Visited>;

/** More buttons than these are no help; she can type. */
const buildingsAtMost = 20;

export const visitStall: VisitStall = async (work, actor, code) => {
  const tx = await txOf(work);
  const stall = await stallByCode(tx, code);
  if (!stall) return { type: 'unknown' };
  const building =
    stall.building !== null && stall.buildingNamed ? { id: stall.building, ...stall.buildingNamed } : null;
  if (!isOpenStall(stall, work.now)) return { type: 'over', building };
  await noteScan(tx, stall.id, actor.person, work.now);
  if (building) return { type: 'join', building: building.id };
  const buildings = stall.union === null ? [] : await buildingsAtStall(tx, stall.union, buildingsAtMost);
  const [only, another] = buildings;
  if (only && !another) return { type: 'join', building: only.id };
  return { type: 'choose', of: stall.unionNamed ?? stall.streetNamed, buildings };
};

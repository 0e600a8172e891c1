import { buildingsNear, type NearBuilding } from '../db/queries/nearest.ts';
import { readOf } from '../db/work.ts';
import { type Near, nearestOf } from '../domain/nearby.ts';
import type { Spot } from '../domain/wish.ts';
import type { Work } from '../domain/work.ts';

/** The buildings around a spot, the nearest first; none where we know of none. The spot is kept nowhere. */
export type FindNearest = (work: Work, from: Spot) => Promise<readonly Near<NearBuilding>[]>;

const most = 5;

export const findNearest: FindNearest = async (work, from) =>
  nearestOf(from, await buildingsNear(readOf(work), from, most), most);

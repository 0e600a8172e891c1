import { inventedBuildings } from './buildings-invented.ts';
import { buildingsOnRecord } from './buildings-on-record.ts';
import type { DemoBuilding } from './types.ts';

/** A building by itself; it stands in the street of its union. */
export type BuildingRecord = Omit<DemoBuilding, 'street'>;

export const buildings: readonly BuildingRecord[] = [...buildingsOnRecord, ...inventedBuildings];

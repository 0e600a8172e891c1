import { buildings } from './buildings.ts';
import type { DemoBuilding, DemoUnion, DemoUnit } from './types.ts';
import { unions } from './unions.ts';
import { furnish } from './units.ts';
import { warmStations } from './warm-stations.ts';

export interface DemoPlaces {
  readonly unions: readonly DemoUnion[];
  readonly buildings: readonly DemoBuilding[];
  readonly units: readonly DemoUnit[];
}

/** Unions, buildings and units, each told of the others. */
export function demoPlaces(): DemoPlaces {
  const streetOf = new Map(unions.map((union) => [union.code, union.street]));
  const placed = buildings.map((building): DemoBuilding => {
    const street = streetOf.get(building.union);
    if (!street) throw new Error(`no union for ${building.name}`);
    return { ...building, street };
  });
  return {
    unions: unions.map((union): DemoUnion => {
      const own = placed.filter((building) => building.union === union.code).map(({ code }) => code);
      return {
        ...union,
        buildings: own,
        warmStations: warmStations.filter((station) => own.includes(station.building)),
      };
    }),
    buildings: placed,
    units: furnish(placed),
  };
}

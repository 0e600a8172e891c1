import { apportion } from './apportion.ts';
import { type BuildingFigures, figures } from './figures.ts';
import { shopBuildings } from './shopping-quarter.ts';
import type { DemoBuilding, DemoUnit, DemoUnitOrganisation } from './types.ts';
import { type UnitNature, unitName } from './unit-names.ts';

/** Of a hundred workers in a unit of each kind, about how many have joined; scaled to the building's own figure. */
const joined: Readonly<Record<DemoUnitOrganisation, number>> = { independent: 62, group: 50, none: 12 };

const shopsInHundred = 7;

/** Which positions out of `of` are taken when `count` are spread evenly. */
const evenly = (count: number, of: number): ReadonlySet<number> =>
  new Set(Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * of) / count)));

/**
 * What is behind each door, bottom up: shops by the street, then the property firm, then firms and offices with the
 * public ones spread among them. A quarter has nothing but shops.
 */
function natures({ units, nonPublic }: BuildingFigures, inQuarter: boolean): UnitNature[] {
  const shops = inQuarter ? units : Math.round((units * shopsInHundred) / 100);
  const upstairs = units - shops - 1;
  const publicDoors = evenly(units - nonPublic, Math.max(upstairs, 0));
  const nature = (door: number): Pick<UnitNature, 'kind' | 'nonPublic'> => {
    if (door < shops) return { kind: 'shop', nonPublic: true };
    if (publicDoors.has(door - shops - 1))
      return { kind: door % 3 === 0 ? 'firm' : 'office', nonPublic: false };
    return { kind: door !== shops && door % 9 === 2 ? 'office' : 'firm', nonPublic: true };
  };
  return Array.from({ length: units }, (_, door) => ({
    ...nature(door),
    inQuarter,
    property: door === shops,
  }));
}

/** The doors of a building, largest unit first: guards and cleaners make the property firm the second. */
function bySize(doors: readonly UnitNature[], seed: number): number[] {
  // A multiplicative hash: scatters large units over the floors, the same way each time.
  const scatter = (door: number) => ((door + 1) * 2654435761 + seed * 40503) % 4294967296;
  const numbered = doors.map((nature, door) => ({ ...nature, door }));
  const ofKind = (wanted: (nature: UnitNature) => boolean) =>
    numbered
      .filter(wanted)
      .map(({ door }) => door)
      .sort((a, b) => scatter(a) - scatter(b));
  const upstairs = ofKind(({ kind, property }) => kind !== 'shop' && !property);
  return [
    ...upstairs.slice(0, 1),
    ...ofKind(({ property }) => property),
    ...upstairs.slice(1),
    ...ofKind(({ kind }) => kind === 'shop'),
  ];
}

/** Falls off as sizes of firms do: a few with a hundred or more, half with fewer than ten. Shops differ less. */
const weightOfRank = (rank: number, inQuarter: boolean): number => (rank + 2) ** (inQuarter ? -0.8 : -1.4);

function unitsOf(building: DemoBuilding, book: BuildingFigures, firstSerial: number): DemoUnit[] {
  const inQuarter = shopBuildings.has(building.code);
  const doors = natures(book, inQuarter);
  const order = bySize(doors, firstSerial);
  // One worker each before anything is shared out: nobody rents a room for no one.
  const workers = apportion(
    book.workers - book.units,
    order.map((_, rank) => weightOfRank(rank, inQuarter)),
  ).map((share) => share + 1);
  const organised = order.map((_, rank): DemoUnitOrganisation => {
    if (rank < book.independent) return 'independent';
    return rank < book.units - book.unorganised ? 'group' : 'none';
  });
  const members = apportion(
    book.members,
    workers.map((count, rank) => count * joined[organised[rank] ?? 'none']),
  );

  const rankOf = new Map(order.map((door, rank) => [door, rank]));
  const onFloor = new Map<number, number>();
  return doors.map((nature, door) => {
    const rank = rankOf.get(door) ?? 0;
    const floor = 1 + Math.floor((door * building.floors) / book.units);
    const along = (onFloor.get(floor) ?? 0) + 1;
    onFloor.set(floor, along);
    const room = `${floor}${String(along).padStart(2, '0')}`;
    const serial = firstSerial + door;
    return {
      key: `${building.code}-${room}`,
      building: building.code,
      floor: String(floor),
      room,
      name: unitName(serial, nature),
      kind: nature.kind,
      nonPublic: nature.nonPublic,
      organised: organised[rank] ?? 'none',
      workers: workers[rank] ?? 0,
      members: members[rank] ?? 0,
      openedOn: openedOn(serial),
    };
  });
}

/** Long enough ago that every unit was there before its union was. */
function openedOn(serial: number): string {
  const year = 2006 + ((serial * 7) % 13);
  const month = 1 + ((serial * 5) % 12);
  const day = 1 + ((serial * 11) % 28);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Every unit of the district: made up door by door, adding up to each building's figures. */
export function furnish(buildings: readonly DemoBuilding[]): DemoUnit[] {
  let serial = 0;
  return buildings.flatMap((building) => {
    const book = figures[building.code];
    if (!book) throw new Error(`no figures for ${building.name}`);
    const first = serial;
    serial += book.units;
    return unitsOf(building, book, first);
  });
}

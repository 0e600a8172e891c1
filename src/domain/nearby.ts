import { districtReachMetres, metresBetween, type Spot } from './wish.ts';

/*
 * Buildings around where somebody stands: how far, and which way to look.
 */

export const compass = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Direction = (typeof compass)[number];

/** Which way to look; null when she stands before it, where no direction helps. */
export function directionTo(from: Spot, to: Spot): Direction | null {
  if (metresBetween(from, to) < 20) return null;
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const turned = rad(to.longitude - from.longitude);
  const [lat, other] = [rad(from.latitude), rad(to.latitude)];
  const east = Math.sin(turned) * Math.cos(other);
  const north = Math.cos(lat) * Math.sin(other) - Math.sin(lat) * Math.cos(other) * Math.cos(turned);
  const eighth = Math.round((Math.atan2(east, north) * 4) / Math.PI);
  return compass[(eighth + 8) % 8] ?? null;
}

/** As people say it: phones are off by some metres, so to ten of them, and from a kilometre on to a hundred. */
export function roundedMetres(metres: number): number {
  const step = metres < 995 ? 10 : 100;
  return Math.max(step, Math.round(metres / step) * step);
}

export interface Near<Place> {
  readonly place: Place;
  readonly metres: number;
  readonly direction: Direction | null;
}

/** The nearest first; those too far to walk to work from are none of hers. */
export function nearestOf<Place extends Spot>(
  from: Spot,
  places: readonly Place[],
  most: number,
): readonly Near<Place>[] {
  return places
    .map((place) => ({ place, metres: metresBetween(from, place), direction: directionTo(from, place) }))
    .filter(({ metres }) => metres <= districtReachMetres)
    .sort((one, other) => one.metres - other.metres)
    .slice(0, most);
}

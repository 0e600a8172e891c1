import { type PlaceCard, placeCard, type UnionCard, unionCard } from '../db/queries/places.ts';
import { readOf } from '../db/work.ts';
import { hoursMeant } from '../domain/directory-values.ts';
import type { BuildingId, UnionId } from '../domain/ids.ts';
import { type OpenState, openState } from '../domain/opening-hours.ts';
import type { Work } from '../domain/work.ts';

interface OpenNow {
  /** Null where a station's hours can't be read. */
  readonly open: OpenState | null;
}
export type UnionNow = Omit<UnionCard, 'stations'> & {
  readonly stations: readonly (UnionCard['stations'][number] & OpenNow)[];
};
export type PlaceNow = Omit<PlaceCard, 'union'> & { readonly union: UnionNow | null };

/** Cards as workers see them: with what is open at this moment. */
export function createReadPlaces({ timeZone }: { readonly timeZone: string }): {
  readonly place: (work: Work, building: BuildingId) => Promise<PlaceNow | undefined>;
  readonly union: (work: Work, union: UnionId) => Promise<UnionNow | undefined>;
} {
  const openNow = (card: UnionCard, now: Date): UnionNow => ({
    ...card,
    stations: card.stations.map((station) => {
      const hours = hoursMeant(station.hours);
      return { ...station, open: hours && openState(hours, station.exceptions, now, timeZone) };
    }),
  });
  return {
    async place(work, building) {
      const card = await placeCard(readOf(work), building);
      return card && { ...card, union: card.union && openNow(card.union, work.now) };
    },
    async union(work, union) {
      const card = await unionCard(readOf(work), union);
      return card && openNow(card, work.now);
    },
  };
}

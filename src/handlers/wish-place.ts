import { BuildingId, ProposalId } from '../domain/ids.ts';
import type { WishPlace } from '../domain/wish.ts';

/* A place without a union, as buttons carry it. */

export function placeFields(place: WishPlace): { at: 'b' | 'p'; id: BuildingId } {
  return place.kind === 'building'
    ? { at: 'b', id: place.building }
    : { at: 'p', id: BuildingId.parse(place.proposal) };
}

export function placeOf({ at, id }: { readonly at: 'b' | 'p'; readonly id: BuildingId }): WishPlace {
  return at === 'b'
    ? { kind: 'building', building: id }
    : { kind: 'proposal', proposal: ProposalId.parse(id) };
}

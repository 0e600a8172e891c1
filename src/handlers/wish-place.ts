import { BuildingId, ProposalId } from '../domain/ids.ts';
import { nameFrom, type WishPlace } from '../domain/wish.ts';
import { proposeAfreshButton, proposeButton } from './wish-buttons.ts';

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

/** Begins to tell of a building, by the name she looked for where a button has room for it. */
export function proposePress(typed: string): string {
  const name = proposeButton.fields.name.safeParse(nameFrom(typed));
  return name.success ? proposeButton.press({ name: name.data }) : proposeAfreshButton.press({});
}

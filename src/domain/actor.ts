import type { PersonId, StreetId, UnionId } from './ids.ts';

/** What a member of staff answers for. */
export type Scope =
  | { readonly kind: 'district' }
  | { readonly kind: 'street'; readonly street: StreetId }
  | { readonly kind: 'union'; readonly union: UnionId };

/** Whoever is asking, with everything that decides what she may do. Without scopes she is a worker. */
export interface Actor {
  readonly person: PersonId;
  readonly scopes: readonly Scope[];
}

export function isStaff(actor: Actor): boolean {
  return actor.scopes.length > 0;
}

/** A union as far as authority goes: itself and the street it belongs to. */
export interface UnionPlace {
  readonly union: UnionId;
  readonly street: StreetId;
}

/** May she review, announce and read results for this union? */
export function answersFor(actor: Actor, place: UnionPlace): boolean {
  return actor.scopes.some((scope) => covers(scope, place));
}

function covers(scope: Scope, place: UnionPlace): boolean {
  switch (scope.kind) {
    case 'district':
      return true;
    case 'street':
      return scope.street === place.street;
    case 'union':
      return scope.union === place.union;
  }
}

/** A building as far as authority goes: the street it stands in, and the union that covers it, if one does. */
export interface BuildingPlace {
  readonly street: StreetId;
  readonly union: UnionPlace | null;
}

/** A union may reach into another street: then both streets' staff look after the building. */
export function answersForBuilding(actor: Actor, { street, union }: BuildingPlace): boolean {
  const here = (scope: Scope) =>
    scope.kind === 'district' || (scope.kind === 'street' && scope.street === street);
  return actor.scopes.some(here) || (union !== null && answersFor(actor, union));
}

/**
 * May she read what is told of all within `asked`: her own scopes, and what lies in them?
 *
 * @param place the union asked for, with its street; null for a street or the district
 */
export function looksAfter(actor: Actor, asked: Scope, place: UnionPlace | null): boolean {
  if (asked.kind === 'union') return place?.union === asked.union && answersFor(actor, place);
  return actor.scopes.some(
    (held) =>
      held.kind === 'district' ||
      (held.kind === 'street' && asked.kind === 'street' && held.street === asked.street),
  );
}

/**
 * May she give this role to someone, or take it back? Nobody hands out more than she holds, and a union's officers hand
 * out nothing.
 *
 * @param place the union a union's role is for, with its street; null for other roles
 */
export function mayGrant(actor: Actor, role: Scope, place: UnionPlace | null): boolean {
  return actor.scopes.some((held) => {
    if (held.kind === 'district') return true;
    if (held.kind === 'union') return false;
    if (role.kind === 'street') return role.street === held.street;
    return role.kind === 'union' && place?.union === role.union && place.street === held.street;
  });
}

/** Whether she may give any role at all. */
export function mayGrantSome(actor: Actor): boolean {
  return actor.scopes.some((held) => held.kind !== 'union');
}

/** How long a one-time invitation can be taken up. */
export const invitationDays = 7;

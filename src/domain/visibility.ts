import type { UnitId } from './ids.ts';

/*
 * Who may know that somebody asked to join, or is a member: the union only, unless she says that those of its officers who
 * work in her own unit may, too. Nobody else at her unit is ever told anything; there is no role that is a unit's.
 */

export const confidants = ['union', 'unitOfficers'] as const;
export type Confidants = (typeof confidants)[number];

/** What she said of who may know, and where she works as far as we know it. */
export interface Secret {
  readonly unit: UnitId | null;
  readonly visibleTo: Confidants;
}

/** Is it kept from somebody who works in this unit, whatever she answers for? */
export function isKeptFrom(ownUnit: UnitId | null, { unit, visibleTo }: Secret): boolean {
  return visibleTo === 'union' && unit !== null && unit === ownUnit;
}

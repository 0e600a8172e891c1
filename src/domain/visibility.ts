/*
 * Who may know that somebody asked to join, or is a member. It is hers to choose, and nobody at her unit is told anything
 * unless she said so.
 */

/** `unitOfficers`: also those of her union who work in her own unit. */
export const confidants = ['union', 'unitOfficers'] as const;
export type Confidants = (typeof confidants)[number];

/** What is known of one who would like to know. */
export interface Curious {
  /** Decides on applications there, for the union or those above it. */
  readonly answersForUnion: boolean;
  /** Holds an office of that union in the unit she works in. */
  readonly officerOfUnit: boolean;
}

/**
 * May this one know of a membership? Of an application, those who decide on it and nobody else: whatever she allows, it is
 * for the time after she was let in.
 */
export function mayKnow(
  what: 'application' | 'membership',
  { answersForUnion, officerOfUnit }: Curious,
  visibleTo: Confidants,
): boolean {
  if (answersForUnion) return true;
  return what === 'membership' && officerOfUnit && visibleTo === 'unitOfficers';
}

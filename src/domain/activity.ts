import type { Words } from './language.ts';

/** What an activity can be about; the needs survey asks with the same words. Stored: never rename or reuse one. */
export const activityKinds = [
  'sports',
  'crafts',
  'green',
  'health',
  'reading',
  'skills',
  'family',
  'outing',
  'film',
  'legal',
] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** One activity as its union announced it. */
export interface Activity {
  readonly kind: ActivityKind;
  readonly title: Words;
  readonly startsAt: Date;
  readonly place: Words;
  readonly capacity: number | null;
}

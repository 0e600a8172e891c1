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

/** One activity as its union announced it. Titles and places are in the words of the officer who wrote them. */
export interface Activity {
  readonly kind: ActivityKind;
  readonly title: string;
  readonly titleEn: string | null;
  readonly startsAt: Date;
  readonly place: string;
  readonly capacity: number | null;
}

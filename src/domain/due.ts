/*
 * Who hears that promised days are near, or have passed: a union's reviewers the working day before, its street's of
 * appeals; after it the street, and in the end the district.
 */

export const dueLevels = ['union', 'appeals', 'street', 'district'] as const;
export type DueLevel = (typeof dueLevels)[number];

/** The outbox's key: of one day's applications each level hears once. */
export function toldOf(level: DueLevel, scope: number, dueOn: string): string {
  return `due:${level}:${scope}:${dueOn}`;
}

/*
 * The rule that everything here comes down to. Whatever divides people into classes is shown class by class only where
 * each has five people or more. Classes with fewer are put together, and with them goes a *companion*: the last class, in
 * the order of the question, that could have been shown. Taken by its place and not by its size, it tells nothing by being
 * there; and any of the few in the small classes might as well be in the companion, so that none of these is ever known
 * not to be empty. Zero is few, too: if only one to four were hidden, hiding would tell.
 */

/** Fewer than this are never shown. */
export const fewest = 5;

export interface Grouped {
  /** By place: shown one by one. */
  readonly shown: readonly number[];
  /** Put together; empty or more than one. */
  readonly merged: readonly number[];
}

export function isSafe(counts: readonly number[]): boolean {
  return counts.every((count) => count >= fewest);
}

/**
 * @param classes each with how many there are, in one respect or several: each of them counts
 * @returns null when nothing can be told apart
 */
export function groupClasses(classes: readonly (readonly number[])[]): Grouped | null {
  const safe = classes.flatMap((counts, place) => (isSafe(counts) ? [place] : []));
  if (safe.length === classes.length) return { shown: safe, merged: [] };
  const companion = safe.at(-1);
  const shown = safe.slice(0, -1);
  if (companion === undefined || shown.length === 0) return null;
  const merged = classes.flatMap((_, place) => (shown.includes(place) ? [] : [place]));
  return { shown, merged };
}

/**
 * How many sheets are left out, by lot, so that nobody can tell who has not answered where almost everybody has.
 */
export function leftOut(people: number, members: number): number {
  return Math.min(people, Math.max(0, fewest - Math.max(0, members - people)));
}

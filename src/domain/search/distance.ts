/** Of a swap and a gap all that is left is right, so they are likelier than something altogether different. */
const swap = 0.6;
const gap = 0.8;

/**
 * How many steps lead from one list to the other: something wrong, missing, extra, or two neighbours swapped. Beyond
 * `most` it says only that it is more.
 *
 * @param cost of writing the one for the other; 0 is the same, 1 altogether different
 */
export function distance<T>(
  one: readonly T[],
  other: readonly T[],
  cost: (left: T, right: T) => number,
  most: number,
): number {
  if (Math.abs(one.length - other.length) * gap > most) return most + 1;
  const width = other.length + 1;
  let before: number[] = [];
  let last = Array.from({ length: width }, (_, column) => column * gap);
  for (const [row, left] of one.entries()) {
    const next = [(row + 1) * gap];
    for (const [column, right] of other.entries()) {
      const swapped =
        row > 0 &&
        column > 0 &&
        same(one, row - 1, other, column, cost) &&
        same(one, row, other, column - 1, cost)
          ? (before[column - 1] ?? 0) + swap
          : Number.POSITIVE_INFINITY;
      next.push(
        Math.min(
          (last[column + 1] ?? 0) + gap,
          (next[column] ?? 0) + gap,
          (last[column] ?? 0) + cost(left, right),
          swapped,
        ),
      );
    }
    if (Math.min(...next) > most) return most + 1;
    before = last;
    last = next;
  }
  return last[width - 1] ?? 0;
}

function same<T>(
  one: readonly T[],
  row: number,
  other: readonly T[],
  column: number,
  cost: (left: T, right: T) => number,
): boolean {
  const left = one[row];
  const right = other[column];
  return left !== undefined && right !== undefined && cost(left, right) === 0;
}

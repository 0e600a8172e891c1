/** Splits a whole number into whole shares in proportion to the weights, by largest remainder; ties go to the first. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const left = total - exact.reduce((given, share) => given + Math.floor(share), 0);
  const luckiest = exact
    .map((share, position) => ({ position, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.position - b.position)
    .slice(0, left);
  const roundedUp = new Set(luckiest.map(({ position }) => position));
  return exact.map((share, position) => Math.floor(share) + (roundedUp.has(position) ? 1 : 0));
}

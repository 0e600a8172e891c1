import type { Axis } from './axes.ts';
import type { RoundPage, Together, UnionPage } from './figures.ts';
import { fewest } from './hide.ts';
import type { Counting, Tally } from './tally.ts';

/*
 * What few want in each union, many may want in the street. Of one taking, the unions of a street that can't show an axis
 * alone are counted together; what stays too small then, in the district.
 */

export interface TakenUnion {
  readonly street: number;
  readonly page: UnionPage;
  readonly tally: Tally;
}

/** @param unions those of the taking, with what was counted in each */
export function takeTogether(
  counting: Counting,
  unions: readonly TakenUnion[],
): Pick<RoundPage, 'streets' | 'district'> {
  const streets: Record<string, Record<string, Together>> = {};
  const district: Record<string, Together> = {};
  counting.axes.forEach((axis, place) => {
    if (axis.option === null) return;
    const hidden = unions.filter(({ page }) => !(axis.id in page.own.axes));
    const left = [...new Set(hidden.map(({ street }) => street))].flatMap((street) => {
      const there = hidden.filter((union) => union.street === street);
      const together = togetherOf(axis, place, there);
      if (!together) return there;
      streets[street] = { ...streets[street], [axis.id]: together };
      return [];
    });
    const together = togetherOf(axis, place, left);
    if (together) district[axis.id] = together;
  });
  return { streets, district };
}

/**
 * Five at least on both sides; and so many unions that each might have none: or it would be known of each that it has
 * some, and fewer than five.
 */
function togetherOf(axis: Axis, place: number, unions: readonly TakenUnion[]): Together | null {
  const count = (key: string) =>
    unions.reduce((sum, { tally }) => sum + (tally.axes[place]?.[axis.classes.indexOf(key)] ?? 0), 0);
  const [yes, no] = [count('yes'), count('no')];
  const enough = yes >= fewest && no >= fewest;
  return enough && yes <= (fewest - 1) * (unions.length - 1) ? { yes, no } : null;
}

import { compareBrands } from './compare.ts';
import { type Han, initials, normaliseName } from './spelling.ts';
import { spellBrand } from './unit-name.ts';

/**
 * The units of one building that a few letters may mean, likeliest first: whose name begins so, then those that have them
 * somewhere, then those that sound so, have a slip in them, or are of these first letters.
 */
export function pickUnits<Unit extends { readonly name: string }>(
  typed: string,
  units: readonly Unit[],
  han: Han,
): readonly Unit[] {
  const letters = normaliseName(han.simplify(typed));
  if (letters === '') return units;
  const brand = spellBrand(typed, han);
  const asInitials = /^[a-z]{2,}$/u.test(letters) ? letters.replace(/([zcs])h/gu, '$1') : undefined;
  const rank = ({ name }: Unit): number | undefined => {
    const whole = normaliseName(name);
    const own = spellBrand(name, han, { apart: true });
    if (
      whole.startsWith(letters) ||
      normaliseName(own.map(({ written }) => written).join('')).startsWith(letters)
    )
      return 0;
    if (whole.includes(letters)) return 1;
    const like = compareBrands(brand, own);
    if (like) return 2 + like.cost;
    return asInitials && initials(own, 4).some((each) => each.startsWith(asInitials)) ? 9 : undefined;
  };
  return units
    .flatMap((unit) => {
      const place = rank(unit);
      return place === undefined ? [] : [{ unit, place }];
    })
    .sort((one, other) => one.place - other.place || (one.unit.name < other.unit.name ? -1 : 1))
    .map(({ unit }) => unit);
}

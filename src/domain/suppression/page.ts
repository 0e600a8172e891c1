import { crossId } from './axes.ts';
import type { Figures, UnionPage } from './figures.ts';
import { isSafe } from './hide.ts';
import { cellOf, takeFigures } from './take.ts';
import { type Counting, sumTallies, type Tally } from './tally.ts';

/*
 * A union's page of a taking. Its own figures come first: a union plans by them. Its buildings divide them: a table is
 * shown building by building only if that can be done for each, with at least five people in every cell, those of all small
 * buildings together being one of them. So what is shown of a union is always a sum of cells none of which is small.
 */

/** A building stands by itself from so many answers on. */
export const fewestOfBuilding = 10;

/** By building; who works in none that we know is under `null`. */
export type BuildingTallies = ReadonlyMap<number | null, Tally>;

/** @returns null when nothing may be shown at all */
export function takeUnionPage(
  counting: Counting,
  tallies: BuildingTallies,
  setting: { readonly members: number; readonly on: string },
): UnionPage | null {
  const own = takeFigures(counting, sumTallies(counting, [...tallies.values()]), setting);
  if (!own) return null;
  const parts = partsOf(counting, tallies);
  const divided = divide(
    counting,
    own,
    parts.map(({ tally }) => tally),
  );
  return {
    own,
    buildings: Object.fromEntries(
      parts.flatMap(({ building }, place) => {
        const figures = divided[place];
        return building === null || !figures ? [] : [[String(building), figures]];
      }),
    ),
  };
}

/**
 * The buildings that stand by themselves, and all others as one. Where these are too few, the last of the larger ones goes
 * with them: a companion, as in hide.ts.
 */
function partsOf(counting: Counting, tallies: BuildingTallies) {
  const byNumber = [...tallies].sort(([one], [other]) => (one ?? 0) - (other ?? 0));
  const large = byNumber.filter(isLarge);
  const small = byNumber.filter((entry) => !isLarge(entry));
  const people = small.reduce((sum, [, tally]) => sum + tally.people, 0);
  const companion = people > 0 && people < fewestOfBuilding ? large.splice(-1) : [];
  const others = [...small, ...companion].map(([, tally]) => tally);
  const rest = others.length > 0 ? [{ building: null, tally: sumTallies(counting, others) }] : [];
  return [...large.map(([building, tally]) => ({ building, tally })), ...rest];
}

function isLarge([building, { people }]: readonly [number | null, Tally]): boolean {
  return building !== null && people >= fewestOfBuilding;
}

/** The union's figures part by part: each table for all of them, or for none. */
function divide(counting: Counting, own: Figures, parts: readonly Tally[]): Figures[] {
  // How many are members in a building is never told, so there is no share of them.
  const divided = parts.map(({ people }) => ({
    ...{ people, members: null, on: own.on },
    axes: {} as Figures['axes'],
    crosses: {} as Figures['crosses'],
    measures: {} as Figures['measures'],
  }));
  const dividedAxes = new Set<string>();
  counting.axes.forEach(({ id, classes }, place) => {
    const model = own.axes[id];
    if (!model) return;
    const at = (tally: Tally, key: string) => tally.axes[place]?.[classes.indexOf(key)] ?? 0;
    const shown = parts.map((tally) => ({
      cells: Object.fromEntries(Object.keys(model.cells).map((key) => [key, at(tally, key)])),
      merged: model.merged,
      rest: model.merged.reduce((sum, key) => sum + at(tally, key), 0),
    }));
    const counts = shown.flatMap(({ cells, merged, rest }) => [
      ...Object.values(cells),
      ...(merged.length > 0 ? [rest] : []),
    ]);
    if (!isSafe(counts)) return;
    dividedAxes.add(id);
    shown.forEach((table, part) => {
      const figures = divided[part];
      if (figures) figures.axes[id] = table;
    });
  });
  counting.pairs.forEach(([first, second], place) => {
    const [row, column] = [counting.axes[first], counting.axes[second]];
    if (!row || !column) return;
    const id = crossId(row, column);
    const model = own.crosses[id];
    // The sums of its rows and columns are those of both axes.
    if (!model || !dividedAxes.has(row.id) || !dividedAxes.has(column.id)) return;
    const shown = parts.map((tally) =>
      model.rows.map((r) => model.columns.map((c) => cellOf(row, column, tally.crosses[place] ?? [], r, c))),
    );
    if (!isSafe(shown.flat(2))) return;
    shown.forEach((cells, part) => {
      const figures = divided[part];
      if (figures) figures.crosses[id] = { ...model, cells };
    });
  });
  counting.measures.forEach(({ key }, place) => {
    if (!own.measures[key]) return;
    const shown = parts.map(({ people, measures }) => {
      const counted = measures[place] ?? { people: 0, sum: 0 };
      return { counted, without: people - counted.people };
    });
    const everybody = shown.every(({ without }) => without === 0);
    if (!isSafe(shown.flatMap(({ counted, without }) => [counted.people, ...(everybody ? [] : [without])])))
      return;
    shown.forEach(({ counted }, part) => {
      const figures = divided[part];
      if (figures) figures.measures[key] = counted;
    });
  });
  return divided;
}

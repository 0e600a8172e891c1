import { type Axis, crossId } from './axes.ts';
import type { Figures, ShownAxis, ShownCross } from './figures.ts';
import { fewest, groupClasses, isSafe } from './hide.ts';
import type { Counting, Tally } from './tally.ts';

/*
 * A taking: figures of people who are counted now, and never again. What is shown of a round is the sum of its takings, so
 * that the difference between two days is nothing but another taking, as safe as any.
 */

/** So many at least are counted in one, unless the round is over. */
export const fewestOfTaking = 10;
/** And half as many as were counted before, so that what is rare is seldom cut up; more than these needn't be waited for. */
const enoughForTaking = 100;

/** Whether it is time for another, while a round goes on. */
export function isEnough(newcomers: number, counted: number): boolean {
  return newcomers >= Math.max(fewestOfTaking, Math.min(enoughForTaking, counted / 2));
}

/** @returns null when there are too few of them to show anything */
export function takeFigures(
  { axes, pairs, measures }: Counting,
  tally: Tally,
  { members, on }: { readonly members: number | null; readonly on: string },
): Figures | null {
  if (tally.people < fewest) return null;
  const figures: WritableFigures = { people: tally.people, members, on, axes: {}, crosses: {}, measures: {} };
  axes.forEach((axis, place) => {
    const shown = takeAxis(axis, tally.axes[place] ?? []);
    if (shown) figures.axes[axis.id] = shown;
  });
  pairs.forEach(([first, second], place) => {
    const [row, column] = [axes[first], axes[second]];
    if (!row || !column) return;
    const margins = [figures.axes[row.id], figures.axes[column.id]] as const;
    const shown =
      margins[0] && margins[1] && takeCross(row, column, margins[0], margins[1], tally.crosses[place] ?? []);
    if (shown) figures.crosses[crossId(row, column)] = shown;
  });
  measures.forEach(({ key, required }, place) => {
    const counted = tally.measures[place] ?? { people: 0, sum: 0 };
    const without = tally.people - counted.people;
    // Who must answer is no secret to anybody.
    if (isSafe([counted.people]) && (without >= fewest || (required && without === 0)))
      figures.measures[key] = counted;
  });
  return figures;
}

interface WritableFigures extends Figures {
  readonly axes: Record<string, ShownAxis>;
  readonly crosses: Record<string, ShownCross>;
  readonly measures: Record<string, { people: number; sum: number }>;
}

function takeAxis({ classes }: Axis, counts: readonly number[]): ShownAxis | null {
  const grouped = groupClasses(counts.map((count) => [count]));
  if (!grouped) return null;
  const named = (place: number) => classes[place] ?? '';
  return {
    cells: Object.fromEntries(grouped.shown.map((place) => [named(place), counts[place] ?? 0])),
    merged: grouped.merged.map(named),
    rest: grouped.merged.reduce((sum, place) => sum + (counts[place] ?? 0), 0),
  };
}

/** Of classes that may be shown, and of those merged as one: in pairs they may be few again. */
function takeCross(
  row: Axis,
  column: Axis,
  rowShown: ShownAxis,
  columnShown: ShownAxis,
  counts: readonly number[],
): ShownCross | null {
  const rows = groupsOf(row, rowShown);
  const columns = groupsOf(column, columnShown);
  const count = (one: readonly string[], other: readonly string[]) => cellOf(row, column, counts, one, other);
  const groups =
    mergeColumns(rows, columns, count) ?? flip(mergeColumns(columns, rows, (c, r) => count(r, c)));
  return groups && { ...groups, cells: groups.rows.map((r) => groups.columns.map((c) => count(r, c))) };
}

/** How many are in one of these rows and one of these columns. */
export function cellOf(
  row: Axis,
  column: Axis,
  counts: readonly number[],
  rows: readonly string[],
  columns: readonly string[],
): number {
  let sum = 0;
  for (const r of rows)
    for (const c of columns)
      sum += counts[row.classes.indexOf(r) * column.classes.length + column.classes.indexOf(c)] ?? 0;
  return sum;
}

/** The classes of an axis as they are shown: one by one, and the merged ones together. */
function groupsOf({ classes }: Axis, { cells, merged }: ShownAxis): string[][] {
  const alone = classes.filter((key) => key in cells).map((key) => [key]);
  return merged.length === 0 ? alone : [...alone, [...merged]];
}

interface Groups {
  readonly rows: string[][];
  readonly columns: string[][];
}

function mergeColumns(
  rows: string[][],
  columns: string[][],
  count: (row: readonly string[], column: readonly string[]) => number,
): Groups | null {
  const grouped = groupClasses(columns.map((column) => rows.map((row) => count(row, column))));
  if (!grouped) return null;
  const alone = grouped.shown.map((place) => columns[place] ?? []);
  const merged = grouped.merged.flatMap((place) => columns[place] ?? []);
  return { rows, columns: merged.length === 0 ? alone : [...alone, merged] };
}

function flip(groups: Groups | null): Groups | null {
  return groups && { rows: groups.columns, columns: groups.rows };
}

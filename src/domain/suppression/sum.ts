import type { Figures, Together } from './figures.ts';

/*
 * Figures of several sets of people that don't overlap: a round's are the sum of its takings, a street's the sum of its
 * unions'. Nothing is added that isn't
 * shown somewhere by itself, so no view tells more than those it is made of. Each class has a total of its own: of those
 * sets where it can be shown.
 */

export interface Counted {
  readonly count: number;
  /** Of so many. */
  readonly of: number;
}

export interface Summed {
  /** Who answered, of so many members; null where no share may be shown. */
  readonly people: number;
  readonly members: number | null;
  /** The newest day of them. */
  readonly on: string;
  /** By axis and class: only what is shown. */
  readonly axes: Readonly<Record<string, Readonly<Record<string, Counted>>>>;
  /** By cross and by classes of both, `yes|monthly`. */
  readonly crosses: Readonly<Record<string, Readonly<Record<string, Counted>>>>;
  readonly measures: Readonly<Record<string, { readonly people: number; readonly sum: number }>>;
}

/**
 * @param members of how many people, each counted once; null where no share may be shown
 * @param together what is shown beside sets that can't show it alone
 * @returns null when there is nothing to show
 */
export function sumFigures(
  all: readonly Figures[],
  members: number | null,
  together: readonly Readonly<Record<string, Together>>[] = [],
): Summed | null {
  const [first] = all;
  if (!first) return null;
  const axes: Record<string, Record<string, Counted>> = {};
  const crosses: Record<string, Record<string, Counted>> = {};
  const measures: Record<string, { people: number; sum: number }> = {};
  for (const figures of all) {
    for (const [id, { cells, rest }] of Object.entries(figures.axes)) {
      const of = total(Object.values(cells)) + rest;
      for (const [key, count] of Object.entries(cells)) add(axes, id, key, { count, of });
    }
    for (const [id, { rows, columns, cells }] of Object.entries(figures.crosses)) {
      rows.forEach((row, r) => {
        const of = total(cells[r] ?? []);
        columns.forEach((column, c) => {
          if (row.length > 1 || column.length > 1) return;
          add(crosses, id, `${row[0]}|${column[0]}`, { count: cells[r]?.[c] ?? 0, of });
        });
      });
    }
    for (const [key, { people, sum }] of Object.entries(figures.measures)) {
      const before = measures[key] ?? { people: 0, sum: 0 };
      measures[key] = { people: before.people + people, sum: before.sum + sum };
    }
  }
  for (const page of together)
    for (const [id, { yes, no }] of Object.entries(page)) {
      add(axes, id, 'yes', { count: yes, of: yes + no });
      add(axes, id, 'no', { count: no, of: yes + no });
    }
  return {
    people: total(all.map(({ people }) => people)),
    members,
    on: all.reduce((newest, { on }) => (on > newest ? on : newest), first.on),
    axes,
    crosses,
    measures,
  };
}

function add(
  to: Record<string, Record<string, Counted>>,
  id: string,
  key: string,
  { count, of }: Counted,
): void {
  to[id] ??= {};
  const before = to[id][key] ?? { count: 0, of: 0 };
  to[id][key] = { count: before.count + count, of: before.of + of };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

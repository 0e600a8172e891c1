import type { Answers, SurveyDefinition } from '../survey.ts';
import { type Axis, axesOf, classOf, measuresOf } from './axes.ts';

/** What was counted, before anything is hidden: it never leaves the service that takes figures. */
export interface Tally {
  readonly people: number;
  /** By axis, by class. */
  readonly axes: readonly (readonly number[])[];
  /** By pair of axes, row by row; in the order of `Counting.pairs`. */
  readonly crosses: readonly (readonly number[])[];
  readonly measures: readonly { readonly people: number; readonly sum: number }[];
}

/** What there is to count in a survey. */
export interface Counting {
  readonly axes: readonly Axis[];
  /** Places in `axes` of what is crossed: of any two questions, the earlier one's axis first. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly measures: readonly { readonly key: string; readonly required: boolean }[];
}

/** Beyond so many pairs, nobody reads them, and counting them would take longer than all else. */
const mostPairs = 4_000;

export function countingOf(survey: SurveyDefinition): Counting {
  const axes = axesOf(survey);
  const pairs = axes.flatMap((row, first) =>
    axes.flatMap((column, second): [number, number][] =>
      first < second && row.question !== column.question ? [[first, second]] : [],
    ),
  );
  return { axes, pairs: pairs.slice(0, mostPairs), measures: measuresOf(survey) };
}

/** Counts sheets one after the other. */
export class Counter {
  readonly #counting: Counting;
  readonly #axes: number[][];
  readonly #crosses: number[][];
  readonly #measures: { people: number; sum: number }[];
  readonly #classes: number[];
  #people = 0;

  constructor(counting: Counting) {
    const { axes, pairs, measures } = counting;
    const size = (axis: number) => axes[axis]?.classes.length ?? 0;
    this.#counting = counting;
    this.#axes = axes.map(({ classes }) => classes.map(() => 0));
    this.#crosses = pairs.map(([row, column]) => new Array<number>(size(row) * size(column)).fill(0));
    this.#measures = measures.map(() => ({ people: 0, sum: 0 }));
    this.#classes = axes.map(() => 0);
  }

  add(answers: Answers): void {
    const { axes, pairs, measures } = this.#counting;
    this.#people += 1;
    axes.forEach((axis, place) => {
      const found = classOf(axis, answers);
      this.#classes[place] = found;
      raise(this.#axes[place], found);
    });
    pairs.forEach(([row, column], place) => {
      const width = axes[column]?.classes.length ?? 0;
      raise(this.#crosses[place], (this.#classes[row] ?? 0) * width + (this.#classes[column] ?? 0));
    });
    measures.forEach(({ key }, place) => {
      const measure = this.#measures[place];
      const answer = answers[key];
      if (!measure || typeof answer !== 'number') return;
      measure.people += 1;
      measure.sum += answer;
    });
  }

  get tally(): Tally {
    return { people: this.#people, axes: this.#axes, crosses: this.#crosses, measures: this.#measures };
  }
}

function raise(counts: number[] | undefined, place: number): void {
  if (counts) counts[place] = (counts[place] ?? 0) + 1;
}

/** All of them together. */
export function sumTallies(counting: Counting, tallies: readonly Tally[]): Tally {
  const empty = new Counter(counting).tally;
  const add = (one: readonly (readonly number[])[], other: readonly (readonly number[])[]) =>
    one.map((counts, place) => counts.map((n, each) => n + (other[place]?.[each] ?? 0)));
  return tallies.reduce<Tally>(
    (sum, tally) => ({
      people: sum.people + tally.people,
      axes: add(sum.axes, tally.axes),
      crosses: add(sum.crosses, tally.crosses),
      measures: sum.measures.map((measure, place) => ({
        people: measure.people + (tally.measures[place]?.people ?? 0),
        sum: measure.sum + (tally.measures[place]?.sum ?? 0),
      })),
    }),
    empty,
  );
}

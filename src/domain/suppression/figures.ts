import { z } from 'zod';

/*
 * Figures that may be shown: what is kept of results, and all that views, pictures and files are made of. An *axis* divides
 * those who answered into classes of which each person is in one: the options of a question of one choice (and those who
 * gave no answer), or, for each option of a question of many, those who chose it and those who didn't.
 */

/** What is shown of one axis. The people of `merged` classes are in `rest` together. */
export const ShownAxis = z.strictObject({
  /** By class: only those that may be shown. */
  cells: z.record(z.string(), z.number().int()),
  merged: z.array(z.string()),
  rest: z.number().int(),
});
export type ShownAxis = z.infer<typeof ShownAxis>;

/** Two axes at once: groups of classes of both, and how many people are in each pair of groups, row by row. */
export const ShownCross = z.strictObject({
  rows: z.array(z.array(z.string())),
  columns: z.array(z.array(z.string())),
  cells: z.array(z.array(z.number().int())),
});
export type ShownCross = z.infer<typeof ShownCross>;

/** A number asked for: how many gave one, and their sum. */
const ShownMeasure = z.strictObject({
  people: z.number().int(),
  sum: z.number(),
});

export const Figures = z.strictObject({
  /** Who answered, of so many; `members` is null where a share would tell of few. */
  people: z.number().int(),
  members: z.number().int().nullable(),
  /** The day they were taken. */
  on: z.iso.date(),
  axes: z.record(z.string(), ShownAxis),
  /** By both axes' names: `interests.crafts|frequency`. */
  crosses: z.record(z.string(), ShownCross),
  measures: z.record(z.string(), ShownMeasure),
});
export type Figures = z.infer<typeof Figures>;

/** Of a union: its own figures, and those of its buildings; empty where they may not be told apart. */
export const UnionPage = z.strictObject({ own: Figures, buildings: z.record(z.string(), Figures) });
export type UnionPage = z.infer<typeof UnionPage>;

/** What several unions have together of an axis of two classes where none of them may be shown alone. */
export const Together = z.strictObject({ yes: z.number().int(), no: z.number().int() });
export type Together = z.infer<typeof Together>;

/** What is shown of one taking beside its unions' pages. */
export const RoundPage = z.strictObject({
  /** Anonymous rounds have no places: the figures of everybody. */
  whole: Figures.nullable(),
  /** By street and axis, and by axis for the district: beside what its unions show. */
  streets: z.record(z.string(), z.record(z.string(), Together)),
  district: z.record(z.string(), Together),
});
export type RoundPage = z.infer<typeof RoundPage>;

import { z } from 'zod';
import type { Scope } from './actor.ts';
import type { BuildingId, RoundId, StreetId, UnionId } from './ids.ts';
import type { Named } from './language.ts';
import { axesOfQuestion, unanswered } from './suppression/axes.ts';
import type { Counted, Summed } from './suppression/sum.ts';
import { isChoice, type Question, type SurveyDefinition } from './survey.ts';
import type { RoundKind, RoundStatus } from './survey-round.ts';

/*
 * Results as people read them: question by question, from figures of which each may be shown (domain/suppression/).
 */

export { fewest } from './suppression/hide.ts';

/** Whose results. A building is one of a union: its members who work there. */
export type ResultsPlace =
  | { readonly kind: 'district' }
  | { readonly kind: 'street'; readonly street: StreetId }
  | { readonly kind: 'union'; readonly union: UnionId }
  | { readonly kind: 'building'; readonly union: UnionId; readonly building: BuildingId };

/** A place as buttons and orders of files carry it: `d`, `s3`, `u7`, `b7.12`. */
export const PlaceKey = z.string().regex(/^(?:d|[su]\d{1,9}|b\d{1,9}\.\d{1,9})$/u);

export function placeKey(place: ResultsPlace): string {
  switch (place.kind) {
    case 'district':
      return 'd';
    case 'street':
      return `s${place.street}`;
    case 'union':
      return `u${place.union}`;
    case 'building':
      return `b${place.union}.${place.building}`;
  }
}

export function placeFrom(key: string): ResultsPlace {
  const [first = 0, second = 0] = key.slice(1).split('.').map(Number);
  switch (key[0]) {
    case 's':
      return { kind: 'street', street: first as StreetId };
    case 'u':
      return { kind: 'union', union: first as UnionId };
    case 'b':
      return { kind: 'building', union: first as UnionId, building: second as BuildingId };
    default:
      return { kind: 'district' };
  }
}

/** One asking of a survey, for whoever reads what came of it. */
export interface ResultsRound {
  readonly id: RoundId;
  readonly kind: RoundKind;
  readonly status: RoundStatus;
  readonly anonymous: boolean;
  /** Who was asked. */
  readonly scope: Scope;
  readonly definition: SurveyDefinition;
  readonly opensAt: Date;
  readonly closesAt: Date | null;
}

/** What one place said in one round. */
export interface Results {
  readonly round: ResultsRound;
  readonly place: ResultsPlace;
  /** Null for the district. */
  readonly named: Named | null;
  /** Null: nothing may be shown, or not yet. */
  readonly figures: Summed | null;
  /** What lies within: streets of the district, unions of a street, buildings of a union. */
  readonly parts: readonly ResultsPart[];
}

export interface ResultsPart {
  readonly place: ResultsPlace;
  readonly named: Named;
  readonly people: number;
  readonly members: number | null;
}

export interface ResultRow {
  /** The option's key, the step of a scale, or `-` for no answer. */
  readonly key: string;
  /** Null: not shown. */
  readonly counted: Counted | null;
}

/** Questions with figures: all but what is written. */
export function countedQuestions(survey: SurveyDefinition): readonly Question[] {
  return survey.questions.filter(({ type }) => type !== 'text');
}

/** Questions of which any two can be read together. */
export function crossedQuestions(survey: SurveyDefinition): readonly Question[] {
  return survey.questions.filter((question) => isChoice(question) || question.type === 'scale');
}

/** How many chose what, in the order of the question. */
export function rowsOf(question: Question, figures: Summed): readonly ResultRow[] {
  return classesOf(question).map(({ key, axis, name }) => ({
    key,
    counted: figures.axes[axis]?.[name] ?? null,
  }));
}

/** What can be chosen, with the axis and the class of it. */
function classesOf(question: Question) {
  return axesOfQuestion(question).flatMap((axis) =>
    axis.option === null
      ? axis.classes
          .filter((key) => key !== unanswered || !question.required)
          .map((key) => ({ key, axis: axis.id, name: key }))
      : [{ key: axis.option, axis: axis.id, name: 'yes' }],
  );
}

/** Largest first, where the order of the options says nothing by itself; what isn't shown in the order of the question. */
export function ranked(question: Question, rows: readonly ResultRow[]): readonly ResultRow[] {
  if (question.type !== 'many') return rows;
  return rows.toSorted((one, other) => shareOf(other) - shareOf(one));
}

function shareOf({ counted }: ResultRow): number {
  return counted ? counted.count / counted.of : -1;
}

/** The mean of a number, or of a scale of which every step is shown: from it, a hidden one would follow. */
export function meanOf(question: Question, figures: Summed): { mean: number; people: number } | null {
  if (question.type === 'number') {
    const measure = figures.measures[question.key];
    return measure ? { mean: measure.sum / measure.people, people: measure.people } : null;
  }
  if (question.type !== 'scale') return null;
  const cells = figures.axes[question.key] ?? {};
  const steps = axesOfQuestion(question)[0]?.classes.filter((key) => key !== unanswered) ?? [];
  const counts = steps.map((key) => ({
    step: Number(key),
    count: cells[key]?.count ?? 0,
    of: cells[key]?.of,
  }));
  if (counts.some(({ of }) => of === undefined || of !== counts[0]?.of)) return null;
  const people = counts.reduce((sum, { count }) => sum + count, 0);
  return { mean: counts.reduce((sum, { step, count }) => sum + step * count, 0) / people, people };
}

export interface CrossRow {
  readonly key: string;
  readonly cells: readonly ResultRow[];
}

/**
 * Of those who chose a row, how many chose each column; the row's question comes first in the survey. Rows and columns of which nothing
 * is shown are left out.
 */
export function crossOf(row: Question, column: Question, figures: Summed): readonly CrossRow[] {
  const columns = classesOf(column);
  const rows = classesOf(row).map((one) => ({
    key: one.key,
    cells: columns.map((other) => ({ key: other.key, counted: cellOf(one, other, figures) })),
  }));
  const seen = (key: string) =>
    rows.some(({ cells }) => cells.some((cell) => cell.key === key && cell.counted !== null));
  return rows
    .filter(({ cells }) => cells.some(({ counted }) => counted !== null))
    .map(({ key, cells }) => ({ key, cells: cells.filter((cell) => seen(cell.key)) }));
}

type Class = ReturnType<typeof classesOf>[number];

function cellOf(row: Class, column: Class, { crosses }: Summed): Counted | null {
  return crosses[`${row.axis}|${column.axis}`]?.[`${row.name}|${column.name}`] ?? null;
}

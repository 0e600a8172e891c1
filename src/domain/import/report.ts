import { z } from 'zod';
import { importKinds } from './fields.ts';
import { fileRefusals } from './file.ts';

/** What was found in a file: kept sealed, since its sheets and headings are called as their authors please. */

const count = z.number().int().min(0);
const Counts = z.object({
  added: count.default(0),
  changed: count.default(0),
  closed: count.default(0),
  reopened: count.default(0),
  unchanged: count.default(0),
});

export const Note = z.discriminatedUnion('type', [
  /** Sheets that weren't read. */
  z.object({ type: z.literal('hiddenSheet'), sheet: z.string() }),
  z.object({ type: z.literal('otherSheet'), sheet: z.string() }),
  /** A column under a heading that we don't know. */
  z.object({ type: z.literal('otherColumn'), sheet: z.string(), heading: z.string() }),
]);
export type Note = z.infer<typeof Note>;

export const ImportReport = z.object({
  /** The file couldn't be read at all, and why. */
  refusal: z.enum(fileRefusals).nullable(),
  sheets: z.array(z.string()),
  notes: z.array(Note),
  counts: z.partialRecord(z.enum(importKinds), Counts),
  /** Rows that something is wrong with, those included that weren't kept. */
  faults: count,
  /** Of a member roll, whom it would bring. */
  roll: z.object({ added: count, skipped: count, alike: count }).nullable().default(null),
  /** After an undoing: what stayed as it was. */
  kept: count.default(0),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const emptyReport: ImportReport = {
  refusal: null,
  sheets: [],
  notes: [],
  counts: {},
  faults: 0,
  roll: null,
  kept: 0,
};

export function changesIn({ counts, roll }: ImportReport): number {
  if (roll) return roll.added;
  return importKinds.reduce((sum, kind) => {
    const of = counts[kind];
    return of ? sum + of.added + of.changed + of.closed + of.reopened : sum;
  }, 0);
}

/** How long an applied import can be taken back. */
const undoDays = 7;
/** How long a checked one waits to be confirmed. */
export const decideDays = 2;
/** So many may wait to be looked at for one person. */
export const mostWaiting = 5;
/** More units than this make a file that is no pleasure on a phone, nor on an office's computer. */
export const mostExported = 50_000;
/** Telegram lets a bot fetch no more. */
export const mostBytes = 20 * 1024 ** 2;

/** What was applied earlier stays. */
export function undoableSince(now: Date): Date {
  return new Date(now.getTime() - undoDays * 86_400_000);
}

export function mayUndo(appliedAt: Date | null, now: Date): boolean {
  return appliedAt !== null && appliedAt > undoableSince(now);
}

import { z } from 'zod';

/*
 * What a street does about a demand: somebody takes it on, goes there, and notes what came of it. The database holds the
 * same table (`outreach_moves_lawful`), and a test compares the two.
 */

export const outreachStatuses = ['taken', 'visited', 'agreed', 'founded', 'declined'] as const;
export type OutreachStatus = (typeof outreachStatuses)[number];
/** What can be noted of a task that was taken on. */
export const outreachResults = ['visited', 'agreed', 'founded', 'declined'] as const;
export type OutreachResult = (typeof outreachResults)[number];

const moves: Readonly<Record<OutreachStatus, readonly OutreachResult[]>> = {
  taken: ['visited', 'declined'],
  // One visit is rarely enough.
  visited: ['visited', 'agreed', 'declined'],
  agreed: ['visited', 'founded', 'declined'],
  founded: [],
  declined: [],
};

export function resultsAfter(status: OutreachStatus): readonly OutreachResult[] {
  return moves[status];
}

export function mayNote(from: OutreachStatus, to: OutreachResult): boolean {
  return moves[from].includes(to);
}

/** Nothing is left to do: somebody may take the demand on anew. */
export function isSettled(status: OutreachStatus): boolean {
  return moves[status].length === 0;
}

export const outreachWordsMax = 300;

/** What an officer notes of a visit. */
export const OutreachWords = z
  .string()
  .transform((text) =>
    text
      .normalize('NFC')
      .replace(/[^\P{C}\n]/gu, '')
      .trim(),
  )
  .pipe(
    z
      .string()
      .min(1)
      .max(outreachWordsMax)
      .regex(/[\p{L}\p{N}]/u),
  );

/** How far back a visit may lie: who comes to it later than that doesn't remember the day. */
export const outreachDaysBack = 60;

/** The calendar day so many days before another, both `2026-12-05`. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

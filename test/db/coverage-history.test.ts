import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unionCounts } from '../../src/db/queries/coverage.ts';
import { coverageShifts } from '../../src/db/queries/coverage-changes.ts';
import type { Scope } from '../../src/domain/actor.ts';
import { figureKeys, lackKeys, type UnionCounts } from '../../src/domain/coverage.ts';
import { differenceOf, nothing, shiftsWithin, unionShifts } from '../../src/domain/coverage-changes.ts';
import { testDatabase } from '../support/database.ts';
import { history, Streets } from '../support/street-history.ts';

const { db } = await testDatabase();
const everywhere: Scope = { kind: 'district' };
const dayAfter = (days: number) => `2026-03-0${days + 1}`;

/** The figures of a scope, from all unions' figures. */
function figures(of: Scope, counts: readonly UnionCounts[]) {
  const own = counts.filter(
    ({ street, union }) =>
      of.kind === 'district' || (of.kind === 'street' ? street === of.street : union.id === of.union),
  );
  const sum = (of: 'raw' | 'qualified') =>
    own.reduce(
      (total, counts) =>
        Object.fromEntries(figureKeys.map((key) => [key, total[key] + counts[of][key]])) as typeof total,
      nothing,
    );
  return { raw: sum('raw'), qualified: sum('qualified') };
}

const minus = (one: typeof nothing, other: typeof nothing) =>
  Object.fromEntries(figureKeys.map((key) => [key, one[key] - other[key]]));

test('whatever happens, a past day stays as it was, and the causes between two days add up', async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(history, async (days) => {
      await db
        .transaction(async (tx) => {
          const world = new Streets(tx);
          await world.begin();
          const then: UnionCounts[][] = [];
          for (const [index, events] of days.entries()) {
            for (const each of events) await world.happens(each, dayAfter(index));
            then.push(await unionCounts(tx, dayAfter(index), everywhere));
          }
          const last = days.length - 1;

          for (const [index, counts] of then.entries()) {
            const now = await unionCounts(tx, dayAfter(index), everywhere);
            expect(now).toEqual(counts);
            for (const { raw, qualified, lacks } of counts) {
              // What is not qualified lacks one thing.
              const parts = (prefix: string) =>
                lackKeys.filter((key) => key.startsWith(prefix)).reduce((sum, key) => sum + lacks[key], 0);
              expect(raw.units - qualified.units).toBe(parts('unit'));
              expect(raw.buildings - qualified.buildings).toBe(parts('building'));
              expect(raw.members - qualified.members).toBe(parts('member'));
            }
          }

          for (const [from, to] of [
            [0, last],
            [0, 1],
            [last - 2, last - 1],
          ] as const) {
            const [before = [], after = []] = [then[from], then[to]];
            const shifts = [
              ...unionShifts(before, after),
              ...(await coverageShifts(tx, dayAfter(from), dayAfter(to))),
            ];
            told += shifts.length;
            const scopes: Scope[] = [
              everywhere,
              ...[...new Set([...before, ...after].map(({ street }) => street))].map(
                (street): Scope => ({ kind: 'street', street }),
              ),
              ...[...new Set([...before, ...after].map(({ union }) => union.id))].map(
                (union): Scope => ({ kind: 'union', union }),
              ),
            ];
            for (const of of scopes) {
              const [was, is] = [figures(of, before), figures(of, after)];
              const sum = differenceOf(shiftsWithin(of, shifts));
              expect({ of, raw: sum.raw, qualified: sum.qualified }).toEqual({
                of,
                raw: minus(is.raw, was.raw),
                qualified: minus(is.qualified, was.qualified),
              });
            }
          }
          throw new Undone();
        })
        .catch((error: unknown) => {
          if (!(error instanceof Undone)) throw error;
        });
    }),
    // What fails took half a minute to shrink, and reads no better then.
    { numRuns: 5, endOnFailure: true },
  );
  expect(told).toBeGreaterThan(60);
});

/** Ends a history without keeping it. */
class Undone extends Error {}

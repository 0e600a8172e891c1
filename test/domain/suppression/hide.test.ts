import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fewest, groupClasses, leftOut } from '../../../src/domain/suppression/hide.ts';

describe('classes that divide people', () => {
  test.each([
    { counts: [9, 7, 6], shown: [0, 1, 2], merged: [], why: 'none is small' },
    { counts: [9, 3, 6, 8], shown: [0, 2], merged: [1, 3], why: 'a small one takes the last with it' },
    { counts: [9, 6, 0], shown: [0], merged: [1, 2], why: 'nobody is few, too' },
    { counts: [9, 6, 2, 1], shown: [0], merged: [1, 2, 3], why: 'two small ones as well' },
  ])('$why: $counts', ({ counts, shown, merged }) => {
    expect(groupClasses(counts.map((count) => [count]))).toEqual({ shown, merged });
  });

  test.each([[[9, 4]], [[2, 3, 1]], [[4, 0]], [[9, 3, 2]]])('nothing can be told apart in %j', (counts) => {
    expect(groupClasses(counts.map((count) => [count]))).toBeNull();
  });

  test('in several respects at once, each of them counts', () => {
    const columns = [
      [9, 9],
      [9, 2],
      [8, 6],
      [7, 7],
    ];
    expect(groupClasses(columns)).toEqual({ shown: [0, 2], merged: [1, 3] });
  });

  test('who knows the rule, and sees what is shown of any table, can not tell of one small class that it isn’t empty', () => {
    // Every table of two to four classes and up to 17 people, by what is shown of it.
    const possible = new Map<string, number[][]>();
    const tables = (classes: number, people: number): number[][] =>
      classes === 0
        ? [[]]
        : Array.from({ length: people + 1 }, (_, count) =>
            tables(classes - 1, people - count).map((rest) => [count, ...rest]),
          ).flat();
    for (const table of [...tables(2, 17), ...tables(3, 17), ...tables(4, 17)]) {
      const grouped = groupClasses(table.map((count) => [count]));
      const display = JSON.stringify({
        classes: table.length,
        people: table.reduce((sum, count) => sum + count, 0),
        shown: grouped?.shown.map((place) => [place, table[place]]),
      });
      possible.set(display, [...(possible.get(display) ?? []), table]);
    }
    for (const [display, worlds] of possible) {
      const { classes, people } = JSON.parse(display) as { classes: number; people: number };
      // Of fewer than five, nothing is shown at all.
      if (people < fewest) continue;
      for (let place = 0; place < classes; place += 1) {
        const counts = worlds.map((world) => world[place] ?? 0);
        const few = counts.every((count) => count >= 1 && count < fewest);
        expect(few, `${display}, class ${place}: ${counts}`).toBe(false);
      }
    }
  });

  test('everybody is in one group, none of which is small, and no merged one alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(20), { minLength: 2, maxLength: 2 }), { maxLength: 9 }),
        (classes) => {
          const grouped = groupClasses(classes);
          if (!grouped) return;
          expect([...grouped.shown, ...grouped.merged].sort((a, b) => a - b)).toEqual(
            classes.map((_, n) => n),
          );
          const merged = grouped.merged.map((place) => classes[place] ?? []);
          for (const respect of [0, 1]) {
            for (const place of grouped.shown)
              expect(classes[place]?.[respect]).toBeGreaterThanOrEqual(fewest);
            const sum = merged.reduce((total, counts) => total + (counts[respect] ?? 0), 0);
            if (merged.length > 0) expect(sum).toBeGreaterThanOrEqual(fewest);
          }
          expect(merged.length).not.toBe(1);
        },
      ),
    );
  });
});

describe('who has not answered', () => {
  test.each([
    { people: 10, members: 40, out: 0 },
    { people: 10, members: 15, out: 0 },
    { people: 10, members: 12, out: 3 },
    { people: 10, members: 10, out: 5 },
    { people: 3, members: 3, out: 3 },
    { people: 12, members: 10, out: 5 },
  ])('$people of $members: $out sheets are left out by lot', ({ people, members, out }) => {
    expect(leftOut(people, members)).toBe(out);
  });
});

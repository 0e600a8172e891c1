import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitLabel, grid } from '../../src/bot/screen.ts';

describe('labels', () => {
  test.each([
    ['加入这家工会', 32, '加入这家工会'],
    ['12345678', 4, '12345678'],
    ['123456789', 4, '1234567…'],
    ['一二三四五', 4, '一二三…'],
    ['😀😀😀😀', 3, '😀😀…'],
    ['', 8, ''],
  ])('%s within %i Chinese letters', (text, letters, label) => {
    expect(fitLabel(text, letters)).toBe(label);
  });

  test('are cut at whole letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
        expect([...fitLabel(text)].length).toBeLessThanOrEqual(48);
        expect(fitLabel(text).isWellFormed()).toBe(true);
      }),
    );
  });
});

test('buttons in rows keep their order, and none is lost', () => {
  expect(grid(['a', 'b', 'c', 'd', 'e'], 2)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  expect(grid([], 3)).toEqual([]);
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 8 }), (buttons, columns) => {
      const rows = grid(buttons, columns);
      expect(rows.flat()).toEqual(buttons);
      expect(rows.every((row) => row.length > 0 && row.length <= columns)).toBe(true);
    }),
  );
});

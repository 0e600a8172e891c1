import { describe, expect, test } from 'vitest';
import { SendWindow } from '../../src/domain/send-window.ts';

const usual = (ms: number, times = 1_000) => {
  const window = new SendWindow();
  for (let i = 0; i < times; i++) window.took(ms);
  return window;
};

describe('how many are on their way at once', () => {
  test.each([
    [30, 20, 4],
    [30, 99, 6],
    [25, 400, 13],
    [1, 50, 4],
  ])('at %i a second, when each takes %i ms: %i', (perSecond, ms, most) => {
    expect(usual(ms).most(perSecond)).toBe(most);
  });

  test('keeps the pace from the beginning, whatever it will be', () => {
    expect(new SendWindow().most(30)).toBeGreaterThanOrEqual(9);
  });

  test('follows what is usual, not a moment’s silence', () => {
    const window = usual(20);
    for (let i = 0; i < 5; i++) window.took(700);
    expect(window.most(30)).toBeLessThanOrEqual(9);
    window.took(30_000);
    expect(window.most(30)).toBeLessThanOrEqual(13);
  });

  test('knows no bounds where there is no pace', () => {
    expect(usual(20).most(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  });
});

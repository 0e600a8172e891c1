import { expect, test } from 'vitest';
import { nudgeDue } from '../../src/domain/asked-back.ts';

const timeZone = 'Asia/Shanghai';
/** A Monday, 10:00 in Beijing. */
const asked = new Date('2026-11-23T02:00:00Z');

test.each([
  ['the same day', '2026-11-23T10:00:00Z', null],
  ['two working days later', '2026-11-25T02:00:00Z', null],
  ['three working days later', '2026-11-26T01:00:00Z', 'first'],
  ['over the weekend', '2026-11-29T02:00:00Z', 'first'],
  ['seven working days later', '2026-12-02T02:00:00Z', 'second'],
  ['a day short of thirty', '2026-12-22T02:00:00Z', 'second'],
  ['thirty days later', '2026-12-23T01:00:00Z', 'lapse'],
  ['much later', '2027-03-01T02:00:00Z', 'lapse'],
] as const)('%s', (_when, now, due) => {
  expect(nudgeDue(asked, new Date(now), timeZone)).toBe(due);
});

test('a holiday in between is nobody’s delay', () => {
  // Asked on the last working day before the National Day week.
  const before = new Date('2026-09-30T02:00:00Z');
  expect(nudgeDue(before, new Date('2026-10-08T10:00:00Z'), timeZone)).toBeNull();
});

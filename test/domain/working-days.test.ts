import { expect, test } from 'vitest';
import { instantAt } from '../../src/domain/schedule.ts';
import { workingDaysAfter } from '../../src/domain/working-days.ts';

const shanghai = 'Asia/Shanghai';

test.each([
  ['on a Monday', '2026-11-23', 3, '2026-11-26'],
  ['over a weekend', '2026-11-26', 3, '2026-12-01'],
  ['on a Friday', '2026-11-27', 1, '2026-11-30'],
  ['on a Saturday', '2026-11-28', 1, '2026-11-30'],
  ['on a Sunday', '2026-11-29', 3, '2026-12-02'],
  ['before the National Day week', '2026-09-30', 3, '2026-10-10'],
  ['over a make-up Saturday', '2026-10-09', 2, '2026-10-12'],
  ['over a make-up Sunday', '2026-09-18', 1, '2026-09-20'],
  ['over New Year', '2025-12-31', 1, '2026-01-04'],
  ['in a year not arranged yet, over New Year', '2028-12-29', 1, '2029-01-02'],
  ['in a year not arranged yet, over the Spring Festival', '2029-02-09', 1, '2029-02-16'],
  ['in a year not arranged yet, over Qingming', '2029-04-03', 1, '2029-04-06'],
  ['none', '2026-11-28', 0, '2026-11-28'],
])('working days after, %s', (_, from, days, day) => {
  expect(workingDaysAfter(instantAt(from, '23:30', shanghai), days, shanghai)).toBe(day);
});

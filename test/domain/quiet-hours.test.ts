import { describe, expect, test } from 'vitest';
import { quietUntil, usualQuietHours } from '../../src/domain/quiet-hours.ts';

const at = (instant: string, zone: string, hours = usualQuietHours) =>
  quietUntil(new Date(instant), hours, zone)?.toISOString() ?? null;

describe('the quiet hours', () => {
  test.each([
    ['20:59', '2026-11-23T12:59:59Z', null],
    ['21:00', '2026-11-23T13:00:00Z', '2026-11-24T00:00:00.000Z'],
    ['midnight', '2026-11-23T16:00:00Z', '2026-11-24T00:00:00.000Z'],
    ['7:59', '2026-11-23T23:59:59Z', '2026-11-24T00:00:00.000Z'],
    ['8:00', '2026-11-24T00:00:00Z', null],
    ['noon', '2026-11-24T04:00:00Z', null],
  ])('in Beijing, at %s', (_when, instant, until) => {
    expect(at(instant, 'Asia/Shanghai')).toBe(until);
  });

  test('are an hour longer on the night the clocks go back, and shorter when they go ahead', () => {
    // In Berlin summer time ends on 25 October 2026, and begins on 28 March 2027.
    expect(at('2026-10-24T19:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T07:00:00.000Z');
    expect(at('2027-03-27T20:00:00Z', 'Europe/Berlin')).toBe('2027-03-28T06:00:00.000Z');
  });

  test('may lie within a day, or not be at all', () => {
    const lunch = { from: '12:00', until: '14:00' };
    expect(at('2026-11-23T05:00:00Z', 'Asia/Shanghai', lunch)).toBe('2026-11-23T06:00:00.000Z');
    expect(at('2026-11-23T06:00:00Z', 'Asia/Shanghai', lunch)).toBeNull();
    expect(at('2026-11-23T05:00:00Z', 'Asia/Shanghai', { from: '00:00', until: '00:00' })).toBeNull();
  });
});

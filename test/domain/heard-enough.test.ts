import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enoughSince, isNews } from '../../src/domain/heard-enough.ts';
import { frequencies } from '../../src/domain/survey.ts';

const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'];

describe('who was told of something has heard enough', () => {
  test.each([
    ['weekly', 'the same hour six days later', '2026-12-01T12:00+08:00', '2026-12-07T12:00+08:00', true],
    ['weekly', 'a week later, and an hour sooner', '2026-12-01T12:00+08:00', '2026-12-08T11:00+08:00', false],
    ['biweekly', 'thirteen days later', '2026-12-01T12:00+08:00', '2026-12-14T12:00+08:00', true],
    ['biweekly', 'fourteen days later', '2026-12-01T12:00+08:00', '2026-12-15T09:00+08:00', false],
    ['monthly', 'on the last day of the month', '2026-12-01T08:00+08:00', '2026-12-31T20:59+08:00', true],
    ['monthly', 'in the next month, a day later', '2026-12-31T20:00+08:00', '2027-01-01T08:00+08:00', false],
    // 30 November in London: what month it is, the wall clock there says.
    ['monthly', 'in the month that it is there', '2026-12-01T00:30+08:00', '2026-12-20T10:00+08:00', true],
    ['quarterly', 'after two months', '2026-12-07T10:00+08:00', '2027-02-01T10:00+08:00', true],
    [
      'quarterly',
      'on the first Monday three months on',
      '2026-12-07T10:00+08:00',
      '2027-03-01T10:00+08:00',
      false,
    ],
    ['rarely', 'after five months', '2026-12-07T10:00+08:00', '2027-05-03T10:00+08:00', true],
    ['rarely', 'after half a year', '2026-12-07T10:00+08:00', '2027-06-07T10:00+08:00', false],
  ] as const)('%s, %s', (frequency, _, heard, at, enough) => {
    const since = enoughSince(frequency, new Date(at), 'Asia/Shanghai');
    expect(new Date(heard) >= since).toBe(enough);
  });

  test('is never of what is still to come, and who wants less is left in peace at least as long', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2024-01-01'), max: new Date('2032-01-01'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        (at, zone) => {
          const [weekly, biweekly, , quarterly, rarely] = frequencies.map((often) =>
            enoughSince(often, at, zone),
          );
          for (const often of frequencies) expect(enoughSince(often, at, zone) <= at).toBe(true);
          const order = [rarely, quarterly, biweekly, weekly].map((since) => since?.getTime() ?? 0);
          expect(order).toEqual([...order].sort((one, other) => one - other));
        },
      ),
      { numRuns: 100 },
    );
  });

  test('by hand or by the clock; not by a correction, or what is hers alone', () => {
    expect(['monthlyProgramme', 'activityAnnounced', 'broadcast'].every(isNews)).toBe(true);
    expect(['correction', 'withdrawal', 'applicationApproved', 'activityCancelled'].some(isNews)).toBe(false);
  });
});

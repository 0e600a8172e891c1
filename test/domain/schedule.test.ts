import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dateIn,
  defaultMonthlyRule,
  instantAt,
  MonthlyRule,
  monthOf,
  monthPeriod,
  nextMonthlySlot,
  programmePeriod,
} from '../../src/domain/schedule.ts';

const shanghai = 'Asia/Shanghai';
const berlin = 'Europe/Berlin';
const newYork = 'America/New_York';

const next = (rule: MonthlyRule, after: string, zone: string) =>
  nextMonthlySlot(rule, new Date(after), zone).toISOString();

describe('the next slot of a monthly rule', () => {
  test.each([
    ['later this month', '2026-11-01T00:00:00Z', '2026-11-02T02:00:00.000Z'],
    ['a moment before', '2026-11-02T01:59:59.999Z', '2026-11-02T02:00:00.000Z'],
    ['on the moment: the one after', '2026-11-02T02:00:00Z', '2026-12-07T02:00:00.000Z'],
    ['over the end of the year', '2026-12-07T02:00:00Z', '2027-01-04T02:00:00.000Z'],
    // 1 December in Shanghai, 30 November in London.
    ['in the month that it is there, not here', '2026-11-30T16:30:00Z', '2026-12-07T02:00:00.000Z'],
  ])('the first Monday at 10:00, %s', (_, after, slot) => {
    expect(next(defaultMonthlyRule, after, shanghai)).toBe(slot);
  });

  test.each([
    ['the first Sunday, when the month begins with one', { nth: 1, weekday: 7 }, '2026-11-01'],
    ['the first Monday, when the month begins on a Tuesday', { nth: 1, weekday: 1 }, '2026-12-07'],
    ['the fourth Monday', { nth: 4, weekday: 1 }, '2026-11-23'],
    ['the last Monday is the fifth, when there are five', { nth: 'last', weekday: 1 }, '2026-11-30'],
    ['the last Tuesday is the fourth, when there are four', { nth: 'last', weekday: 2 }, '2026-11-24'],
    ['the last Sunday of five', { nth: 'last', weekday: 7 }, '2026-11-29'],
  ] as const)('%s', (_, rule, day) => {
    const month = day.startsWith('2026-12') ? '2026-12-01T00:00:00' : '2026-11-01T00:00:00';
    const after = new Date(`${month}+08:00`).getTime() - 1;
    const slot = nextMonthlySlot({ ...rule, time: '10:00' }, new Date(after), shanghai);
    expect(slot).toEqual(instantAt(day, '10:00', shanghai));
  });

  test('the last Saturday of a February with four, and of one with five', () => {
    const rule: MonthlyRule = { nth: 'last', weekday: 6, time: '00:00' };
    expect(next(rule, '2026-02-01T00:00:00Z', 'UTC')).toBe('2026-02-28T00:00:00.000Z');
    expect(next(rule, '2048-02-01T00:00:00Z', 'UTC')).toBe('2048-02-29T00:00:00.000Z');
  });

  test.each([
    // Clocks go from 02:00 to 03:00 on 28 March 2027 in Berlin, and on 14 March 2027 in New York.
    [
      'an hour that spring leaves out, in Berlin: the first moment after it',
      { nth: 'last', weekday: 7, time: '02:30' },
      '2027-03-01T00:00:00Z',
      berlin,
      '2027-03-28T01:00:00.000Z',
    ],
    [
      'an hour that spring leaves out, in New York: the same',
      { nth: 2, weekday: 7, time: '02:30' },
      '2027-03-01T00:00:00Z',
      newYork,
      '2027-03-14T07:00:00.000Z',
    ],
    // They go back from 03:00 to 02:00 on 31 October, from 02:00 to 01:00 on 7 November.
    [
      'an hour that autumn repeats, in Berlin: the first',
      { nth: 'last', weekday: 7, time: '02:30' },
      '2027-10-01T00:00:00Z',
      berlin,
      '2027-10-31T00:30:00.000Z',
    ],
    [
      'an hour that autumn repeats, in New York: the first',
      { nth: 1, weekday: 7, time: '01:30' },
      '2027-11-01T12:00:00Z',
      newYork,
      '2027-11-07T05:30:00.000Z',
    ],
    [
      '… and not again when it comes round',
      { nth: 1, weekday: 7, time: '01:30' },
      '2027-11-07T05:30:00Z',
      newYork,
      '2027-12-05T06:30:00.000Z',
    ],
    [
      'the same wall clock before and after',
      { nth: 1, weekday: 1, time: '10:00' },
      '2027-03-02T00:00:00Z',
      berlin,
      '2027-04-05T08:00:00.000Z',
    ],
  ] as const)('%s', (_, rule, after, zone, slot) => {
    expect(next(rule, after, zone)).toBe(slot);
  });

  const rules = fc.record({
    nth: fc.constantFrom(1, 2, 3, 4, 'last' as const),
    weekday: fc.integer({ min: 1, max: 7 }),
    time: fc
      .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
      .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`),
  });
  const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });

  test('is later, within 40 days, once a month, and none is passed over', () => {
    fc.assert(
      fc.property(rules, instants, fc.constantFrom(shanghai, berlin, newYork), (rule, after, zone) => {
        expect(MonthlyRule.parse(rule)).toEqual(rule);
        const slot = nextMonthlySlot(rule as MonthlyRule, after, zone);
        const days = (slot.getTime() - after.getTime()) / 86_400_000;
        expect(days).toBeGreaterThan(0);
        expect(days).toBeLessThan(40);
        // From anywhere between, the same one is next.
        const between = new Date((after.getTime() + slot.getTime() - 1) / 2);
        expect(nextMonthlySlot(rule as MonthlyRule, between, zone)).toEqual(slot);
        const following = nextMonthlySlot(rule as MonthlyRule, slot, zone);
        expect(monthsBetween(monthOf(slot, zone), monthOf(following, zone))).toBe(1);
      }),
    );
  });
});

function monthsBetween(one: string, other: string): number {
  const count = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return count(other) - count(one);
}

test.each([
  [{ nth: 5, weekday: 1, time: '10:00' }],
  [{ nth: 1, weekday: 0, time: '10:00' }],
  [{ nth: 1, weekday: 8, time: '10:00' }],
  [{ nth: 1, weekday: 1, time: '24:00' }],
  [{ nth: 1, weekday: 1, time: '9:00' }],
])('no rule: %j', (rule) => {
  expect(MonthlyRule.safeParse(rule).success).toBe(false);
});

describe('what a monthly programme covers', () => {
  test.each([
    ['the rest of the month', '2026-12-07T10:00', '2026-12-07T10:00', '2027-01-01T00:00', '2026-12'],
    ['until a week before its end', '2026-12-24T10:00', '2026-12-24T10:00', '2027-01-01T00:00', '2026-12'],
    ['then the month to come', '2026-12-25T10:00', '2027-01-01T00:00', '2027-02-01T00:00', '2027-01'],
    ['February is shorter', '2027-02-22T10:00', '2027-03-01T00:00', '2027-04-01T00:00', '2027-03'],
  ])('%s', (_, at, from, until, month) => {
    const [wall = '', time = ''] = at.split('T');
    const instant = (text: string) => new Date(`${text}:00+08:00`);
    expect(programmePeriod(instantAt(wall, time, shanghai), shanghai)).toEqual({
      from: instant(from),
      until: instant(until),
      month,
    });
  });

  test('a whole month, where clocks change in it', () => {
    expect(monthPeriod('2027-03', berlin)).toEqual({
      from: new Date('2027-02-28T23:00:00Z'),
      until: new Date('2027-03-31T22:00:00Z'),
    });
  });
});

test('the date and the month are those of the deployment', () => {
  const instant = new Date('2026-12-31T16:00:00Z');
  expect([dateIn(instant, shanghai), monthOf(instant, shanghai)]).toEqual(['2027-01-01', '2027-01']);
  expect([dateIn(instant, newYork), monthOf(instant, newYork)]).toEqual(['2026-12-31', '2026-12']);
});

test.each([
  ['Shanghai', '2026-12-05', '14:00', shanghai, '2026-12-05T06:00:00.000Z'],
  ['in the gap', '2027-03-28', '02:30', berlin, '2027-03-28T01:00:00.000Z'],
  ['in the overlap', '2027-10-31', '02:30', berlin, '2027-10-31T00:30:00.000Z'],
])('the instant of a wall clock: %s', (_, date, time, zone, instant) => {
  expect(instantAt(date, time, zone).toISOString()).toBe(instant);
});

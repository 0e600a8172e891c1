import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateIn } from '../../src/domain/schedule.ts';
import { nextSlot, nextSlots } from '../../src/domain/series.ts';
import { Series } from '../../src/domain/timing.ts';
import { isPublicHoliday } from '../../src/domain/working-days.ts';

const shanghai = 'Asia/Shanghai';
const berlin = 'Europe/Berlin';
const newYork = 'America/New_York';
const lordHowe = 'Australia/Lord_Howe';
const apia = 'Pacific/Apia';

const weekly: Series = {
  kind: 'series',
  pattern: { every: 'week', weekday: 4 },
  time: '10:00',
  from: '2026-12-01',
  except: [],
  extra: [],
  skipHolidays: false,
  ends: null,
};

function days(series: Partial<Series>, after: string, many: number, zone = shanghai): string[] {
  return nextSlots({ ...weekly, ...series }, new Date(after), zone, many).map((slot) => dateIn(slot, zone));
}

describe('the days of a series', () => {
  const begin = '2026-11-22T00:00:00Z';
  test.each<[string, Partial<Series>, string[]]>([
    ['every Thursday', {}, ['2026-12-03', '2026-12-10', '2026-12-17', '2026-12-24']],
    [
      'every second Thursday, counted from the first one',
      { pattern: { every: 'secondWeek', weekday: 4 } },
      ['2026-12-03', '2026-12-17', '2026-12-31', '2027-01-14'],
    ],
    [
      'every second Thursday, from the other one',
      { pattern: { every: 'secondWeek', weekday: 4 }, from: '2026-12-04' },
      ['2026-12-10', '2026-12-24', '2027-01-07', '2027-01-21'],
    ],
    [
      'the first Monday',
      { pattern: { every: 'monthWeekday', nth: 1, weekday: 1 } },
      ['2026-12-07', '2027-01-04', '2027-02-01', '2027-03-01'],
    ],
    [
      'the fourth Monday',
      { pattern: { every: 'monthWeekday', nth: 4, weekday: 1 } },
      ['2026-12-28', '2027-01-25', '2027-02-22', '2027-03-22'],
    ],
    [
      'the last Friday',
      { pattern: { every: 'monthWeekday', nth: 'last', weekday: 5 } },
      ['2026-12-25', '2027-01-29', '2027-02-26', '2027-03-26'],
    ],
    [
      'the 15th',
      { pattern: { every: 'monthDay', day: 15 } },
      ['2026-12-15', '2027-01-15', '2027-02-15', '2027-03-15'],
    ],
    [
      'the 31st, or the last day of a shorter month',
      { pattern: { every: 'monthDay', day: 31 } },
      ['2026-12-31', '2027-01-31', '2027-02-28', '2027-03-31'],
    ],
    [
      'the last day of the month',
      { pattern: { every: 'monthDay', day: 'last' } },
      ['2026-12-31', '2027-01-31', '2027-02-28', '2027-03-31'],
    ],
    [
      'the last day of a February in a leap year',
      { pattern: { every: 'monthDay', day: 'last' }, from: '2028-02-01' },
      ['2028-02-29', '2028-03-31', '2028-04-30', '2028-05-31'],
    ],
    [
      'not on these',
      { except: ['2026-12-10', '2026-12-24'] },
      ['2026-12-03', '2026-12-17', '2026-12-31', '2027-01-07'],
    ],
    [
      'not on this one, but on that instead',
      { except: ['2026-12-10'], extra: ['2026-12-11'] },
      ['2026-12-03', '2026-12-11', '2026-12-17', '2026-12-24'],
    ],
    [
      'on a day that was one anyway: once',
      { extra: ['2026-12-10'] },
      ['2026-12-03', '2026-12-10', '2026-12-17', '2026-12-24'],
    ],
    [
      'what is left out is left out, even of what comes as well',
      { extra: ['2026-12-11'], except: ['2026-12-11'] },
      ['2026-12-03', '2026-12-10', '2026-12-17', '2026-12-24'],
    ],
    [
      'nothing before its first day',
      { from: '2026-12-11', extra: ['2026-12-04'] },
      ['2026-12-17', '2026-12-24', '2026-12-31', '2027-01-07'],
    ],
    // In 2026 the National Day holiday is 1 to 7 October.
    [
      'not on public holidays',
      { from: '2026-09-20', skipHolidays: true },
      ['2026-09-24', '2026-10-08', '2026-10-15', '2026-10-22'],
    ],
    [
      '… unless on just that one',
      { from: '2026-09-20', skipHolidays: true, extra: ['2026-10-01'] },
      ['2026-09-24', '2026-10-01', '2026-10-08', '2026-10-15'],
    ],
    [
      'until a day, that one included',
      { ends: { until: '2026-12-17' } },
      ['2026-12-03', '2026-12-10', '2026-12-17'],
    ],
    ['three times', { ends: { times: 3 } }, ['2026-12-03', '2026-12-10', '2026-12-17']],
    [
      'three times, of which what is left out is none',
      { ends: { times: 3 }, except: ['2026-12-10'] },
      ['2026-12-03', '2026-12-17', '2026-12-24'],
    ],
    [
      'what comes as well counts',
      { ends: { times: 3 }, extra: ['2026-12-04'] },
      ['2026-12-03', '2026-12-04', '2026-12-10'],
    ],
  ])('%s', (_, series, expected) => {
    const start = series.from && series.from < '2026-11-22' ? '2026-09-19T00:00:00Z' : begin;
    expect(days(series, start, 4)).toEqual(expected);
  });

  test('over after its last', () => {
    expect(days({ ends: { times: 3 } }, '2026-12-17T02:00:00Z', 4)).toEqual([]);
    expect(days({ ends: { until: '2026-12-16' } }, '2026-12-10T02:00:00Z', 4)).toEqual([]);
  });

  test('how often it has been isn’t forgotten on the way', () => {
    expect(days({ ends: { times: 3 } }, '2026-12-04T00:00:00Z', 4)).toEqual(['2026-12-10', '2026-12-17']);
  });
});

describe('the moment of a slot, where clocks are changed', () => {
  const daily = (time: string, weekday: number): Series => ({
    ...weekly,
    from: '2010-01-01',
    pattern: { every: 'week', weekday },
    time,
  });
  test.each([
    // Clocks go forward on Sunday, 28 March 2027 in Berlin (02:00 → 03:00), on 14 March in New York (02:00 → 03:00), and on
    // 3 October 2027 at Lord Howe, by half an hour (02:00 → 02:30).
    ['Berlin, before spring', '02:30', 7, '2027-03-20T00:00:00Z', berlin, '2027-03-21T01:30:00.000Z'],
    [
      'Berlin, in the gap: the first moment after it',
      '02:30',
      7,
      '2027-03-22T00:00:00Z',
      berlin,
      '2027-03-28T01:00:00.000Z',
    ],
    ['Berlin, at its beginning', '02:00', 7, '2027-03-22T00:00:00Z', berlin, '2027-03-28T01:00:00.000Z'],
    ['Berlin, just after it', '03:00', 7, '2027-03-22T00:00:00Z', berlin, '2027-03-28T01:00:00.000Z'],
    ['Berlin, not twice', '02:30', 7, '2027-03-28T01:00:00Z', berlin, '2027-04-04T00:30:00.000Z'],
    ['New York, in the gap', '02:59', 7, '2027-03-10T00:00:00Z', newYork, '2027-03-14T07:00:00.000Z'],
    ['New York, the week after', '02:59', 7, '2027-03-14T07:00:00Z', newYork, '2027-03-21T06:59:00.000Z'],
    [
      'Lord Howe, in the gap of half an hour',
      '02:15',
      7,
      '2027-09-30T00:00:00Z',
      lordHowe,
      '2027-10-02T15:30:00.000Z',
    ],
    ['Lord Howe, just after it', '02:30', 7, '2027-09-30T00:00:00Z', lordHowe, '2027-10-02T15:30:00.000Z'],
    // They go back on 31 October in Berlin, on 7 November in New York, on 4 April at Lord Howe.
    [
      'Berlin, in the overlap: the first',
      '02:30',
      7,
      '2027-10-25T12:00:00Z',
      berlin,
      '2027-10-31T00:30:00.000Z',
    ],
    ['Berlin, and not the second', '02:30', 7, '2027-10-31T00:30:00Z', berlin, '2027-11-07T01:30:00.000Z'],
    [
      'New York, in the overlap: the first',
      '01:30',
      7,
      '2027-11-01T12:00:00Z',
      newYork,
      '2027-11-07T05:30:00.000Z',
    ],
    [
      'New York, between the two: the week after',
      '01:30',
      7,
      '2027-11-07T06:00:00Z',
      newYork,
      '2027-11-14T06:30:00.000Z',
    ],
    [
      'Lord Howe, in the overlap: the first',
      '01:45',
      7,
      '2027-04-01T00:00:00Z',
      lordHowe,
      '2027-04-03T14:45:00.000Z',
    ],
    [
      'Lord Howe, and not the second',
      '01:45',
      7,
      '2027-04-03T14:45:00Z',
      lordHowe,
      '2027-04-10T15:15:00.000Z',
    ],
    // Samoa had no 30 December 2011, a Friday.
    [
      'Samoa, on a day that never was: when the next began',
      '10:00',
      5,
      '2011-12-28T00:00:00Z',
      apia,
      '2011-12-30T10:00:00.000Z',
    ],
    [
      'Shanghai knows no such thing',
      '02:30',
      7,
      '2027-03-22T00:00:00Z',
      shanghai,
      '2027-03-27T18:30:00.000Z',
    ],
  ] as const)('%s', (_, time, weekday, after, zone, slot) => {
    expect(nextSlot(daily(time, weekday), new Date(after), zone)?.toISOString()).toBe(slot);
  });

  test('two days that begin with the same moment are one slot', () => {
    const series: Series = { ...daily('00:00', 5), extra: ['2011-12-31'] };
    const slots = nextSlots(series, new Date('2011-12-28T00:00:00Z'), apia, 2);
    expect(slots.map((slot) => slot.toISOString())).toEqual([
      '2011-12-30T10:00:00.000Z',
      '2012-01-05T10:00:00.000Z',
    ]);
  });
});

describe('whatever the series', () => {
  const day = fc
    .date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const weekday = fc.integer({ min: 1, max: 7 });
  const two = (n: number) => String(n).padStart(2, '0');
  const anySeries = fc.record({
    kind: fc.constant('series' as const),
    pattern: fc.oneof(
      fc.record({ every: fc.constantFrom('week' as const, 'secondWeek' as const), weekday }),
      fc.record({
        every: fc.constant('monthWeekday' as const),
        nth: fc.constantFrom(1, 2, 3, 4, 'last' as const),
        weekday,
      }),
      fc.record({
        every: fc.constant('monthDay' as const),
        day: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant('last' as const)),
      }),
    ),
    time: fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${two(hour)}:${two(minute)}`),
    from: day,
    except: fc.array(day, { maxLength: 40 }),
    extra: fc.array(day, { maxLength: 5 }),
    skipHolidays: fc.boolean(),
    ends: fc.option(
      fc.oneof(fc.record({ until: day }), fc.record({ times: fc.integer({ min: 1, max: 60 }) })),
      { nil: null },
    ),
  });
  const instant = fc.date({ min: new Date('2025-12-01'), max: new Date('2028-06-01'), noInvalidDate: true });
  const zone = fc.constantFrom(shanghai, berlin, newYork, lordHowe);

  test('slots come one after the other, and the next after the next is the one after', () => {
    fc.assert(
      fc.property(anySeries, instant, zone, (raw, after, where) => {
        const series = Series.parse(raw);
        const slots = nextSlots(series, after, where, 6);
        let last = after;
        for (const slot of slots) {
          expect(slot.getTime()).toBeGreaterThan(last.getTime());
          expect(nextSlot(series, last, where)).toEqual(slot);
          // Asked at any moment between the two, it is the same.
          expect(nextSlot(series, new Date(slot.getTime() - 1), where)).toEqual(slot);
          last = slot;
        }
        if (slots.length < 6) expect(nextSlot(series, last, where)).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  test('never on a day left out, before its first, after its last, or more often than it should', () => {
    fc.assert(
      fc.property(anySeries, zone, (raw, where) => {
        const series = Series.parse(raw);
        const all = nextSlots(series, new Date('2025-01-01T00:00:00Z'), where, 70);
        const on = all.map((slot) => dateIn(slot, where));
        for (const each of on) {
          expect(series.except).not.toContain(each);
          expect(each >= series.from).toBe(true);
          if (series.skipHolidays && !series.extra.includes(each)) expect(isPublicHoliday(each)).toBe(false);
          if (series.ends && 'until' in series.ends) expect(each <= series.ends.until).toBe(true);
        }
        if (series.ends && 'times' in series.ends) expect(on.length).toBe(series.ends.times);
      }),
      { numRuns: 50 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areFit, usualQuietHours } from '../../src/domain/quiet-hours.ts';
import {
  readClock,
  readComingDay,
  readEnd,
  readException,
  readMonthDay,
} from '../../src/domain/read-timing.ts';
import { dateIn, instantAt } from '../../src/domain/schedule.ts';
import { nextSlots } from '../../src/domain/series.ts';
import {
  beginSeries,
  bringBack,
  changeRhythm,
  endAfter,
  leaveOut,
  moveTo,
} from '../../src/domain/series-edits.ts';
import { mostExceptions, Series, type Timing } from '../../src/domain/timing.ts';
import { firstSlot, slotAfter, timingRefusal } from '../../src/domain/timing-rules.ts';

const timeZone = 'Asia/Shanghai';
/** A Monday, 15:00. */
const now = new Date('2026-11-23T07:00:00Z');
const setting = { now, timeZone, quiet: usualQuietHours };
const at = (when: string): Timing => ({ kind: 'at', at: new Date(when).toISOString() });
const monday10 = { pattern: { every: 'week', weekday: 1 }, time: '10:00' } as const;
const days = (series: Series, many = 4) =>
  nextSlots(series, now, timeZone, many).map((slot) => dateIn(slot, timeZone));

describe('when something may go out', () => {
  test.each<[string, Timing | null, string | null]>([
    ['at once', null, null],
    ['tomorrow', at('2026-11-24T10:00+08:00'), null],
    ['a minute ago', at('2026-11-23T14:59+08:00'), 'past'],
    ['this minute', at('2026-11-23T15:00+08:00'), 'past'],
    ['in a year and a week', at('2027-12-01T10:00+08:00'), 'tooFar'],
    ['late in the evening', at('2026-11-24T21:00+08:00'), 'quiet'],
    ['early in the morning', at('2026-11-24T07:59+08:00'), 'quiet'],
    ['when the day begins', at('2026-11-24T08:00+08:00'), null],
    ['each Monday', beginSeries(monday10, now, timeZone), null],
    ['each Monday night', beginSeries({ ...monday10, time: '23:00' }, now, timeZone), 'quiet'],
    ['never any more', { ...beginSeries(monday10, now, timeZone), ends: { until: '2026-11-25' } }, 'never'],
  ])('%s', (_, timing, refusal) => {
    expect(timingRefusal(timing, setting)?.type ?? null).toBe(refusal);
  });

  test('at night, the morning is offered', () => {
    const refusal = timingRefusal(at('2026-11-24T22:30+08:00'), setting);
    expect(refusal).toMatchObject({ until: new Date('2026-11-25T08:00+08:00') });
  });

  test('what was to go out before it was released doesn’t', () => {
    expect(firstSlot(at('2026-11-23T14:00+08:00'), now, timeZone)).toBeNull();
    expect(firstSlot(null, now, timeZone)).toEqual(now);
    expect(slotAfter(at('2026-11-24T10:00+08:00'), now, timeZone)).toBeNull();
  });
});

describe('a series in the making', () => {
  const series = beginSeries(monday10, now, timeZone);

  test('begins with its next slot: what has passed of today is none of it', () => {
    expect(series.from).toBe('2026-11-30');
    expect(days({ ...series, ends: { times: 1 } })).toEqual(['2026-11-30']);
    expect(beginSeries({ ...monday10, time: '17:30' }, now, timeZone).from).toBe('2026-11-23');
  });

  test('a day is left out, brought back, moved', () => {
    const without = leaveOut(series, '2026-12-07');
    expect(without && days(without)).toEqual(['2026-11-30', '2026-12-14', '2026-12-21', '2026-12-28']);
    expect(without && days(bringBack(without, '2026-12-07'))).toEqual(days(series));
    const moved = moveTo(series, '2026-12-07', '2026-12-08');
    expect(moved && days(moved)).toEqual(['2026-11-30', '2026-12-08', '2026-12-14', '2026-12-21']);
    expect(moveTo(series, '2026-12-07', '2026-12-07')).toBeNull();
    // Moved on to a day that was left out before: then it is on that day.
    const onto = without && moveTo(without, '2026-12-14', '2026-12-07');
    expect(onto && days(onto)).toEqual(['2026-11-30', '2026-12-07', '2026-12-21', '2026-12-28']);
  });

  test('so many times more are counted from now, whatever has been', () => {
    const old: Series = { ...series, from: '2026-11-02' };
    expect(endAfter(old, 2, now, timeZone)?.ends).toEqual({ times: 6 });
    expect(days(endAfter(old, 2, now, timeZone) ?? old)).toEqual(['2026-11-30', '2026-12-07']);
    expect(endAfter(old, null, now, timeZone)?.ends).toBeNull();
  });

  test('another rhythm keeps what is left to come', () => {
    const twice = endAfter({ ...series, from: '2026-11-02' }, 2, now, timeZone) ?? series;
    const changed = changeRhythm(
      twice,
      { pattern: { every: 'week', weekday: 4 }, time: '12:00' },
      now,
      timeZone,
    );
    expect(days(changed)).toEqual(['2026-11-26', '2026-12-03']);
  });

  test('whatever is done to it, it can be kept and read again', () => {
    const day = fc
      .integer({ min: 0, max: 400 })
      .map((n) => new Date(now.getTime() + n * 86_400_000).toISOString().slice(0, 10));
    const deed = fc.oneof(
      fc.record({ do: fc.constantFrom('leaveOut' as const, 'bringBack' as const), day }),
      fc.record({ do: fc.constant('moveTo' as const), day, to: day }),
      fc.record({ do: fc.constant('endAfter' as const), times: fc.option(fc.integer({ min: 1, max: 99 })) }),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
        let kept = series;
        for (const one of deeds) {
          const next =
            one.do === 'endAfter'
              ? endAfter(kept, one.times, now, timeZone)
              : one.do === 'moveTo'
                ? moveTo(kept, one.day, one.to)
                : (one.do === 'leaveOut' ? leaveOut : bringBack)(kept, one.day);
          kept = next ?? kept;
          if (next && one.do === 'leaveOut') expect(days(kept)).not.toContain(one.day);
        }
        expect(Series.parse(kept)).toEqual(kept);
        expect(kept.except.length).toBeLessThanOrEqual(mostExceptions);
      }),
      { numRuns: 40 },
    );
  });
});

describe('what officers type', () => {
  test.each([
    ['10:30', '10:30'],
    ['下午3点半', '15:30'],
    ['3pm', '15:00'],
    ['晚上8点', '20:00'],
    ['中午', null],
    ['25:00', null],
  ])('an hour: %s', (typed, read) => expect(readClock(typed)).toBe(read));

  test.each([
    ['12月10日', '2026-12-10'],
    ['1月5号', '2027-01-05'],
    ['明天', '2026-11-24'],
    ['10 Dec', '2026-12-10'],
    ['2月30日', null],
    ['下次', null],
  ])('a day to come: %s', (typed, read) => expect(readComingDay(typed, now, timeZone)).toBe(read));

  test.each([
    ['12月10日', { day: '2026-12-10', instead: null }],
    ['12月10日改到12月11日', { day: '2026-12-10', instead: '2026-12-11' }],
    ['12-10 → 12-11', { day: '2026-12-10', instead: '2026-12-11' }],
    ['10 Dec to 11 Dec', { day: '2026-12-10', instead: '2026-12-11' }],
    ['12月10日改到', null],
    ['改到12月10日', null],
    ['1改到2改到3', null],
  ])('a day left out or moved: %s', (typed, read) =>
    expect(readException(typed, now, timeZone)).toEqual(read),
  );

  test.each([
    ['15', 15],
    ['15号', 15],
    ['每月1日', 1],
    ['最后一天', 'last'],
    ['last day', 'last'],
    ['32', null],
    ['0', null],
  ])('a day of the month: %s', (typed, read) => expect(readMonthDay(typed)).toBe(read));

  test.each([
    ['6', { times: 6 }],
    ['再发 6 次', { times: 6 }],
    ['6 times', { times: 6 }],
    ['12月31日', { until: '2026-12-31' }],
    ['到12月31日', { until: '2026-12-31' }],
    ['until 31 Dec', { until: '2026-12-31' }],
    ['0', null],
    ['很久', null],
  ])('an end: %s', (typed, read) => expect(readEnd(typed, now, timeZone)).toEqual(read));

  test('nothing they type throws, and what is read is there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        const clock = readClock(typed);
        if (clock) expect(instantAt('2026-12-01', clock, timeZone).getTime()).not.toBeNaN();
        readEnd(typed, now, timeZone);
        readMonthDay(typed);
        readException(typed, now, timeZone);
      }),
      { numRuns: 100 },
    );
  });
});

test.each([
  ['21:00', '08:00', true],
  ['22:00', '07:00', true],
  ['23:00', '04:00', false],
  ['12:00', '11:00', false],
  ['21:00', '21:00', false],
  ['00:00', '06:00', true],
])('quiet hours from %s till %s: %s', (from, until, fit) => expect(areFit({ from, until })).toBe(fit));

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMoment } from '../../src/domain/read-moment.ts';
import { createTranslations } from '../../src/i18n/index.ts';

const timeZone = 'Asia/Shanghai';
/** A Sunday, 22 November 2026, 10:00 in Shanghai. */
const now = new Date('2026-11-22T02:00:00Z');
const read = (typed: string, at = now, zone = timeZone) => readMoment(typed, at, zone)?.toISOString() ?? null;
/** A wall-clock time in Shanghai, where clocks never change. */
const shanghai = (wall: string) => new Date(`${wall}:00+08:00`).toISOString();

describe('days and times as people type them', () => {
  test.each([
    ['12月5日 14:00', '2026-12-05T14:00'],
    ['12月5日（周六）14:00', '2026-12-05T14:00'],
    ['１２月５日１４：００', '2026-12-05T14:00'],
    ['12-5 14:00', '2026-12-05T14:00'],
    ['12/05 9:05', '2026-12-05T09:05'],
    ['12.5 14:00', '2026-12-05T14:00'],
    ['2026-12-05 14:00', '2026-12-05T14:00'],
    ['2026-12-05T14:00', '2026-12-05T14:00'],
    ['2027年1月3日 上午9点', '2027-01-03T09:00'],
    ['14:00，12月5日', '2026-12-05T14:00'],
    ['12月5日 14:00-16:00', '2026-12-05T14:00'],
    ['12月5日 下午3点半', '2026-12-05T15:30'],
    ['12月5日 下午3点一刻', '2026-12-05T15:15'],
    ['12月5日 3点5分', '2026-12-05T03:05'],
    ['12月5日 15时30分', '2026-12-05T15:30'],
    ['12月5日 中午12点', '2026-12-05T12:00'],
    ['12月5日 中午1点', '2026-12-05T13:00'],
    ['12月5日 晚上8点', '2026-12-05T20:00'],
    ['今天 18:30', '2026-11-22T18:30'],
    ['明天 12:30', '2026-11-23T12:30'],
    ['后天 12:30', '2026-11-24T12:30'],
    ['大后天 12:30', '2026-11-25T12:30'],
    ['tomorrow 2pm', '2026-11-23T14:00'],
    ['today at 12:30 pm', '2026-11-22T12:30'],
    ['5 Dec 2pm', '2026-12-05T14:00'],
    ['Sat 5 Dec, 14:00', '2026-12-05T14:00'],
    ['5th December 12am', '2026-12-05T00:00'],
    ['Dec 5 2:15 PM', '2026-12-05T14:15'],
    ['December 5th, 2027 9:00', '2027-12-05T09:00'],
    // This year's has gone by.
    ['11月21日 14:00', '2027-11-21T14:00'],
    // Today's date is today, whatever the hour.
    ['11月22日 9:00', '2026-11-22T09:00'],
  ])('%s', (typed, wall) => {
    expect(read(typed)).toBe(shanghai(wall));
  });

  test.each([
    '',
    '随便',
    '12月5日',
    '14:00',
    '2月30日 14:00',
    '13月5日 14:00',
    '12月0日 14:00',
    '2026-02-29 14:00',
    '12月5日 25:00',
    '12月5日 14:60',
    '12月5日 14:5',
    '12月5日 14:',
    '12月5日 114:00',
    '12月5日 晚上12点',
    'December 14:00',
    'summary 5 14:00',
    '138-1234-5678 14:00',
    '😀',
    "'; drop table people; --",
  ])('not read, rather than guessed: %s', (typed) => {
    expect(read(typed)).toBeNull();
  });

  test('the 29th of February is found in the year that has one', () => {
    expect(read('2月29日 9:00', new Date('2027-11-22T02:00:00Z'))).toBe(shanghai('2028-02-29T09:00'));
    expect(read('2月29日 9:00', new Date('2028-03-01T02:00:00Z'))).toBeNull();
  });

  test('an hour that spring leaves out moves forward by the gap', () => {
    expect(read('2027-03-28 02:30', now, 'Europe/Berlin')).toBe('2027-03-28T01:30:00.000Z');
  });

  test('what we write ourselves is read back', () => {
    const translations = createTranslations(timeZone);
    const quarters = fc.integer({ min: 0, max: 364 * 96 }).map((n) => new Date(now.getTime() + n * 900_000));
    fc.assert(
      fc.property(quarters, fc.constantFrom('zh' as const, 'en' as const), (instant, language) => {
        const written = translations[language].format.moment(instant);
        expect(read(written)).toBe(instant.toISOString());
      }),
    );
  });

  test('anything else, however long, is answered at once and with null or a date', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 4096 }),
      fc.string({ unit: fc.constantFrom('1', '2', ' ', '月', '日', ':', '-', 'dec', '点'), maxLength: 200 }),
    );
    fc.assert(
      fc.property(anything, (typed) => !Number.isNaN(readMoment(typed, now, timeZone)?.getTime() ?? 0)),
    );
    const began = performance.now();
    for (const unit of ['1', ' ', '1 ', '月', 'dec', '1-'])
      readMoment(unit.repeat(4096 / unit.length), now, timeZone);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Exception,
  exceptionsFrom,
  openState,
  type WeeklyHours,
} from '../../src/domain/opening-hours.ts';
import { readExceptions } from '../../src/domain/read-exceptions.ts';
import { readHours } from '../../src/domain/read-hours.ts';
import { instantAt } from '../../src/domain/schedule.ts';
import { writeExceptions, writeHours } from '../../src/domain/write-hours.ts';

const zone = 'Asia/Shanghai';
const written = (typed: string) => {
  const hours = readHours(typed);
  return hours && writeHours(hours, 'zh');
};

describe('hours as staff write them', () => {
  test.each([
    ['工作日 9:00–18:00', '工作日 9:00–18:00'],
    ['工作日９：００－１８：００', '工作日 9:00–18:00'],
    ['周一至周五9点到18点', '工作日 9:00–18:00'],
    ['周一到周五 上午9点至下午6点半', '工作日 9:00–18:30'],
    ['星期一—星期五：9:00~12:00，13:30~18:00', '工作日 9:00–12:00、13:30–18:00'],
    ['每天 10:00–21:30', '每天 10:00–21:30'],
    ['早9晚6', '每天 9:00–18:00'],
    ['工作日早九点', null],
    ['周一、三、五 12:00-13:30', '周一、周三、周五 12:00–13:30'],
    ['周一三五 12:00-13:30', '周一、周三、周五 12:00–13:30'],
    ['周一至周三、周五 9:00-17:00；周六日 10:00-16:00', '周一至周三、周五 9:00–17:00；周末 10:00–16:00'],
    ['每天 9:00–18:00，周日休息', '周一至周六 9:00–18:00'],
    ['周末不开放，工作日 8:30–19:00', '工作日 8:30–19:00'],
    ['全天24小时开放', '每天 24 小时'],
    ['24小时', '每天 24 小时'],
    ['18:00–次日2:00', '每天 18:00–次日2:00'],
    ['周五 18:00–2:00', '周五 18:00–次日2:00'],
    ['9:00–24:00', '每天 9:00–24:00'],
    ['9:00–12:00 12:00–18:00', '每天 9:00–18:00'],
    ['weekdays 9:00–18:00', '工作日 9:00–18:00'],
    ['Mon-Fri 9am - 6:30 pm, Sat 10am to 4pm', '工作日 9:00–18:30；周六 10:00–16:00'],
    ['Daily 9:00–20:00, closed Sundays', '每天 9:00–20:00', 'unread'],
    ['Daily 9:00–20:00; Sundays closed', '周一至周六 9:00–20:00'],
    ['Open Tuesday to Thursday from 12 p.m. until 2 p.m.', '周二至周四 12:00–14:00'],
    ['24/7', '每天 24 小时'],
    ['暂停开放', '每天 关门'],
    ['9-6', null],
    ['10:00–10:00', null],
    ['25:00–26:00', null],
    ['9:00–18:99', null],
    ['9:00–12:00、11:00–14:00', null],
    ['9:00–18:00 法定节假日除外', null],
    ['工作日', null],
    ['随时', null],
    ['周六到周一 9:00–12:00', null],
    ['', null],
    ['<b>9:00–18:00</b>', null],
    ['9:00–18:00 '.repeat(300), null],
  ])('“%s” is read as %s', (typed, meant, unread?: string) => {
    expect(unread ? readHours(typed) : written(typed)).toBe(unread ? null : meant);
  });
});

/** Weeks whose days have up to three spans apart from one another; the last may end after midnight. */
const anyDay = fc
  .uniqueArray(fc.integer({ min: 0, max: 287 }), { maxLength: 6 })
  .map((fives) => fives.map((five) => five * 5).sort((a, b) => a - b))
  .map((minutes) => {
    const spans = [];
    for (let index = 0; index + 1 < minutes.length; index += 2)
      spans.push({ from: minutes[index] ?? 0, to: minutes[index + 1] ?? 0 });
    return spans;
  });
const night = fc.tuple(fc.integer({ min: 700, max: 1439 }), fc.integer({ min: 1, max: 600 }));
const anySpans = fc.oneof(
  anyDay,
  night.map(([from, after]) => [{ from, to: 1440 + after }]),
  fc.constant(0).map(() => [{ from: 0, to: 1440 }]),
);
const anyWeek: fc.Arbitrary<WeeklyHours> = fc.array(anySpans, { minLength: 7, maxLength: 7 });

test.each(['zh', 'en'] as const)('hours written in %s are read as they were', (language) => {
  fc.assert(
    fc.property(anyWeek, (week) => {
      expect(readHours(writeHours(week, language))).toEqual(week);
    }),
  );
});

test('anything typed is read or not, and never throws', () => {
  const bit = fc.constantFrom(...'周一至五六日9:00–18 次日点半mon pm；,关门每天24小时'.split(''), '法定');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(bit).map((bits) => bits.join('')),
      ),
      (typed) => {
        const week = readHours(typed);
        if (week) expect(readHours(writeHours(week, 'zh'))).toEqual(week);
        readExceptions(typed, '2026-12-05');
      },
    ),
    { numRuns: 500 },
  );
});

describe('days that are not as usual', () => {
  test.each([
    ['12月25日关门', '2026年12月25日 关门'],
    ['1月1日至1月3日休息', '2027年1月1日至2027年1月3日 关门'],
    ['12月31日–1月2日 关门', '2026年12月31日至2027年1月2日 关门'],
    ['1月1日–3日 休息；12月24日 9:00-12:00', '2027年1月1日至2027年1月3日 关门；2026年12月24日 9:00–12:00'],
    ['24 Dec 9am-12pm\n2027-01-01 closed', '2026年12月24日 9:00–12:00；2027年1月1日 关门'],
    ['2月30日关门', null],
    ['12月25日', null],
    ['12月25日 周一 9:00–12:00', null],
    ['1月3日–1日 关门', null],
    ['春节关门', null],
    ['', null],
  ])('“%s” is read as %s', (typed, meant) => {
    const read = readExceptions(typed, '2026-12-05');
    expect(read && writeExceptions(read, 'zh')).toBe(meant);
  });

  test.each(['zh', 'en'] as const)('written in %s they are read as they were', (language) => {
    const date = fc.integer({ min: 0, max: 3000 }).map((days) => {
      const day = new Date(Date.UTC(2026, 0, 1) + days * 86_400_000);
      return day.toISOString().slice(0, 10);
    });
    const one: fc.Arbitrary<Exception> = fc
      .tuple(date, date, anySpans)
      .map(([a, b, spans]) => ({ from: a < b ? a : b, to: a < b ? b : a, spans }));
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 5 }), (exceptions) => {
        expect(readExceptions(writeExceptions(exceptions, language), '2026-12-05')).toEqual(exceptions);
      }),
    );
  });

  test('those that are over are dropped', () => {
    const day = (on: string) => ({ from: on, to: on, spans: [] });
    expect(exceptionsFrom([day('2026-12-04'), day('2026-12-05')], '2026-12-05')).toEqual([day('2026-12-05')]);
  });
});

describe('open now', () => {
  const office = readHours('工作日 9:00–18:00') ?? [];
  const evening = readHours('周五 18:00–次日2:00') ?? [];
  const always = readHours('24小时') ?? [];
  const never = readHours('每天关门') ?? [];
  const at = (date: string, time: string, timeZone = zone) => instantAt(date, time, timeZone);
  const told = (hours: WeeklyHours, now: Date, exceptions: Exception[] = [], timeZone = zone) => {
    const state = openState(hours, exceptions, now, timeZone);
    const when = (date: Date | null) =>
      date &&
      new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(date);
    return state.open
      ? `open until ${when(state.until)}`
      : `closed, ${state.opens?.day} ${when(state.opens?.at ?? null)}`;
  };
  const shut = (from: string, to = from): Exception => ({ from, to, spans: [] });

  // 2026-12-04 is a Friday.
  test.each([
    ['a minute before it opens', office, '2026-12-04', '08:59', [], 'closed, today 2026-12-04 09:00'],
    ['the minute it opens', office, '2026-12-04', '09:00', [], 'open until 2026-12-04 18:00'],
    ['the last minute', office, '2026-12-04', '17:59', [], 'open until 2026-12-04 18:00'],
    ['the minute it closes', office, '2026-12-04', '18:00', [], 'closed, later 2026-12-07 09:00'],
    ['on a Sunday', office, '2026-12-06', '23:59', [], 'closed, tomorrow 2026-12-07 09:00'],
    ['at midnight', office, '2026-12-07', '00:00', [], 'closed, today 2026-12-07 09:00'],
    ['a night that goes on', evening, '2026-12-05', '01:59', [], 'open until 2026-12-05 02:00'],
    ['a night that is over', evening, '2026-12-05', '02:00', [], 'closed, later 2026-12-11 18:00'],
    ['before midnight of it', evening, '2026-12-04', '23:59', [], 'open until 2026-12-05 02:00'],
    ['always', always, '2026-12-05', '00:00', [], 'open until null'],
    [
      'always but tomorrow',
      always,
      '2026-12-05',
      '12:00',
      [shut('2026-12-06')],
      'open until 2026-12-06 00:00',
    ],
    ['never', never, '2026-12-05', '12:00', [], 'closed, undefined null'],
    [
      'closed that day',
      office,
      '2026-12-04',
      '10:00',
      [shut('2026-12-04')],
      'closed, later 2026-12-07 09:00',
    ],
    [
      'closed for weeks',
      office,
      '2026-12-04',
      '10:00',
      [shut('2026-12-01', '2027-02-01')],
      'closed, undefined null',
    ],
    [
      'other hours that day',
      office,
      '2026-12-05',
      '10:00',
      [{ from: '2026-12-05', to: '2026-12-05', spans: [{ from: 540, to: 660 }] }],
      'open until 2026-12-05 11:00',
    ],
  ])('%s', (_when, hours, date, time, exceptions, state) => {
    expect(told(hours, at(date, time), exceptions)).toBe(state);
  });

  test('an hour that the spring change leaves out, and one that the autumn change repeats', () => {
    const berlin = 'Europe/Berlin';
    const nights = readHours('每天 2:30–4:00') ?? [];
    // On 28 March 2027, 2:30 is not: it opens at 3:30.
    expect(told(nights, at('2027-03-28', '00:30', berlin), [], berlin)).toBe(
      'closed, today 2027-03-28 03:30',
    );
    const late = readHours('每天 1:00–2:30') ?? [];
    // On 31 October 2027 2:00–3:00 comes twice; it closes the first time.
    const first = new Date('2027-10-31T00:10:00Z');
    expect(told(late, first, [], berlin)).toBe('open until 2027-10-31 02:30');
    expect(openState(late, [], new Date('2027-10-31T00:30:00Z'), berlin).open).toBe(false);
    const day = readHours('每天 9:00–18:00') ?? [];
    expect(told(day, at('2027-10-30', '18:00', berlin), [], berlin)).toBe(
      'closed, tomorrow 2027-10-31 09:00',
    );
  });

  test('what is said holds until the moment that is named', () => {
    fc.assert(
      fc.property(
        anyWeek,
        fc.integer({ min: 0, max: 60 * 24 * 400 }),
        fc.constantFrom(zone, 'Europe/Berlin', 'America/New_York'),
        (week, minutes, timeZone) => {
          const now = new Date(Date.UTC(2026, 0, 1) + minutes * 60_000);
          const state = openState(week, [], now, timeZone);
          const change = state.open ? state.until : (state.opens?.at ?? null);
          if (!change) return;
          expect(change > now).toBe(true);
          const around = (ms: number) => openState(week, [], new Date(change.getTime() + ms), timeZone).open;
          expect([around(-1000), around(0)]).toEqual([state.open, !state.open]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

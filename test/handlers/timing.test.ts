import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BroadcastId } from '../../src/domain/ids.ts';
import { languages } from '../../src/domain/language.ts';
import { usualQuietHours } from '../../src/domain/quiet-hours.ts';
import { nextSlots, slotsLeft } from '../../src/domain/series.ts';
import type { Series, Timing } from '../../src/domain/timing.ts';
import { timingRefusal } from '../../src/domain/timing-rules.ts';
import {
  timingButton,
  timingDayButton,
  timingEndsButton,
  timingExceptButton,
  timingHolidaysButton,
  timingHourButton,
  timingLeaveOutButton,
  timingMinuteButton,
  timingMoveButton,
  timingSetButton,
} from '../../src/handlers/buttons.ts';
import { slotHeldScreen } from '../../src/handlers/series-notice-view.ts';
import { patternCode, patternOf } from '../../src/handlers/timing/codes.ts';
import { timingConversation } from '../../src/handlers/timing/index.ts';
import { ruleInWords } from '../../src/handlers/timing/view.ts';
import { createTranslations } from '../../src/i18n/index.ts';
import type { TimingFacts } from '../../src/services/series/read-timing.ts';
import { talk } from '../support/talk.ts';

const timeZone = 'Asia/Shanghai';
/** A Monday, ten o'clock. */
const now = new Date('2026-11-23T02:00:00Z');
const translations = createTranslations(timeZone);
const broadcast = 5 as BroadcastId;

/** One broadcast, and when it goes out, in memory. */
function writing({ released = false, language = 'zh' as 'zh' | 'en' } = {}) {
  const kept: { timing: Timing | null; state: TimingFacts['state'] } = {
    timing: null,
    state: released ? 'going' : null,
  };
  const conversation = timingConversation({
    readTiming: async (work, _actor, id) => {
      if (id !== broadcast) return null;
      const series = kept.timing?.kind === 'series' ? kept.timing : null;
      return {
        broadcast,
        status: released ? 'released' : 'draft',
        title: { zh: '周二午间编绳', en: 'Braids on Tuesday' },
        timing: kept.timing,
        state: kept.state,
        coming: series ? nextSlots(series, work.now, timeZone, 5) : [],
        left: series && slotsLeft(series, work.now, timeZone),
        runs: [],
        quiet: usualQuietHours,
      };
    },
    setTiming: async (work, _actor, { timing }) => {
      const refusal = timingRefusal(timing, { now: work.now, timeZone, quiet: usualQuietHours });
      if (refusal) return { type: 'refused', refusal };
      if (kept.state === 'ended') return { type: 'over' };
      kept.timing = timing;
      return { type: 'set' };
    },
    steerSeries: async (_work, _actor, { move }) => {
      if (kept.state === 'ended') return { type: 'tooLate' };
      kept.state = move === 'end' ? 'ended' : move === 'pause' ? 'paused' : 'going';
      return move === 'resume'
        ? { type: 'resumed', nextAt: now }
        : { type: kept.state as 'paused' | 'ended' };
    },
    decideSlot: async () => ({ type: 'settled' }),
    timeZone,
  });
  return { ...talk([conversation], { language, now }), kept };
}

describe('choosing when', () => {
  test.each([
    ['12月5日 14:00', '12月5日（周六）14:00 发'],
    ['明天下午3点', '11月24日（周二）15:00 发'],
    ['昨天', '没看懂这个时间'],
    ['11月23日 9:00', '已经过了'],
    ['2028年1月1日 10:00', '是不是年份写错了'],
    ['12月5日 21:00', '改到12月6日（周日）08:00 发'],
  ])('a time that is typed: %s', async (typed, says) => {
    const officer = writing();
    await officer.press(timingButton.press({ broadcast }));
    await officer.tap('定个时间发');
    expect((await officer.write(typed)).text).toContain(says);
  });

  test('a series, from its rhythm to its end', async () => {
    const officer = writing();
    await officer.press(timingButton.press({ broadcast }));
    await officer.tap('定期发');
    await officer.tap('每月几号');
    expect((await officer.write('三十二')).text).toContain('1 到 31');
    await officer.write('31号');
    expect((await officer.write('22:00')).text).toContain('在夜里');
    const page = await officer.write('上午10:30');
    expect(page.text).toContain('每月 31 号 10:30 发');
    expect(page.text).toContain('没有 31 号的月份，在最后一天发');
    expect(page.text).toContain('· 11月30日（周一）10:30');
    await officer.tap('法定节假日不发');
    await officer.press(timingEndsButton.press({ broadcast }));
    expect((await officer.write('2次')).text).toContain('还发 2 次');
    expect(officer.kept.timing).toMatchObject({ ends: { times: 2 }, skipHolidays: true });
  });

  test('what is typed after the question was left is not taken for its answer', async () => {
    const officer = writing();
    await officer.press(timingButton.press({ broadcast }));
    await officer.tap('定个时间发');
    await officer.tap('看发送时间');
    await officer.write('12月5日 14:00').catch(() => undefined);
    expect(officer.kept.timing).toBeNull();
  });

  test('a forged day is none', () => {
    expect(timingLeaveOutButton.read('tmx:5:20269999')).toBeUndefined();
    expect(timingLeaveOutButton.read('tmx:5:20260230')).toBeUndefined();
    expect(timingLeaveOutButton.read('tmx:5:20261231')).toEqual({ broadcast, day: '20261231' });
  });

  test('of what nobody knows, a kind word', async () => {
    const officer = writing();
    const forged = timingButton.press({ broadcast: 6 as BroadcastId });
    expect((await officer.press(forged)).text).toContain('不归你管');
  });
});

test('whatever is tapped or typed, in any order, it answers', async () => {
  const press = fc.constantFrom(
    timingButton.press({ broadcast }),
    timingHourButton.press({ broadcast, pattern: 'b4' }),
    timingSetButton.press({ broadcast, pattern: 'ml-5', time: '1000' }),
    timingSetButton.press({ broadcast, pattern: 'd31', time: '2300' }),
    timingMinuteButton.press({ broadcast, minute: 1 }),
    timingExceptButton.press({ broadcast }),
    timingLeaveOutButton.press({ broadcast, day: '20261231' }),
    timingEndsButton.press({ broadcast }),
    timingDayButton.press({ broadcast }),
    timingHolidaysButton.press({ broadcast, skip: 'y' }),
    timingMoveButton.press({ broadcast, move: 'end' }),
    timingMoveButton.press({ broadcast, move: 'resume' }),
  );
  const typed = fc.constantFrom(
    '12月10日',
    '12月10日改到12月11日',
    '6次',
    '31',
    '10:30',
    '？',
    '12月5日 22:00',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(press, typed), { maxLength: 12 }),
      fc.boolean(),
      async (steps, released) => {
        const officer = writing({ released });
        await officer.press(timingExceptButton.press({ broadcast }));
        await officer.press(timingSetButton.press({ broadcast, pattern: 'w1', time: '1000' }));
        for (const step of steps) {
          const isPress = step.startsWith('tm');
          if (!isPress) await officer.press(timingEndsButton.press({ broadcast }));
          const answer = isPress ? await officer.press(step) : await officer.write(step);
          expect(answer.text.length).toBeGreaterThan(5);
          expect(answer.text.length).toBeLessThan(700);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test.each(['w1', 'b7', 'm1-1', 'm4-5', 'ml-3', 'd1', 'd31', 'dl'])(
  'the pattern %s comes back as it went',
  (code) => {
    expect(patternCode(patternOf(code))).toBe(code);
  },
);

describe('in words', () => {
  test.each<[string, string, string]>([
    ['w4', '每周四 10:00', 'every Thursday at 10:00'],
    ['b4', '每隔一周的周四 10:00', 'every second Thursday at 10:00'],
    ['m1-1', '每月第一个周一 10:00', 'on the first Monday of the month at 10:00'],
    ['d15', '每月 15 号 10:00', 'on day 15 of each month at 10:00'],
    ['dl', '每月最后一天 10:00', 'on the last day of each month at 10:00'],
  ])('%s', (code, zh, en) => {
    const series: Pick<Series, 'pattern' | 'time'> = { pattern: patternOf(code), time: '10:00' };
    expect(ruleInWords(series, translations.zh)).toBe(zh);
    expect(ruleInWords(series, translations.en)).toBe(en);
  });

  test('what is asked about a slot betrays nothing on a locked phone', () => {
    const from = { scope: { kind: 'district' }, named: null } as const;
    for (const language of languages)
      for (const why of ['late', 'roleGone', 'scopeGone'] as const) {
        const screen = slotHeldScreen(
          { kind: 'broadcastSlotHeld', broadcast, title: { zh: '编绳' }, from, slot: now, why },
          translations[language],
        );
        const [first, second] = screen.text.markup.split('\n');
        expect(first).not.toMatch(/工会|会员|union|member/iu);
        expect(second).toBe('');
        expect(screen.rows?.length).toBe(why === 'scopeGone' ? 2 : 3);
      }
  });
});

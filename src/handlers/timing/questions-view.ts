import { type Button, fitLabel, grid, type Screen } from '../../bot/screen.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import { quietUntil } from '../../domain/quiet-hours.ts';
import { dateIn, dayAfter, instantAt } from '../../domain/schedule.ts';
import type { Pattern, Series } from '../../domain/timing.ts';
import type { TimingRefusal } from '../../domain/timing-rules.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import type { TimingFacts } from '../../services/series/read-timing.ts';
import {
  timingBringBackButton,
  timingButton,
  timingDayButton,
  timingHourButton,
  timingLeaveOutButton,
  timingMinuteButton,
  timingNthButton,
  timingSetButton,
  timingTimesButton,
  timingWeekdayButton,
} from '../buttons.ts';
import { clockCode, dayCode, nths, patternCode } from './codes.ts';
import { noonOf, ruleInWords, type Setting, weekdayIn, weekdays } from './view.ts';

/* What is asked on the way to a time, and what is wrong with an answer. */

function question(
  ask: Html,
  note: Html | null,
  rows: Button[][],
  broadcast: BroadcastId,
  t: Translate,
): Screen {
  return {
    text: lines(...(note ? [note, ''] : []), ask),
    rows: [...rows, [{ label: t.plain('timing.toTiming'), press: timingButton.press({ broadcast }) }]],
  };
}

const quickTimes = ['10:00', '12:00', '17:30'] as const;

export function askAtScreen(
  { broadcast, quiet }: TimingFacts,
  { now, timeZone, t }: Setting,
  { note = null, morning = null }: { readonly note?: Html | null; readonly morning?: Date | null } = {},
): Screen {
  const today = dateIn(now, timeZone);
  const soon = now.getTime() + 30 * 60_000;
  const quick = [today, dayAfter(today)]
    .flatMap((day) => quickTimes.map((time) => instantAt(day, time, timeZone)))
    .filter((at) => at.getTime() >= soon && quietUntil(at, quiet, timeZone) === null)
    .slice(0, 4);
  const minute = (at: Date) =>
    timingMinuteButton.press({ broadcast, minute: Math.floor(at.getTime() / 60_000) });
  return question(
    bold(t('timing.askAt')),
    note,
    [
      ...(morning
        ? [
            [
              {
                label: t.plain('timing.takeMorning', { when: morning }),
                press: minute(morning),
                style: 'primary' as const,
              },
            ],
          ]
        : []),
      ...grid(
        quick.map((when) => ({ label: t.plain('timing.quick', { when }), press: minute(when) })),
        2,
      ),
    ],
    broadcast,
    t,
  );
}

/** What keeps it from going out so, in words. */
export function refusalNote(
  refusal: TimingRefusal,
  { quiet }: TimingFacts,
  time: string | null,
  t: Translate,
): Html {
  switch (refusal.type) {
    case 'past':
    case 'tooFar':
      return t(`timing.${refusal.type}`, { when: refusal.at });
    case 'quiet':
      return time === null
        ? t('timing.atNight', { at: refusal.at, until: refusal.until })
        : t('timing.nightHour', { time, ...quiet });
    case 'never':
      return t('timing.never');
  }
}

export function askEveryScreen(broadcast: BroadcastId, t: Translate): Screen {
  return question(
    bold(t('timing.askEvery')),
    null,
    [
      [
        { label: t.plain('timing.weekly'), press: timingWeekdayButton.press({ broadcast, every: 'w' }) },
        {
          label: t.plain('timing.secondWeekly'),
          press: timingWeekdayButton.press({ broadcast, every: 'b' }),
        },
      ],
      [{ label: t.plain('timing.monthlyWeekday'), press: timingNthButton.press({ broadcast }) }],
      [{ label: t.plain('timing.monthlyDay'), press: timingDayButton.press({ broadcast }) }],
    ],
    broadcast,
    t,
  );
}

export function askNthScreen(broadcast: BroadcastId, t: Translate): Screen {
  const everies = ['m1', 'm2', 'm3', 'm4', 'ml'] as const;
  return question(
    bold(t('timing.askNth')),
    null,
    grid(
      nths.map((nth, index) => ({
        label: t.plain(`timing.nth_${nth}`),
        press: timingWeekdayButton.press({ broadcast, every: everies[index] ?? 'm1' }),
      })),
      2,
    ),
    broadcast,
    t,
  );
}

export function askWeekdayScreen(broadcast: BroadcastId, every: string, t: Translate): Screen {
  const code = (weekday: number) => `${every}${every.startsWith('m') ? '-' : ''}${weekday}`;
  return question(
    bold(t('timing.askWeekday')),
    null,
    grid(
      weekdays.map((weekday) => ({
        label: weekdayIn(weekday, t),
        press: timingHourButton.press({ broadcast, pattern: code(weekday) }),
      })),
      3,
    ),
    broadcast,
    t,
  );
}

export function askDayScreen(broadcast: BroadcastId, t: Translate, note: Html | null = null): Screen {
  const days = [1, 5, 10, 15, 20, 25].map((day) => ({
    label: t.plain('timing.dayOption', { day }),
    press: timingHourButton.press({ broadcast, pattern: `d${day}` }),
  }));
  return question(
    bold(t('timing.askDay')),
    note,
    [
      ...grid(days, 3),
      [{ label: t.plain('timing.lastDay'), press: timingHourButton.press({ broadcast, pattern: 'dl' }) }],
    ],
    broadcast,
    t,
  );
}

const hours = ['08:30', '09:00', '10:00', '11:30', '12:00', '15:00', '17:30', '18:30', '20:00'] as const;

export function askHourScreen(
  { broadcast, quiet }: TimingFacts,
  pattern: Pattern,
  t: Translate,
  note: Html | null = null,
): Screen {
  // On a day on which no clocks are changed.
  const atNight = (time: string) => quietUntil(instantAt('2026-01-05', time, 'UTC'), quiet, 'UTC') !== null;
  const rule = ruleInWords({ pattern, time: '' }, t).trim();
  return question(
    lines(rule, bold(t('timing.askHour'))),
    note,
    grid(
      hours
        .filter((time) => !atNight(time))
        .map((time) => ({
          label: time,
          press: timingSetButton.press({ broadcast, pattern: patternCode(pattern), time: clockCode(time) }),
        })),
      3,
    ),
    broadcast,
    t,
  );
}

/** Single days of a series. */
export function exceptScreen(
  { broadcast, coming }: TimingFacts,
  series: Series,
  { now, timeZone, t }: Setting,
  note: Html | null = null,
): Screen {
  const today = dateIn(now, timeZone);
  const left = series.except.filter((day) => day >= today).slice(0, 5);
  const line = (day: string, key: 'leaveOut' | 'bringBack'): Button => {
    const kind = key === 'leaveOut' ? timingLeaveOutButton : timingBringBackButton;
    return {
      label: fitLabel(t.plain(`timing.${key}`, { when: noonOf(day, timeZone) })),
      press: kind.press({ broadcast, day: dayCode(day) }),
    };
  };
  return question(
    bold(t('timing.askExcept')),
    note,
    [
      ...grid(
        coming.map((slot) => line(dateIn(slot, timeZone), 'leaveOut')),
        2,
      ),
      ...grid(
        left.map((day) => line(day, 'bringBack')),
        2,
      ),
    ],
    broadcast,
    t,
  );
}

export function endsScreen({ broadcast }: TimingFacts, t: Translate, note: Html | null = null): Screen {
  const times = [1, 3, 6, 12].map((n) => ({
    label: t.plain('timing.timesMore', { n }),
    press: timingTimesButton.press({ broadcast, times: n }),
  }));
  return question(
    bold(t('timing.askEnds')),
    note,
    [
      ...grid(times, 2),
      [{ label: t.plain('timing.endless'), press: timingTimesButton.press({ broadcast, times: 0 }) }],
    ],
    broadcast,
    t,
  );
}

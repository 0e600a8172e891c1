import { type Button, grid, type Screen } from '../../../bot/screen.ts';
import type { Schedule } from '../../../domain/program.ts';
import type { MonthlyRule } from '../../../domain/schedule.ts';
import { bold, type Html, lines, type Translate } from '../../../i18n/index.ts';
import { nameIn } from '../../../i18n/named.ts';
import {
  plannedInUnionButton,
  scheduleNthButton,
  scheduleOfButton,
  scheduleSetButton,
  scheduleTimeButton,
  scheduleWeekdayButton,
} from '../../buttons.ts';
import { type NamedUnion, staffRow } from '../view.ts';

const nths = ['1', '2', '3', '4', 'last'] as const;
export type Nth = (typeof nths)[number];
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
type Weekday = (typeof weekdays)[number];
const times = ['0900', '1000', '1130', '1230', '1500', '1730'] as const;

/** When the month's programme goes out, in words. */
export function scheduleScreen(
  {
    union,
    schedule,
    reach,
  }: { readonly union: NamedUnion; readonly schedule: Schedule; readonly reach: number },
  t: Translate,
  note: Html | null = null,
): Screen {
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      t('programme.schedule', {
        union: nameIn(union, t),
        rule: ruleInWords(schedule.rule, t),
        when: schedule.nextAt,
      }),
      t('programme.scheduleReach', { count: reach }),
    ),
    rows: [
      [{ label: t.plain('programme.change'), press: scheduleNthButton.press({ union: union.id }) }],
      [
        {
          label: t.plain('programme.backToPlanned'),
          press: plannedInUnionButton.press({ union: union.id, page: 0 }),
        },
        staffRow(t),
      ],
    ],
  };
}

function ruleInWords({ nth, weekday, time }: MonthlyRule, t: Translate): string {
  return t.plain('programme.rule', {
    nth: t.plain(`programme.nth_${nth}`),
    weekday: weekdayIn(weekday, t),
    time,
  });
}

function weekdayIn(weekday: number, t: Translate): string {
  const known = weekdays.find((day) => day === weekday) ?? 1;
  return t.plain(`programme.weekday_${known}`);
}

export function askNthScreen(union: NamedUnion, t: Translate): Screen {
  const choices = nths.map((nth) => ({
    label: t.plain(`programme.nth_${nth}`),
    press: scheduleWeekdayButton.press({ union: union.id, nth }),
  }));
  return { text: bold(t('programme.askNth')), rows: [...grid(choices, 2), keepRow(union, t)] };
}

export function askWeekdayScreen(union: NamedUnion, nth: Nth, t: Translate): Screen {
  const choices = weekdays.map((weekday: Weekday) => ({
    label: weekdayIn(weekday, t),
    press: scheduleTimeButton.press({ union: union.id, nth, weekday }),
  }));
  return {
    text: lines(t(`programme.nth_${nth}`), bold(t('programme.askWeekday'))),
    rows: [...grid(choices, 3), keepRow(union, t)],
  };
}

export function askHourScreen(
  union: NamedUnion,
  { nth, weekday }: { readonly nth: Nth; readonly weekday: number },
  t: Translate,
): Screen {
  const choices = times.map((time) => ({
    label: clockTime(time),
    press: scheduleSetButton.press({ union: union.id, nth, weekday, time }),
  }));
  const chosen = `${t.plain(`programme.nth_${nth}`)}${t.language === 'zh' ? '' : ' '}${weekdayIn(weekday, t)}`;
  return {
    text: lines(chosen, bold(t('programme.askTime'))),
    rows: [...grid(choices, 3), keepRow(union, t)],
  };
}

/** `1000` as `10:00`. */
export function clockTime(time: string): string {
  return `${time.slice(0, 2)}:${time.slice(2)}`;
}

function keepRow(union: NamedUnion, t: Translate): Button[] {
  return [{ label: t.plain('programme.keepSchedule'), press: scheduleOfButton.press({ union: union.id }) }];
}

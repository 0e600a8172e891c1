import { type Button, fitLabel, type Screen } from '../../bot/screen.ts';
import type { BroadcastId } from '../../domain/ids.ts';
import { type Words, wordsFor } from '../../domain/language.ts';
import { dateIn, daysBefore, instantAt } from '../../domain/schedule.ts';
import type { Series } from '../../domain/timing.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import type { TimingFacts } from '../../services/series/read-timing.ts';
import {
  composePageButton,
  timingAtButton,
  timingButton,
  timingEndAskButton,
  timingEndsButton,
  timingExceptButton,
  timingHolidaysButton,
  timingMoveButton,
  timingNowButton,
  timingSeriesButton,
  timingShiftButton,
} from '../buttons.ts';
import type { DraftPart } from '../draft-part.ts';
import { dayCode } from './codes.ts';

export interface Setting {
  readonly now: Date;
  readonly timeZone: string;
  readonly t: Translate;
}

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** When it goes out, and the ways to change that. */
export function timingScreen(facts: TimingFacts, setting: Setting, note: Html | null = null): Screen {
  const { t } = setting;
  const { broadcast, timing, state, runs, quiet } = facts;
  const [last] = runs;
  const over = state === 'ended' || (facts.status === 'released' && state === null);
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      bold(t('timing.head', { title: titleOf(facts.title, t) })),
      ...(over
        ? [t('timing.ended')]
        : timing === null
          ? [t('timing.atOnce')]
          : timing.kind === 'at'
            ? [t('timing.at', { when: new Date(timing.at) })]
            : seriesLines(timing, facts, setting)),
      state === 'paused' ? t('timing.paused') : null,
      last ? t(`timing.lastRun_${last.state}`, { when: last.slot }) : null,
      over ? null : t('timing.quiet', quiet),
    ),
    rows: [
      ...(over ? [] : [...choices(facts, t), ...shiftRows(facts, setting)]),
      ...(state === 'going' || state === 'paused' ? steering(broadcast, state, t) : []),
      [{ label: t.plain('timing.back'), press: composePageButton.press({ broadcast }) }],
    ],
  };
}

function titleOf(title: Words, t: Translate): string {
  return wordsFor(title, t.language) || t.plain('timing.untitled');
}

function seriesLines(
  series: Series,
  { coming, left }: TimingFacts,
  { t, timeZone }: Setting,
): (Html | null)[] {
  const { pattern, ends, skipHolidays } = series;
  const shortened = pattern.every === 'monthDay' && pattern.day !== 'last' && pattern.day > 28;
  return [
    t('timing.series', { rule: ruleInWords(series, t) }),
    shortened ? t('timing.shortMonths', { day: String(pattern.day) }) : null,
    skipHolidays ? t('timing.holidaysSkipped') : null,
    ends && 'until' in ends ? t('timing.until', { when: noonOf(ends.until, timeZone) }) : null,
    left !== null && left > 0 ? t('timing.left', { count: left }) : null,
    ...(coming.length === 0
      ? [t('timing.noneLeft')]
      : [t('timing.coming'), ...coming.map((when) => t('timing.comingLine', { when }))]),
  ];
}

export function ruleInWords({ pattern, time }: Pick<Series, 'pattern' | 'time'>, t: Translate): string {
  switch (pattern.every) {
    case 'week':
    case 'secondWeek':
      return t.plain(`timing.every_${pattern.every}`, { weekday: weekdayIn(pattern.weekday, t), time });
    case 'monthWeekday':
      return t.plain('timing.every_monthWeekday', {
        nth: t.plain(`timing.nth_${pattern.nth}`),
        weekday: weekdayIn(pattern.weekday, t),
        time,
      });
    case 'monthDay':
      return pattern.day === 'last'
        ? t.plain('timing.every_monthEnd', { time })
        : t.plain('timing.every_monthDay', { day: pattern.day, time });
  }
}

export function weekdayIn(weekday: number, t: Translate): string {
  return t.plain(`timing.weekday_${weekdays.find((day) => day === weekday) ?? 1}`);
}

/** A day is said by a moment in it. */
export const noonOf = (day: string, timeZone: string) => instantAt(day, '12:00', timeZone);

function choices({ broadcast, status, timing }: TimingFacts, t: Translate): Button[][] {
  const at: Button = {
    label: t.plain(timing?.kind === 'at' ? 'timing.changeAt' : 'timing.pickAt'),
    press: timingAtButton.press({ broadcast }),
  };
  const series: Button = {
    label: t.plain(timing?.kind === 'series' ? 'timing.changeSeries' : 'timing.pickSeries'),
    press: timingSeriesButton.press({ broadcast }),
  };
  const now: Button = { label: t.plain('timing.now'), press: timingNowButton.press({ broadcast }) };
  const mayBeAtOnce = timing !== null && status !== 'released';
  if (timing?.kind !== 'series') return [[at, series], ...(mayBeAtOnce ? [[now]] : [])];
  return [
    [
      { label: t.plain('timing.exceptions'), press: timingExceptButton.press({ broadcast }) },
      { label: t.plain('timing.ends'), press: timingEndsButton.press({ broadcast }) },
    ],
    [
      {
        label: t.plain(timing.skipHolidays ? 'timing.keepHolidays' : 'timing.skipHolidays'),
        press: timingHolidaysButton.press({ broadcast, skip: timing.skipHolidays ? 'n' : 'y' }),
      },
    ],
    ...(mayBeAtOnce ? [[series, at], [now]] : [[series]]),
  ];
}

function steering(broadcast: BroadcastId, state: 'going' | 'paused', t: Translate): Button[][] {
  const move = state === 'going' ? 'pause' : 'resume';
  return [
    [
      { label: t.plain(`timing.${move}`), press: timingMoveButton.press({ broadcast, move }) },
      { label: t.plain('timing.end'), press: timingEndAskButton.press({ broadcast }) },
    ],
  ];
}

export function endAskScreen({ broadcast, title }: TimingFacts, t: Translate): Screen {
  return {
    text: lines(bold(t('timing.head', { title: titleOf(title, t) })), t('timing.endAsk')),
    rows: [
      [
        {
          label: t.plain('timing.endYes'),
          press: timingMoveButton.press({ broadcast, move: 'end' }),
          style: 'danger',
        },
      ],
      [{ label: t.plain('timing.endNo'), press: timingButton.press({ broadcast }) }],
    ],
  };
}

/** Every second week: the weeks between. */
function shiftRows({ broadcast, timing, coming }: TimingFacts, { now, timeZone, t }: Setting): Button[][] {
  const [next] = coming;
  if (timing?.kind !== 'series' || timing.pattern.every !== 'secondWeek' || !next) return [];
  const sooner = daysBefore(dateIn(next, timeZone), 7);
  const day =
    instantAt(sooner, timing.time, timeZone) > now ? sooner : daysBefore(dateIn(next, timeZone), -7);
  const label = fitLabel(t.plain('timing.shift', { when: noonOf(day, timeZone) }));
  return [[{ label, press: timingShiftButton.press({ broadcast, day: dayCode(day) }) }]];
}

/** On the page of what is written: when it goes out, in a line, and the way to change that. */
export function timingPart(facts: TimingFacts, t: Translate): DraftPart {
  const { broadcast, status, timing, state, coming } = facts;
  const label = t.plain(status === 'released' ? 'timing.toTiming' : 'timing.partButton');
  const button: Button = { label, press: timingButton.press({ broadcast }) };
  // What was sent at once has nothing more to say of when.
  if (status === 'released' && state === null) return { lines: [], rows: [] };
  const [next] = coming;
  const line =
    state === 'ended' || state === 'paused'
      ? t('timing.part', { when: t.plain(`timing.part_${state}`) })
      : timing === null
        ? t('timing.part', { when: t.plain('timing.part_atOnce') })
        : timing.kind === 'at'
          ? t('timing.part', { when: t.format.moment(new Date(timing.at)) })
          : t('timing.part', { when: ruleInWords(timing, t) });
  const then = state !== 'ended' && state !== 'paused' && next ? [t('timing.partNext', { when: next })] : [];
  return { lines: [line, ...then], rows: [[button]] };
}

export function notYoursScreen(t: Translate): Screen {
  return { text: t('timing.notYours'), rows: [] };
}

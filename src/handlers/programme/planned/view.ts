import { type Button, fitLabel, type Screen } from '../../../bot/screen.ts';
import { pageOf, pagerRows } from '../../../bot/widgets/pager.ts';
import { wordsFor } from '../../../domain/language.ts';
import { type ActivityCard, type Announcement, nextAt } from '../../../domain/program.ts';
import { bold, type Html, lines, type Translate } from '../../../i18n/index.ts';
import { nameIn } from '../../../i18n/named.ts';
import {
  announceAtButton,
  announceLaterButton,
  announceNotButton,
  announceNowButton,
  cancelActivityButton,
  newActivityButton,
  plannedActivityButton,
  plannedInUnionButton,
  reallyCancelActivityButton,
  resultsButton,
} from '../../buttons.ts';
import { type NamedUnion, staffRow } from '../view.ts';

const perPage = 6;

/** Everything a union has planned. */
export function listScreen(
  union: NamedUnion,
  activities: readonly ActivityCard[],
  page: number,
  t: Translate,
  note: Html | null = null,
): Screen {
  const { shown, ...at } = pageOf(activities, page, perPage);
  const none = activities.length === 0;
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      t(none ? 'programme.plannedNone' : 'programme.planned', { union: nameIn(union, t) }),
    ),
    rows: [
      ...shown.map((activity): Button[] => [
        {
          label: fitLabel(
            t.plain('programme.entry', {
              when: activity.startsAt,
              title: wordsFor(activity.title, t.language),
            }),
          ),
          press: plannedActivityButton.press({ activity: activity.id }),
        },
      ]),
      ...pagerRows(at, (to) => plannedInUnionButton.press({ union: union.id, page: to }), t),
      ...(none ? [[{ label: t.plain('programme.results'), press: resultsButton.press({}) }]] : []),
      [{ label: t.plain('programme.newOne'), press: newActivityButton.press({}) }, staffRow(t)],
    ],
  };
}

export interface PlannedFacts {
  readonly activity: ActivityCard;
  readonly announcement: Announcement;
  /** How many an announcement would reach now. */
  readonly reach: number;
}

/** One activity as its officers see it: who comes, who has been told, and what can be done. */
export function plannedScreen(
  { activity, announcement, reach }: PlannedFacts,
  { now, t }: { readonly now: Date; readonly t: Translate },
  note: Html | null = null,
): Screen {
  const closed = activity.cancelled ? 'cancelled' : activity.startsAt <= now ? 'over' : null;
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      bold(`📅 ${wordsFor(activity.title, t.language)}`),
      t('programme.reviewKind', { kind: t(`kind.${activity.kind}`) }),
      t('programme.reviewWhen', { when: activity.startsAt }),
      t('programme.reviewPlace', { place: wordsFor(activity.place, t.language) }),
      t('programme.reviewPlaces', { places: placesIn(activity, t) }),
      t('programme.signUps', { count: activity.taken }),
      closed ? t(`programme.${closed}`) : announcementLine(announcement, reach, now, t),
    ),
    rows: [
      ...(closed ? [] : announceRows(activity, announcement, t)),
      ...(closed
        ? []
        : [
            [
              {
                label: t.plain('programme.cancel'),
                press: cancelActivityButton.press({ activity: activity.id }),
              },
            ],
          ]),
      [
        {
          label: t.plain('programme.backToPlanned'),
          press: plannedInUnionButton.press({ union: activity.union.id, page: 0 }),
        },
      ],
    ],
  };
}

function placesIn({ capacity }: ActivityCard, t: Translate): Html {
  return capacity === null ? t('programme.unlimited') : t('programme.places', { count: capacity });
}

function announcementLine(announcement: Announcement, reach: number, now: Date, t: Translate): Html {
  switch (announcement.status) {
    case 'none':
      return reach === 0 ? t('programme.announceNobody') : t('programme.announceNone', { count: reach });
    case 'planned':
    case 'underWay':
      return announcement.goesAt > now
        ? t('programme.announcePlanned', { when: announcement.goesAt })
        : t('programme.announceUnderWay', { when: announcement.goesAt });
  }
}

function announceRows({ id }: ActivityCard, { status }: Announcement, t: Translate): Button[][] {
  if (status === 'underWay') return [];
  const now: Button = {
    label: t.plain('programme.announceNow'),
    press: announceNowButton.press({ activity: id }),
    style: 'primary',
  };
  const later: Button = {
    label: t.plain(status === 'planned' ? 'programme.announceMove' : 'programme.announceLater'),
    press: announceLaterButton.press({ activity: id }),
  };
  const not: Button = {
    label: t.plain('programme.announceNot'),
    press: announceNotButton.press({ activity: id }),
  };
  return [[now], status === 'planned' ? [later] : [later, not]];
}

/** Good moments to tell people: not at night, not on the way to work. */
const usualTimes = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, time: '10:00' }));
const offered = 2;

/** Asks when members are to be told; typing a time works as well. */
export function askTimeScreen(
  activity: ActivityCard,
  { now, timeZone, t }: { readonly now: Date; readonly timeZone: string; readonly t: Translate },
  note: Html | null = null,
): Screen {
  const times = usualTimes
    .map((usual) => nextAt(usual, now, timeZone))
    .filter((when) => when < activity.startsAt)
    .sort((a, b) => a.getTime() - b.getTime())
    .slice(0, offered);
  return {
    text: lines(...(note ? [note, ''] : []), t('programme.askAnnounce', { when: activity.startsAt })),
    rows: [
      ...times.map((when): Button[] => [
        {
          label: t.plain('programme.quick', { when }),
          press: announceAtButton.press({
            activity: activity.id,
            minute: Math.floor(when.getTime() / 60_000),
          }),
        },
      ]),
      [
        {
          label: t.plain('programme.announceNot'),
          press: announceNotButton.press({ activity: activity.id }),
        },
      ],
    ],
  };
}

export function askCancelScreen(activity: ActivityCard, t: Translate): Screen {
  return {
    text: lines(
      t('programme.cancelAsk', { title: wordsFor(activity.title, t.language) }),
      ...(activity.taken > 0 ? ['', t('programme.cancelSignUps', { count: activity.taken })] : []),
    ),
    rows: [
      [
        {
          label: t.plain('programme.cancelNo'),
          press: plannedActivityButton.press({ activity: activity.id }),
        },
      ],
      [
        {
          label: t.plain('programme.cancelYes'),
          press: reallyCancelActivityButton.press({ activity: activity.id }),
          style: 'danger',
        },
      ],
    ],
  };
}

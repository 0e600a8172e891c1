import type { Button, Screen } from '../../bot/screen.ts';
import { pageOf, pagerRows } from '../../bot/widgets/pager.ts';
import { type Counts, type FigureKey, figureKeys } from '../../domain/coverage.ts';
import type { CauseTotal, CoverageChanges, PlaceChange } from '../../domain/coverage-changes.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import { shortNameIn } from '../../i18n/named.ts';
import {
  coverageCausesButton,
  coverageChangesButton,
  coverageChangesFileButton,
  coverageDayButton,
} from '../buttons.ts';
import { figuresButton, type Setting } from './view.ts';
import { noonOf, wantedOf, whereOf } from './wanted.ts';

const causesShown = 6;
const placesPerPage = 8;

/** What changed between two days, and what did most of it. */
export function changesScreen(changes: CoverageChanges, setting: Setting): Screen {
  const { t } = setting;
  const { before, after, causes } = changes;
  const told = causes.filter(({ raw }) => moved(raw).length > 0);
  const changed = figureKeys.filter((key) => before.total[key] !== after.total[key]);
  const more = told.length - causesShown;
  return {
    text: lines(
      title(changes, setting),
      ...(changed.length > 0
        ? changed.map((key) => changedLine(key, before.total[key], after.total[key], t))
        : [causes.length > 0 && told.length === 0 ? t('coverage.qualifiedOnly') : t('coverage.changesNone')]),
      ...(told.length > 0 ? ['', t('coverage.why')] : []),
      ...told.slice(0, causesShown).map((cause) => causeLine(cause, t)),
      ...(more > 0 ? [t('coverage.moreCauses', { count: more })] : []),
    ),
    rows: wayRows(changes, t),
  };
}

/** The same place by place. */
export function placesScreen(changes: CoverageChanges, page: number, setting: Setting): Screen {
  const { t } = setting;
  const places = changes.places.filter(({ raw }) => moved(raw).length > 0);
  const { shown, ...at } = pageOf(places, page, placesPerPage);
  const { wanted, from } = daysOf(changes);
  return {
    text: lines(
      title(changes, setting),
      places.length === 0 ? t('coverage.changesNone') : t('coverage.whereTitle'),
      ...shown.map((place) => placeLine(place, t)),
    ),
    rows: [
      ...pagerRows(at, (to) => coverageCausesButton.press({ ...wanted, from, page: to }), t),
      [{ label: t.plain('common.back'), press: coverageChangesButton.press({ ...wanted, from }) }],
      [figuresButton(wanted, t)],
    ],
  };
}

function title({ before, after }: CoverageChanges, { t, timeZone }: Setting): Html {
  const [from, day] = [noonOf(before.day, timeZone), noonOf(after.day, timeZone)];
  return bold(t('coverage.changesTitle', { where: whereOf(after, t), from, day }));
}

function wayRows(changes: CoverageChanges, t: Translate): Button[][] {
  const { wanted, from } = daysOf(changes);
  const some = changes.places.length > 0;
  return [
    ...(some
      ? [
          [
            {
              label: t.plain('coverage.seeWhere'),
              press: coverageCausesButton.press({ ...wanted, from, page: 0 }),
              style: 'primary' as const,
            },
            {
              label: t.plain('coverage.sendTable'),
              press: coverageChangesFileButton.press({ ...wanted, from }),
            },
          ],
        ]
      : []),
    [{ label: t.plain('coverage.swapDay'), press: coverageDayButton.press({ ...wanted, wanted: 'from' }) }],
    [figuresButton(wanted, t)],
  ];
}

function daysOf({ before, after }: CoverageChanges) {
  return { wanted: wantedOf(after.of, after.day), from: before.day };
}

function changedLine(key: FigureKey, before: number, after: number, t: Translate): Html {
  const { number } = t.format;
  return t('coverage.changed', {
    what: t.plain(`coverage.${key}`),
    before: number(before),
    after: number(after),
    difference: signed(after - before, t),
  });
}

function causeLine({ cause, raw }: CauseTotal, t: Translate): Html {
  return t('coverage.causeLine', { cause: t.plain(`coverage.cause_${cause}`), what: whatMoved(raw, t) });
}

function placeLine({ street, union, building, cause, raw }: PlaceChange, t: Translate): Html {
  const names = building ? [union, building] : [street, union];
  return t('coverage.placeLine', {
    place: names.map((named) => shortNameIn(named, t)).join(' '),
    cause: t.plain(`coverage.cause_${cause}`),
    what: whatMoved(raw, t),
  });
}

function whatMoved(counts: Counts, t: Translate): string {
  const parts = moved(counts).map((key) =>
    t.plain('coverage.causeWhat', { what: t.plain(`coverage.${key}`), difference: signed(counts[key], t) }),
  );
  return t.format.list(parts);
}

const moved = (counts: Counts) => figureKeys.filter((key) => counts[key] !== 0);

function signed(value: number, t: Translate): string {
  return value < 0 ? `−${t.format.number(-value)}` : `+${t.format.number(value)}`;
}

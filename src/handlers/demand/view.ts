import { type Button, fitLabel, type Screen } from '../../bot/screen.ts';
import { pageOf, pagerRows } from '../../bot/widgets/pager.ts';
import { resultsAfter } from '../../domain/outreach.ts';
import { fewest } from '../../domain/results.ts';
import { whoIn } from '../../i18n/directory-words.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import { nameIn, shortNameIn } from '../../i18n/named.ts';
import type { DemandFilter, DemandLine, DemandList } from '../../services/wishes/list-demand.ts';
import type { BuildingDemand } from '../../services/wishes/open-demand.ts';
import {
  buildingButton,
  demandButton,
  demandPlaceButton,
  moveBuildingButton,
  outreachNoteButton,
  staffButton,
  takeOnButton,
} from '../buttons.ts';
import { placeFields } from '../wish-place.ts';

const perPage = 8;

/** Where people wish for a union, most first. Fewer than five are never a number here, nor in the sum. */
export function demandScreen(list: DemandList, filter: DemandFilter, page: number, t: Translate): Screen {
  const { shown, ...at } = pageOf(list.lines, page, perPage);
  const { total, proposals, underWay } = list;
  const count = total.shown + total.hidden;
  const filters: Button[][] = [
    ...(filter !== 'all' ? [[{ label: t.plain('demand.all'), press: press('all', 0) }]] : []),
    ...(filter !== 'new' && proposals > 0
      ? [[{ label: t.plain('demand.onlyNew', { count: proposals }), press: press('new', 0) }]]
      : []),
    ...(filter !== 'outreach' && underWay > 0
      ? [[{ label: t.plain('demand.onlyOutreach', { count: underWay }), press: press('outreach', 0) }]]
      : []),
  ];
  return {
    text:
      count === 0
        ? t('demand.none')
        : lines(
            t('demand.title', { count }),
            total.shown > 0 ? t('demand.total', { shown: total.shown, count: total.wishes }) : null,
            total.hidden > 0 ? t('demand.hidden', { count: total.hidden, fewest }) : null,
          ),
    rows: [
      ...shown.map((line): Button[] => [
        { label: fitLabel(lineOf(line, t), 30), press: demandPlaceButton.press(placeFields(line.place)) },
      ]),
      ...pagerRows(at, (to) => press(filter, to), t),
      ...filters,
      [toMenu(t)],
    ],
  };
}

function press(filter: DemandFilter, page: number): string {
  return demandButton.press({ filter, page });
}

function lineOf({ place, named, count, outreach }: DemandLine, t: Translate): string {
  const wishes = count === null ? t.plain('demand.few', { fewest }) : t.plain('demand.wishes', { count });
  const status =
    place.kind === 'proposal'
      ? t.plain('demand.unchecked')
      : outreach === null || outreach === 'declined'
        ? null
        : t.plain(`demand.${outreach}`);
  const line = { place: shortNameIn(named, t), wishes };
  return status === null ? t.plain('demand.line', line) : t.plain('demand.lineAt', { ...line, status });
}

/** More of its history than this is only counted. */
const mostHistory = 6;

/** One building without a union: how many, what was done about it, what comes next. */
export function buildingScreen(
  demand: BuildingDemand,
  dayOf: (date: string) => Date,
  t: Translate,
  note?: Html,
): Screen {
  const { named, count, units, covered, history } = demand;
  const recent = history.slice(-mostHistory);
  return {
    text: lines(
      ...(note ? [note, ''] : []),
      bold(t('demand.building', { place: nameIn(named, t) })),
      count === null ? t('demand.wishingFew', { fewest }) : t('demand.wishing', { count }),
      units === null ? null : t('demand.units', { count: units }),
      covered ? t('demand.isCovered') : t('demand.nobodySees'),
      ...(history.length > 0 ? ['', t('demand.history')] : []),
      history.length > recent.length
        ? t('demand.historyMore', { count: history.length - recent.length })
        : null,
      ...recent.flatMap(({ to, on, by, words }) => [
        t('demand.historyLine', {
          on: typeof on === 'string' ? dayOf(on) : on,
          status: t(`demand.${to}`),
          by: whoIn(by, t),
        }),
        ...(words === null ? [] : [t('demand.historyWords', { words })]),
      ]),
    ),
    rows: [
      ...nextRows(demand, t),
      [
        {
          label: t.plain('demand.see'),
          press: buildingButton.press({ building: demand.building }),
        },
        toList(t),
      ],
    ],
    personal: history.length > 0,
  };
}

function nextRows({ building, task, covered }: BuildingDemand, t: Translate): Button[][] {
  if (!task?.open) {
    if (covered) return [];
    if (task?.status === 'founded') {
      // Whom it is covered by is the directory's: there she chooses the union.
      const press = moveBuildingButton.press({ building, page: 0 });
      return [[{ label: t.plain('demand.coverIt'), press, style: 'primary' }]];
    }
    const label = t.plain(task ? 'demand.takeOnAgain' : 'demand.takeOn');
    return [[{ label, press: takeOnButton.press({ building }), style: 'primary' }]];
  }
  const buttons = resultsAfter(task.status).map(
    (to): Button => ({
      label: t.plain(`demand.note_${to}`),
      press: outreachNoteButton.press({ task: task.id, from: task.status, to }),
    }),
  );
  return buttons.map((button) => [button]);
}

export function notYoursScreen(t: Translate): Screen {
  return { text: t('demand.notYours'), rows: [[toList(t)]] };
}

export function noStreetScreen(t: Translate): Screen {
  return { text: t('demand.noStreet'), rows: [[toMenu(t)]] };
}

export function toList(t: Translate): Button {
  return { label: t.plain('demand.toList'), press: press('all', 0) };
}

function toMenu(t: Translate): Button {
  return { label: t.plain('demand.toMenu'), press: staffButton.press({}) };
}

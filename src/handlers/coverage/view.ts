import { type Button, fitLabel, grid, type Screen } from '../../bot/screen.ts';
import { pageOf, pagerRows } from '../../bot/widgets/pager.ts';
import type { Scope } from '../../domain/actor.ts';
import {
  type Coverage,
  type CoverageRow,
  type Figures,
  type Incomplete,
  type IncompleteRecord,
  type LackKey,
  type Lacks,
  lacking,
  lackKeys,
} from '../../domain/coverage.ts';
import type { StreetId, UnionId } from '../../domain/ids.ts';
import type { Named } from '../../domain/language.ts';
import { lastMonthsEnd, lastYearsEnd } from '../../domain/read-day.ts';
import { bold, type Html, lines, type Translate } from '../../i18n/index.ts';
import { shortNameIn } from '../../i18n/named.ts';
import {
  coverageChangesButton,
  coverageDayButton,
  coverageFiguresButton,
  coverageFileButton,
  coverageLackingButton,
  coverageRowsButton,
  staffButton,
} from '../buttons.ts';
import { noonOf, type Wanted, wantedOf, whereOf } from './wanted.ts';

/** What screens are worded with. */
export interface Setting {
  readonly t: Translate;
  readonly timeZone: string;
  /** A calendar day. */
  readonly today: string;
}

const rowsPerPage = 8;
const lackingPerPage = 6;

/** The figures of a scope on a day, raw and qualified. */
export function figuresScreen(coverage: Coverage, widest: Scope, { t, timeZone }: Setting): Screen {
  const wanted = wantedOf(coverage.of, coverage.day);
  return {
    text: lines(
      bold(t('coverage.heading', { where: whereOf(coverage, t), day: noonOf(coverage.day, timeZone) })),
      ...figureLines(coverage, t),
      ...(coverage.total.unions === 0 ? [] : ['', ...qualifiedLines(coverage, t)]),
      ...(coverage.demo ? ['', t('coverage.demoShort')] : []),
    ),
    rows: [
      ...partRows(coverage, wanted, t),
      [
        { label: t.plain('coverage.sendTable'), press: coverageFileButton.press({ ...wanted, as: 'xlsx' }) },
        ...(coverage.of.kind === 'union'
          ? []
          : [
              {
                label: t.plain('coverage.sendPicture'),
                press: coverageFileButton.press({ ...wanted, as: 'png' as const }),
              },
            ]),
      ],
      [
        { label: t.plain('coverage.otherDay'), press: coverageDayButton.press({ ...wanted, wanted: 'day' }) },
        { label: t.plain('coverage.compare'), press: coverageDayButton.press({ ...wanted, wanted: 'from' }) },
      ],
      [
        ...(widest.kind === coverage.of.kind
          ? []
          : [
              {
                label: t.plain('coverage.toWhole', { where: widerName(widest, coverage, t) }),
                press: coverageFiguresButton.press(wantedOf(widest, coverage.day)),
              },
            ]),
        deskButton(t),
      ],
    ],
  };
}

function widerName(widest: Scope, { street }: Coverage, t: Translate): string {
  return widest.kind === 'street' && street ? shortNameIn(street, t) : t.plain('coverage.district');
}

function figureLines({ of, streets, total }: Coverage, t: Translate): Html[] {
  const { number } = t.format;
  if (total.unions === 0) return [t('coverage.nothingYet')];
  const [unions, buildings] = [number(total.unions), number(total.buildings)];
  const first =
    of.kind === 'district'
      ? t('coverage.unionsLine', { unions, streets: number(streets), buildings })
      : of.kind === 'street'
        ? t('coverage.unionsLineStreet', { unions, buildings })
        : t('coverage.buildingsLine', { buildings });
  return [first, unitsLine(total, t), workersLine(total, t)];
}

function unitsLine({ units, nonPublic, nonPublicShare: share }: Figures, t: Translate): Html {
  if (share === null) return t('coverage.unitsNone');
  const { number } = t.format;
  return t('coverage.unitsLine', { units: number(units), nonPublic: number(nonPublic), share });
}

function workersLine({ workers, members, memberShare: share }: Figures, t: Translate): Html {
  const { number } = t.format;
  if (share === null) return t('coverage.workersNone', { members: number(members) });
  return t('coverage.workersLine', { workers: number(workers), members: number(members), share });
}

function qualifiedLines({ qualified, lacks }: Coverage, t: Translate): Html[] {
  const count = lacking(lacks);
  if (count === 0) return [t('coverage.allQualified')];
  const { number } = t.format;
  return [
    t('coverage.qualified'),
    t('coverage.qualifiedLine', {
      buildings: number(qualified.buildings),
      units: number(qualified.units),
      workers: number(qualified.workers),
      members: number(qualified.members),
    }),
    t('coverage.lacking', { count, what: whatLacks(lacks, t) }),
  ];
}

/** “room 80, head count 50”: the most first. */
function whatLacks(lacks: Lacks, t: Translate): string {
  const parts = lackKeys.filter((key) => lacks[key] > 0).toSorted((one, other) => lacks[other] - lacks[one]);
  return t.format.list(
    parts.map((key) =>
      t.plain('coverage.lack', { what: lackName(key, t), number: t.format.number(lacks[key]) }),
    ),
  );
}

function lackName(key: LackKey, t: Translate): string {
  return t.plain(`coverage.lack_${key}`);
}

function partRows({ of, rows, lacks }: Coverage, wanted: Wanted, t: Translate): Button[][] {
  const parts: Button[] = [];
  if (of.kind !== 'union' && rows.length > 0) {
    const label = t.plain(of.kind === 'district' ? 'coverage.byStreet' : 'coverage.byUnion');
    parts.push({ label, press: coverageRowsButton.press({ ...wanted, page: 0 }), style: 'primary' });
  }
  if (lacking(lacks) > 0) {
    const label = t.plain('coverage.seeLacking');
    parts.push({ label, press: coverageLackingButton.press({ ...wanted, page: 0 }) });
  }
  return parts.length > 0 ? [parts] : [];
}

/** A scope's streets, or unions, each with the share of its members; a tap opens one. */
export function rowsScreen(coverage: Coverage, page: number, { t, timeZone }: Setting): Screen {
  const { day, of } = coverage;
  const wanted = wantedOf(of, day);
  const { shown, ...at } = pageOf(coverage.rows, page, rowsPerPage);
  const scopeOfRow = (row: CoverageRow): Scope =>
    of.kind === 'district'
      ? { kind: 'street', street: row.id as StreetId }
      : { kind: 'union', union: row.id as UnionId };
  return {
    text: lines(
      bold(t('coverage.rowsTitle', { where: whereOf(coverage, t), day: noonOf(day, timeZone) })),
      ...shown.map((row) => rowLine(row, t)),
    ),
    rows: [
      ...grid(
        shown.map((row) => ({
          label: fitLabel(shortNameIn(row, t), of.kind === 'district' ? 11 : 24),
          press: coverageFiguresButton.press(wantedOf(scopeOfRow(row), day)),
        })),
        of.kind === 'district' ? 2 : 1,
      ),
      ...pagerRows(at, (to) => coverageRowsButton.press({ ...wanted, page: to }), t),
      [figuresButton(wanted, t)],
    ],
  };
}

function rowLine(row: CoverageRow, t: Translate): Html {
  const { workers, members, memberShare: share } = row.figures;
  const place = shortNameIn(row, t);
  if (share === null) return t('coverage.rowsLineNone', { place });
  const { number } = t.format;
  return t('coverage.rowsLine', { place, share, members: number(members), workers: number(workers) });
}

/** Which of the things she looks after. */
export function pickScreen(
  places: readonly { readonly scope: Scope; readonly named: Named | null }[],
  { t, today }: Setting,
): Screen {
  if (places.length === 0) return { text: t('coverage.none'), rows: [[deskButton(t)]] };
  return {
    text: t('coverage.pick'),
    rows: [
      ...places.slice(0, 40).map(({ scope, named }): Button[] => [
        {
          label: fitLabel(named ? shortNameIn(named, t) : t.plain('coverage.district')),
          press: coverageFiguresButton.press(wantedOf(scope, today)),
        },
      ]),
      [deskButton(t)],
    ],
  };
}

/** Asks for a day: to look at, or to compare with. */
export function dayScreen(
  wanted: Wanted,
  what: 'day' | 'from',
  note: Html | null,
  { t, timeZone, today }: Setting,
): Screen {
  const press = (day: string) =>
    what === 'day'
      ? coverageFiguresButton.press({ ...wanted, day })
      : coverageChangesButton.press({ ...wanted, from: day });
  const [month, year] = [lastMonthsEnd(today), lastYearsEnd(today)];
  const dated = (key: 'coverage.lastMonth' | 'coverage.lastYear', day: string): Button => ({
    label: t.plain(key, { day: noonOf(day, timeZone) }),
    press: press(day),
  });
  return {
    text: lines(
      note,
      what === 'day' ? t('coverage.askDay') : t('coverage.askFrom', { day: noonOf(wanted.day, timeZone) }),
    ),
    rows: [
      ...(what === 'day' || wanted.day !== today
        ? [[{ label: t.plain('coverage.today'), press: press(today) }]]
        : []),
      [dated('coverage.lastMonth', month)],
      ...(month === year ? [] : [[dated('coverage.lastYear', year)]]),
      [figuresButton(wanted, t)],
    ],
  };
}

/** Buildings and units that somebody should complete; members are only ever counted. */
export function lackingScreen(
  coverage: Coverage,
  { records, total }: Incomplete,
  page: number,
  { t }: Setting,
): Screen {
  const wanted = wantedOf(coverage.of, coverage.day);
  const { shown, ...at } = pageOf(records, page, lackingPerPage);
  const isLast = at.page === at.pages - 1;
  const rest = total - records.length;
  return {
    text: lines(
      bold(whereOf(coverage, t)),
      t('coverage.lacking', { count: lacking(coverage.lacks), what: whatLacks(coverage.lacks, t) }),
      '',
      total === 0 ? t('coverage.lackingNone') : t('coverage.lackingTitle', { count: total }),
      ...shown.map((record) => lackingLine(record, t)),
      ...(rest > 0 && isLast ? [t('coverage.lackingRest', { count: rest })] : []),
    ),
    rows: [
      ...pagerRows(at, (to) => coverageLackingButton.press({ ...wanted, page: to }), t),
      [{ label: t.plain('coverage.sendTable'), press: coverageFileButton.press({ ...wanted, as: 'xlsx' }) }],
      [figuresButton(wanted, t)],
    ],
  };
}

function lackingLine({ building, unit, lacks }: IncompleteRecord, t: Translate): Html {
  const what = t.format.list(lacks.map((key) => lackName(key, t)));
  const where = shortNameIn(building, t);
  if (unit === null) return t('coverage.lackingBuilding', { building: where, what });
  return t('coverage.lackingUnit', {
    building: where,
    unit: unit.trim() === '' ? t.plain('coverage.unnamedUnit') : unit,
    what,
  });
}

export function figuresButton(wanted: Wanted, t: Translate): Button {
  const { kind, id, day } = wanted;
  return { label: t.plain('coverage.toFigures'), press: coverageFiguresButton.press({ kind, id, day }) };
}

function deskButton(t: Translate): Button {
  return { label: t.plain('coverage.desk'), press: staffButton.press({}) };
}

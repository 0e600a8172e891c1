import type {
  BuildingCounts,
  Counts,
  Coverage,
  CoverageRow,
  Figures,
  Incomplete,
  Lacks,
  Street,
  UnionCounts,
} from '../domain/coverage.ts';
import { figureKeys, lacking } from '../domain/coverage.ts';
import type { CoverageChanges } from '../domain/coverage-changes.ts';
import type { UnionId } from '../domain/ids.ts';
import { instantAt } from '../domain/schedule.ts';
import type { Translate } from '../i18n/index.ts';
import { shortNameIn } from '../i18n/named.ts';
import type { SpreadsheetColumn, SpreadsheetSheet, SpreadsheetValue } from './spreadsheet.ts';
import { writeSpreadsheet } from './spreadsheet.ts';

export interface CoverageFacts {
  readonly coverage: Coverage;
  readonly streets: readonly Street[];
  readonly unions: readonly UnionCounts[];
  readonly buildings: readonly BuildingCounts[];
  readonly incomplete: Incomplete;
  readonly changes: CoverageChanges | null;
}

interface Setting {
  readonly t: Translate;
  readonly timeZone: string;
}

/** More rows than anybody scrolls through; Excel itself ends at a million. */
const mostChanges = 50_000;

/** The figures of a scope as a workbook: totals, streets, unions, buildings, what to complete, and what has changed. */
export function writeCoverage(facts: CoverageFacts, setting: Setting): Promise<Uint8Array> {
  const { coverage, changes } = facts;
  const sheets = [
    totalSheet(coverage, setting),
    ...(coverage.of.kind === 'district' ? [streetSheet(coverage, setting)] : []),
    unionSheet(facts, setting),
    buildingSheet(facts, setting),
    incompleteSheet(facts, setting),
    ...(changes ? [changesSheet(changes, setting)] : []),
  ];
  return writeSpreadsheet(sheets.map((sheet) => ({ ...sheet, printed: true })));
}

function titleOf({ day, street, union }: Coverage, { t, timeZone }: Setting): string {
  const named = union ?? street;
  const where = named ? shortNameIn(named, t) : t.plain('coverage.district');
  return t.plain('coverage.heading', { where, day: instantAt(day, '12:00', timeZone) });
}

function above(coverage: Coverage, setting: Setting, ...notes: string[]): string[] {
  const demo = coverage.demo ? [setting.t.plain('coverage.demo')] : [];
  return [titleOf(coverage, setting), ...notes, ...demo];
}

function totalSheet(coverage: Coverage, setting: Setting): SpreadsheetSheet {
  const { t } = setting;
  const streets = coverage.of.kind === 'district' ? [coverage.streets] : [];
  const line = (label: string, figures: Figures, lacks: number | null): SpreadsheetValue[] => [
    label,
    ...streets,
    ...figureCells(figures),
    lacks,
  ];
  return {
    name: t.plain('coverage.sheetTotal'),
    above: above(coverage, setting, t.plain('coverage.howCounted')),
    columns: [
      { header: t.plain('coverage.columnFigure') },
      ...(streets.length > 0 ? [whole(t.plain('coverage.streets'))] : []),
      ...figureColumns(t),
      whole(t.plain('coverage.columnLacking')),
    ],
    rows: [
      line(t.plain('coverage.columnRaw'), coverage.total, lacking(coverage.lacks)),
      line(t.plain('coverage.columnQualified'), coverage.qualified, null),
    ],
  };
}

function streetSheet(coverage: Coverage, setting: Setting): SpreadsheetSheet {
  const { t } = setting;
  const line = (label: string, row: Pick<CoverageRow, 'figures' | 'qualified' | 'lacks'>) => [
    label,
    ...bothCells(row.figures, row.qualified, row.lacks),
  ];
  return {
    name: t.plain('coverage.sheetStreets'),
    above: above(coverage, setting),
    columns: [{ header: t.plain('coverage.street') }, ...bothColumns(t)],
    rows: [
      ...coverage.rows.map((row) => line(shortNameIn(row, t), row)),
      line(t.plain('coverage.total'), { ...coverage, figures: coverage.total }),
    ],
    totals: 1,
  };
}

function unionSheet({ coverage, streets, unions }: CoverageFacts, setting: Setting): SpreadsheetSheet {
  const { t } = setting;
  return {
    name: t.plain('coverage.sheetUnions'),
    above: above(coverage, setting),
    columns: [
      { header: t.plain('coverage.street') },
      { header: t.plain('coverage.union') },
      ...bothColumns(t).slice(1),
    ],
    rows: [
      ...unions.map(({ union, street, raw, qualified, lacks }) => [
        streetName(streets, street, t),
        shortNameIn(union, t),
        ...bothCells(raw, qualified, lacks).slice(1),
      ]),
      [
        t.plain('coverage.total'),
        null,
        ...bothCells(coverage.total, coverage.qualified, coverage.lacks).slice(1),
      ],
    ],
    totals: 1,
  };
}

function buildingSheet(facts: CoverageFacts, setting: Setting): SpreadsheetSheet {
  const { coverage, streets, unions, buildings } = facts;
  const { t } = setting;
  const names = new Map<UnionId, string>(unions.map(({ union }) => [union.id, shortNameIn(union, t)]));
  const of = (figure: string) => t.plain('coverage.columnOf', { figure });
  return {
    name: t.plain('coverage.sheetBuildings'),
    above: above(coverage, setting),
    columns: [
      { header: t.plain('coverage.street') },
      { header: t.plain('coverage.union') },
      { header: t.plain('coverage.columnBuilding') },
      whole(t.plain('coverage.units')),
      whole(t.plain('coverage.nonPublic')),
      { header: t.plain('coverage.columnNonPublicShare'), format: 'percent' },
      whole(t.plain('coverage.workers')),
      whole(of(t.plain('coverage.units'))),
      whole(of(t.plain('coverage.workers'))),
      whole(t.plain('coverage.columnLacking')),
    ],
    rows: buildings.map(({ building, union, street, raw, qualified, lacks }) => [
      streetName(streets, street, t),
      names.get(union) ?? '',
      shortNameIn(building, t),
      raw.units,
      raw.nonPublic,
      share(raw.nonPublic, raw.units),
      raw.workers,
      qualified.units,
      qualified.workers,
      lacking(lacks),
    ]),
  };
}

function incompleteSheet({ coverage, incomplete }: CoverageFacts, setting: Setting): SpreadsheetSheet {
  const { t } = setting;
  const { records, total } = incomplete;
  return {
    name: t.plain('coverage.sheetLacking'),
    above: above(
      coverage,
      setting,
      t.plain('coverage.lackingNote'),
      ...(total > records.length ? [t.plain('coverage.lackingCut', { count: total })] : []),
    ),
    columns: [
      { header: t.plain('coverage.union') },
      { header: t.plain('coverage.columnBuilding') },
      { header: t.plain('coverage.columnUnit') },
      { header: t.plain('coverage.columnLacks') },
    ],
    rows: records.map(({ union, building, unit, lacks }) => [
      shortNameIn(union, t),
      shortNameIn(building, t),
      unit,
      t.format.list(lacks.map((key) => t.plain(`coverage.lack_${key}`))),
    ]),
  };
}

function changesSheet({ before, after, places }: CoverageChanges, setting: Setting): SpreadsheetSheet {
  const { t, timeZone } = setting;
  const day = (each: Coverage) => instantAt(each.day, '12:00', timeZone);
  const named = after.union ?? after.street;
  const where = named ? shortNameIn(named, t) : t.plain('coverage.district');
  const of = (figure: string) => t.plain('coverage.columnOf', { figure });
  const counts = (of: (key: (typeof figureKeys)[number]) => number) => figureKeys.map(of);
  const cells = (raw: Counts, qualified: Counts) => [
    ...counts((key) => raw[key]),
    ...counts((key) => qualified[key]),
  ];
  return {
    name: t.plain('coverage.sheetChanges'),
    above: [
      t.plain('coverage.changesTitle', { where, from: day(before), day: day(after) }),
      ...(places.length > mostChanges ? [t.plain('coverage.changesCut', { count: places.length })] : []),
    ],
    columns: [
      { header: t.plain('coverage.street') },
      { header: t.plain('coverage.union') },
      { header: t.plain('coverage.columnBuilding') },
      { header: t.plain('coverage.columnCause') },
      ...figureKeys.map((key) => whole(t.plain(`coverage.${key}`))),
      ...figureKeys.map((key) => whole(of(t.plain(`coverage.${key}`)))),
    ],
    rows: [
      ...places
        .slice(0, mostChanges)
        .map(({ street, union, building, cause, raw, qualified }) => [
          shortNameIn(street, t),
          shortNameIn(union, t),
          building && shortNameIn(building, t),
          t.plain(`coverage.cause_${cause}`),
          ...cells(raw, qualified),
        ]),
      [t.plain('coverage.columnBefore'), null, null, null, ...cells(before.total, before.qualified)],
      [t.plain('coverage.columnAfter'), null, null, null, ...cells(after.total, after.qualified)],
      [
        t.plain('coverage.columnDifference'),
        null,
        null,
        null,
        ...counts((key) => after.total[key] - before.total[key]),
        ...counts((key) => after.qualified[key] - before.qualified[key]),
      ],
    ],
    totals: 3,
  };
}

function figureColumns(t: Translate): SpreadsheetColumn[] {
  return [
    whole(t.plain('coverage.unions')),
    whole(t.plain('coverage.buildings')),
    whole(t.plain('coverage.units')),
    whole(t.plain('coverage.nonPublic')),
    { header: t.plain('coverage.columnNonPublicShare'), format: 'percent' },
    whole(t.plain('coverage.workers')),
    whole(t.plain('coverage.members')),
    { header: t.plain('coverage.columnShare'), format: 'percent' },
  ];
}

/** To full precision: the sheet rounds what it shows, and reckons with what there is. */
function figureCells(counts: Counts): (number | null)[] {
  const { unions, buildings, units, nonPublic, workers, members } = counts;
  const nonPublicShare = share(nonPublic, units);
  return [unions, buildings, units, nonPublic, nonPublicShare, workers, members, share(members, workers)];
}

function bothColumns(t: Translate): SpreadsheetColumn[] {
  const of = (key: 'buildings' | 'units' | 'workers' | 'members') =>
    whole(t.plain('coverage.columnOf', { figure: t.plain(`coverage.${key}`) }));
  return [
    ...figureColumns(t),
    of('buildings'),
    of('units'),
    of('workers'),
    of('members'),
    whole(t.plain('coverage.columnLacking')),
  ];
}

function bothCells(raw: Counts, qualified: Counts, lacks: Lacks): (number | null)[] {
  const { buildings, units, workers, members } = qualified;
  return [...figureCells(raw), buildings, units, workers, members, lacking(lacks)];
}

function share(part: number, of: number): number | null {
  return of === 0 ? null : part / of;
}

function whole(header: string): SpreadsheetColumn {
  return { header, format: 'whole' };
}

function streetName(streets: readonly Street[], id: Street['id'], t: Translate): string {
  const street = streets.find((each) => each.id === id);
  return street ? shortNameIn(street, t) : '';
}

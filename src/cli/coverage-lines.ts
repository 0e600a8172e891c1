import {
  type Counts,
  type Coverage,
  type Figures,
  figureKeys,
  lacking,
  lackKeys,
} from '../domain/coverage.ts';
import type { CoverageChanges } from '../domain/coverage-changes.ts';
import { instantAt } from '../domain/schedule.ts';
import type { Translate } from '../i18n/index.ts';
import { nameIn, shortNameIn } from '../i18n/named.ts';
import { columns } from './columns.ts';

/** The table of the newspaper article, then a row for each street, or for each of a street's unions. */
export function coverageLines(
  coverage: Coverage,
  t: Translate,
  timeZone: string,
  { qualified = false } = {},
): string[] {
  const shown = qualified ? onlyQualified(coverage) : coverage;
  const missing = qualified ? lackLines(coverage, t) : [];
  return [
    titleOf(coverage, t, timeZone),
    ...(qualified ? [t.plain('coverage.qualified')] : []),
    '',
    ...columns(totals(shown, t)),
    ...(missing.length > 0 ? ['', ...missing] : []),
    ...(coverage.rows.length > 0
      ? ['', ...columns(coverage.of.kind === 'street' ? byUnion(shown, t) : byStreet(shown, t))]
      : []),
    ...(coverage.demo ? ['', t.plain('coverage.demo')] : []),
  ];
}

function titleOf({ day, street, union }: Coverage, t: Translate, timeZone: string): string {
  const named = union ?? street;
  const noon = instantAt(day, '12:00', timeZone);
  if (union) return t.plain('coverage.heading', { where: nameIn(union, t), day: noon });
  return named
    ? t.plain('coverage.titleOf', { street: nameIn(named, t), day: noon })
    : t.plain('coverage.title', { day: noon });
}

function onlyQualified(coverage: Coverage): Coverage {
  return {
    ...coverage,
    total: coverage.qualified,
    rows: coverage.rows.map((row) => ({ ...row, figures: row.qualified })),
  };
}

function lackLines({ lacks }: Coverage, t: Translate): string[] {
  const count = lacking(lacks);
  if (count === 0) return [t.plain('coverage.allQualified')];
  const what = lackKeys
    .filter((key) => lacks[key] > 0)
    .map((key) =>
      t.plain('coverage.lack', {
        what: t.plain(`coverage.lack_${key}`),
        number: t.format.number(lacks[key]),
      }),
    );
  return [t.plain('coverage.lacking', { count, what: t.format.list(what) })];
}

/** What changed between two days, then why, then where: the differences of all lines add up to the totals. */
export function changesLines(changes: CoverageChanges, t: Translate, timeZone: string): string[] {
  const { before, after, causes, places } = changes;
  const headings = figureKeys.map((key) => t.plain(`coverage.${key}`));
  const signs = (counts: Counts) => figureKeys.map((key) => signed(counts[key], t));
  const numbers = (counts: Counts) => figureKeys.map((key) => t.format.number(counts[key]));
  const named = after.union ?? after.street;
  const difference = Object.fromEntries(
    figureKeys.map((key) => [key, after.total[key] - before.total[key]]),
  ) as Counts;
  const moved = places.filter(({ raw }) => figureKeys.some((key) => raw[key] !== 0));
  return [
    t.plain('coverage.changesTitle', {
      where: named ? nameIn(named, t) : t.plain('coverage.district'),
      from: instantAt(before.day, '12:00', timeZone),
      day: instantAt(after.day, '12:00', timeZone),
    }),
    '',
    ...columns([
      ['', ...headings],
      [t.plain('coverage.columnBefore'), ...numbers(before.total)],
      ...causes
        .filter(({ raw }) => figureKeys.some((key) => raw[key] !== 0))
        .map(({ cause, raw }) => [t.plain(`coverage.cause_${cause}`), ...signs(raw)]),
      [t.plain('coverage.columnAfter'), ...numbers(after.total)],
      [t.plain('coverage.columnDifference'), ...signs(difference)],
    ]),
    ...(moved.length === 0
      ? []
      : [
          '',
          ...columns([
            [t.plain('coverage.columnCause'), ...headings],
            ...moved.map(({ street, union, building, cause, raw }) => [
              t.plain('coverage.placeCause', {
                place: [street, union, ...(building ? [building] : [])]
                  .map((each) => shortNameIn(each, t))
                  .join(' '),
                cause: t.plain(`coverage.cause_${cause}`),
              }),
              ...signs(raw),
            ]),
          ]),
        ]),
    ...(after.demo ? ['', t.plain('coverage.demo')] : []),
  ];
}

function signed(value: number, t: Translate): string {
  if (value === 0) return '';
  return value < 0 ? `−${t.format.number(-value)}` : `+${t.format.number(value)}`;
}

function totals({ of, streets, total }: Coverage, t: Translate): string[][] {
  const { number } = t.format;
  return [
    [t.plain('coverage.unions'), number(total.unions)],
    ...(of.kind !== 'district' ? [] : [[t.plain('coverage.streets'), number(streets)]]),
    [t.plain('coverage.buildings'), number(total.buildings)],
    [t.plain('coverage.units'), number(total.units)],
    [t.plain('coverage.nonPublic'), number(total.nonPublic), percent(total.nonPublicShare, t)],
    [t.plain('coverage.workers'), number(total.workers)],
    [t.plain('coverage.members'), number(total.members), percent(total.memberShare, t)],
  ];
}

function byStreet({ rows }: Coverage, t: Translate): string[][] {
  const headings = [t.plain('coverage.street'), t.plain('coverage.unions'), ...figureHeadings(t)];
  return [
    headings,
    ...rows.map(({ figures, ...street }) => [
      shortNameIn(street, t),
      t.format.number(figures.unions),
      ...figureCells(figures, t),
    ]),
  ];
}

function byUnion({ rows }: Coverage, t: Translate): string[][] {
  return [
    [t.plain('coverage.union'), ...figureHeadings(t)],
    ...rows.map(({ figures, ...union }) => [shortNameIn(union, t), ...figureCells(figures, t)]),
  ];
}

function figureHeadings(t: Translate): string[] {
  const share = t.plain('coverage.share');
  return [
    t.plain('coverage.buildings'),
    t.plain('coverage.units'),
    t.plain('coverage.nonPublic'),
    share,
    t.plain('coverage.workers'),
    t.plain('coverage.members'),
    share,
  ];
}

function figureCells(figures: Figures, t: Translate): string[] {
  const { number } = t.format;
  return [
    number(figures.buildings),
    number(figures.units),
    number(figures.nonPublic),
    percent(figures.nonPublicShare, t),
    number(figures.workers),
    number(figures.members),
    percent(figures.memberShare, t),
  ];
}

function percent(share: number | null, t: Translate): string {
  return share === null ? '' : t.format.percent(share);
}

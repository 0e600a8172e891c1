import type { Coverage, Figures } from '../domain/coverage.ts';
import { instantAt } from '../domain/schedule.ts';
import type { Translate } from '../i18n/index.ts';
import { nameIn, shortNameIn } from '../i18n/named.ts';
import { columns } from './columns.ts';

/** The table of the newspaper article, then a row for each street, or for each of a street's unions. */
export function coverageLines(coverage: Coverage, t: Translate, timeZone: string): string[] {
  const { street } = coverage;
  const day = instantAt(coverage.day, '12:00', timeZone);
  const title = street
    ? t.plain('coverage.titleOf', { street: nameIn(street, t), day })
    : t.plain('coverage.title', { day });
  return [
    title,
    '',
    ...columns(totals(coverage, t)),
    '',
    ...columns(street ? byUnion(coverage, t) : byStreet(coverage, t)),
    ...(coverage.demo ? ['', t.plain('coverage.demo')] : []),
  ];
}

function totals({ street, streets, total }: Coverage, t: Translate): string[][] {
  const { number } = t.format;
  return [
    [t.plain('coverage.unions'), number(total.unions)],
    ...(street ? [] : [[t.plain('coverage.streets'), number(streets)]]),
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

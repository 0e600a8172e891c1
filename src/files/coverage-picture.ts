import type { Coverage } from '../domain/coverage.ts';
import { instantAt } from '../domain/schedule.ts';
import type { Translate } from '../i18n/index.ts';
import { shortNameIn } from '../i18n/named.ts';
import { drawBarChart } from './bar-chart.ts';

/** The share of members street by street, or union by union, the highest first. */
export function drawCoverage(coverage: Coverage, t: Translate, timeZone: string): Promise<Uint8Array> {
  const { number, percent } = t.format;
  const { total, street, union, rows } = coverage;
  const named = union ?? street;
  const where = named ? shortNameIn(named, t) : t.plain('coverage.district');
  const day = instantAt(coverage.day, '12:00', timeZone);
  const measured = rows.filter(({ figures }) => figures.memberShare !== null);
  const others = rows.filter(({ figures }) => figures.memberShare === null);
  const ordered = [
    ...measured.toSorted((one, other) => (other.figures.memberShare ?? 0) - (one.figures.memberShare ?? 0)),
    ...others,
  ];
  const share = total.memberShare;
  return drawBarChart({
    title: t.plain('coverage.chartTitle', { where }),
    under:
      share === null
        ? t.plain('coverage.chartUnderNone', { day })
        : t.plain('coverage.chartUnder', {
            day,
            members: number(total.members),
            workers: number(total.workers),
            share,
          }),
    bars: ordered.map((row) => ({
      label: shortNameIn(row, t),
      value: row.figures.memberShare,
      shown: row.figures.memberShare === null ? '–' : percent(row.figures.memberShare),
      ...(row.figures.memberShare === null
        ? {}
        : { behind: `${number(row.figures.members)} / ${number(row.figures.workers)}` }),
    })),
    // A bar from end to end would be everybody.
    full: 1,
    ...(share === null || rows.length < 2
      ? {}
      : { line: { value: share, label: t.plain('coverage.chartLine', { where, share }) } }),
    notes: [t.plain('coverage.chartSource'), ...(coverage.demo ? [t.plain('coverage.demoShort')] : [])],
  });
}

import type { Db, Tx } from './db/client.ts';
import { allStreets, buildingCounts, unionCounts } from './db/queries/coverage.ts';
import { incompleteOn } from './db/queries/coverage-worklist.ts';
import { workOn } from './db/work.ts';
import type { Coverage } from './domain/coverage.ts';
import type { FileOrder, MadeFile } from './domain/file-order.ts';
import { drawCoverage } from './files/coverage-picture.ts';
import { writeCoverage } from './files/coverage-workbook.ts';
import { fileName } from './files/file-name.ts';
import type { Translate } from './i18n/index.ts';
import { shortNameIn } from './i18n/named.ts';
import { coverageChangesFor } from './services/explain-coverage.ts';
import { coverageFor } from './services/read-coverage.ts';

type CoverageOrder = FileOrder & { readonly kind: 'coverage' };

export interface CoverageTools {
  readonly db: Db;
  readonly timeZone: string;
  readonly now: Date;
}

/** As many as a street completes in a year. */
const mostIncomplete = 20_000;

/** The figures of a scope as a workbook or as a picture, all of one moment; null when there is no such scope. */
export async function makeCoverage(
  { db, timeZone, now }: CoverageTools,
  { day, of, from, as }: CoverageOrder,
  t: Translate,
): Promise<MadeFile | null> {
  return db.transaction(
    async (tx) => {
      const work = workOn(tx, now);
      const coverage = await coverageFor(work, of, day);
      if (!coverage) return null;
      const name = (ending: string) => fileName(titleOf(coverage, t), ending);
      if (as === 'png')
        return { name: name('png'), data: await drawCoverage(coverage, t, timeZone), as: 'photo' };
      const facts = {
        coverage,
        ...(await partsOf(tx, coverage)),
        changes: from === null ? null : await coverageChangesFor(work, of, from, day),
      };
      const data = await writeCoverage(facts, { t, timeZone });
      return { name: name('xlsx'), data, as: 'document' };
    },
    { isolationLevel: 'repeatable read' },
  );
}

async function partsOf(tx: Tx, { of, day }: Coverage) {
  const unions = await unionCounts(tx, day, of);
  return {
    streets: await allStreets(tx),
    unions: unions.filter(
      ({ union, street }) =>
        of.kind === 'district' || (of.kind === 'street' ? street === of.street : union.id === of.union),
    ),
    buildings: await buildingCounts(tx, day, of),
    incomplete: await incompleteOn(tx, day, of, mostIncomplete),
  };
}

function titleOf({ day, street, union }: Coverage, t: Translate): string {
  const named = union ?? street;
  const where = named ? shortNameIn(named, t) : t.plain('coverage.district');
  return t.plain('coverage.fileName', { where, day });
}

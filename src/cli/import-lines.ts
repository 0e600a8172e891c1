import { importKinds } from '../domain/import/fields.ts';
import { changesIn } from '../domain/import/report.ts';
import { changesInWords, faultReason, fieldLabel, noteWords, whatChanges } from '../i18n/import-words.ts';
import type { Translate } from '../i18n/index.ts';
import type { ImportState } from '../services/import/read-import.ts';

/** What a sheet would change, or what is wrong with it, for a terminal. */
export function importLines({ report, faults, changes }: ImportState, t: Translate): readonly string[] {
  if (report.refusal !== null) return [t.plain(`imports.refused_${report.refusal}`)];
  const notes = report.notes.map((note) => noteWords(note, t));
  if (report.faults > 0) {
    const told = rowLines({ report, faults }, t);
    const more = report.faults - faults.length;
    return [
      ...told,
      ...(more > 0 ? [t.plain('sheet.rowsMore', { count: more })] : []),
      ...notes,
      t.plain('imports.faultsFound', { count: report.faults }),
    ];
  }
  if (report.roll) {
    const { added, skipped, alike } = report.roll;
    return [
      ...rowLines({ report, faults }, t),
      ...notes,
      ...(skipped > 0 ? [t.plain('imports.rollSkipped', { count: skipped })] : []),
      ...(alike > 0 ? [t.plain('imports.rollAlike', { count: alike })] : []),
      added > 0 ? t.plain('imports.rollAdded', { count: added }) : t.plain('imports.rollNothing'),
    ];
  }
  if (changesIn(report) === 0) return [...notes, t.plain('imports.nothing')];
  return [
    ...countLines(report, t),
    ...changes.map((change) => {
      const what = whatChanges(change, t);
      if (change.action === 'added' && change.kind !== 'name' && change.kind !== 'cover') {
        return t.plain('imports.lineAdded', { what });
      }
      return t.plain('imports.lineChanged', { what, changes: changesInWords(change, t) });
    }),
    ...(changesIn(report) > changes.length ? ['…'] : []),
    ...notes,
  ];
}

/** Row by row, where it stands and what there is to say of it. */
function rowLines(
  { report, faults }: Pick<ImportState, 'report' | 'faults'>,
  t: Translate,
): readonly string[] {
  return faults.flatMap(({ sheet, row, kind, faults: found }) =>
    found.map((fault) => {
      const column =
        fault.field === null
          ? ''
          : t.plain('imports.columnNamed', { field: fieldLabel(kind, fault.field, t) });
      const name = report.sheets[sheet] ?? '';
      const where = name
        ? t.plain('imports.whereSheet', { sheet: name, row, column })
        : t.plain('imports.whereRow', { row, column });
      return t.plain('imports.faultLine', { where: where.trim(), reason: faultReason(fault, t) });
    }),
  );
}

function countLines(report: ImportState['report'], t: Translate): readonly string[] {
  return importKinds.flatMap((kind) => {
    const of = report.counts[kind];
    if (!of) return [];
    const counts = (['added', 'changed', 'closed', 'reopened', 'unchanged'] as const)
      .filter((each) => of[each] > 0)
      .map((each) => t.plain(`imports.${each}`, { number: of[each] }));
    const key = ({ union: 'countsUnion', building: 'countsBuilding', unit: 'countsUnit' } as const)[kind];
    return counts.length === 0 ? [] : [t.plain(`imports.${key}`, { counts: t.format.list(counts) })];
  });
}

/** What became of an undoing. */
export function keptLines({ report, kept }: ImportState, t: Translate): readonly string[] {
  if (report.roll)
    return [
      report.kept === 0 ? t.plain('imports.rollUndone') : t.plain('imports.rollKept', { count: report.kept }),
    ];
  if (report.kept === 0) return [t.plain('imports.undoneAll')];
  return [
    t.plain('imports.undoneKept', { count: report.kept }),
    ...kept.map(({ name, place }) =>
      place === null ? name : t.plain('imports.inBuilding', { name, building: place }),
    ),
  ];
}

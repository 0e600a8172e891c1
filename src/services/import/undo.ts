import type { Db, Tx } from '../../db/client.ts';
import { openReport, sealReport } from '../../db/import-report.ts';
import {
  buildingsTouched,
  countKept,
  type LogSlice,
  logRange,
  removePlaces,
  restorePlaces,
  type Undoing,
  undoCovers,
  undoNames,
  unitsRenamed,
} from '../../db/queries/import-undo.ts';
import {
  type ImportRecord,
  importById,
  lockDirectoryForImport,
  moveImport,
  takeTime,
} from '../../db/queries/imports.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { writeBuildingNames, writeUnitNames } from '../../db/queries/place-names.ts';
import { takeRollBack } from '../../db/queries/roll-members.ts';
import type { Vault } from '../../db/vault.ts';
import type { BuildingId, UnitId } from '../../domain/ids.ts';
import type { ImportReport } from '../../domain/import/report.ts';

type Undone =
  | { readonly type: 'undone'; readonly report: ImportReport }
  /** Another import is being applied or undone: later. */
  | { readonly type: 'busy' }
  | { readonly type: 'settled' };

const atOnce = 5_000;

/** Takes an import back. What has been changed since, or is needed by now, stays as it is, and is counted. */
export type UndoImport = (record: ImportRecord) => Promise<Undone>;

export function createUndoImport({
  db,
  vault,
  now,
  keepClaim,
}: {
  readonly db: Db;
  readonly vault: Vault;
  readonly now: () => Date;
  readonly keepClaim: (record: ImportRecord) => Promise<unknown>;
}): UndoImport {
  return ({ id }) =>
    db.transaction(async (tx): Promise<Undone> => {
      if (!(await lockDirectoryForImport(tx))) return { type: 'busy' };
      await takeTime(tx);
      const record = await importById(tx, id);
      if (record?.status !== 'undoing') return { type: 'settled' };
      if (record.kind === 'roll') return finish(tx, record, await takeRollBack(tx, id, now()));
      const undoing = { at: now(), actor: record.by };
      const { from, until } = await logRange(tx, id);
      // Last things first: units stand in buildings, and these are covered by unions.
      for (let end = until; end > from; end -= atOnce) {
        await undoSlice(tx, { id, from: Math.max(from, end - atOnce), until: end }, undoing);
        await keepClaim(record);
      }
      const buildings = await buildingsTouched(tx, id);
      await writeBuildingNames(
        tx,
        buildings.map((building) => building as BuildingId),
      );
      return finish(tx, record, await countKept(tx, id));
    });

  async function finish(tx: Tx, record: ImportRecord, kept: number): Promise<Undone> {
    const { id } = record;
    const report = { ...openReport(vault, record.report), kept };
    await moveImport(tx, id, {
      status: 'undone',
      settledAt: now(),
      report: sealReport(vault, report),
      claimedUntil: new Date(0),
    });
    if (record.by !== null) {
      await tellPeople(tx, {
        key: `import:${id}:undone`,
        body: { kind: 'importUndone', import: id },
        to: [record.by],
        now: now(),
      });
    }
    return { type: 'undone', report };
  }
}

async function undoSlice(tx: Tx, slice: LogSlice, undoing: Undoing): Promise<void> {
  await restorePlaces(tx, 'unit', slice, undoing);
  await removePlaces(tx, 'unit', slice, undoing);
  await undoNames(tx, slice, undoing);
  await undoCovers(tx, slice, undoing);
  await restorePlaces(tx, 'building', slice, undoing);
  await removePlaces(tx, 'building', slice, undoing);
  await restorePlaces(tx, 'union', slice, undoing);
  await removePlaces(tx, 'union', slice, undoing);
  const renamed = await unitsRenamed(tx, slice);
  await writeUnitNames(
    tx,
    renamed.map(({ id, name }) => ({ id: id as UnitId, name })),
  );
}

import type { Db, Tx } from '../../db/client.ts';
import { openReport } from '../../db/import-report.ts';
import {
  applyCovers,
  applyNames,
  applyPlaces,
  logApplied,
  type Slice,
} from '../../db/queries/import-apply.ts';
import { lastStaged, stagedBuildings, stagedUnitNames } from '../../db/queries/import-rows.ts';
import {
  changedSince,
  clearRows,
  type ImportRecord,
  importById,
  lockDirectoryForImport,
  moveImport,
  takeTime,
} from '../../db/queries/imports.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { writeBuildingNames, writeUnitNames } from '../../db/queries/place-names.ts';
import type { Vault } from '../../db/vault.ts';
import type { BuildingId, ImportId, UnitId } from '../../domain/ids.ts';
import type { ImportReport } from '../../domain/import/report.ts';
import { takeOver } from '../directory/move-building.ts';
import { applyRoll } from './apply-roll.ts';

type Applied =
  | { readonly type: 'applied'; readonly report: ImportReport }
  /** The directory is no more as it was when this was confirmed: nothing was done, and the file is looked at again. */
  | { readonly type: 'moved' }
  /** Another import is being applied: later. */
  | { readonly type: 'busy' }
  /** Somebody else saw to it. */
  | { readonly type: 'settled' };

/** One statement takes a second or so for this many, and none takes longer. */
const atOnce = 5_000;

/** Thrown to take everything back. */
class Moved extends Error {
  override readonly name = 'Moved';
}

/** Does what was confirmed, all of it or nothing. */
export type ApplyImport = (record: ImportRecord) => Promise<Applied>;

export function createApplyImport({
  db,
  vault,
  now,
  keepClaim,
}: {
  readonly db: Db;
  readonly vault: Vault;
  readonly now: () => Date;
  /** Called between steps: on another connection, since what this one writes is seen by nobody before its end. */
  readonly keepClaim: (record: ImportRecord) => Promise<unknown>;
}): ApplyImport {
  return async (record) => {
    try {
      return await db.transaction((tx) => apply(tx, record));
    } catch (error) {
      if (!(error instanceof Moved)) throw error;
      // Looked at again, from the file on; what she confirmed is remembered, should it turn out the same.
      await moveImport(db, record.id, {
        status: 'received',
        confirmed: record.fingerprint,
        claimedUntil: new Date(0),
      });
      return { type: 'moved' };
    }
  };

  async function apply(tx: Tx, { id }: ImportRecord): Promise<Applied> {
    if (!(await lockDirectoryForImport(tx))) return { type: 'busy' };
    await takeTime(tx);
    const record = await importById(tx, id);
    if (record?.status !== 'applying') return { type: 'settled' };
    if (await changedSince(tx, record.seenChange ?? 0)) throw new Moved();
    if (record.kind === 'roll') {
      await applyRoll(tx, vault, record, { now: now(), keepClaim: () => keepClaim(record) });
      return finish(tx, record);
    }
    const last = await lastStaged(tx, id);
    const origin = { at: now(), actor: record.by, effectiveOn: record.effectiveOn };
    for (let from = 1; from <= last; from += atOnce) {
      const slice = { id, from, until: from + atOnce };
      if (!(await applySlice(tx, slice))) throw new Moved();
      await logApplied(tx, slice, origin);
      await nameUnits(tx, slice);
      await keepClaim(record);
    }
    await nameBuildings(tx, id);
    return finish(tx, record);
  }

  async function finish(tx: Tx, record: ImportRecord): Promise<Applied> {
    const { id } = record;
    await takeOver(tx, null, { day: record.effectiveOn, now: now() });
    await moveImport(tx, id, { status: 'applied', appliedAt: now(), claimedUntil: new Date(0) });
    await clearRows(tx, id);
    if (record.by !== null) {
      await tellPeople(tx, {
        key: `import:${id}:applied`,
        body: { kind: 'importApplied', import: id },
        to: [record.by],
        now: now(),
      });
    }
    return { type: 'applied', report: openReport(vault, record.report) };
  }
}

/** Unions stand before buildings among the rows, and these before units, so that each finds what it refers to. */
async function applySlice(tx: Tx, slice: Slice): Promise<boolean> {
  return (
    (await applyPlaces(tx, 'union', slice)) &&
    (await applyPlaces(tx, 'building', slice)) &&
    (await applyCovers(tx, slice)) &&
    (await applyNames(tx, slice)) &&
    (await applyPlaces(tx, 'unit', slice))
  );
}

async function nameUnits(tx: Tx, slice: Slice): Promise<void> {
  const units = await stagedUnitNames(tx, slice);
  await writeUnitNames(
    tx,
    units.map(({ id, name }) => ({ id: id as UnitId, name })),
  );
}

/** Last, since a building is as large as its units. */
async function nameBuildings(tx: Tx, id: ImportId): Promise<void> {
  const buildings = await stagedBuildings(tx, id);
  await writeBuildingNames(
    tx,
    buildings.map((building) => building as BuildingId),
  );
}

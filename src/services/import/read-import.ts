import type { Db, Tx } from '../../db/client.ts';
import { openReport } from '../../db/import-report.ts';
import {
  type StagedChange,
  type StagedFaults,
  stagedChanges,
  stagedFaults,
} from '../../db/queries/import-rows.ts';
import { type Kept, keptChanges } from '../../db/queries/import-undo.ts';
import { type ImportStatus, importById } from '../../db/queries/imports.ts';
import { remarkableRows } from '../../db/queries/roll.ts';
import type { Vault } from '../../db/vault.ts';
import type { ImportId, PersonId } from '../../domain/ids.ts';
import type { ImportReport } from '../../domain/import/report.ts';

/** How an import stands, with as many of its rows as are asked for. */
export interface ImportState {
  readonly id: ImportId;
  readonly by: PersonId | null;
  readonly status: ImportStatus;
  readonly effectiveOn: string;
  readonly appliedAt: Date | null;
  readonly report: ImportReport;
  readonly faults: readonly StagedFaults[];
  readonly changes: readonly StagedChange[];
  readonly kept: readonly Kept[];
}

export type { StagedChange, StagedFaults };

/** What there is to say of a roll's rows: by their numbers alone, since what stands there is somebody's name. */
async function rollRemarks(tx: Tx, id: ImportId, most: number): Promise<readonly StagedFaults[]> {
  const rows = await remarkableRows(tx, id, most);
  return rows.map(({ sheet, row, action, why, twinRow, faults }) => {
    const at = { sheet, row, kind: 'member' };
    if (action === 'fault') return { ...at, faults: faults ?? [] };
    const number = twinRow === null ? {} : { number: twinRow };
    const kind =
      action === 'repeated'
        ? 'twice'
        : action !== 'added'
          ? 'skipped'
          : why === 'phone'
            ? twinRow === null
              ? 'alikeMember'
              : 'alikeRow'
            : twinRow === null
              ? 'alikeName'
              : 'alikeNameRow';
    return { ...at, faults: [{ kind, field: null, ...number }] };
  });
}

export async function readImport(
  db: Db | Tx,
  vault: Vault,
  id: ImportId,
  most: { readonly faults: number; readonly changes: number; readonly kept: number },
): Promise<ImportState | null> {
  const record = await importById(db, id);
  if (!record) return null;
  const tx = db as Tx;
  const report = openReport(vault, record.report);
  const { by, status, effectiveOn, appliedAt } = record;
  return {
    id,
    by,
    status,
    effectiveOn,
    appliedAt,
    report,
    faults:
      record.kind === 'roll'
        ? await rollRemarks(tx, id, most.faults)
        : status === 'refused'
          ? await stagedFaults(tx, id, most.faults)
          : [],
    // What is new fills a page soon; what changes is what one wants to see.
    changes: status === 'checked' ? await stagedChanges(tx, id, { limit: most.changes }) : [],
    kept: status === 'undone' && report.kept > 0 && !report.roll ? await keptChanges(tx, id, most.kept) : [],
  };
}

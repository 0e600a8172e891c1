import type { Db } from '../../db/client.ts';
import { clearRows, moveImport, staleImports, undecidedRows } from '../../db/queries/imports.ts';
import { decideDays } from '../../domain/import/report.ts';

/** Puts away what nobody decided on in time, and removes the rows of what was put away: they are somebody's sheet. */
export type ForgetOldImports = (now: Date) => Promise<{ readonly imports: number }>;

export function createForgetOldImports(db: Db): ForgetOldImports {
  return async (now) => {
    const stale = await staleImports(db, new Date(now.getTime() - decideDays * 86_400_000));
    for (const id of stale) await moveImport(db, id, { status: 'dropped', settledAt: now });
    for (const id of await undecidedRows(db)) await clearRows(db, id);
    return { imports: stale.length };
  };
}

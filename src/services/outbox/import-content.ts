import type { Db } from '../../db/client.ts';
import type { Vault } from '../../db/vault.ts';
import { ImportId } from '../../domain/ids.ts';
import { changesIn } from '../../domain/import/report.ts';
import type { NoticeBody } from '../../domain/notice.ts';
import { type ImportState, readImport } from '../import/read-import.ts';

/** What notices about a file of the directory are about: how it stands now. */
export interface ImportContent {
  readonly kind: 'importChecked' | 'importApplied' | 'importUndone';
  /** Looked at once more, because something had changed since it was confirmed. */
  readonly again: boolean;
  readonly state: ImportState;
}

export type ImportBody = Extract<NoticeBody, { readonly kind: ImportContent['kind'] }>;

const kinds: readonly string[] = ['importChecked', 'importApplied', 'importUndone'];

export function isAboutImports(body: NoticeBody): body is ImportBody {
  return kinds.includes(body.kind);
}

/** So many of each are in the message; all are in the file that it offers. */
const shown = { faults: 5, changes: 5, kept: 5 } as const;

export async function loadImportContent(
  db: Db,
  body: ImportBody,
  vault: Vault,
): Promise<ImportContent | null> {
  const state = await readImport(db, vault, ImportId.parse(body.import), shown);
  // Decided before it could be said.
  const open =
    ['checked', 'refused'].includes(state?.status ?? '') || (state && changesIn(state.report) === 0);
  if (!state || (body.kind === 'importChecked' && !open)) return null;
  return { kind: body.kind, again: body.kind === 'importChecked' && body.again, state };
}

import type { Db, Tx } from './db/client.ts';
import { scopeNames } from './db/queries/scopes.ts';
import type { Vault } from './db/vault.ts';
import type { FileOrder, MadeFile } from './domain/file-order.ts';
import { mostFaults } from './domain/import/faults.ts';
import { dateIn } from './domain/schedule.ts';
import { exportDirectory, importTemplate, rollTemplate } from './export-directory.ts';
import { fileName } from './files/file-name.ts';
import { writeFound } from './files/import-lists.ts';
import type { Translate } from './i18n/index.ts';
import { shortNameIn } from './i18n/named.ts';
import { readImport } from './services/import/read-import.ts';

type ImportOrder = FileOrder & {
  readonly kind: 'importTemplate' | 'rollTemplate' | 'importFound' | 'directory';
};

export interface ImportFileTools {
  readonly db: Db;
  readonly vault: Vault;
  readonly timeZone: string;
  readonly now: Date;
}

const most = { faults: mostFaults, changes: 20_000, kept: 20_000 };

/** Sheets of the directory: empty, as it is, or what was found in one. */
export async function makeImportFile(
  { db, vault, timeZone, now }: ImportFileTools,
  order: ImportOrder,
  t: Translate,
): Promise<MadeFile | null> {
  const document = (title: string, data: Uint8Array): MadeFile => ({
    name: fileName(title, 'xlsx'),
    data,
    as: 'document',
  });
  switch (order.kind) {
    case 'importTemplate':
      return document(t.plain('sheet.templateName'), await importTemplate(db, order.scope, t));
    case 'rollTemplate':
      return document(t.plain('sheet.rollName'), await rollTemplate(db, order.scope, t));
    case 'directory': {
      const [named] = await scopeNames(db as unknown as Tx, [order.scope]);
      const where = named?.named ? shortNameIn(named.named, t) : t.plain('sheet.district');
      const title = t.plain('sheet.directoryName', { where, day: dateIn(now, timeZone) });
      return document(title, await exportDirectory(db, order.scope, t));
    }
    case 'importFound': {
      const found = await readImport(db, vault, order.import, most);
      if (!found || found.faults.length + found.changes.length + found.kept.length === 0) return null;
      const { report, faults, changes, kept } = found;
      const title = kept.length > 0 ? t.plain('sheet.keptName') : t.plain('sheet.faultsName');
      const moreFaults = Math.max(0, report.faults - faults.length);
      return document(
        title,
        await writeFound({ sheets: report.sheets, faults, moreFaults, changes, kept }, t),
      );
    }
  }
}

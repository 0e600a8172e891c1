import { emptyReport, ImportReport } from '../domain/import/report.ts';
import type { Vault } from './vault.ts';

const column = 'imports.report';

/** What was found in a file, as `imports.report` keeps it. */
export function sealReport(vault: Vault, report: ImportReport): Buffer {
  return vault.seal(JSON.stringify(report), column);
}

export function openReport(vault: Vault, sealed: Buffer | null): ImportReport {
  return sealed === null ? emptyReport : ImportReport.parse(JSON.parse(vault.open(sealed, column)));
}

import type { Db, Tx } from '../../db/client.ts';
import { sealReport } from '../../db/import-report.ts';
import { readSurroundings } from '../../db/queries/import-places.ts';
import { refuseRepetitions, stagedCounts } from '../../db/queries/import-rows.ts';
import {
  clearRows,
  type ImportTry,
  moveImport,
  newestChange,
  stillMine,
  takeTime,
} from '../../db/queries/imports.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import type { Vault } from '../../db/vault.ts';
import type { Actor } from '../../domain/actor.ts';
import type { PersonId } from '../../domain/ids.ts';
import { importKinds } from '../../domain/import/fields.ts';
import { type FileRefusal, type ImportFile, type RawRow, UnreadableFile } from '../../domain/import/file.ts';
import { findHeader, type Header, headerWithin } from '../../domain/import/header.ts';
import { changesIn, emptyReport, type ImportReport, type Note } from '../../domain/import/report.ts';
import { findRoll, type RollFound, stageRoll } from './check-roll.ts';
import { Stage } from './stage.ts';

interface CheckImport {
  readonly try: ImportTry;
  /** Whose scopes count; the district's, from the command line. */
  readonly actor: Actor;
  /** Who is told; null: whoever ran the command reads the answer. */
  readonly tell: PersonId | null;
  /** The first day on which it is so. */
  readonly day: string;
  /** Days after it are still to come. */
  readonly today: string;
  /** The plan that was confirmed, when this is another look because something had changed. */
  readonly confirmed: string | null;
}

export type Checked =
  | { readonly type: 'checked' | 'refused' | 'nothing' | 'stillConfirmed'; readonly report: ImportReport }
  /** Another process took over. */
  | { readonly type: 'overtaken' };

/** So many rows are decided and kept in one transaction: less than a second's work. */
const batchSize = 2_000;

/**
 * Reads a file to its end and keeps what it would do, without doing it.
 *
 * @param open may throw `UnreadableFile`, as may the rows of what it opens
 */
export type CheckFile = (check: CheckImport, open: () => Promise<ImportFile>) => Promise<Checked>;

export function createCheckFile({
  db,
  vault,
  now,
  goOn = () => undefined,
}: {
  readonly db: Db;
  readonly vault: Vault;
  readonly now: () => Date;
  /** Called between steps; throws when the process is to end. */
  readonly goOn?: () => void;
}): CheckFile {
  return async (check, open) => {
    const id = check.try.id;
    // What an earlier try has left behind, unless a later one has begun.
    const begun = await db.transaction(async (tx) => {
      const mine = await stillMine(tx, check.try);
      if (mine) await clearRows(tx, id);
      return mine;
    });
    if (!begun) return { type: 'overtaken' };
    const seenChange = await newestChange(db);
    try {
      const file = await open();
      const roll = await findRoll(file);
      if (roll) return await checkRoll(check, file, roll, seenChange);
      const around = await readSurroundings(db);
      const stage = new Stage(id, { actor: check.actor, around, day: check.day }, check.today);
      const found = await lookThrough(file);
      if (found.sheets.length === 0) throw new UnreadableFile('noHeader');
      for (const { index, header } of found.sheets) {
        for await (const rows of batches(file.sheets[index]?.rows() ?? [], header)) {
          goOn();
          const mine = await db.transaction(async (tx) => {
            if (!(await stillMine(tx, check.try))) return false;
            await stage.add(tx, index, header, rows);
            return true;
          });
          if (!mine) return { type: 'overtaken' };
        }
      }
      return await db.transaction(async (tx) => {
        if (!(await stillMine(tx, check.try))) return { type: 'overtaken' };
        await takeTime(tx);
        const repeated = await refuseRepetitions(tx, id);
        const report: ImportReport = {
          ...emptyReport,
          sheets: file.sheets.map(({ name }) => name),
          notes: found.notes,
          counts: await countsOf(tx, id),
          faults: stage.faults + repeated,
        };
        return settle(tx, check, report, { seenChange, fingerprint: stage.fingerprint() });
      });
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      return refuseFile(check, error.reason);
    }
  };

  async function checkRoll(
    check: CheckImport,
    file: ImportFile,
    roll: RollFound,
    seenChange: number,
  ): Promise<Checked> {
    await moveImport(db, check.try.id, { kind: 'roll' });
    const { actor, today } = check;
    const staged = await stageRoll({ db, vault, goOn }, { try: check.try, actor, today }, file, roll);
    if (!staged) return { type: 'overtaken' };
    return db.transaction(async (tx) => {
      if (!(await stillMine(tx, check.try))) return { type: 'overtaken' };
      return settle(tx, check, staged.report, { seenChange, fingerprint: staged.fingerprint });
    });
  }

  async function refuseFile(check: CheckImport, refusal: FileRefusal): Promise<Checked> {
    return db.transaction(async (tx) => {
      if (!(await stillMine(tx, check.try))) return { type: 'overtaken' };
      await clearRows(tx, check.try.id);
      return settle(tx, check, { ...emptyReport, refusal }, { seenChange: 0, fingerprint: '' });
    });
  }

  async function settle(
    tx: Tx,
    { try: { id, attempt }, actor, tell, confirmed }: CheckImport,
    report: ImportReport,
    plan: { readonly seenChange: number; readonly fingerprint: string },
  ): Promise<Checked> {
    const bad = report.refusal !== null || report.faults > 0;
    const nothing = !bad && changesIn(report) === 0;
    const again = !bad && !nothing && confirmed === plan.fingerprint;
    const type = bad ? 'refused' : nothing ? 'nothing' : again ? 'stillConfirmed' : 'checked';
    await moveImport(tx, id, {
      ...plan,
      scopes: [...actor.scopes],
      report: sealReport(vault, report),
      status: bad ? 'refused' : nothing ? 'dropped' : again ? 'applying' : 'checked',
      settledAt: now(),
      claimedUntil: new Date(0),
    });
    if (nothing) await clearRows(tx, id);
    if (tell !== null && !again) {
      await tellPeople(tx, {
        key: `import:${id}:checked:${attempt}`,
        body: { kind: 'importChecked', import: id, again: confirmed !== null },
        to: [tell],
        now: now(),
      });
    }
    return { type, report };
  }
}

interface LookedThrough {
  /** Those with headings that we know: unions first, then buildings, then units. */
  readonly sheets: readonly { readonly index: number; readonly header: Header }[];
  readonly notes: readonly Note[] & Note[];
}

/** Our own template's lists stand on a hidden sheet of this name. */
const listSheet = 'lists';
const mostNotes = 20;

async function lookThrough(file: ImportFile): Promise<LookedThrough> {
  const sheets: { index: number; header: Header }[] = [];
  const notes: Note[] = [];
  for (const [index, sheet] of file.sheets.entries()) {
    if (sheet.hidden) {
      if (sheet.name !== listSheet) notes.push({ type: 'hiddenSheet', sheet: sheet.name });
      continue;
    }
    const header = findHeader(await firstRows(sheet.rows()), sheet.name);
    if (!header) {
      notes.push({ type: 'otherSheet', sheet: sheet.name });
      continue;
    }
    sheets.push({ index, header });
    notes.push(
      ...header.unknown.map(
        (heading) => ({ type: 'otherColumn', sheet: sheet.name, heading: heading.slice(0, 40) }) as const,
      ),
    );
  }
  sheets.sort(
    (one, other) =>
      importKinds.indexOf(one.header.kind) - importKinds.indexOf(other.header.kind) ||
      one.index - other.index,
  );
  return { sheets, notes: notes.slice(0, mostNotes) };
}

async function firstRows(batches: AsyncIterable<readonly RawRow[]>): Promise<readonly RawRow[]> {
  const first: RawRow[] = [];
  for await (const batch of batches) {
    first.push(...batch.slice(0, headerWithin - first.length));
    if (first.length >= headerWithin) break;
  }
  return first;
}

/** The rows below the headings, so many at a time. */
async function* batches(
  rows: AsyncIterable<readonly RawRow[]> | readonly (readonly RawRow[])[],
  header: Header,
): AsyncGenerator<readonly RawRow[]> {
  let batch: RawRow[] = [];
  for await (const read of rows) {
    for (const row of read) {
      if (row.row <= header.row) continue;
      batch.push(row);
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

async function countsOf(tx: Tx, id: ImportTry['id']): Promise<ImportReport['counts']> {
  const counts: Record<string, Record<string, number>> = {};
  for (const { kind, action, n } of await stagedCounts(tx, id)) {
    if (action === 'fault') continue;
    counts[kind] ??= { added: 0, changed: 0, closed: 0, reopened: 0, unchanged: 0 };
    counts[kind][action] = n;
  }
  return counts as ImportReport['counts'];
}

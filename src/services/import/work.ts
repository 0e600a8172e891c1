import type { Db } from '../../db/client.ts';
import { openReport, sealReport } from '../../db/import-report.ts';
import {
  claimImport,
  type ImportRecord,
  moveImport,
  releaseImport,
  stillMine,
} from '../../db/queries/imports.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { scopesOf } from '../../db/queries/roles.ts';
import type { Vault } from '../../db/vault.ts';
import type { ImportFile } from '../../domain/import/file.ts';
import { dateIn } from '../../domain/schedule.ts';
import type { Log } from '../../log.ts';
import { createApplyImport } from './apply.ts';
import { createCheckFile } from './check.ts';
import { createUndoImport } from './undo.ts';

export interface ImportWorkerDeps {
  readonly db: Db;
  readonly vault: Vault;
  readonly timeZone: string;
  readonly now: () => Date;
  /** Fetches what was sent; throws `UnreadableFile`, or something else when it may work later. */
  readonly fetch: (file: string, signal: AbortSignal) => Promise<ImportFile>;
  /** Something is to be said. */
  readonly onTold: () => void;
  readonly log: Log;
}

export interface ImportWorker {
  /** Looks for what is due, and does it one after the other. Ask every few seconds, and after a file has come. */
  poke(): void;
  /** What is under way is given up, for another process to begin anew. */
  stop(): Promise<void>;
}

/** After a failure of ours it is tried so many times, so far apart. */
const attempts = 5;
const patienceMs = 20_000;

class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Looks at files, applies and undoes: whatever takes longer than a turn may. One at a time in each process. */
export function createImportWorker(deps: ImportWorkerDeps): ImportWorker {
  const { db, vault, now, timeZone, log } = deps;
  const stopping = new AbortController();
  const keepClaim = async (record: ImportRecord) => {
    if (stopping.signal.aborted) throw new Stopped();
    return stillMine(db, record);
  };
  const check = createCheckFile({ db, vault, now, goOn });
  const apply = createApplyImport({ db, vault, now, keepClaim });
  const undo = createUndoImport({ db, vault, now, keepClaim });
  let running: Promise<void> | undefined;
  let again = false;

  function goOn(): void {
    if (stopping.signal.aborted) throw new Stopped();
  }

  async function run(): Promise<void> {
    do {
      again = false;
      for (;;) {
        if (stopping.signal.aborted) return;
        const record = await claimImport(db);
        if (!record) break;
        await see(record);
      }
    } while (again);
  }

  async function see(record: ImportRecord): Promise<void> {
    try {
      await work(record);
      deps.onTold();
    } catch (error) {
      const stopped = error instanceof Stopped;
      const kind = error instanceof Error ? error.name : typeof error;
      if (!stopped) log.warn('import not finished', { import: record.id, kind, attempt: record.attempt });
      if (stopped || record.attempt < attempts) await releaseImport(db, record, stopped ? 0 : patienceMs);
      else await giveUp(record);
    }
  }

  async function work(record: ImportRecord): Promise<void> {
    if (record.status === 'received') return look(record);
    const outcome = record.status === 'applying' ? await apply(record) : await undo(record);
    if (outcome.type === 'busy') await releaseImport(db, record, 1_000);
    else log.info('import worked on', { import: record.id, kind: outcome.type });
  }

  async function look(record: ImportRecord): Promise<void> {
    const { id, attempt, by, file, effectiveOn, confirmed } = record;
    if (by === null || file === null) return;
    const scopes = await db.transaction((tx) => scopesOf(tx, by));
    const checked = await check(
      {
        try: { id, attempt },
        actor: { person: by, scopes },
        tell: by,
        day: effectiveOn,
        today: dateIn(now(), timeZone),
        confirmed,
      },
      () => deps.fetch(file, stopping.signal),
    );
    log.info('import worked on', { import: id, kind: checked.type });
  }

  /** It isn't the file's fault, and it changed nothing: she is told, and may send it again. */
  async function giveUp({ id, status, by, report, attempt }: ImportRecord): Promise<void> {
    log.error('import given up', { import: id, kind: status });
    await db.transaction(async (tx) => {
      if (status === 'undoing') return moveImport(tx, id, { status: 'applied', claimedUntil: new Date(0) });
      await moveImport(tx, id, {
        status: 'refused',
        settledAt: now(),
        claimedUntil: new Date(0),
        report: sealReport(vault, { ...openReport(vault, report), refusal: 'failed' }),
      });
      if (by === null) return;
      const body = { kind: 'importChecked', import: id, again: false } as const;
      await tellPeople(tx, { key: `import:${id}:failed:${attempt}`, body, to: [by], now: now() });
    });
    deps.onTold();
  }

  return {
    poke() {
      again = true;
      running ??= run()
        .catch((error: unknown) => {
          log.warn('imports not looked for', { kind: error instanceof Error ? error.name : typeof error });
        })
        .finally(() => {
          running = undefined;
        });
    },
    async stop() {
      stopping.abort(new Stopped());
      await running;
    },
  };
}

import type { Db } from '../../db/client.ts';
import { type SettledRow, settleDeliveries } from '../../db/queries/deliveries.ts';
import type { Log } from '../../log.ts';
import type { Timer } from './ports.ts';

/** So many outcomes share a statement, and none waits longer than this for others. */
const together = 100;
const withinMs = 10;
const againAfterMs = 500;

export interface Settler {
  /** @param term the one under which the row was claimed */
  add(term: number, row: SettledRow): void;
  /** Resolves when everything added is written. */
  idle(): Promise<void>;
  /** Leaves what isn't written to whoever holds the lease next. */
  abandon(): void;
}

/**
 * Writes outcomes to the ledger, several at a time. It never gives one up: while the database is away they wait here,
 * and the sender, whose rows are only so many, waits with them.
 */
export function createSettler({
  db,
  timer,
  now,
  log,
  onSettled,
}: {
  readonly db: Db;
  readonly timer: Timer;
  readonly now: () => Date;
  readonly log: Log;
  readonly onSettled: (rows: readonly SettledRow[]) => void;
}): Settler {
  let waiting: { readonly term: number; readonly row: SettledRow }[] = [];
  let working: Promise<void> | undefined;
  let full = new AbortController();
  const abandoned = new AbortController();

  async function work(): Promise<void> {
    while (waiting.length > 0 && !abandoned.signal.aborted) {
      if (waiting.length < together) {
        full = new AbortController();
        await timer.sleep(withinMs, full.signal);
      }
      const term = waiting[0]?.term ?? 0;
      const rows = waiting.filter((entry) => entry.term === term).slice(0, together);
      try {
        await settleDeliveries(db, { term, now: now(), rows: rows.map((entry) => entry.row) });
      } catch (error) {
        log.warn('ledger not written', {
          kind: error instanceof Error ? error.name : typeof error,
          count: rows.length,
        });
        await timer.sleep(againAfterMs, abandoned.signal);
        continue;
      }
      const written = new Set(rows);
      waiting = waiting.filter((entry) => !written.has(entry));
      onSettled(rows.map((entry) => entry.row));
    }
    working = undefined;
  }

  return {
    add(term, row) {
      waiting.push({ term, row });
      if (waiting.length >= together) full.abort();
      working ??= work();
    },
    idle: () => working ?? Promise.resolve(),
    abandon() {
      abandoned.abort();
      full.abort();
    },
  };
}

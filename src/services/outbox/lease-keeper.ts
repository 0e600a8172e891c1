import type { Db } from '../../db/client.ts';
import { acquireLease, releaseLease, renewLease } from '../../db/queries/leases.ts';
import type { Log } from '../../log.ts';
import type { Timer } from './ports.ts';

const askEveryMs = 1_000;

export interface LeaseKeeper {
  /** The term, while the lease is surely ours; null otherwise. */
  readonly term: number | null;
  start(): void;
  /** Gives the lease back, so that the next one needn't wait until it runs out. */
  stop(): Promise<void>;
}

/**
 * Holds a lease for as long as this process lives: asks for it until it is free, then renews it on a timer of its own, so
 * that no work, however long, lets it run out.
 */
export function createLeaseKeeper({
  db,
  name,
  holder,
  forMs,
  timer,
  log,
}: {
  readonly db: Db;
  readonly name: string;
  readonly holder: string;
  /** After this a dead holder is succeeded. */
  readonly forMs: number;
  readonly timer: Timer;
  readonly log: Log;
}): LeaseKeeper {
  let held: { readonly term: number; readonly until: number } | undefined;
  let stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  const renewEveryMs = forMs / 3;
  // Left for what is on the wire when renewing has failed so long that the lease is nearly over.
  const marginMs = forMs / 5;

  const current = () => (held && timer.now() < held.until ? held.term : null);

  /** @returns when to come back */
  async function keep(): Promise<number> {
    // Counted from before asking: the answer may have been long on its way.
    const until = timer.now() + forMs - marginMs;
    const term = current();
    if (term === null) {
      const acquired = await acquireLease(db, { name, holder, forMs });
      held = acquired === null ? undefined : { term: acquired, until };
      return acquired === null ? askEveryMs : renewEveryMs;
    }
    if (await renewLease(db, { name, term, forMs })) {
      held = { term, until };
      return renewEveryMs;
    }
    held = undefined;
    log.warn('lease lost', { kind: name });
    return askEveryMs;
  }

  async function run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const pauseMs = await keep().catch((error: Error) => {
        log.warn('lease not kept', { kind: error.name });
        return askEveryMs;
      });
      await timer.sleep(pauseMs, signal);
    }
  }

  return {
    get term() {
      return current();
    },
    start() {
      stopping = new AbortController();
      running = run(stopping.signal);
    },
    async stop() {
      stopping.abort();
      await running;
      const term = current();
      held = undefined;
      if (term !== null) await releaseLease(db, { name, term }).catch(() => undefined);
    },
  };
}

import type { Work } from '../domain/work.ts';
import type { Db, Tx } from './client.ts';

class OpenWork implements Work {
  readonly now: Date;
  readonly db: Db;
  readonly begin: () => Promise<Tx>;
  tx: Tx | undefined;

  constructor(now: Date, db: Db, begin: () => Promise<Tx>) {
    this.now = now;
    this.db = db;
    this.begin = begin;
  }
}

/** Runs `body` in one transaction: all that services do with the work is committed when it resolves, or never. */
export function inWork<T>(db: Db, now: Date, body: (work: Work) => Promise<T>): Promise<T> {
  return db.transaction((tx) => body(workOn(tx, now)));
}

/** Work on a transaction that is under way. */
export function workOn(tx: Tx, now: Date): Work {
  const work = new OpenWork(now, tx as unknown as Db, async () => tx);
  work.tx = tx;
  return work;
}

/** Work whose transaction begins when something is to be written: most updates only read, and move a dialogue. */
export function lazyWork(db: Db, now: Date, begin: () => Promise<Tx>): Work {
  return new OpenWork(now, db, begin);
}

/** Work that only reads. @throws when something is to be written after all */
export function readingWork(db: Db, now: Date): Work {
  return new OpenWork(now, db, () => Promise.reject(new TypeError('this work only reads')));
}

/** The transaction of a unit of work, begun now if it wasn't. For services, before they write or rely on what they read. */
export async function txOf(work: Work): Promise<Tx> {
  const open = opened(work);
  open.tx ??= await open.begin();
  return open.tx;
}

/** For reading what no decision hangs on: in the transaction if there is one, else without beginning one. */
export function readOf(work: Work): Tx {
  const open = opened(work);
  // A database reads as a transaction does; it only can't be rolled back.
  return open.tx ?? (open.db as unknown as Tx);
}

function opened(work: Work): OpenWork {
  if (work instanceof OpenWork) return work;
  throw new TypeError('not a unit of work of this database');
}

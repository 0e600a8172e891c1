import type { Work } from '../domain/work.ts';
import type { Db, Tx } from './client.ts';

class OpenWork implements Work {
  readonly now: Date;
  readonly tx: Tx;
  constructor(tx: Tx, now: Date) {
    this.tx = tx;
    this.now = now;
  }
}

/** Runs `body` in one transaction: all that services do with the work is committed when it resolves, or never. */
export function inWork<T>(db: Db, now: Date, body: (work: Work) => Promise<T>): Promise<T> {
  return db.transaction((tx) => body(new OpenWork(tx, now)));
}

export function workOn(tx: Tx, now: Date): Work {
  return new OpenWork(tx, now);
}

/** The transaction behind a unit of work; for services and queries. */
export function txOf(work: Work): Tx {
  if (work instanceof OpenWork) return work.tx;
  throw new TypeError('not a unit of work of this database');
}

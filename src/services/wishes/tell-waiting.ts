import type { Db } from '../../db/client.ts';
import { tellWishers, untoldBuildings } from '../../db/queries/wishes.ts';

/** At once: whoever covers that many buildings has done it by a file. */
const batch = 100;

/**
 * Finds those who wished for a union where one has come, whatever way it came, and tells them. Who covers a building does
 * so himself (`tellWishers`); this is for whatever didn't.
 */
export type TellWaiting = (now: Date) => Promise<{ readonly told: number }>;

export function createTellWaiting(db: Db): TellWaiting {
  return async (now) => {
    let told = 0;
    for (;;) {
      const found = await db.transaction(async (tx) => {
        const waiting = await untoldBuildings(tx, batch);
        for (const { building, union } of waiting) told += await tellWishers(tx, building, union, now);
        return waiting.length;
      });
      if (found < batch) return { told };
    }
  };
}

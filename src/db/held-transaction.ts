import type { Db, Tx } from './client.ts';

/** A transaction that begins when first asked for and stays open until it is told how to end. */
export interface HeldTransaction {
  readonly begun: boolean;
  tx(): Promise<Tx>;
  /** @throws what the commit failed with; nothing is written then */
  commit(): Promise<void>;
  rollBack(): Promise<void>;
}

/** @param onBegin runs in it first; when it throws, the transaction is rolled back and `tx` rejects */
export function holdTransaction(db: Db, onBegin: (tx: Tx) => Promise<void>): HeldTransaction {
  let opening: Promise<Tx> | undefined;
  let ended: Promise<void> = Promise.resolve();
  let end: { commit: () => void; rollBack: (error: Error) => void } | undefined;

  function open(): Promise<Tx> {
    return new Promise((resolve, reject) => {
      ended = db.transaction(async (tx) => {
        await onBegin(tx);
        const told = new Promise<void>((commit, rollBack) => {
          end = { commit, rollBack };
        });
        resolve(tx);
        await told;
      });
      ended.catch(reject);
    });
  }

  return {
    get begun() {
      return opening !== undefined;
    },
    tx: () => (opening ??= open()),
    async commit() {
      await opening;
      end?.commit();
      await ended;
    },
    async rollBack() {
      await opening?.catch(() => undefined);
      end?.rollBack(new Error('rolled back'));
      await ended.catch(() => undefined);
    },
  };
}

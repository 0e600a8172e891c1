import type { Db, Tx } from '../../db/client.ts';
import { beginReview } from '../../db/queries/applications.ts';
import { dueBatch, finishBatch, itemsLeft, settleItem } from '../../db/queries/approval-batches.ts';
import { tellPeople } from '../../db/queries/outbox.ts';
import { stillUnremarkable } from '../../db/queries/review-queue.ts';
import { scopesOf } from '../../db/queries/roles.ts';
import type { Vault } from '../../db/vault.ts';
import { workOn } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationId, BatchId } from '../../domain/ids.ts';
import { dateIn } from '../../domain/schedule.ts';
import type { Log } from '../../log.ts';
import { createApproveApplication } from '../approve-application.ts';

/** Works off what reviewers approved by the batch. Whoever calls it in two processes at once does nothing twice. */
export type ApproveBatches = (now: Date) => Promise<{ readonly approved: number }>;

/** Approved in one transaction: short enough that nobody waits for it. */
const chunk = 50;

export function createApproveBatches({
  db,
  vault,
  timeZone,
  log,
}: {
  readonly db: Db;
  readonly vault: Vault;
  readonly timeZone: string;
  readonly log: Log;
}): ApproveBatches {
  const approve = createApproveApplication({ vault, timeZone });

  /** @returns how many were approved; null when there is nothing left to do */
  async function work(now: Date, size: number): Promise<number | null> {
    return db.transaction(async (tx) => {
      const batch = await dueBatch(tx);
      if (!batch) return null;
      const left = await itemsLeft(tx, batch.id, size);
      if (left.length === 0) {
        await finish(tx, batch, now);
        return 0;
      }
      // Her authority as it is now: taken back meanwhile, it approves nothing.
      const actor = { person: batch.by, scopes: await scopesOf(tx, batch.by) };
      const still = await stillUnremarkable(tx, { actor, now, today: dateIn(now, timeZone) }, left);
      let approved = 0;
      for (const id of left) {
        const done = still.has(id) && (await one(tx, actor, id, now));
        if (done) approved += 1;
        await settleItem(tx, batch.id, id, done ? 'approved' : 'passed');
      }
      return approved;
    });
  }

  async function one(tx: Tx, actor: Actor, id: ApplicationId, now: Date): Promise<boolean> {
    await beginReview(tx, id, now);
    return (await approve(workOn(tx, now), actor, id)).type === 'approved';
  }

  /** One that can't be approved for a fault of ours doesn't hold up the others. */
  async function passOver(): Promise<void> {
    await db.transaction(async (tx) => {
      const batch = await dueBatch(tx);
      const [first] = batch ? await itemsLeft(tx, batch.id, 1) : [];
      if (batch && first !== undefined) await settleItem(tx, batch.id, first, 'passed');
    });
  }

  return async (now) => {
    let approved = 0;
    let size = chunk;
    for (;;) {
      try {
        const done = await work(now, size);
        if (done === null) return { approved };
        approved += done;
      } catch (error) {
        log.warn('batch not approved', { kind: error instanceof Error ? error.name : typeof error });
        // Whole again after a deadlock; alone, it is this one's fault.
        if (size === 1) await passOver();
        size = 1;
      }
    }
  };
}

async function finish(tx: Tx, { id, by }: { id: BatchId; by: Actor['person'] }, now: Date): Promise<void> {
  await finishBatch(tx, id, now);
  await tellPeople(tx, {
    key: `batch:${id}`,
    body: { kind: 'batchApproved', batch: id },
    to: [by],
    now,
  });
}

import { addBatch } from '../../db/queries/approval-batches.ts';
import { queueCounts, unremarkableOnes } from '../../db/queries/review-queue.ts';
import type { Vault } from '../../db/vault.ts';
import { readOf, txOf } from '../../db/work.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationId } from '../../domain/ids.ts';
import { maskName } from '../../domain/membership.ts';
import { batchAtMost } from '../../domain/review.ts';
import { dateIn } from '../../domain/schedule.ts';
import type { Work } from '../../domain/work.ts';

export interface BatchPreview {
  /** How many would be approved. */
  readonly count: number;
  /** The first ten, as a sample. */
  readonly sample: readonly { readonly maskedName: string; readonly unit: string }[];
  /** The last of them: with `count`, what she agrees to. */
  readonly last: ApplicationId | null;
}

const sampleSize = 10;

/** The unremarkable applications she could approve unseen. */
export type PreviewBatch = (work: Work, actor: Actor) => Promise<BatchPreview>;

/**
 * Approves them all, if they still are what she was shown; else she is shown anew. They are written down here, and done in
 * the background a few at a time.
 */
export type OrderBatch = (
  work: Work,
  actor: Actor,
  agreed: { readonly count: number; readonly last: ApplicationId },
) => Promise<
  | { readonly type: 'ordered'; readonly count: number }
  | { readonly type: 'changed'; readonly preview: BatchPreview }
>;

export function createBatchServices({
  vault,
  timeZone,
}: {
  readonly vault: Vault;
  readonly timeZone: string;
}): {
  readonly previewBatch: PreviewBatch;
  readonly orderBatch: OrderBatch;
} {
  const lookingOf = (work: Work, actor: Actor) => ({
    actor,
    now: work.now,
    today: dateIn(work.now, timeZone),
  });

  const previewBatch: PreviewBatch = async (work, actor) => {
    const tx = readOf(work);
    const looking = lookingOf(work, actor);
    const { unremarkable } = await queueCounts(tx, looking);
    const rows = await unremarkableOnes(tx, looking, Math.min(unremarkable, batchAtMost));
    return {
      count: rows.length,
      sample: rows.slice(0, sampleSize).map(({ name, unit }) => ({
        maskedName: maskName(vault.open(name, 'applications.name')),
        unit: unit ?? '',
      })),
      last: rows.at(-1)?.id ?? null,
    };
  };

  return {
    previewBatch,
    async orderBatch(work, actor, { count, last }) {
      const tx = await txOf(work);
      const rows = await unremarkableOnes(tx, lookingOf(work, actor), Math.min(count, batchAtMost));
      if (rows.length === 0 || rows.length !== count || rows.at(-1)?.id !== last)
        return { type: 'changed', preview: await previewBatch(work, actor) };
      await addBatch(
        tx,
        actor.person,
        work.now,
        rows.map(({ id }) => id),
      );
      return { type: 'ordered', count };
    },
  };
}

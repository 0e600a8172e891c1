import { dateIn } from '../domain/schedule.ts';
import type { Log } from '../log.ts';
import type { Counts, Job } from './crontab.ts';

/** A permanent record of runs, shared by all processes. */
interface RunStore {
  /** True for the one that may run this, of all processes and for all time. */
  claim(run: { job: string; slot: string }, now: Date): Promise<boolean>;
  finish(
    run: { job: string; slot: string },
    ended: { outcome: 'done' | 'failed'; counts: Counts; now: Date },
  ): Promise<void>;
}

export interface RunSlotOptions {
  readonly runs: RunStore;
  readonly timeZone: string;
  readonly log: Log;
  /** Milliseconds of a timer that only runs forward. */
  readonly elapsed: () => number;
}

/** A job that takes longer than this is worth knowing about. */
const slowMs = 30_000;

/** Runs a job if its slot at this moment is still free. Never rejects: one job's trouble is no other's. */
export async function runSlot(
  job: Job,
  now: Date,
  { runs, timeZone, log, elapsed }: RunSlotOptions,
): Promise<void> {
  const slot = slotOf(job, now, timeZone);
  const began = elapsed();
  const fields = { job: job.name, ...(slot !== null && { slot }) };
  try {
    if (slot !== null && !(await runs.claim({ job: job.name, slot }, now))) return;
    const counts = await job.run(now);
    if (slot !== null) await runs.finish({ job: job.name, slot }, { outcome: 'done', counts, now });
    const ms = Math.round(elapsed() - began);
    const busy = Object.values(counts).some((count) => count > 0);
    if (ms > slowMs) log.warn('job slow', { ...fields, ms, counts });
    else if (busy) log.info('job done', { ...fields, ms, counts });
  } catch (error) {
    log.error('job failed', { ...fields, kind: error instanceof Error ? error.name : typeof error });
    if (slot !== null) {
      const ended = { outcome: 'failed', counts: {}, now } as const;
      await runs.finish({ job: job.name, slot }, ended).catch(() => undefined);
    }
  }
}

function slotOf(job: Job, now: Date, timeZone: string): string | null {
  switch (job.every) {
    case 'minute':
      return null;
    case 'hour':
      return now.toISOString().slice(0, 13);
    case 'day':
      return dateIn(now, timeZone);
  }
}

import { schedule } from 'node-cron';
import type { Job } from './crontab.ts';
import { type RunSlotOptions, runSlot } from './run-slot.ts';

export interface JobsOptions extends RunSlotOptions {
  readonly crontab: readonly Job[];
  readonly now: () => Date;
}

export interface Jobs {
  /** Makes up for what was missed, then looks every minute. */
  start(): void;
  /** Lets what runs finish. */
  stop(): Promise<void>;
  /** Runs what is due, after what runs already. For a clock that was set ahead, and for tests. */
  tick(now?: Date): Promise<void>;
}

/**
 * node-cron only ticks. What is due is in tables, by our own clock; so a tick missed is a tick late, two at once are one,
 * and a clock that jumps needs nothing but another tick.
 */
export function createJobs({ crontab, now, ...options }: JobsOptions): Jobs {
  let last: Promise<void> = Promise.resolve();

  function tick(at: Date = now()): Promise<void> {
    last = last.then(async () => {
      for (const job of crontab) await runSlot(job, at, options);
    });
    return last;
  }

  let stop: () => Promise<void> = async () => undefined;
  return {
    tick,
    start() {
      // By real time, whatever our clock says: it asks every minute, and the tables answer.
      const task = schedule('* * * * *', () => tick(), {
        timezone: options.timeZone,
        noOverlap: true,
        suppressMissedWarning: true,
      });
      void tick();
      stop = async () => {
        await task.destroy();
      };
    },
    async stop() {
      await stop();
      await last;
    },
  };
}

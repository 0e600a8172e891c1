import { performance } from 'node:perf_hooks';
import type { Update } from '../../world/telegram.ts';
import type { World } from '../../world/world.ts';
import { conflict } from '../api-error.ts';

const longestSeconds = 50;

export interface Poll {
  offset: number;
  limit: number;
  seconds: number;
}

interface OpenPoll {
  finish: () => void;
  abort: (reason: string) => void;
}

/** One long poll at a time: a second one ends the first. */
export class Polling {
  readonly #world: World;
  #open: OpenPoll | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  abort(reason: string): void {
    this.#open?.abort(reason);
  }

  /** @param whenClosed calls back when the bot hangs up */
  async poll(poll: Poll, whenClosed: (listener: () => void) => void): Promise<Update[]> {
    this.abort('terminated by other getUpdates request; make sure that only one bot instance is running');
    const deadline = performance.now() + Math.min(longestSeconds, Math.max(0, poll.seconds)) * 1000;
    const limit = poll.limit >= 1 && poll.limit <= 100 ? poll.limit : 100;
    const take = () => this.#world.updates.take(poll.offset, limit, this.#world.clock.now());
    let updates = take();
    if (updates.length === 0 && performance.now() < deadline) {
      await this.#wait(deadline - performance.now(), whenClosed);
      updates = take();
    }
    return updates;
  }

  #wait(milliseconds: number, whenClosed: (listener: () => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (outcome: () => void) => {
        if (this.#open === own) this.#open = undefined;
        clearTimeout(timer);
        stop();
        outcome();
      };
      const own: OpenPoll = {
        finish: () => settle(resolve),
        abort: (reason) => settle(() => reject(conflict(reason))),
      };
      const timer = setTimeout(own.finish, milliseconds);
      let woken = false;
      const stop = this.#world.updates.listen(() => {
        if (woken) return;
        woken = true;
        // What comes in within the same turn of the loop travels in the same batch.
        setImmediate(own.finish);
      });
      this.#open = own;
      whenClosed(own.finish);
    });
  }
}

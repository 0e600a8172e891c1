import type { Timer } from '../../src/bot/timer.ts';

/** Time that passes only by sleeping, at once; `slept` says how long each sleep would have been. */
export function instantTimer(): Timer & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = 0;
  return {
    slept,
    now: () => now,
    async sleep(ms) {
      slept.push(ms);
      now += ms;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** One lane per key: work of one key runs in the order it came, work of different keys side by side. */
export interface Lanes {
  /** Settles as `work` does. A failure is the caller's; the lane goes on with what is behind. */
  run<T>(key: number | string, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void>;
  /** Works that run or wait. */
  readonly size: number;
}

/**
 * At most `concurrency` works run at once. A stuck one holds one of these and its own lane, nothing else; among lanes the
 * one that has waited longest goes first, so a person who sends a hundred messages delays nobody by more than one.
 */
export function createLanes({ concurrency }: { concurrency: number }): Lanes {
  /** What waits, by key; a key that runs or waits is in here, however empty its list. */
  const waiting = new Map<number | string, (() => Promise<void>)[]>();
  /** Keys that have work and don't run, the longest-waiting first. */
  const ready = new Set<number | string>();
  let size = 0;
  let running = 0;
  let onIdle: (() => void)[] = [];

  function fill(): void {
    for (const key of ready) {
      if (running >= concurrency) return;
      ready.delete(key);
      void advance(key);
    }
  }

  async function advance(key: number | string): Promise<void> {
    const lane = waiting.get(key);
    const work = lane?.shift();
    if (!lane || !work) return;
    running += 1;
    await work();
    running -= 1;
    size -= 1;
    if (lane.length > 0) ready.add(key);
    else waiting.delete(key);
    fill();
    if (size === 0) {
      for (const resolve of onIdle) resolve();
      onIdle = [];
    }
  }

  return {
    get size() {
      return size;
    },
    run(key, work) {
      return new Promise((resolve, reject) => {
        const settle = async () => {
          try {
            resolve(await work());
          } catch (error) {
            reject(error);
          }
        };
        const lane = waiting.get(key);
        if (lane) {
          lane.push(settle);
        } else {
          waiting.set(key, [settle]);
          ready.add(key);
        }
        size += 1;
        fill();
      });
    },
    idle() {
      return size === 0 ? Promise.resolve() : new Promise((resolve) => onIdle.push(resolve));
    },
  };
}

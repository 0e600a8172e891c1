/**
 * How far Telegram may forget. `getUpdates(offset)` confirms everything below `offset` for good, so the offset is the
 * lowest id that isn't safe yet; safe ids above it will be delivered again and are remembered until then.
 */
export interface OffsetWindow {
  /** What to ask Telegram from; undefined before the first update. Forgets what Telegram will forget with it. */
  advance(): number | undefined;
  /** Notes one that was delivered. @returns whether it is to be handled: it is new, or was refused before. */
  deliver(id: number): boolean;
  /** Its effects are committed, or it is parked. */
  makeSafe(id: number): void;
  /** It has to be delivered again. */
  refuse(id: number): void;
  /** How many delivered ones Telegram must not forget yet. At most a batch: Telegram delivers 100 from the offset. */
  readonly unsafe: number;
  /** Those of them that were not refused. */
  readonly handling: number;
}

export function createOffsetWindow(): OffsetWindow {
  const unsafe = new Map<number, 'handling' | 'refused'>();
  const safe = new Set<number>();
  /** What Telegram was last asked from. */
  let asked = -Infinity;
  let next: number | undefined;

  return {
    advance() {
      const offset = unsafe.size > 0 ? Math.min(...unsafe.keys()) : next;
      if (offset === undefined) return undefined;
      for (const id of safe) if (id < offset) safe.delete(id);
      asked = offset;
      return offset;
    },
    deliver(id) {
      if (safe.has(id) || unsafe.get(id) === 'handling') return false;
      unsafe.set(id, 'handling');
      // Ids go up, but after a week of silence Telegram begins anew at any number: one below what was asked for says so.
      if (next === undefined || id >= next || id < asked) next = id + 1;
      return true;
    },
    makeSafe(id) {
      if (unsafe.delete(id)) safe.add(id);
    },
    refuse(id) {
      if (unsafe.has(id)) unsafe.set(id, 'refused');
    },
    get unsafe() {
      return unsafe.size;
    },
    get handling() {
      return [...unsafe.values()].filter((state) => state === 'handling').length;
    },
  };
}

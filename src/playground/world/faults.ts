export const faultKinds = ['latency', '429', '500', 'reset_before', 'reset_after', '403', '400'] as const;
type FaultKind = (typeof faultKinds)[number];

/** Something to go wrong on request. Without `method` and `chat_id` it meets every call. */
export interface Fault {
  id: number;
  kind: FaultKind;
  method?: string;
  chat_id?: number;
  /** For `latency`: how long. */
  ms?: number;
  retry_after?: number;
  description?: string;
  /** How often it still strikes; absent: for ever. */
  times?: number;
  /** Of striking when it could; absent: 1. */
  probability?: number;
}

export class Faults {
  #faults: Fault[] = [];
  #nextId = 1;
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  get current(): readonly Fault[] {
    return this.#faults;
  }

  add(fault: Omit<Fault, 'id'>): Fault {
    const added = { id: this.#nextId, ...fault };
    this.#nextId += 1;
    this.#faults.push(added);
    return added;
  }

  /** Without an id: all of them. */
  remove(id?: number): void {
    this.#faults = id === undefined ? [] : this.#faults.filter((fault) => fault.id !== id);
  }

  /** What befalls this call: any latencies, and at most one failure. */
  strike(method: string, chatId: number | undefined): Fault[] {
    if (this.#faults.length === 0) return [];
    const struck: Fault[] = [];
    let failed = false;
    for (const fault of this.#faults) {
      if (fault.method && fault.method.toLowerCase() !== method) continue;
      if (fault.chat_id !== undefined && fault.chat_id !== chatId) continue;
      if (failed && fault.kind !== 'latency') continue;
      if (fault.probability !== undefined && this.#random() >= fault.probability) continue;
      if (fault.kind !== 'latency') failed = true;
      if (fault.times !== undefined) fault.times -= 1;
      struck.push({ ...fault });
    }
    this.#faults = this.#faults.filter((fault) => fault.times === undefined || fault.times > 0);
    return struck;
  }
}

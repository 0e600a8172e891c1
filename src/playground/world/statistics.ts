export interface StatisticsReport {
  calls: Record<string, { total: number; outcomes: Record<string, number> }>;
  messages: { person_id: number; from_bot: number; from_person: number }[];
  updates_pending: number;
}

/** Counts, never contents. */
export class Statistics {
  readonly #calls = new Map<string, Map<string, number>>();
  readonly #messages = new Map<number, { from_bot: number; from_person: number }>();

  /** @param outcome an HTTP status, or how the call was cut off */
  called(method: string, outcome: string): void {
    let outcomes = this.#calls.get(method);
    if (!outcomes) {
      outcomes = new Map();
      this.#calls.set(method, outcomes);
    }
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }

  said(personId: number, by: 'from_bot' | 'from_person'): void {
    let counts = this.#messages.get(personId);
    if (!counts) {
      counts = { from_bot: 0, from_person: 0 };
      this.#messages.set(personId, counts);
    }
    counts[by] += 1;
  }

  report(updatesPending: number): StatisticsReport {
    const calls: StatisticsReport['calls'] = {};
    for (const [method, outcomes] of this.#calls) {
      const total = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
      calls[method] = { total, outcomes: Object.fromEntries(outcomes) };
    }
    const messages = [...this.#messages].map(([person_id, counts]) => ({ person_id, ...counts }));
    return { calls, messages, updates_pending: updatesPending };
  }
}

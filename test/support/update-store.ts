import type { Update } from '../../src/bot/api-types.ts';
import type { UpdateStore } from '../../src/bot/inbox.ts';

export interface ParkedUpdate {
  readonly update: Update;
  readonly reason: string;
  readonly attempt: number;
  readonly retryAt: Date | null;
}

/** The contract of UpdateStore in memory: what the table does, without the table. `down` makes every call fail. */
export function memoryUpdateStore() {
  const parked = new Map<number, ParkedUpdate>();
  const done = new Set<number>();
  const store = {
    down: false,
    parked,
    done,
    /** Every parking there ever was, in order. */
    history: [] as ParkedUpdate[],
    /** What the handling's own transaction does. */
    commit(update: Update): void {
      if (store.down) throw new Error('the database is away');
      done.add(update.update_id);
      parked.delete(update.update_id);
    },
    async park(update, reason, attempt, retryAt) {
      await Promise.resolve();
      if (store.down) throw new Error('the database is away');
      if (done.has(update.update_id)) return;
      const row = { update, reason: reason.kind, attempt, retryAt };
      parked.set(update.update_id, row);
      store.history.push(row);
    },
    async takeDue(now, limit) {
      if (store.down) throw new Error('the database is away');
      const due = [...parked.values()]
        .filter((row) => row.retryAt !== null && row.retryAt <= now)
        .sort((a, b) => a.update.update_id - b.update.update_id)
        .slice(0, limit);
      for (const row of due) {
        parked.set(row.update.update_id, { ...row, retryAt: new Date(now.getTime() + 300_000) });
      }
      return due.map(({ update, attempt }) => ({ update, attempt }));
    },
  } satisfies UpdateStore & Record<string, unknown>;
  return store;
}

let messages = 0;

/** A text message of one person in her private chat. */
export function messageFrom(person: number, update_id: number): Update {
  messages += 1;
  const from = { id: person, is_bot: false, first_name: 'P' };
  const chat = { id: person, type: 'private', first_name: 'P' } as const;
  return { update_id, message: { message_id: messages, date: 0, from, chat, text: 'hello' } };
}

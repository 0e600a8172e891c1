import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Update } from './api-types.ts';
import { type Fault, faultOf } from './fault.ts';
import type { Lanes } from './lanes.ts';
import { personOf } from './update-person.ts';

/** Where updates wait that couldn't be handled at once. */
export interface UpdateStore {
  /**
   * Keeps the update itself (sealed), so that Telegram may forget it although its effects aren't committed.
   * Parking again replaces what was parked; parking one whose effects are committed does nothing.
   * It must not wait for a handling in progress: the handling writes its `update_id` as its transaction's last statement.
   * @param retryAt null: set aside for good.
   */
  park(update: Update, reason: Fault, attempt: number, retryAt: Date | null): Promise<void>;
  /**
   * Takes parked updates that are due (SKIP LOCKED), the oldest of each person first. What is taken stays parked and
   * comes due again after some minutes, so that it outlives whoever took it; its own commit removes it.
   */
  takeDue(now: Date, limit: number): Promise<{ update: Update; attempt: number }[]>;
}

/**
 * Resolves when the update's effects are committed together with its `update_id` (a duplicate: at once); rejects when
 * nothing was committed. `signal` aborts when nobody waits any longer.
 */
export type HandleUpdate = (update: Update, signal: AbortSignal) => Promise<void>;

export interface Inbox {
  /**
   * Resolves when the update is *safe*, committed or parked, so that Telegram may forget it. Rejects when it could be
   * neither: it must be delivered again.
   */
  accept(update: Update): Promise<void>;
  /** Retries parked updates that are due; resolves once they are under way. Call it every few seconds. */
  tick(): Promise<void>;
  /**
   * Takes nothing more, lets what runs finish within `withinMs` and breaks off the rest. What didn't begin is refused,
   * so that it is delivered again.
   */
  stop(withinMs?: number): Promise<void>;
  /** Updates in memory, safe or not. */
  readonly size: number;
}

export interface InboxOptions {
  readonly handle: HandleUpdate;
  readonly store: UpdateStore;
  readonly lanes: Lanes;
  readonly clock: { now(): Date };
  readonly log: Log;
  /** Whether an error says that the database is away: then nothing is wrong with the update. */
  readonly away?: (error: unknown) => boolean;
  /** An update was set aside for good: somebody was not answered. */
  readonly report: (failure: Fault & { update: number; person: number | undefined }) => void;
  /** Rounds before an update is set aside; the first is at once, the others come later and later. */
  readonly attempts?: number;
  /** Quick tries within a round follow after these pauses. */
  readonly quickRetriesMs?: readonly number[];
  /** Rounds follow after these pauses; the last one is repeated as needed. */
  readonly roundsMs?: readonly number[];
  /** An update that isn't done by then is parked while it continues. */
  readonly slowAfterMs?: number;
  /** A handling that isn't done by then counts as failed, and its person's next update goes on. */
  readonly handleWithinMs?: number;
  /** An update that is neither committed nor parked by then is refused. Telegram waits 60 s for a webhook. */
  readonly refuseAfterMs?: number;
}

interface Entry {
  readonly update: Update;
  readonly key: number | string;
  /** Rounds that failed so far. */
  readonly attempt: number;
  readonly settled: PromiseWithResolvers;
  state: 'unsafe' | 'safe' | 'refused';
  begun: boolean;
  /** The parking under way: a later one waits for it, or they might reach the store in the wrong order. */
  parking: Promise<boolean>;
  slow?: NodeJS.Timeout;
  overdue?: NodeJS.Timeout;
}

interface PromiseWithResolvers {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** How long a parked update is left to the process that still works on it. */
const leaseMs = 5 * 60_000;
const dueAtOnce = 100;

class HandlingTimeout extends Error {
  override readonly name = 'HandlingTimeout';
}
/** The update is neither committed nor parked: it has to be delivered again. */
export class UpdateRefused extends Error {
  override readonly name = 'UpdateRefused';
}

/**
 * What both doors, polling and webhook, hand updates to. Each person has a lane: her updates are handled in order, and
 * a stuck one delays nobody else.
 *
 * An update is tried a few times at once; if it still fails it is parked, retried later, in the end set aside and
 * reported, while her lane goes on. One that is slow, or waits behind a slow one, is parked *early*: it goes on as if
 * nothing had happened, and its commit removes what was parked (same `update_id`), but Telegram may forget it and the
 * poll's window moves. Should this process die meanwhile, the parked copy comes due when its lease ends. While the store
 * can't park (the database is away), nothing is safe and nothing is given up: the round starts over until
 * `refuseAfterMs`; then the update and all behind it in its lane are refused together, and come again in order. The same
 * goes for an update that fails because the database is away, though it can be parked again a moment later.
 */
export function createInbox(options: InboxOptions): Inbox {
  const { handle, store, lanes, clock, log, report } = options;
  const {
    attempts = 4,
    quickRetriesMs = [100, 500],
    roundsMs = [10_000, 60_000, 600_000],
    slowAfterMs = 2_000,
    handleWithinMs = 90_000,
    refuseAfterMs = 45_000,
    away = () => false,
  } = options;
  const entries = new Map<number, Entry>();
  const perKey = new Map<number | string, Set<Entry>>();
  const running = new Set<AbortController>();
  const stopping = new AbortController();
  const broke = (update: Update) => (error: unknown) =>
    log.error('inbox broke', { update: update.update_id, ...faultOf(error) });
  const later = (ms: number) => new Date(clock.now().getTime() + ms);

  function add(update: Update, attempt: number, state: Entry['state']): Entry {
    const key = personOf(update) ?? `update ${update.update_id}`;
    const settled = withResolvers();
    const parking = Promise.resolve(true);
    const entry: Entry = { update, key, attempt, settled, state, begun: false, parking };
    entries.set(update.update_id, entry);
    const siblings = perKey.get(key);
    if (siblings) siblings.add(entry);
    else perKey.set(key, new Set([entry]));
    void lanes.run(key, () =>
      work(entry)
        .catch(broke(update))
        .finally(() => remove(entry)),
    );
    return entry;
  }

  function remove(entry: Entry): void {
    clearTimeout(entry.slow);
    clearTimeout(entry.overdue);
    if (entries.get(entry.update.update_id) === entry) entries.delete(entry.update.update_id);
    const siblings = perKey.get(entry.key);
    siblings?.delete(entry);
    if (siblings?.size === 0) perKey.delete(entry.key);
  }

  function makeSafe(entry: Entry): void {
    if (entry.state !== 'unsafe') return;
    entry.state = 'safe';
    entry.settled.resolve();
  }

  /** Refuses it and what waits behind it, or the later ones might overtake it. */
  function refuse(entry: Entry): void {
    let behind = false;
    for (const sibling of perKey.get(entry.key) ?? []) {
      behind ||= sibling === entry;
      if (!behind || sibling.state !== 'unsafe') continue;
      sibling.state = 'refused';
      sibling.settled.reject(new UpdateRefused('neither committed nor parked'));
      // Delivered again it is a new entry, in line behind this one if this one still runs.
      entries.delete(sibling.update.update_id);
    }
  }

  /** @returns whether the update is in the store now. */
  function park(entry: Entry, reason: Fault, attempt: number, retryAt: Date | null): Promise<boolean> {
    entry.parking = entry.parking
      .then(() => store.park(entry.update, reason, attempt, retryAt))
      .then(
        () => {
          makeSafe(entry);
          return true;
        },
        (error: unknown) => {
          log.error('update not parked', { update: entry.update.update_id, ...faultOf(error) });
          return false;
        },
      );
    return entry.parking;
  }

  function parkEarly(entry: Entry): void {
    const reason = { kind: entry.begun ? 'slow' : 'waiting', code: '' };
    void park(entry, reason, entry.attempt, later(leaseMs)).then((parked) => {
      const pending = !parked && entry.state === 'unsafe' && entries.get(entry.update.update_id) === entry;
      if (pending) entry.slow = setTimeout(parkEarly, slowAfterMs, entry);
    });
  }

  async function work(entry: Entry): Promise<void> {
    const refused = () => entry.state === 'refused';
    for (let round = 0; !refused(); round++) {
      if (stopping.signal.aborted) {
        // Safe already: whoever comes next need not wait for the lease.
        if (entry.state === 'safe')
          await park(entry, { kind: 'stopped', code: '' }, entry.attempt, clock.now());
        else refuse(entry);
        return;
      }
      entry.begun = true;
      const error = await tryQuickly(entry);
      if (error === undefined) {
        makeSafe(entry);
        return;
      }
      if (refused()) return;
      // Her next update mustn't overtake this one for no fault of its own: it waits here, in its place.
      if (away(error)) {
        await pause(Math.min(100 * 2 ** round, 1_000));
        continue;
      }
      if (await parkFailed(entry, faultOf(error))) return;
      // A copy parked early is still there, and comes due when its lease ends.
      if (entry.state === 'safe') return;
      await pause(Math.min(100 * 2 ** round, 5_000));
    }
  }

  /** @returns the last error, or undefined when it is committed. */
  async function tryQuickly(entry: Entry): Promise<unknown> {
    for (const pauseMs of [...quickRetriesMs, undefined]) {
      try {
        await handleInTime(entry.update);
        return undefined;
      } catch (error) {
        log.warn('update failed', {
          update: entry.update.update_id,
          attempt: entry.attempt + 1,
          ...faultOf(error),
        });
        // One that hung may still be at it: another try at once would only queue up behind it.
        const last = pauseMs === undefined || error instanceof HandlingTimeout || stopping.signal.aborted;
        if (last) return error ?? new Error('failed without a reason');
        await pause(pauseMs);
      }
    }
  }

  async function parkFailed(entry: Entry, fault: Fault): Promise<boolean> {
    const attempt = entry.attempt + 1;
    const over = attempt >= attempts;
    const pauseMs = roundsMs[Math.min(attempt, roundsMs.length) - 1] ?? 60_000;
    if (!(await park(entry, fault, attempt, over ? null : later(pauseMs)))) return false;
    if (over) {
      const update = entry.update.update_id;
      const person = personOf(entry.update);
      log.error('update set aside', { update, attempt, ...(person !== undefined && { person }), ...fault });
      report({ update, person, ...fault });
    }
    return true;
  }

  async function handleInTime(update: Update): Promise<void> {
    const controller = new AbortController();
    running.add(controller);
    const timeout = setTimeout(() => controller.abort(new HandlingTimeout()), handleWithinMs);
    const overtime = withResolvers();
    controller.signal.addEventListener('abort', () => overtime.reject(controller.signal.reason as Error));
    try {
      await Promise.race([handle(update, controller.signal), overtime.promise]);
    } finally {
      clearTimeout(timeout);
      running.delete(controller);
    }
  }

  /** Cut short by `stop`. */
  async function pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  return {
    get size() {
      return entries.size;
    },
    accept(update) {
      const known = entries.get(update.update_id);
      if (known) return known.settled.promise;
      if (stopping.signal.aborted) return Promise.reject(new UpdateRefused('stopping'));
      const entry = add(update, 0, 'unsafe');
      entry.slow = setTimeout(parkEarly, slowAfterMs, entry);
      entry.overdue = setTimeout(refuse, refuseAfterMs, entry);
      return entry.settled.promise;
    },
    async tick() {
      if (stopping.signal.aborted) return;
      for (const { update, attempt } of await store.takeDue(clock.now(), dueAtOnce)) {
        if (!entries.has(update.update_id)) add(update, attempt, 'safe');
      }
    },
    async stop(withinMs = 8_000) {
      stopping.abort();
      await Promise.race([lanes.idle(), sleep(withinMs, undefined, { ref: false })]);
      for (const controller of running) controller.abort(new HandlingTimeout());
      // The time to park what was broken off; the database may be gone as well.
      await Promise.race([lanes.idle(), sleep(1_000, undefined, { ref: false })]);
    },
  };
}

function withResolvers(): PromiseWithResolvers {
  let resolve = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<void>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  // Whoever waits is told; a promise that nobody waits for must not end the process.
  promise.catch(() => {});
  return { promise, resolve, reject };
}

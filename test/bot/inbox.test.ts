import { describe, expect, test, vi } from 'vitest';
import type { Update } from '../../src/bot/api-types.ts';
import { createInbox, type HandleUpdate, type InboxOptions, UpdateRefused } from '../../src/bot/inbox.ts';
import { createLanes } from '../../src/bot/lanes.ts';
import { isDatabaseAway } from '../../src/db/away.ts';
import { silentLog } from '../../src/log.ts';
import { eventually } from '../support/eventually.ts';
import { memoryUpdateStore, messageFrom } from '../support/update-store.ts';

const amina = 101;
const bo = 102;
const start = new Date('2026-03-02T10:00:00+08:00');

/** An inbox over a store in memory; `behave` is what each handling does before it commits. */
function setUp(behave: HandleUpdate = async () => {}, options: Partial<InboxOptions> = {}) {
  const store = memoryUpdateStore();
  const clock = { time: start, now: () => clock.time };
  const report = vi.fn();
  const handled: number[] = [];
  const lanes = createLanes({ concurrency: 8 });
  const handle: HandleUpdate = async (update, signal) => {
    handled.push(update.update_id);
    await behave(update, signal);
    store.commit(update);
  };
  const inbox = createInbox({
    handle,
    store,
    lanes,
    clock,
    log: silentLog,
    report,
    quickRetriesMs: [1, 1],
    slowAfterMs: 30,
    refuseAfterMs: 500,
    ...options,
  });
  const advance = (ms: number) => {
    clock.time = new Date(clock.time.getTime() + ms);
  };
  const retryIn = (id: number) => {
    const at = store.parked.get(id)?.retryAt;
    return at && (at.getTime() - clock.time.getTime()) / 1000;
  };
  return { inbox, store, lanes, report, handled, advance, retryIn };
}

const until = (signal: AbortSignal) =>
  new Promise<void>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe('an update that goes well', () => {
  test('is safe when its effects are committed, and never parked', async () => {
    const { inbox, store } = setUp();
    await inbox.accept(messageFrom(amina, 1));
    expect(store.done).toEqual(new Set([1]));
    expect(store.history).toEqual([]);
    await eventually(() => expect(inbox.size).toBe(0));
  });

  test('given twice while it is handled, is handled once', async () => {
    const { open, opened } = gate();
    const { inbox, handled } = setUp(() => opened);
    const both = Promise.all([inbox.accept(messageFrom(amina, 1)), inbox.accept(messageFrom(amina, 1))]);
    open();
    await both;
    expect(handled).toEqual([1]);
  });

  test('comes after the same person’s earlier ones and beside everybody else’s', async () => {
    const { open, opened } = gate();
    const { inbox, handled } = setUp((update) => (update.update_id === 1 ? opened : Promise.resolve()));
    const first = inbox.accept(messageFrom(amina, 1));
    const second = inbox.accept(messageFrom(amina, 2));
    await inbox.accept(messageFrom(bo, 3));
    expect(handled).toEqual([1, 3]);
    open();
    await Promise.all([first, second]);
    expect(handled).toEqual([1, 3, 2]);
  });
});

describe('an update that fails', () => {
  test('is tried again at once, before the person’s next one', async () => {
    let failures = 2;
    const { inbox, store, handled } = setUp(async ({ update_id }) => {
      if (update_id === 1 && failures-- > 0) throw new Error('deadlock');
    });
    await Promise.all([inbox.accept(messageFrom(amina, 1)), inbox.accept(messageFrom(amina, 2))]);
    expect(handled).toEqual([1, 1, 1, 2]);
    expect(store.history).toEqual([]);
  });

  test('because the database is away, keeps its place: her next one waits, and no round is counted', async () => {
    let failures = 7;
    const lost = Object.assign(new Error('write CONNECTION_CLOSED'), { code: 'CONNECTION_CLOSED' });
    const { inbox, store, handled } = setUp(
      async ({ update_id }) => {
        if (update_id === 1 && failures-- > 0) throw new Error('Failed query', { cause: lost });
      },
      { away: isDatabaseAway, slowAfterMs: 5_000, refuseAfterMs: 5_000 },
    );
    await Promise.all([inbox.accept(messageFrom(amina, 1)), inbox.accept(messageFrom(amina, 2))]);
    expect(handled).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 2]);
    expect(store.history).toEqual([]);
  });

  test('is parked, retried later and later, then set aside and reported without a word of it', async () => {
    const { inbox, store, lanes, report, handled, advance, retryIn } = setUp(async ({ update_id }) => {
      if (update_id === 1) throw Object.assign(new TypeError('王小明 is no number'), { code: '22P02' });
    });
    await inbox.accept(messageFrom(amina, 1));
    await inbox.accept(messageFrom(amina, 2));
    expect(store.done).toEqual(new Set([2]));
    for (const pause of [10, 60, 600]) {
      expect(retryIn(1)).toBe(pause);
      advance(pause * 1000 - 1);
      await inbox.tick();
      await lanes.idle();
      const tries = handled.length;
      advance(1);
      await inbox.tick();
      await lanes.idle();
      expect(handled.length).toBeGreaterThan(tries);
    }
    expect(store.parked.get(1)).toMatchObject({ attempt: 4, retryAt: null, reason: 'TypeError' });
    expect(report.mock.calls).toEqual([[{ update: 1, person: amina, kind: 'TypeError', code: '22P02' }]]);
    advance(86_400_000);
    await inbox.tick();
    await lanes.idle();
    expect(report).toHaveBeenCalledTimes(1);
  });

  test('succeeds on a later round as if nothing had been', async () => {
    let broken = true;
    const { inbox, store, lanes, report, advance } = setUp(async () => {
      if (broken) throw new Error('not yet');
    });
    await inbox.accept(messageFrom(amina, 1));
    await lanes.idle();
    broken = false;
    advance(10_000);
    await inbox.tick();
    await lanes.idle();
    expect(store.done).toEqual(new Set([1]));
    expect(store.parked.size).toBe(0);
    expect(report).not.toHaveBeenCalled();
  });

  test('blocks nobody, even when reporting it fails', async () => {
    const { inbox, store } = setUp(
      async ({ update_id }) => {
        if (update_id === 1) throw new Error('poison');
      },
      {
        attempts: 1,
        report: () => {
          throw new Error('nobody listens');
        },
      },
    );
    await Promise.all([1, 2, 3].map((id) => inbox.accept(messageFrom(amina, id))));
    expect(store.done).toEqual(new Set([2, 3]));
  });
});

describe('a slow update', () => {
  test('is parked while it continues, and so are those behind it; their commits remove what was parked', async () => {
    const { open, opened } = gate();
    const { inbox, store, lanes, handled } = setUp(() => opened);
    await Promise.all([inbox.accept(messageFrom(amina, 1)), inbox.accept(messageFrom(amina, 2))]);
    expect([...store.parked.values()].map((row) => [row.reason, row.attempt])).toEqual([
      ['slow', 0],
      ['waiting', 0],
    ]);
    expect(handled).toEqual([1]);
    open();
    await lanes.idle();
    expect(store.done).toEqual(new Set([1, 2]));
    expect(store.parked.size).toBe(0);
    expect(handled).toEqual([1, 2]);
  });

  test('is not begun twice when its lease comes due in the process that still has it', async () => {
    const { open, opened } = gate();
    const { inbox, lanes, handled, advance } = setUp(() => opened);
    await inbox.accept(messageFrom(amina, 1));
    advance(3_600_000);
    await inbox.tick();
    open();
    await lanes.idle();
    expect(handled).toEqual([1]);
  });

  test('that hangs is broken off and counts as failed; the person’s next one goes on', async () => {
    const { inbox, store, lanes, handled } = setUp(
      ({ update_id }, signal) => (update_id === 1 ? until(signal) : Promise.resolve()),
      { handleWithinMs: 60 },
    );
    await Promise.all([inbox.accept(messageFrom(amina, 1)), inbox.accept(messageFrom(amina, 2))]);
    await lanes.idle();
    expect(store.parked.get(1)).toMatchObject({ reason: 'HandlingTimeout', attempt: 1 });
    expect(store.done).toEqual(new Set([2]));
    expect(handled).toEqual([1, 2]);
  });

  test('goes on even when it doesn’t heed the signal', async () => {
    const { inbox, store, lanes } = setUp(
      ({ update_id }) => (update_id === 1 ? new Promise<void>(() => {}) : Promise.resolve()),
      { handleWithinMs: 60 },
    );
    await Promise.all([inbox.accept(messageFrom(amina, 1)), inbox.accept(messageFrom(amina, 2))]);
    await lanes.idle();
    expect(store.done).toEqual(new Set([2]));
  });
});

describe('while the database is away', () => {
  test('nothing is safe; it is handled once the database is back', async () => {
    const { inbox, store, lanes, handled } = setUp(undefined, { refuseAfterMs: 10_000 });
    store.down = true;
    let safe = false;
    const accepted = inbox.accept(messageFrom(amina, 1)).then(() => {
      safe = true;
    });
    await eventually(() => expect(handled.length).toBeGreaterThan(3));
    expect(safe).toBe(false);
    store.down = false;
    await accepted;
    await lanes.idle();
    expect(store.done).toEqual(new Set([1]));
  });

  test('too long: refused with all behind it, delivered again in order', async () => {
    const { inbox, store, lanes, handled } = setUp(undefined, { refuseAfterMs: 100 });
    store.down = true;
    const updates: Update[] = [messageFrom(amina, 1), messageFrom(amina, 2), messageFrom(bo, 3)];
    const settled = await Promise.allSettled(updates.map((update) => inbox.accept(update)));
    for (const result of settled) expect(result).toMatchObject({ reason: expect.any(UpdateRefused) });
    store.down = false;
    handled.length = 0;
    await Promise.all(updates.map((update) => inbox.accept(update)));
    await lanes.idle();
    expect(store.done).toEqual(new Set([1, 2, 3]));
    expect(handled.indexOf(1)).toBeLessThan(handled.indexOf(2));
  });
});

test('an update that came after a refused one is refused with it, and does not overtake it', async () => {
  const { inbox, store } = setUp(undefined, { refuseAfterMs: 200 });
  store.down = true;
  const first = inbox.accept(messageFrom(amina, 1));
  await new Promise((resolve) => setTimeout(resolve, 150));
  const second = inbox.accept(messageFrom(amina, 2));
  const others = inbox.accept(messageFrom(bo, 3));
  await expect(first).rejects.toThrow(UpdateRefused);
  store.down = false;
  await expect(second).rejects.toThrow(UpdateRefused);
  await others;
});

describe('stopping', () => {
  test('lets what runs finish and refuses what has not begun', async () => {
    const { open, opened } = gate();
    const { inbox, store, handled } = setUp(() => opened, { slowAfterMs: 10_000 });
    const first = inbox.accept(messageFrom(amina, 1));
    const second = inbox.accept(messageFrom(amina, 2));
    const stopped = inbox.stop();
    open();
    await stopped;
    await first;
    await expect(second).rejects.toThrow(UpdateRefused);
    await expect(inbox.accept(messageFrom(bo, 3))).rejects.toThrow(UpdateRefused);
    expect(handled).toEqual([1]);
    expect(store.done).toEqual(new Set([1]));
  });

  test('breaks off what does not finish in time, parked for the next process', async () => {
    const { inbox, store } = setUp((_update, signal) => until(signal), { slowAfterMs: 10_000 });
    const accepted = inbox.accept(messageFrom(amina, 1));
    await inbox.stop(20);
    await accepted;
    expect(store.parked.get(1)).toMatchObject({ attempt: 1, reason: 'HandlingTimeout' });
  });

  test('hands over at once what was parked early and has not begun', async () => {
    const { open, opened } = gate();
    const { inbox, store, retryIn } = setUp(() => opened);
    await Promise.all([inbox.accept(messageFrom(amina, 1)), inbox.accept(messageFrom(amina, 2))]);
    const stopped = inbox.stop();
    open();
    await stopped;
    expect(store.done).toEqual(new Set([1]));
    expect(retryIn(2)).toBe(0);
  });

  test('ends although the database hangs', async () => {
    const { inbox, store } = setUp((_update, signal) => until(signal));
    store.park = () => new Promise(() => {});
    void inbox.accept(messageFrom(amina, 1)).catch(() => {});
    await inbox.stop(10);
  });
});

import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Db } from '../db/client.ts';
import { claimDeliveries, recoverDeliveries, requeueLost } from '../db/queries/deliveries.ts';
import type { Vault } from '../db/vault.ts';
import { Brake } from '../domain/brake.ts';
import { ChatSpacing } from '../domain/chat-spacing.ts';
import type { Settlement } from '../domain/delivery-plan.ts';
import type { NoticeId, PersonId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import { Pace } from '../domain/pace.ts';
import type { Log } from '../log.ts';
import { prepareNotices, reportIfDone } from './outbox/chores.ts';
import { createDeliverRow } from './outbox/deliver-row.ts';
import { createLeaseKeeper } from './outbox/lease-keeper.ts';
import type { Render, Send, Timer } from './outbox/ports.ts';
import { Rounds } from './outbox/rounds.ts';
import { createSettler } from './outbox/settler.ts';
import { createWording } from './outbox/wording.ts';

export interface SenderOptions<Message> {
  readonly db: Db;
  readonly vault: Vault;
  /** The bot's Telegram id: whatever the number of processes, one at a time sends for it. */
  readonly botId: number;
  /** Messages a second; Infinity for no limit of ours. */
  readonly perSecond: number;
  /** The most messages on their way at once, and so the most that a crash can leave in doubt. */
  readonly inFlight?: number;
  /** How long after its last sign of life a dead sender is succeeded. */
  readonly leaseMs?: number;
  readonly render: Render<Message>;
  readonly send: Send<Message>;
  readonly languageDefault: Language;
  readonly timeZone: string;
  readonly now: () => Date;
  readonly timer: Timer;
  readonly log: Log;
}

export interface Sender {
  /** Once. */
  start(): void;
  /** Takes nothing more, lets what is on its way arrive within `withinMs`, and leaves the rest to be recovered. */
  stop(withinMs?: number): Promise<void>;
  /** Something may be waiting: called after commits, so that nobody waits for the next look. */
  poke(): void;
  /** A reply was given to Telegram: it counts against the same limits, and goes first. */
  replied(chat: number): void;
}

interface Held {
  readonly notice: NoticeId;
  readonly person: PersonId;
}

/** Without a poke, the outbox is looked at this often; so are notices that fall due. */
const lookEveryMs = 1_000;
/** However often it is poked, an outbox found empty isn't looked at again sooner. */
const restMs = 50;
const askForLeaseMs = 100;
const afterErrorMs = 500;

/**
 * Says everything that is said unprompted, from the ledger, once.
 *
 * A row is taken (`sending`, committed) only when it can go at this moment, and counts against `inFlight` until its
 * outcome is committed: nothing is taken ahead, so that a crash leaves in doubt what was really on its way. Everything
 * is written under the term of a lease; whoever lost it can neither take a row nor settle one.
 */
export function createSender<Message>(options: SenderOptions<Message>): Sender {
  const { db, timer, now, log, inFlight = 60, leaseMs = 15_000 } = options;
  const stopping = new AbortController();
  const breakingOff = new AbortController();
  // Every message on its way listens to this one.
  setMaxListeners(0, breakingOff.signal);
  const held = new Map<string, Held>();
  const rounds = new Rounds();
  const pace = new Pace({ perSecond: options.perSecond, now: timer.now() });
  const spacing = new ChatSpacing();
  const brake = new Brake();
  const lease = `sender:${options.botId}`;
  const keeper = createLeaseKeeper({ db, name: lease, holder: randomUUID(), forMs: leaseMs, timer, log });
  const wording = createWording({ ...options });
  const settler = createSettler({
    ...options,
    onSettled(rows) {
      for (const row of rows) held.delete(keyOf(row));
      stir();
    },
  });
  const deliverRow = createDeliverRow({
    ...options,
    wording,
    pace,
    spacing,
    brake,
    mayGo: () => keeper.term !== null && keeper.term === term,
    onRefusedToken() {
      if (!stopping.signal.aborted) log.error('sender stopped: Telegram refuses the token');
      stopping.abort();
    },
  });
  /** The term for which everything before has been put in order. */
  let term: number | undefined;
  let lookAt = 0;
  /** A claim failed: it may have been committed all the same. */
  let inDoubt = false;
  let running: Promise<void> = Promise.resolve();
  let stirred = false;
  let nap = new AbortController();

  function stir(): void {
    stirred = true;
    nap.abort();
  }

  async function rest(ms: number): Promise<void> {
    if (!stirred) {
      nap = new AbortController();
      await timer.sleep(ms, nap.signal);
    }
    stirred = false;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const pauseMs = await step().catch((error: unknown) => {
        inDoubt = true;
        log.warn('outbox not read', { kind: error instanceof Error ? error.name : typeof error });
        return afterErrorMs;
      });
      if (pauseMs > 0) await rest(pauseMs);
    }
  }

  /** @returns how long there is nothing to do, unless stirred */
  async function step(): Promise<number> {
    const current = keeper.term;
    if (current === null) return askForLeaseMs;
    if (current !== term) await takeOver(current);
    if (inDoubt) {
      await requeueLost(db, { term: current, held: [...held.values()] });
      inDoubt = false;
    }
    if (timer.now() >= lookAt) await look();

    const room = (brake.probing ? 1 : inFlight) - held.size;
    const mayGo = pace.available(timer.now());
    if (mayGo === 0) return pace.waitMs(timer.now());
    // A few at a time are cheaper to take than each as its place becomes free.
    if (room < Math.min(mayGo, brake.probing ? 1 : inFlight / 4)) return lookEveryMs;
    return (await sendSome(current, Math.min(room, mayGo))) || rounds.next ? 0 : idle();
  }

  async function sendSome(current: number, limit: number): Promise<boolean> {
    const rows = await claimDeliveries(db, {
      lease,
      term: current,
      now: now(),
      limit,
      position: rounds.next,
    });
    const mass = rows.flatMap((row) => (row.reach === 'mass' ? [row.person] : []));
    rounds.took(mass, limit - (rows.length - mass.length));
    for (const row of rows) {
      held.set(keyOf(row), row);
      void deliverRow(row, breakingOff.signal).then((settlement) => keep(current, row, settlement));
    }
    return rows.length > 0;
  }

  function keep(under: number, { notice, person }: Held, settlement: Settlement): void {
    const retry = settlement.status === 'retry';
    settler.add(under, {
      notice,
      person,
      status: settlement.status,
      reason: settlement.status === 'sent' ? null : settlement.reason,
      message: settlement.status === 'sent' ? settlement.message : null,
      dueAt: retry ? new Date(now().getTime() + settlement.afterMs) : null,
      counts: !retry || settlement.counts,
    });
  }

  async function idle(): Promise<number> {
    await timer.sleep(restMs, stopping.signal);
    return Math.max(1, lookAt - timer.now());
  }

  async function look(): Promise<void> {
    const underWay = await prepareNotices(db, now(), log);
    const closed = new Set<NoticeId>();
    for (const notice of rounds.spent) {
      const onTheWay = [...held.values()].some((row) => row.notice === notice);
      if (!onTheWay && (await reportIfDone(db, notice, now()))) closed.add(notice);
    }
    rounds.refresh(underWay.filter((notice) => !closed.has(notice)));
    lookAt = timer.now() + lookEveryMs;
  }

  /** Puts in order what the last holder of the lease left, who may have been ourselves. */
  async function takeOver(next: number): Promise<void> {
    if (term !== undefined) {
      // What we know of our own messages is better than to call them unknown.
      await settler.idle();
      while (held.size > 0 && !stopping.signal.aborted) await rest(lookEveryMs);
      await requeueLost(db, { term, held: [...held.values()] });
    }
    const left = await recoverDeliveries(db, { term: next, now: now() });
    if (left.unknown + left.retry > 0) log.warn('deliveries left in mid-air', { counts: left });
    lookAt = 0;
    term = next;
  }

  return {
    start() {
      keeper.start();
      running = run();
    },
    async stop(withinMs = 5_000) {
      stopping.abort();
      stir();
      await running;
      await emptied(withinMs);
      breakingOff.abort();
      await emptied(1_000);
      settler.abandon();
      await keeper.stop();
    },
    poke: stir,
    replied(chat) {
      pace.spend(timer.now());
      spacing.wrote(chat, timer.now());
    },
  };

  async function emptied(withinMs: number): Promise<void> {
    const until = timer.now() + withinMs;
    while (held.size > 0 && timer.now() < until) await rest(until - timer.now());
  }
}

function keyOf({ notice, person }: Held): string {
  return `${notice}:${person}`;
}

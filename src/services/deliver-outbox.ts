import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Db } from '../db/client.ts';
import {
  type Claimed,
  claimDeliveries,
  type Position,
  recoverDeliveries,
  requeueLost,
} from '../db/queries/deliveries.ts';
import type { Vault } from '../db/vault.ts';
import { Brake } from '../domain/brake.ts';
import { FailureWatch } from '../domain/broadcast.ts';
import { ChatSpacing } from '../domain/chat-spacing.ts';
import type { Settlement } from '../domain/delivery-plan.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import { waitsForMorning } from '../domain/notice.ts';
import { Pace } from '../domain/pace.ts';
import { type QuietHours, quietUntil } from '../domain/quiet-hours.ts';
import { SendWindow } from '../domain/send-window.ts';
import type { Log } from '../log.ts';
import { holdForFailures, prepareNotices, reportIfDone } from './outbox/chores.ts';
import { createDeliverRow } from './outbox/deliver-row.ts';
import { createLeaseKeeper } from './outbox/lease-keeper.ts';
import { createPaidBudget, type PaidOptions } from './outbox/paid-budget.ts';
import type { Render, Send, Timer } from './outbox/ports.ts';
import { createProgress, type RenderProgress } from './outbox/progress.ts';
import { Rounds } from './outbox/rounds.ts';
import { createSettler } from './outbox/settler.ts';
import { createStallDesks, type RenderDesk } from './outbox/stall-desks.ts';
import { isStillHers } from './outbox/still-hers.ts';
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
  /** How long after its last sign of life a dead sender is succeeded, give or take the second between two askings. */
  readonly leaseMs?: number;
  /** Without a poke, the outbox is looked at this often; so are notices that fall due. */
  readonly lookEveryMs?: number;
  /** When nobody is written to unasked; null: there is no such time. */
  readonly quiet?: QuietHours | null;
  /** Where they may be changed while it runs; asked at each look. */
  readonly readQuiet?: () => Promise<QuietHours>;
  /** Beyond what Telegram sends for free; null: never. */
  readonly paid?: PaidOptions | null;
  readonly render: Render<Message>;
  /** How far a broadcast is, for whoever announced it; without it, nobody is shown. */
  readonly renderProgress?: RenderProgress<Message>;
  /** The queue of a stall, for those who stand there; without it, nobody is shown. */
  readonly renderDesk?: RenderDesk<Message>;
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

type Held = Pick<Claimed, 'notice' | 'person'> & { readonly since: number };

/** However often it is poked, an outbox found empty isn't looked at again sooner. */
const restMs = 50;
const askForLeaseMs = 100;
const hangingMs = 3_000;
const afterErrorMs = 500;

/**
 * Says everything that is said unprompted, from the ledger, once.
 *
 * A row is taken (`sending`, committed) only when it can go at this moment, and counts against `inFlight` until its
 * outcome is committed: nothing is taken ahead, so that a crash leaves in doubt what was really on its way. Everything
 * is written under the term of a lease; whoever lost it can neither take a row nor settle one.
 */
export function createSender<Message>(options: SenderOptions<Message>): Sender {
  const { db, timer, now, log, inFlight = 60, leaseMs = 12_000, lookEveryMs = 1_000 } = options;
  const stopping = new AbortController();
  const breakingOff = new AbortController();
  // Every message on its way listens to this one.
  setMaxListeners(0, breakingOff.signal);
  const held = new Map<string, Held>();
  const watches = new Map<NoticeId, FailureWatch>();
  const rounds = new Rounds();
  const pace = new Pace({ perSecond: options.perSecond, now: timer.now() });
  const spacing = new ChatSpacing();
  const brake = new Brake();
  const window = new SendWindow();
  const budget = createPaidBudget({ ...options, paid: options.paid ?? null, pace });
  const lease = `sender:${options.botId}`;
  const keeper = createLeaseKeeper({ db, name: lease, holder: randomUUID(), forMs: leaseMs, timer, log });
  const wording = createWording({ ...options });
  const settler = createSettler({
    ...options,
    onSettled(rows) {
      for (const row of rows) {
        const taken = held.get(keyOf(row));
        if (taken) window.took(timer.now() - taken.since);
        held.delete(keyOf(row));
      }
      stir();
    },
  });
  const deliverRow = createDeliverRow({
    ...options,
    wording,
    pace,
    spacing,
    brake,
    mayGo: () => leads(),
    isStillHers: ({ person, body }) => isStillHers(db, person, body),
    quietMs: (row) => (row.reach === 'personal' && waitsForMorning(row.body.kind) ? quietMs() : 0),
    onRefusedToken() {
      if (!stopping.signal.aborted) log.error('sender stopped: Telegram refuses the token');
      stopping.abort();
    },
  });
  const progress = createProgress({ ...options, pace, spacing, quietUntil: quietNow, mayGo: () => leads() });
  const desks = createStallDesks({ ...options, pace, spacing, mayGo: () => leads() });
  /** The term for which everything before has been put in order. */
  let term: number | undefined;
  let lookAt = 0;
  let quiet = options.quiet ?? null;
  /** A claim failed: it may have been committed all the same. */
  let inDoubt = false;
  let running: Promise<void> = Promise.resolve();
  let stirred = false;
  let nap = new AbortController();

  const leads = () => keeper.term !== null && keeper.term === term;
  function quietNow(): Date | null {
    return quiet && quietUntil(now(), quiet, options.timeZone);
  }
  const quietMs = () => Math.max(0, (quietNow()?.getTime() ?? 0) - now().getTime());

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

    const most = brake.probing ? 1 : Math.min(inFlight, window.most(pace.perSecond));
    const room = Math.min(most - onTheWay(), inFlight - held.size);
    const mayGo = pace.available(timer.now());
    if (mayGo === 0) return pace.waitMs(timer.now());
    // A few at a time are cheaper to take than each as its place becomes free.
    if (room < Math.min(mayGo, Math.max(1, most / 4))) return lookEveryMs;
    // What is for many waits for the morning; what one person waits for goes.
    const position = quietNow() ? null : rounds.next;
    return (await sendSome(current, Math.min(room, mayGo), position)) || position ? 0 : idle();
  }

  /** Without those that hang: one silent chat mustn't hold up the others. */
  function onTheWay(): number {
    if (brake.probing) return held.size;
    const since = timer.now() - hangingMs;
    let count = 0;
    for (const row of held.values()) if (row.since > since) count += 1;
    return count;
  }

  async function sendSome(current: number, limit: number, position: Position | null): Promise<boolean> {
    const paid = position !== null && (await budget.take(limit));
    const rows = await claimDeliveries(db, {
      lease,
      term: current,
      now: now(),
      limit,
      position,
    });
    const mass = rows.filter((row) => row.reach === 'mass');
    if (position) rounds.took(mass, limit - (rows.length - mass.length));
    if (paid) await budget.giveBack(limit - mass.length);
    for (const row of rows) {
      held.set(keyOf(row), { notice: row.notice, person: row.person, since: timer.now() });
      void deliverRow(row, paid && row.reach === 'mass', breakingOff.signal).then((settlement) =>
        keep(current, row, settlement),
      );
    }
    return rows.length > 0;
  }

  function keep(under: number, { notice, person, reach }: Claimed, settlement: Settlement): void {
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
    if (reach === 'mass') watch(notice, settlement.status);
  }

  function watch(notice: NoticeId, status: Settlement['status']): void {
    const known = watches.get(notice) ?? new FailureWatch();
    watches.set(notice, known);
    if (!known.saw(status, timer.now())) return;
    log.error('broadcast held: too many failures', { notice });
    holdForFailures(db, notice, now()).then(stir, () => log.warn('broadcast not held', { notice }));
  }

  async function idle(): Promise<number> {
    await timer.sleep(restMs, stopping.signal);
    return Math.max(1, lookAt - timer.now());
  }

  async function look(): Promise<void> {
    const { languageDefault, timeZone } = options;
    if (options.readQuiet) quiet = await options.readQuiet();
    const underWay = await prepareNotices(db, { now: now(), languageDefault, timeZone, log });
    const closed = new Set<NoticeId>();
    for (const notice of rounds.spent.filter((one) => underWay.includes(one))) {
      if ([...held.values()].some((row) => row.notice === notice)) continue;
      const outcome = await reportIfDone(db, notice, now());
      if (outcome === 'closed') closed.add(notice);
      if (outcome === 'overlooked') rounds.rewind(notice);
    }
    rounds.refresh(underWay.filter((notice) => !closed.has(notice)));
    for (const notice of closed) watches.delete(notice);
    await progress.look();
    desks.look();
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

function keyOf({ notice, person }: Pick<Held, 'notice' | 'person'>): string {
  return `${notice}:${person}`;
}

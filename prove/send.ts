import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eq, sql } from 'drizzle-orm';
import type { People } from '../bench/support/people.ts';
import type { Db } from '../src/db/client.ts';
import { broadcastById } from '../src/db/queries/broadcasts.ts';
import { announceToUnion } from '../src/db/queries/outbox.ts';
import { deliveries, people } from '../src/db/schema.ts';
import { type TallyRow, tallyOf } from '../src/domain/broadcast.ts';
import type { NoticeId, UnionId } from '../src/domain/ids.ts';
import { addActivity } from '../test/support/audience.ts';

/** Where it is proved: a database, a playground in a process of its own, and a union whose members live there. */
export interface Ground {
  readonly db: Db;
  readonly databaseUrl: string;
  readonly apiRoot: string;
  readonly token: string;
  readonly town: People;
  readonly union: UnionId;
  readonly members: number;
  readonly perSecond: number;
  readonly leaseMs: number;
}

/** One announcement to everybody, whose sender may be killed, and what each person had got before. */
export interface Send {
  readonly notice: NoticeId;
  /** Starts a sender in a process of its own; `apiRoot`: by another way. */
  start(options?: { apiRoot?: string; clockBackMs?: number }): Promise<ChildProcess>;
  /** Sets its clock back, once it is running. */
  setClockBack(sender: ChildProcess): Promise<void>;
  /** kill -9. @returns how many rows it left being sent */
  kill(sender: ChildProcess): Promise<number>;
  /** How many of the audience are settled. */
  done(): Promise<number>;
  /** Resolves when at least so many are, or the notice is closed. */
  reaches(count: number): Promise<void>;
  closed(): Promise<boolean>;
  /** Ends all senders. */
  stop(): Promise<void>;
  /** Once it is over: what became of it, told by the ledger and by the phones. */
  findings(inFlight: number): Promise<Findings>;
}

/** What a proof has to show, in figures. */
export interface Findings {
  readonly people: number;
  readonly sent: number;
  readonly unknown: number;
  /** So many may be in doubt: what was on its way whenever something broke. */
  readonly mayBeUnknown: number;
  /** Got it more than once. */
  readonly twice: number;
  /** Got nothing, though the ledger says sent; or aren't in the ledger at all. */
  readonly missing: number;
  /** Of those in doubt, so many did get it. */
  readonly unknownButArrived: number;
  /** Rows, sums kept and audience are the same. */
  readonly addsUp: boolean;
  readonly holds: boolean;
}

const script = fileURLToPath(new URL('../test/support/sender-process.ts', import.meta.url));
let sends = 0;

export async function beginSend(ground: Ground): Promise<Send> {
  const { db, union, town } = ground;
  sends += 1;
  const now = new Date();
  const activity = await addActivity(db, union, new Date(now.getTime() + 7 * 86_400_000 + sends));
  const body = { kind: 'activityAnnounced', union, activity } as const;
  const before = await town.received();
  const key = `prove:${now.getTime()}:${sends}`;
  const notice = await db.transaction((tx) =>
    announceToUnion(tx, { key, body, union, by: null, dueAt: now, now }),
  );
  if (notice === null) throw new Error('announced before');
  const senders = new Set<ChildProcess>();
  const running = new Map<ChildProcess, Promise<void>>();
  const broadcast = () => patiently(() => broadcastById(db, notice));

  async function end(sender: ChildProcess): Promise<void> {
    senders.delete(sender);
    if (sender.exitCode !== null || sender.signalCode !== null) return;
    const gone = once(sender, 'exit');
    sender.kill('SIGKILL');
    await gone;
  }

  async function done(): Promise<number> {
    const tally = (await broadcast())?.tally;
    return tally ? tally.audience - tally.waiting : 0;
  }
  const closed = async () => ((await broadcast())?.reportedAt ?? null) !== null;

  return {
    notice,
    done,
    closed,
    async start({ apiRoot = ground.apiRoot, clockBackMs = 0 } = {}) {
      const { databaseUrl, token, perSecond, leaseMs } = ground;
      const given = [databaseUrl, apiRoot, token, perSecond, leaseMs, clockBackMs].map(String);
      const sender = spawn(process.execPath, ['--import', 'tsx', script, ...given], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      senders.add(sender);
      running.set(sender, new Promise((resolve) => sender.stdout?.once('data', () => resolve())));
      return sender;
    },
    async setClockBack(sender) {
      // Before it listens, the signal would end it.
      await running.get(sender);
      sender.kill('SIGUSR2');
    },
    async kill(sender) {
      await end(sender);
      return patiently(() => db.$count(deliveries, eq(deliveries.status, 'sending')));
    },
    async reaches(count) {
      while ((await done()) < count && !(await closed())) {
        if ([...senders].every(({ exitCode, signalCode }) => exitCode !== null || signalCode !== null))
          throw new Error('nobody sends any more');
        await wait(10);
      }
    },
    async stop() {
      for (const sender of senders) await end(sender);
    },
    async findings(inFlight) {
      while (!(await closed())) await wait(50);
      for (const sender of senders) await end(sender);
      return compare(ground, notice, before, inFlight);
    },
  };
}

async function compare(
  { db, town, members }: Ground,
  notice: NoticeId,
  before: ReadonlyMap<number, number>,
  mayBeUnknown: number,
): Promise<Findings> {
  const after = await town.received();
  const rows = await db
    .select({ chat: people.telegramId, status: deliveries.status })
    .from(deliveries)
    .innerJoin(people, eq(people.id, deliveries.person))
    .where(eq(deliveries.notice, notice));
  const got = (chat: number | null) => (chat === null ? 0 : (after.get(chat) ?? 0) - (before.get(chat) ?? 0));
  const counted = await db
    .select({ status: deliveries.status, reason: deliveries.reason, people: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(eq(deliveries.notice, notice))
    .groupBy(deliveries.status, deliveries.reason);
  const tally = tallyOf(counted satisfies readonly TallyRow[]);
  const kept = (await broadcastById(db, notice))?.tally;
  const sent = rows.filter(({ status }) => status === 'sent');
  const unknown = rows.filter(({ status }) => status === 'unknown');
  const twice = [...after].filter(([chat]) => got(chat) > 1).length;
  const missing =
    sent.filter(({ chat }) => got(chat) === 0).length + (members - sent.length - unknown.length);
  const addsUp = JSON.stringify(tally) === JSON.stringify(kept) && tally.audience === members;
  return {
    people: members,
    sent: sent.length,
    unknown: unknown.length,
    mayBeUnknown,
    twice,
    missing,
    unknownButArrived: unknown.filter(({ chat }) => got(chat) === 1).length,
    addsUp,
    holds: twice === 0 && missing === 0 && addsUp && unknown.length <= mayBeUnknown,
  };
}

/** The database may be away at this moment: that is what some of this is about. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries >= 300) throw error;
      await wait(100);
    }
  }
}

export const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

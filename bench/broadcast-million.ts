import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { connect, type Db } from '../src/db/client.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { broadcastById } from '../src/db/queries/broadcasts.ts';
import { freezeNext } from '../src/db/queries/freeze.ts';
import { announceToUnion } from '../src/db/queries/outbox.ts';
import type { NoticeId, UnionId } from '../src/domain/ids.ts';
import { silentLog } from '../src/log.ts';
import { addActivity, addMembers, firstChat } from '../test/support/audience.ts';
import { twoStreets } from '../test/support/two-streets.ts';
import { percentile, processorMs, residentMb, startProgram } from './support/process.ts';

export interface MillionFigures {
  people: number;
  freeze_ms: number;
  /** Of the sending process and of the database's, for a message, the median of windows. */
  cost: { few: Cost; first: Cost; last: Cost };
  /** Of the sending process, the most that was seen. */
  rss_mb: number;
}

interface Cost {
  per_second: number;
  sender_cpu_ms: number;
  database_cpu_ms: number;
}

const few = 10_000;
const window = 5_000;

/**
 * What an audience of a million costs beside one of ten thousand. Its beginning and its end are really sent; what lies
 * between is settled by a statement, which leaves behind the same rows.
 */
export async function measure({ people = 1_000_000, sent = 30_000 } = {}): Promise<MillionFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'niangjia-bench-'));
  const anybody = await startProgram('bench/support/anybody.ts', {
    env: {},
    until: /everybody is at (\S+)/u,
  });
  const server = await startEmbedded({ dataDir, log: silentLog });
  const { db, close } = connect(server.url, { statementTimeoutMs: 0 });
  let sender: Awaited<ReturnType<typeof startProgram>> | undefined;
  try {
    await migrate(server.url);
    const { north, south } = await twoStreets(db);
    const since = new Date();
    await addMembers(db, south.union, { count: few, from: firstChat + people, since });
    await addMembers(db, north.union, { count: people, since });
    await db.execute('analyze');
    const postmaster = Number.parseInt(await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);
    sender = await startProgram('test/support/sender-process.ts', {
      arguments: [server.url, anybody.line[1] ?? '', '1:token', 'Infinity', '12000'],
      env: {},
      until: /sending/u,
    });
    const watch = { db, sender: sender.pid, postmaster };

    // The first is for what is compiled and prepared at first use.
    const small: Cost[] = [];
    for (let round = 0; round < 4; round++) {
      const notice = await announce(db, south.union);
      small.push(...(await watchWindows(watch, notice, few)));
    }
    await hold(db, true);
    const notice = await announce(db, north.union);
    const began = performance.now();
    await freezeNext(db, new Date());
    const freezeMs = performance.now() - began;
    await hold(db, false);
    const first = await watchWindows(watch, notice, sent);
    await settleAllBut(db, notice, sent);
    const last = await watchWindows(watch, notice, people);
    return {
      people,
      freeze_ms: Math.round(freezeMs),
      cost: { few: median(small.slice(few / window)), first: median(first), last: median(last) },
      rss_mb: Math.max(...memory),
    };
  } finally {
    await sender?.stop();
    await close();
    await server.stop();
    await anybody.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const memory: number[] = [];
let announcements = 0;

async function announce(db: Db, union: UnionId): Promise<NoticeId> {
  announcements += 1;
  const now = new Date();
  const activity = await addActivity(db, union, new Date(now.getTime() + 86_400_000 + announcements));
  const body = { kind: 'activityAnnounced', union, activity } as const;
  const notice = await db.transaction((tx) =>
    announceToUnion(tx, { key: `bench:${announcements}`, body, union, by: null, dueAt: now, now }),
  );
  if (notice === null) throw new Error('announced before');
  return notice;
}

/** Keeps the sender from looking for what is due, as another that freezes does. */
async function hold(db: Db, on: boolean): Promise<void> {
  const until = on ? sql`clock_timestamp() + interval '1 hour'` : sql`'-infinity'`;
  await db.execute(sql`update leases set holder = 'bench', term = term + 1, until = ${until}`);
  if (on) await sleep(6_000);
}

interface Watch {
  readonly db: Db;
  readonly sender: number;
  readonly postmaster: number;
}

/** What each so many messages of a notice cost, until `done` are done. */
async function watchWindows(
  { db, sender, postmaster }: Watch,
  notice: NoticeId,
  done: number,
): Promise<Cost[]> {
  const reading = async () => {
    const broadcast = await broadcastById(db, notice);
    return {
      done: broadcast?.tally ? broadcast.tally.audience - broadcast.tally.waiting : 0,
      at: performance.now(),
      sender: processorMs(sender),
      database: await familyMs(postmaster),
    };
  };
  const costs: Cost[] = [];
  let from = await reading();
  while (from.done < done) {
    await sleep(20);
    const to = await reading();
    if (to.done === from.done || (to.done - from.done < window && to.done < done)) {
      if (from.done === 0 && to.done === 0) from = to;
      continue;
    }
    memory.push(residentMb(sender));
    const messages = to.done - from.done;
    if (messages < window * 2)
      costs.push({
        per_second: messages / ((to.at - from.at) / 1000),
        sender_cpu_ms: (to.sender - from.sender) / messages,
        database_cpu_ms: (to.database - from.database) / messages,
      });
    from = to;
  }
  return costs;
}

/** Leaves only the last so many of a notice to be sent. */
async function settleAllBut(db: Db, notice: NoticeId, left: number): Promise<void> {
  await db.execute(sql`update notices set paused_at = now(), paused_by = 'staff' where id = ${notice}`);
  for (;;) {
    await sleep(200);
    const [row] = await db.execute(sql`select 1 from deliveries where status = 'sending' limit 1`);
    if (!row) break;
  }
  await db.transaction(async (tx) => {
    const [row] = await tx.execute<{ count: number }>(sql`
      with settled as (
        update deliveries set status = 'sent', settled_at = now(), message_id = 1, attempts = 1
        where notice_id = ${notice} and status = 'queued' and person_id <= (
          select person_id from deliveries where notice_id = ${notice} order by person_id desc offset ${left} limit 1)
        returning 1
      ) select count(*)::int as count from settled`);
    const count = row?.count ?? 0;
    await tx.execute(sql`
      update notice_tallies set waiting = waiting - ${count}, sent = sent + ${count} where notice_id = ${notice}`);
  });
  // As it would have been, several times over, while so many were sent.
  await db.execute(sql`vacuum analyze deliveries`);
  await db.execute(sql`update notices set paused_at = null, paused_by = null where id = ${notice}`);
}

/** Processor time of a server and all it started, those that have ended included. */
async function familyMs(postmaster: number): Promise<number> {
  let ticks = 0;
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/u.test(pid)) continue;
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const fields = stat.split(') ')[1]?.split(' ') ?? [];
    if (Number(pid) === postmaster)
      ticks += [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
    else if (Number(fields[1]) === postmaster) ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks * 10;
}

function median(costs: readonly Cost[]): Cost {
  const of = (name: keyof Cost) =>
    Math.round(
      percentile(
        costs.map((cost) => cost[name]),
        0.5,
      ) * 1000,
    ) / 1000;
  return {
    per_second: of('per_second'),
    sender_cpu_ms: of('sender_cpu_ms'),
    database_cpu_ms: of('database_cpu_ms'),
  };
}

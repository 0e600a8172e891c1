import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { screenPayload } from '../src/bot/reply.ts';
import { sendOnce } from '../src/bot/send-once.ts';
import { systemTimer } from '../src/bot/timer.ts';
import { BotApi } from '../src/bot/transport.ts';
import { connect, type Db } from '../src/db/client.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { announceToUnion } from '../src/db/queries/outbox.ts';
import { notices } from '../src/db/schema.ts';
import { createVault } from '../src/db/vault.ts';
import type { UnionId } from '../src/domain/ids.ts';
import { noticeScreen } from '../src/handlers/notice-view.ts';
import { createTranslations } from '../src/i18n/index.ts';
import { silentLog } from '../src/log.ts';
import { createSender } from '../src/services/deliver-outbox.ts';
import { addActivity, addMembers, ledger } from '../test/support/audience.ts';
import { twoStreets } from '../test/support/two-streets.ts';
import { people as peopleOf } from './support/people.ts';
import { percentile, startProgram } from './support/process.ts';

export interface BroadcastFigures {
  people: number;
  /** With the server enforcing 30/s in a bucket of 5 and 1/s in a chat, our pace set to the same. */
  paced: { per_second: number; slowest_per_second: number; refused: number };
  /** No limit anywhere: the ledger, the words and the calls. The median of the rounds. */
  unlimited: { per_second: number; rounds: number[]; cpu_ms_per_message: number };
  /** Of the process that sent, after all of it. */
  rss_mb: number;
}

interface Options {
  people?: number;
  pace?: number;
  rounds?: number;
}

const timeZone = 'Asia/Shanghai';

/** A union's announcement to so many members, from the frozen audience to the last settled row. */
export async function measure({
  people = 3_000,
  pace = 30,
  rounds = 3,
}: Options = {}): Promise<BroadcastFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'niangjia-bench-'));
  const playground = await startProgram('src/playground/main.ts', {
    env: { PORT: '0' },
    until: /TELEGRAM_API_ROOT=(\S+) and BOT_TOKEN=(\S+)/u,
  });
  const [, url = '', token = ''] = playground.line;
  const server = await startEmbedded({ dataDir, log: silentLog });
  const { db, close } = connect(server.url);
  const town = peopleOf(url);
  try {
    await migrate(server.url);
    const { north } = await twoStreets(db);
    await addMembers(db, north.union, { count: people, since: new Date() });
    await town.moveIn(people);

    const free: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      free.push(await broadcast(db, north.union, { url, token, perSecond: Infinity, inFlight: 100 }));
    }
    await town.limit({ global: { per_second: 30, burst: 5 }, per_chat: { per_second: 1, burst: 1 } });
    const before = await town.refusals();
    const paced = await broadcast(db, north.union, { url, token, perSecond: pace });
    return {
      people,
      paced: {
        per_second: round(paced.perSecond),
        slowest_per_second: round(slowestOf(paced.sentAt)),
        refused: (await town.refusals()) - before,
      },
      unlimited: {
        per_second: round(
          percentile(
            free.map((one) => one.perSecond),
            0.5,
          ),
        ),
        rounds: free.map((one) => round(one.perSecond)),
        cpu_ms_per_message: round(
          percentile(
            free.map((one) => one.cpuMs),
            0.5,
          ),
        ),
      },
      rss_mb: Math.round(process.memoryUsage.rss() / 1_048_576),
    };
  } finally {
    await close();
    await town.close();
    await server.stop();
    await playground.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Round {
  readonly perSecond: number;
  /** For each message. */
  readonly cpuMs: number;
  readonly sentAt: readonly number[];
}

interface Way {
  readonly url: string;
  readonly token: string;
  readonly perSecond: number;
  readonly inFlight?: number;
}

let announcements = 0;

async function broadcast(db: Db, union: UnionId, { url, token, ...way }: Way): Promise<Round> {
  announcements += 1;
  const now = new Date();
  const activity = await addActivity(db, union, new Date(now.getTime() + 86_400_000 + announcements));
  const notice = await db.transaction((tx) =>
    announceToUnion(tx, {
      key: `bench:${announcements}`,
      body: { kind: 'activityAnnounced', union, activity },
      union,
      by: null,
      dueAt: now,
      now,
    }),
  );
  if (notice === null) throw new Error('announced before');

  const api = new BotApi({ token, apiRoot: url });
  const translations = createTranslations(timeZone);
  const sentAt: number[] = [];
  let last = 0;
  const sender = createSender({
    db,
    vault: createVault(Buffer.alloc(32, 7)),
    botId: 1,
    languageDefault: 'zh',
    timeZone,
    now: () => new Date(),
    timer: systemTimer,
    log: silentLog,
    ...way,
    render: (content, { language, needs }) =>
      screenPayload(noticeScreen(content, { needs, timeZone }, translations[language])),
    async send(call, signal) {
      sentAt.push(performance.now());
      const outcome = await sendOnce(api, call, signal);
      last = performance.now();
      return outcome;
    },
  });
  const cpu = process.cpuUsage();
  sender.start();
  await reported(db, notice);
  const spent = process.cpuUsage(cpu);
  await sender.stop();
  await api.disconnect();

  const counts = await ledger(db, notice);
  const sent = counts.sent ?? 0;
  if (Object.keys(counts).length !== 1) throw new Error(`not all were sent: ${JSON.stringify(counts)}`);
  return {
    perSecond: (sent - 1) / ((last - (sentAt[0] ?? 0)) / 1000),
    sentAt,
    cpuMs: (spent.user + spent.system) / 1000 / sent,
  };
}

async function reported(db: Db, notice: Parameters<typeof ledger>[1]): Promise<void> {
  for (;;) {
    const [row] = await db.select({ at: notices.reportedAt }).from(notices).where(eq(notices.id, notice));
    if (row?.at) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Messages a second in the ten seconds in which the fewest went. */
function slowestOf(sentAt: readonly number[]): number {
  const within = 10_000;
  const end = (sentAt.at(-1) ?? 0) - within;
  const counts = sentAt
    .filter((from) => from <= end)
    .map((from) => sentAt.filter((at) => at >= from && at < from + within).length);
  return Math.min(...counts) / (within / 1000);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { connect, type Db } from '../src/db/client.ts';
import { findEmbedded } from '../src/db/embedded.ts';
import { broadcastById } from '../src/db/queries/broadcasts.ts';
import { announceToUnion } from '../src/db/queries/outbox.ts';
import { buildings, people, staffRoles, unionBuildings } from '../src/db/schema.ts';
import type { NoticeId, UnionId } from '../src/domain/ids.ts';
import { addActivity, addMembers } from '../test/support/audience.ts';
import type { Phone, Town } from '../test/support/chat-client.ts';
import { approveAll, walk } from './road.ts';
import { daytimeZone } from './support/daytime.ts';
import { people as townOf } from './support/people.ts';
import { percentile } from './support/process.ts';
import { raiseStage, type Stage } from './support/stage.ts';

export interface BesideFigures {
  readonly people: number;
  readonly broadcast_per_second: number;
  readonly journeys: number;
  readonly reactions: number;
  readonly reaction_ms: { readonly p50: number; readonly p99: number };
  /** Calls that the server refused with 429, the broadcast's and the replies'. */
  readonly refused: number;
  /** Reactions that never came. */
  readonly lost: number;
}

const walkers = 3;
const officer = 950_000_001;
/** A second for Telegram's limit in a chat, and a little to read. */
const thinkMs = 1_300;

/**
 * Three people walk the worker's road again and again while the real bot announces to thousands, under a server that
 * takes 30 messages a second, five at once, and one a second in a chat.
 */
export async function measure({ people: count = 2_000 } = {}): Promise<BesideFigures> {
  const stage = await raiseStage(
    { BROADCAST_PER_SECOND: '30', TZ_DEFAULT: daytimeZone(new Date()) },
    { until: 'first', timeout: 30_000, connections: 32 },
  );
  const server = await findEmbedded(stage.folder);
  if (!server) throw new Error('the bot’s database is not to be found');
  const { db, close } = connect(server.url);
  const town = townOf(stage.playground.line[1] ?? '');
  try {
    const at = new Date();
    const [place] = await db
      .select({ union: unionBuildings.union, building: buildings.name })
      .from(unionBuildings)
      .innerJoin(buildings, eq(buildings.id, unionBuildings.building))
      .orderBy(unionBuildings.union, buildings.id)
      .limit(1);
    if (!place) throw new Error('no union');
    const desk = await seat(stage.town, db, place.union, at);
    await addMembers(db, place.union, { count, since: at });
    await town.moveIn(count);
    const round: Round = { stage, desk, building: place.building, road: newRoad() };

    // Once without limits, for what is compiled and prepared at first use.
    await walkWhile(round, () => false, 0);
    // An answer of two messages (her keyboard is taken away, the next question comes) is what Telegram calls a short burst.
    await town.limit({ global: { per_second: 30, burst: 5 }, per_chat: { per_second: 1, burst: 3 } });
    const refusedBefore = await town.refusals();

    const activity = await addActivity(db, place.union, new Date(at.getTime() + 7 * 86_400_000));
    const body = { kind: 'activityAnnounced', union: place.union, activity } as const;
    const now = new Date();
    const notice = await db.transaction((tx) =>
      announceToUnion(tx, { key: 'bench', body, union: place.union, by: null, dueAt: now, now }),
    );
    if (notice === null) throw new Error('announced before');
    const road = newRoad();
    let sending = true;
    const took = rateOf(db, notice).finally(() => {
      sending = false;
    });
    await walkWhile({ ...round, road }, () => sending, thinkMs);
    const { p50, p99 } = { p50: percentile(road.reactions, 0.5), p99: percentile(road.reactions, 0.99) };
    return {
      people: count,
      broadcast_per_second: tenths(await took),
      journeys: road.journeys,
      reactions: road.reactions.length,
      reaction_ms: { p50: tenths(p50), p99: tenths(p99) },
      refused: (await town.refusals()) - refusedBefore,
      lost: road.lost,
    };
  } finally {
    await close();
    await town.close();
    await stage.stop();
  }
}

interface Road {
  readonly reactions: number[];
  journeys: number;
  lost: number;
}

const newRoad = (): Road => ({ reactions: [], journeys: 0, lost: 0 });

interface Round {
  readonly stage: Stage;
  readonly desk: Phone;
  readonly building: string;
  readonly road: Road;
}

let newcomers = 960_000_000;

/** Each walks at least once; then another in her place, as long as it lasts. */
async function walkWhile(
  { stage, desk, building, road }: Round,
  lasts: () => boolean,
  ms: number,
): Promise<void> {
  let walking = true;
  const approving = approveAll(
    desk,
    () => walking,
    [],
    () => sleep(ms),
  );
  const walker = async () => {
    do {
      newcomers += 1;
      const worker = await stage.town.person({
        id: newcomers,
        first_name: '小雨',
        last_name: '王',
        language_code: 'zh-hans',
        phone: `+86139${String(newcomers).slice(-8)}`,
      });
      await walk(worker, building, road.reactions, () => sleep(ms)).then(
        () => {
          road.journeys += 1;
        },
        () => {
          road.lost += 1;
        },
      );
    } while (lasts());
  };
  await Promise.all(Array.from({ length: walkers }, walker));
  walking = false;
  await approving;
}

async function seat(town: Town, db: Db, union: UnionId, at: Date): Promise<Phone> {
  const [row] = await db.insert(people).values({ telegramId: officer, createdAt: at }).returning();
  if (!row) throw new Error('no officer');
  await db.insert(staffRoles).values({ person: row.id, scope: 'union', scopeId: union, grantedAt: at });
  const desk = await town.person({ id: officer, first_name: '干事', language_code: 'zh-hans' });
  await desk.follows();
  return desk;
}

/** Messages a second of a notice, from the first to the last. */
async function rateOf(db: Db, notice: NoticeId): Promise<number> {
  const [row] = await (async () => {
    for (;;) {
      const broadcast = await broadcastById(db, notice);
      if (broadcast?.reportedAt) break;
      await sleep(200);
    }
    return db.execute<{ sent: number; seconds: number }>(sql`
      select count(*)::int as sent, extract(epoch from max(settled_at) - min(settled_at))::float8 as seconds
      from deliveries where notice_id = ${notice} and status = 'sent'`);
  })();
  return row ? (row.sent - 1) / row.seconds : Number.NaN;
}

const tenths = (value: number) => Math.round(value * 10) / 10;

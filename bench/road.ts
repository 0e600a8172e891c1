import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { connect } from '../src/db/client.ts';
import { findEmbedded } from '../src/db/embedded.ts';
import { buildings, people, staffRoles, unionBuildings } from '../src/db/schema.ts';
import type { Phone } from '../test/support/chat-client.ts';
import type { Screen } from '../test/support/screen.ts';
import { percentile, processorMs, residentMb } from './support/process.ts';
import { raiseStage, type Stage } from './support/stage.ts';

export interface RoadFigures {
  readonly people: number;
  readonly journeys_per_second: number;
  readonly updates_per_second: number;
  readonly reaction_ms: { readonly p50: number; readonly p95: number; readonly p99: number };
  readonly cpu_ms_per_update: number;
  readonly statements_per_update: number;
  readonly bot_rss_mb: number;
}

/** One officer for so many workers, as in life: the last one waits longest. */
const workersPerOfficer = 10;

/**
 * The whole worker's road, everybody at once: hello, finding the building, joining, being approved by an officer, the
 * needs survey, /me. Reactions are those that a person waits for after something she did.
 */
export async function measure({ people: count = 200 } = {}): Promise<RoadFigures> {
  const stage = await raiseStage(
    { BROADCAST_PER_SECOND: '10000' },
    { until: 'first', timeout: 120_000, connections: 128 },
  );
  try {
    // What is compiled and prepared at first use is not what a day costs: everybody walks twice, and the second counts.
    await walkTogether(stage, count, 1_000_000);
    return await walkTogether(stage, count, 2_000_000);
  } finally {
    await stage.stop();
  }
}

async function walkTogether(stage: Stage, count: number, firstId: number): Promise<RoadFigures> {
  const officers = Math.ceil(count / workersPerOfficer);
  const places = await seatOfficers(stage, officers, firstId);
  const desks = await Promise.all(
    places.map((_place, index) =>
      stage.town.person({ id: firstId + index, first_name: `干事${index}`, language_code: 'zh-hans' }),
    ),
  );
  await Promise.all(desks.map((desk) => desk.follows()));
  const workers = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      stage.town.person({
        id: firstId + 10_000 + index,
        first_name: '小雨',
        last_name: '王',
        language_code: 'zh-hans',
        phone: `+86138${String(firstId + index).padStart(8, '0')}`,
      }),
    ),
  );

  const before = await reading(stage);
  const began = performance.now();
  const reactions: number[] = [];
  let walking = true;
  const walked = Promise.all(
    workers.map((worker, index) => walk(worker, places[index % officers] ?? '', reactions)),
  ).finally(() => {
    walking = false;
  });
  await Promise.all([walked, ...desks.map((desk) => approveAll(desk, () => walking, reactions))]);
  const seconds = (performance.now() - began) / 1000;
  const after = await reading(stage);
  const updates = after.updates - before.updates;
  return {
    people: count,
    journeys_per_second: round(count / seconds),
    updates_per_second: round(updates / seconds),
    reaction_ms: {
      p50: round(percentile(reactions, 0.5)),
      p95: round(percentile(reactions, 0.95)),
      p99: round(percentile(reactions, 0.99)),
    },
    cpu_ms_per_update: round((after.cpuMs - before.cpuMs) / updates),
    statements_per_update: round((after.statements - before.statements) / updates),
    bot_rss_mb: residentMb(stage.bot.pid),
  };
}

/** @param thinks what she does before each step */
export async function walk(
  worker: Phone,
  building: string,
  reactions: number[],
  thinks: () => Promise<void> = async () => undefined,
): Promise<void> {
  const does = async (act: Promise<{ after_ms: number }>) => {
    reactions.push((await act).after_ms);
    await thinks();
  };
  await does(worker.follows());
  await does(worker.says(building));
  await does(worker.taps('加入这家工会'));
  await does(worker.taps('就用“王小雨”'));
  await does(worker.taps('没有我的单位'));
  await does(worker.says('示例科技有限公司'));
  await does(worker.sharesContact());
  await worker.waitsFor(/4\/5/);
  await does(worker.taps('☐ 每月活动也告诉我'));
  await does(worker.taps('同意，继续'));
  await does(worker.taps('提交申请'));
  await worker.waitsFor(/会员了/, 120_000);
  await does(worker.taps('说说想要什么'));
  await does(worker.taps('开始，先看'));
  await does(worker.taps('手工制作'));
  await does(worker.taps('绿色公益'));
  await does(worker.taps('选好了'));
  await does(worker.taps('每月一次'));
  await does(worker.taps('工作日下班后'));
  await does(worker.taps('选好了'));
  await does(worker.says('多办几次手工课'));
  await does(worker.says('/me'));
}

/** Approves what is on the screen (the next one follows by itself), or opens what a message tells of. */
export async function approveAll(
  desk: Phone,
  wanted: () => boolean,
  reactions: number[],
  thinks: () => Promise<void> = async () => undefined,
): Promise<void> {
  const opened = new Set<number>();
  while (wanted()) {
    const inbox = desk.inbox();
    const open = inbox.findLast(canApprove);
    if (open) {
      reactions.push((await desk.tapsData(approvalOf(open), open.message_id)).after_ms);
      // A decided application leaves the chat; until it has, a second tap would be about the same one.
      const stillThere = () =>
        desk.inbox().some((screen) => screen.message_id === open.message_id && canApprove(screen));
      for (const until = performance.now() + 2_000; stillThere() && performance.now() < until; )
        await sleep(5);
      await thinks();
      continue;
    }
    const told = inbox.find(
      ({ text, message_id }) => text.includes('有人申请入会') && !opened.has(message_id),
    );
    if (told) {
      opened.add(told.message_id);
      reactions.push((await desk.taps('打开这份申请')).after_ms);
      await thinks();
    }
    await sleep(5);
  }
}

const canApprove = (screen: Screen) => screen.buttons.flat().includes('通过入会');

function approvalOf({ message }: Screen): string {
  const button = message.reply_markup?.inline_keyboard.flat().find(({ text }) => text === '通过入会');
  return button && 'callback_data' in button ? (button.callback_data ?? '') : '';
}

/** Makes officers of unions, each of another, and tells the name of a building of each. */
async function seatOfficers(stage: Stage, count: number, firstId: number): Promise<string[]> {
  const server = await findEmbedded(stage.folder);
  if (!server) throw new Error('the bot’s database is not to be found');
  const { db, close } = connect(server.url);
  try {
    const rows = await db
      .selectDistinctOn([unionBuildings.union], { union: unionBuildings.union, name: buildings.name })
      .from(unionBuildings)
      .innerJoin(buildings, eq(buildings.id, unionBuildings.building))
      .orderBy(unionBuildings.union, buildings.id)
      .limit(count);
    const at = new Date();
    for (const [index, { union }] of rows.entries()) {
      const [officer] = await db
        .insert(people)
        .values({ telegramId: firstId + index, createdAt: at })
        .returning();
      if (officer)
        await db
          .insert(staffRoles)
          .values({ person: officer.id, scope: 'union', scopeId: union, grantedAt: at });
    }
    return rows.map(({ name }) => name);
  } finally {
    await close();
  }
}

async function reading(stage: Stage) {
  return {
    updates: await stage.metric('niangjia_update_seconds_count'),
    statements: await stage.metric('niangjia_statements_total'),
    cpuMs: processorMs(stage.bot.pid),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

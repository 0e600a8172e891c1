import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { announceToUnion } from '../../src/db/queries/outbox.ts';
import { deliveries, leases, notices, people } from '../../src/db/schema.ts';
import { startPlayground } from '../../src/playground/http.ts';
import { addActivity, addMembers, firstChat, ledger, moveIn } from '../support/audience.ts';
import { testDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { botId, senderFor } from '../support/sender.ts';
import { twoStreets } from '../support/two-streets.ts';

const script = fileURLToPath(new URL('../support/sender-process.ts', import.meta.url));
const members = 300;
const leaseMs = 1_500;

const { db, url } = await testDatabase();
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});

test('a sender killed in the middle leaves in doubt what was on its way, and nobody else', async () => {
  const { north } = await twoStreets(db);
  const now = new Date();
  await addMembers(db, north.union, { count: members, since: now });
  const playground = await startPlayground();
  moveIn(playground.world, members);
  // So that several are on their way at any moment.
  playground.world.faults.add({ kind: 'latency', ms: 40, method: 'sendMessage' });
  const activity = await addActivity(db, north.union, new Date(now.getTime() + 86_400_000));
  const notice = await db.transaction((tx) =>
    announceToUnion(tx, {
      key: 'kill',
      body: { kind: 'activityAnnounced', union: north.union, activity },
      union: north.union,
      by: null,
      dueAt: now,
      now,
    }),
  );
  if (notice === null) throw new Error('no notice');

  let onTheWay = 0;
  for (const reached of [60, 150]) {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', script, url, playground.url, playground.token, '250', String(leaseMs)],
      { stdio: 'ignore' },
    );
    children.push(child);
    await eventually(async () => expect((await ledger(db, notice)).sent).toBeGreaterThan(reached), 15_000);
    child.kill('SIGKILL');
    await once(child, 'exit');
    onTheWay += await db.$count(
      deliveries,
      and(eq(deliveries.notice, notice), eq(deliveries.status, 'sending')),
    );
  }

  const last = senderFor(db, playground, { leaseMs });
  last.start();
  await eventually(async () => {
    const [row] = await db.select().from(notices).where(eq(notices.id, notice));
    expect(row?.reportedAt).not.toBeNull();
  }, 15_000);
  await last.stop();

  const ended = await ledger(db, notice);
  const unknown = ended['unknown crash'] ?? 0;
  expect(onTheWay).toBeGreaterThan(0);
  expect(unknown).toBe(onTheWay);
  expect(ended).toEqual({ sent: members - unknown, 'unknown crash': unknown });
  const got = await gotBy(playground.world);
  expect(got.twice).toEqual([]);
  const doubted = await db
    .select({ chat: people.telegramId })
    .from(deliveries)
    .innerJoin(people, eq(people.id, deliveries.person))
    .where(and(eq(deliveries.notice, notice), eq(deliveries.status, 'unknown')));
  const inDoubt = new Set(doubted.map((row) => row.chat));
  expect(got.missing.filter((chat) => !inDoubt.has(chat))).toEqual([]);
  await playground.close();
});

async function gotBy(world: Awaited<ReturnType<typeof startPlayground>>['world']) {
  const counts = Array.from({ length: members }, (_, index) => {
    const chat = firstChat + index;
    return { chat, got: (world.chat(chat)?.messages ?? []).filter((message) => message.from?.is_bot).length };
  });
  return {
    twice: counts.filter(({ got }) => got > 1).map(({ chat }) => chat),
    missing: counts.filter(({ got }) => got === 0).map(({ chat }) => chat),
  };
}

test('the lease of a dead sender is free when it has run out, and not before', async () => {
  const [row] = await db
    .select({ term: leases.term, over: sql<boolean>`${leases.until} < clock_timestamp()` })
    .from(leases)
    .where(inArray(leases.name, [`sender:${botId}`]));
  // Two that were killed, and the one that stopped and gave it back.
  expect(row).toEqual({ term: 3, over: true });
});

import { eq, gte } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { announceToUnion, tellPeople } from '../../src/db/queries/outbox.ts';
import { consents, deliveries, notices, people, staffRoles } from '../../src/db/schema.ts';
import type { NoticeId, PersonId, UnionId } from '../../src/domain/ids.ts';
import { silentLog } from '../../src/log.ts';
import { type Playground, startPlayground } from '../../src/playground/http.ts';
import { addActivity, addMembers, firstChat, ledger, moveIn, received } from '../support/audience.ts';
import { testDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { senderFor } from '../support/sender.ts';
import { twoStreets } from '../support/two-streets.ts';

const { db } = await testDatabase();
const { north } = await twoStreets(db);
const union = north.union;
const tomorrow = new Date(Date.now() + 86_400_000);

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.stop();
});

let nextChat = firstChat;
let nextKey = 0;

/** A town of members, and what is to be announced to them. */
async function announced(
  members: number,
): Promise<{ playground: Playground; notice: NoticeId; from: number }> {
  const from = nextChat;
  nextChat += 10_000;
  await db.update(people).set({ telegramId: null });
  await addMembers(db, union, { count: members, from, since: new Date() });
  const playground = await startPlayground();
  open.push({ stop: () => playground.close() });
  moveIn(playground.world, members, from);
  return { playground, from, notice: await announce(union, null) };
}

async function announce(to: UnionId, by: PersonId | null): Promise<NoticeId> {
  nextKey += 1;
  const activity = await addActivity(db, to, new Date(tomorrow.getTime() + nextKey));
  const now = new Date();
  const notice = await db.transaction((tx) =>
    announceToUnion(tx, {
      key: `test:${nextKey}`,
      body: { kind: 'activityAnnounced', union: to, activity },
      union: to,
      by,
      dueAt: now,
      now,
    }),
  );
  if (notice === null) throw new Error('announced before');
  return notice;
}

function run(playground: Pick<Playground, 'url' | 'token'>, options?: Parameters<typeof senderFor>[2]) {
  const sender = senderFor(db, playground, options);
  open.push(sender);
  sender.start();
  return sender;
}

async function done(notice: NoticeId, withinMs = 15_000): Promise<Record<string, number>> {
  await eventually(async () => {
    const [row] = await db.select().from(notices).where(eq(notices.id, notice));
    expect(row?.reportedAt).not.toBeNull();
  }, withinMs);
  return ledger(db, notice);
}

describe('a broadcast', () => {
  test('reaches everybody once', async () => {
    const { playground, notice, from } = await announced(300);
    run(playground);
    expect(await done(notice)).toEqual({ sent: 300 });
    expect(received(playground.world, 300, from)).toEqual({ 1: 300 });
  });

  test('waits as long as it is told to, and loses nobody', async () => {
    const { playground, notice, from } = await announced(60);
    playground.world.faults.add({ kind: '429', retry_after: 2, times: 3, method: 'sendMessage' });
    const began = performance.now();
    run(playground);
    expect(await done(notice)).toEqual({ sent: 60 });
    expect(performance.now() - began).toBeGreaterThan(2_000);
    expect(received(playground.world, 60, from)).toEqual({ 1: 60 });
  });

  test('leaves in doubt what may have arrived, and never repeats it', async () => {
    const { playground, notice, from } = await announced(300);
    for (const [kind, place] of [
      ['500', 3],
      ['reset_after', 50],
      ['reset_before', 100],
    ] as const) {
      playground.world.faults.add({ kind, chat_id: from + place, method: 'sendMessage' });
    }
    run(playground);
    expect(await done(notice)).toEqual({ sent: 297, 'unknown no_answer': 3 });
    const twice = Object.keys(received(playground.world, 300, from)).filter((times) => Number(times) > 1);
    expect(twice).toEqual([]);
  });

  test('remembers who has blocked the bot', async () => {
    const { playground, notice, from } = await announced(20);
    const chat = playground.world.chat(from + 4);
    if (chat) chat.blocked = true;
    run(playground);
    expect(await done(notice)).toEqual({ sent: 19, 'unreachable blocked': 1 });
    const [person] = await db
      .select()
      .from(people)
      .where(eq(people.telegramId, from + 4));
    expect(person).toMatchObject({ unreachableReason: 'blocked', unreachableSince: expect.any(Date) });

    const next = await announce(union, null);
    expect(await done(next)).toEqual({ sent: 19, 'unreachable blocked': 1 });
    expect(playground.world.statistics.report(0).calls.sendMessage?.total ?? 39).toBeLessThanOrEqual(40);
  });

  test('leaves out who has not agreed, and who stopped it meanwhile', async () => {
    const { playground, notice, from } = await announced(20);
    const of = async (telegramId: number) => {
      const [row] = await db.select().from(people).where(eq(people.telegramId, telegramId));
      if (!row) throw new Error('nobody');
      return row.id;
    };
    const withdraw = async (person: PersonId) =>
      db.update(consents).set({ withdrawnAt: new Date() }).where(eq(consents.person, person));
    await withdraw(await of(from));
    // Slow enough that one of the last can stop it in the middle.
    run(playground, { perSecond: 20 });
    await eventually(async () => expect((await ledger(db, notice)).sent).toBeGreaterThan(2));
    await withdraw(await of(from + 19));
    expect(await done(notice)).toEqual({ sent: 18, 'skipped stopped': 2 });
    expect(received(playground.world, 20, from)).toEqual({ 0: 2, 1: 18 });
  });

  test('stops in the middle when it is called off', async () => {
    const { playground, notice } = await announced(200);
    run(playground, { perSecond: 50 });
    await eventually(async () => expect((await ledger(db, notice)).sent).toBeGreaterThan(5));
    await db.update(notices).set({ cancelledAt: new Date() }).where(eq(notices.id, notice));
    const ended = await done(notice);
    expect(ended.sent).toBeLessThan(200);
    expect((ended.sent ?? 0) + (ended['skipped cancelled'] ?? 0)).toBe(200);
  });

  test('is reported to whoever announced it, and adds up', async () => {
    const { playground, from } = await announced(10);
    const [officer] = await db.select().from(people).where(eq(people.telegramId, from));
    if (!officer) throw new Error('no officer');
    const role = { scope: 'union', scopeId: union, grantedAt: new Date() } as const;
    await db.insert(staffRoles).values({ person: officer.id, ...role });
    const notice = await announce(union, officer.id);
    run(playground);
    await done(notice);
    await eventually(() => {
      const texts = playground.world.chat(from)?.messages.map((message) => message.text ?? '') ?? [];
      expect(texts.some((text) => text.includes('10'))).toBe(true);
    });
  });
});

describe('what is personal', () => {
  test('goes before the masses, and again when it may not have arrived', async () => {
    const { playground, notice, from } = await announced(200);
    const [person] = await db
      .select()
      .from(people)
      .where(eq(people.telegramId, from + 199));
    if (!person) throw new Error('nobody');
    playground.world.faults.add({ kind: 'reset_before', chat_id: from + 199, times: 1 });
    const now = new Date();
    const sender = run(playground, { perSecond: 40 });
    await eventually(async () => expect((await ledger(db, notice)).sent).toBeGreaterThan(0));
    await db.transaction((tx) =>
      tellPeople(tx, { key: 'personal', body: { kind: 'apology', code: 'x1' }, to: [person.id], now }),
    );
    sender.poke();
    const row = await eventually(async () => {
      const rows = await db.select().from(deliveries).where(eq(deliveries.person, person.id));
      const personal = rows.find((one) => one.urgent && one.status === 'sent');
      expect(personal).toBeDefined();
      return personal;
    }, 8_000);
    expect(row?.attempts).toBe(2);
  });
});

describe('what is for somebody of staff', () => {
  test('is skipped when her role was taken away before it went, and the report goes to those who have one', async () => {
    const { playground, from } = await announced(3);
    const [gone, stays] = await db
      .select()
      .from(people)
      .where(gte(people.telegramId, from))
      .orderBy(people.id);
    if (!gone || !stays) throw new Error('nobody');
    const role = { scope: 'union', scopeId: union, grantedAt: new Date() } as const;
    await db.insert(staffRoles).values([
      { person: gone.id, ...role, revokedAt: new Date() },
      { person: stays.id, ...role },
    ]);
    const body = { kind: 'membersAlike', union } as const;
    const now = new Date();
    await db.transaction((tx) => tellPeople(tx, { key: 'alike', body, to: [gone.id, stays.id], now }));
    const notice = await announce(union, gone.id);
    run(playground);
    await done(notice);
    const rows = await eventually(async () => {
      const all = await db.select().from(deliveries).where(eq(deliveries.urgent, true));
      const theirs = all.filter(({ person }) => person === gone.id || person === stays.id);
      expect(theirs.some(({ person, status }) => person === stays.id && status === 'sent')).toBe(true);
      expect(theirs.some(({ person, reason }) => person === gone.id && reason === 'roleGone')).toBe(true);
      return theirs;
    });
    expect(rows.filter(({ person }) => person === gone.id)).toHaveLength(1);
  });
});

describe('two senders', () => {
  test('take turns by the lease; together they reach everybody once', async () => {
    const { playground, notice, from } = await announced(300);
    const first = run(playground, { perSecond: 200, leaseMs: 1_500 });
    run(playground, { perSecond: 200, leaseMs: 1_500 });
    await eventually(async () => expect((await ledger(db, notice)).sent).toBeGreaterThan(50));
    await first.stop();
    expect(await done(notice)).toEqual({ sent: 300 });
    expect(received(playground.world, 300, from)).toEqual({ 1: 300 });
  });
});

test('a refused token stops the sender, and loses nobody', async () => {
  const { playground, notice, from } = await announced(20);
  const said: string[] = [];
  const log = { ...silentLog, error: (event: string) => void said.push(event) };
  run({ url: playground.url, token: '700000001:revoked' }, { log });
  await eventually(() => expect(said).toEqual(['sender stopped: Telegram refuses the token']));
  // Nothing more is tried: the rows wait for a sender with a token that is good.
  await eventually(async () => expect((await ledger(db, notice)).sending).toBeUndefined());
  const before = await ledger(db, notice);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await ledger(db, notice)).toEqual(before);
  await open.pop()?.stop();

  run(playground, { now: () => new Date(Date.now() + 120_000) });
  expect(await done(notice)).toEqual({ sent: 20 });
  expect(received(playground.world, 20, from)).toEqual({ 1: 20 });
});

import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { broadcastById } from '../../src/db/queries/broadcasts.ts';
import { announceToUnion } from '../../src/db/queries/outbox.ts';
import {
  activities,
  deliveries,
  leases,
  notices,
  noticeTallies,
  paidMessages,
  people,
} from '../../src/db/schema.ts';
import { NoticeId, type PersonId } from '../../src/domain/ids.ts';
import { type Playground, startPlayground } from '../../src/playground/http.ts';
import { type ChangeBroadcast, changeBroadcast } from '../../src/services/change-broadcast.ts';
import { orderDeliveryList } from '../../src/services/order-delivery-list.ts';
import { createReadBroadcast } from '../../src/services/read-broadcast.ts';
import { steerBroadcast } from '../../src/services/steer-broadcast.ts';
import { addActivity, addMembers, firstChat, ledger, moveIn } from '../support/audience.ts';
import { testDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { senderFor } from '../support/sender.ts';
import { at, audited, someone, timeZone, told, twoStreets } from '../support/two-streets.ts';

const { db } = await testDatabase();
const { north, south } = await twoStreets(db);
const officer = await someone(db, { kind: 'union', union: north.union });
const colleague = await someone(db, { kind: 'street', street: north.street });
const stranger = await someone(db, { kind: 'union', union: south.union });
const worker = await someone(db);
const members = 60;
await addMembers(db, north.union, { count: members, since: new Date() });
/** The officer's chat; those of the other three come after it. */
const [{ desk } = { desk: null }] = await db
  .select({ desk: people.telegramId })
  .from(people)
  .where(eq(people.id, officer.person));
if (desk === null) throw new Error('the officer has no chat');

let playground: Playground;
const open: { stop(): Promise<void> }[] = [];
beforeEach(async () => {
  for (const table of [deliveries, notices, leases, paidMessages, activities]) await db.delete(table);
  await db.update(people).set({ unreachableSince: null, unreachableReason: null });
  playground = await startPlayground();
  open.push({ stop: () => playground.close() });
  moveIn(playground.world, members);
  moveIn(playground.world, 4, desk);
});
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.stop();
});

let key = 0;

async function announce(by: PersonId | null = officer.person): Promise<NoticeId> {
  key += 1;
  const now = new Date();
  const activity = await addActivity(db, north.union, new Date(now.getTime() + 86_400_000 + key));
  const body = { kind: 'activityAnnounced', union: north.union, activity } as const;
  const notice = await db.transaction((tx) =>
    announceToUnion(tx, { key: `b:${key}`, body, union: north.union, by, dueAt: now, now }),
  );
  if (notice === null) throw new Error('announced before');
  return notice;
}

function run(options?: Parameters<typeof senderFor>[2]) {
  const sender = senderFor(db, playground, { leaseMs: 1_500, ...options });
  open.push(sender);
  sender.start();
  return sender;
}

async function reaches(notice: NoticeId, sent: number) {
  await eventually(
    async () => expect((await ledger(db, notice)).sent ?? 0).toBeGreaterThanOrEqual(sent),
    15_000,
  );
}

async function done(notice: NoticeId) {
  await eventually(async () => expect((await broadcastById(db, notice))?.reportedAt).not.toBeNull(), 15_000);
  await tallies(notice);
  return ledger(db, notice);
}

/** Sums kept and rows counted are the same. */
async function tallies(notice: NoticeId) {
  const tally = (await broadcastById(db, notice))?.tally;
  const rows = await ledger(db, notice);
  const all = Object.values(rows).reduce((sum, one) => sum + one, 0);
  expect(tally?.audience).toBe(all);
  expect(tally?.sent).toBe(rows.sent ?? 0);
  expect(tally?.waiting).toBe((rows.queued ?? 0) + (rows.sending ?? 0));
}

const steer = (notice: NoticeId, move: 'pause' | 'resume' | 'cancel', who = officer) =>
  at(db, new Date(), (work) => steerBroadcast(work, who, { notice, move }));
const change = (
  notice: NoticeId,
  what: Parameters<ChangeBroadcast>[2]['change'],
  who = officer,
  now = new Date(),
) => at(db, now, (work) => changeBroadcast(work, who, { notice, change: what }));

const textsOf = (chat: number) =>
  (playground.world.chat(chat)?.messages ?? [])
    .filter((message) => message.from?.is_bot)
    .map((message) => message.text ?? '');
const everybody = () => Array.from({ length: members }, (_, index) => textsOf(firstChat + index));

describe('a broadcast under way', () => {
  test('is held at once, by whoever answers for it, and goes on where it was', async () => {
    const notice = await announce();
    run({ perSecond: 60 });
    await reaches(notice, 5);
    expect(await steer(notice, 'pause', colleague)).toEqual({ type: 'moved' });
    const before = await eventually(async () => {
      const rows = await ledger(db, notice);
      expect(rows.sending).toBeUndefined();
      return rows;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await ledger(db, notice)).toEqual(before);
    await tallies(notice);
    expect(await steer(notice, 'pause')).toEqual({ type: 'tooLate', state: 'paused' });
    expect(await steer(notice, 'resume')).toEqual({ type: 'moved' });
    expect(await done(notice)).toEqual({ sent: members });
    expect(everybody().filter((texts) => texts.length !== 1)).toEqual([]);
  });

  test('can be held before it begins, and then waits to be frozen', async () => {
    const notice = await announce();
    await steer(notice, 'pause');
    run();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await ledger(db, notice)).toEqual({});
    await steer(notice, 'resume');
    expect(await done(notice)).toEqual({ sent: members });
  });

  test('is called off, even while it is held; nobody else gets it, and everybody is counted', async () => {
    const notice = await announce();
    const sender = run({ perSecond: 60 });
    await reaches(notice, 5);
    await steer(notice, 'pause');
    await steer(notice, 'cancel');
    sender.poke();
    const ended = await done(notice);
    expect((ended.sent ?? 0) + (ended['skipped cancelled'] ?? 0)).toBe(members);
    expect(await steer(notice, 'resume')).toEqual({ type: 'tooLate', state: 'done' });
    expect(await audited(db, 'broadcast.cancel')).toHaveLength(1);
  });

  test('is steered, changed, read and listed by nobody else', async () => {
    const notice = await announce();
    const read = createReadBroadcast({ timeZone, quietUntil: () => null });
    for (const who of [stranger, worker]) {
      expect(await steer(notice, 'cancel', who)).toEqual({ type: 'notYours' });
      expect(await change(notice, 'withdrawal', who)).toEqual({ type: 'notYours' });
      expect(await at(db, new Date(), (work) => read(work, who, notice))).toBeNull();
      expect(await at(db, new Date(), (work) => orderDeliveryList(work, who, notice))).toEqual({
        type: 'notYours',
      });
    }
    expect(await steer(NoticeId.parse(999_999), 'cancel')).toEqual({ type: 'notYours' });
  });

  test('is held by itself when too many messages are refused, and staff are told', async () => {
    playground.world.faults.add({
      kind: '400',
      method: 'sendMessage',
      description: 'Bad Request: BUTTON_INVALID',
    });
    const notice = await announce();
    run({ perSecond: 60, inFlight: 5 });
    await eventually(async () => expect((await broadcastById(db, notice))?.pausedBy).toBe('failures'), 8_000);
    const rows = await eventually(async () => {
      const now = await ledger(db, notice);
      expect(now.sending).toBeUndefined();
      return now;
    });
    expect(rows['failed refused']).toBeLessThan(members / 2);
    expect(await told(db, officer.person)).toMatchObject([{ body: { kind: 'broadcastHeld', notice } }]);
    playground.world.faults.remove();
    await steer(notice, 'resume');
    const ended = await done(notice);
    expect((ended.sent ?? 0) + (ended['failed refused'] ?? 0)).toBe(members);
  });

  test('waits for the morning, while what one person waits for goes; then goes on', async () => {
    const notice = await announce();
    const quiet = { from: '00:00', until: '23:59' };
    const night = run({ quiet, timeZone: 'Etc/GMT' });
    await eventually(async () => expect(await ledger(db, notice)).toEqual({ queued: members }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await ledger(db, notice)).toEqual({ queued: members });
    await night.stop();
    run({ quiet: null });
    expect(await done(notice)).toEqual({ sent: members });
  });
});

describe('the one who announced', () => {
  test('watches one message that is edited as it goes, by the next process too, and gets a report', async () => {
    const notice = await announce();
    // Slow enough that it lasts until the message is there, however busy the machine.
    const first = run({ perSecond: 2 });
    const shown = await eventually(() => {
      const [text] = textsOf(desk);
      expect(text).toMatch(/▰|▱/u);
      return text;
    }, 20_000);
    await first.stop();
    run({ perSecond: 30 });
    expect(await done(notice)).toEqual({ sent: members });
    await eventually(() => {
      const texts = textsOf(desk);
      expect(texts[0]).toContain('发完了');
      expect(texts[0]).not.toBe(shown);
      expect(texts.some((text) => text.includes(`一共 ${members} 人，送到 ${members} 人`))).toBe(true);
      expect(texts).toHaveLength(2);
    }, 8_000);
  });

  test('by the clock is nobody in particular: the union’s staff get the report', async () => {
    const notice = await announce(null);
    run();
    await done(notice);
    for (const who of [officer, colleague])
      expect(await told(db, who.person)).toMatchObject([{ body: { kind: 'announcementReport', notice } }]);
  });
});

describe('what was sent', () => {
  test('is changed in everybody’s chat to what it says now', async () => {
    const notice = await announce();
    run();
    await done(notice);
    await db.update(activities).set({ title: { zh: '改名的活动', en: 'Renamed' } });
    // Somebody has deleted hers, and somebody has blocked the bot.
    const [gone, blocked] = [playground.world.chat(firstChat), playground.world.chat(firstChat + 1)];
    if (!gone || !blocked) throw new Error('nobody');
    playground.world.remove(gone, gone.messages[0]?.message_id ?? 0);
    blocked.blocked = true;
    expect(await change(notice, 'correction')).toEqual({ type: 'changing' });
    expect(await change(notice, 'correction')).toEqual({ type: 'busy' });
    const correction = await correctionOf(notice);
    expect(await done(correction)).toEqual({
      sent: members - 2,
      'skipped noMessage': 1,
      'unreachable blocked': 1,
    });
    const texts = everybody().slice(2);
    expect(texts.filter((each) => each.length !== 1)).toEqual([]);
    expect(texts.every(([text]) => /改名的活动|Renamed/u.test(text ?? ''))).toBe(true);
  });

  test('is taken back, also in the middle: who has it loses it, and nobody else gets it', async () => {
    const notice = await announce();
    run({ perSecond: 60 });
    await reaches(notice, 10);
    expect(await change(notice, 'withdrawal')).toEqual({ type: 'changing' });
    const withdrawal = await correctionOf(notice);
    const rows = await done(withdrawal);
    const original = await ledger(db, notice);
    expect(rows).toEqual({ sent: original.sent });
    expect((original.sent ?? 0) + (original['skipped cancelled'] ?? 0)).toBe(members);
    expect(everybody().flat()).toEqual([]);
  });

  test('is edited again when an answer was lost: that does no harm twice', async () => {
    const notice = await announce();
    run();
    await done(notice);
    await db.update(activities).set({ title: { zh: '新名字', en: 'New' } });
    playground.world.faults.add({ kind: 'reset_after', method: 'editMessageText', times: 2 });
    await change(notice, 'correction');
    const correction = await correctionOf(notice);
    await eventually(async () =>
      expect((await ledger(db, correction)).sent).toBeGreaterThanOrEqual(members - 2),
    );
    await db
      .update(deliveries)
      .set({ dueAt: new Date(0) })
      .where(eq(deliveries.status, 'retry'));
    expect(await done(correction)).toEqual({ sent: members });
  });

  test('more than 48 hours ago can’t be taken back', async () => {
    const notice = await announce();
    run();
    await done(notice);
    const later = new Date(Date.now() + 49 * 3_600_000);
    expect(await change(notice, 'withdrawal', officer, later)).toEqual({ type: 'tooOld' });
    expect(await change(notice, 'correction', officer, later)).toEqual({ type: 'changing' });
  });
});

describe('for a fee', () => {
  test('no more is sent than the cap pays for; the rest goes for free', async () => {
    const notice = await announce();
    const paid: boolean[] = [];
    run({
      perSecond: 500,
      paid: { perSecond: 500, starsPerMonth: 3 },
      onCall: (call) => paid.push('paid' in call),
    });
    expect(await done(notice)).toEqual({ sent: members });
    const flagged = paid.filter(Boolean).length;
    expect(flagged).toBeGreaterThan(0);
    expect(flagged).toBeLessThanOrEqual(30);
    const [month] = await db.select().from(paidMessages);
    expect(month?.messages).toBeLessThanOrEqual(30);
  });
});

test('the database refuses sums that don’t add up', async () => {
  const notice = await announce();
  run();
  await done(notice);
  const wrong = db
    .update(noticeTallies)
    .set({ sent: members - 1 })
    .where(eq(noticeTallies.notice, notice));
  await expect(wrong).rejects.toThrow();
});

async function correctionOf(notice: NoticeId): Promise<NoticeId> {
  const [row] = await db
    .select({ id: notices.id })
    .from(notices)
    .where(and(eq(notices.corrects, notice)));
  if (!row) throw new Error('no correction');
  return row.id;
}

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, connect, type Tx } from '../../src/db/client.ts';
import { people, updates } from '../../src/db/schema.ts';
import { createTurns } from '../../src/db/turns.ts';
import { createVault } from '../../src/db/vault.ts';
import { readOf, txOf } from '../../src/db/work.ts';
import { testDatabase } from '../support/database.ts';

const { db, url } = await testDatabase();
const vault = createVault(randomBytes(32));
const now = new Date('2026-11-22T02:00:00Z');
const open: Connection[] = [];

function process(max: number) {
  const connection = connect(url, { max, applicationName: 'victim' });
  open.push(connection);
  return { ...connection, turns: createTurns({ db: connection.db, vault, bot: 7 }) };
}
const arrival = (update: number) => ({ update, telegramId: 101, telegramLanguage: 'zh', now });
const reasons = async () =>
  (await db.select({ reason: people.unreachableReason }).from(people)).map((row) => row.reason);
const write = (tx: Tx, reason: string) => tx.execute(sql`update people set unreachable_reason = ${reason}`);

/** As when the database fails over, or takes a transaction for forgotten. */
async function cut(): Promise<void> {
  await db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'victim' and datname = current_database()`,
  );
  await sleep(100);
}

beforeEach(() => db.execute(sql`truncate people, updates restart identity cascade`));
afterAll(async () => void (await Promise.all(open.map(({ close }) => close()))));

describe('a connection lost in the middle of a turn', () => {
  test('loses the turn whole: nothing is written, and the update can be tried again', async () => {
    const { db: mine, turns } = process(1);
    let tries = 0;
    const body = async ({ work }: Parameters<Parameters<typeof turns.run>[1]>[0]) => {
      const tx = await txOf(work);
      await write(tx, 'blocked');
      tries += 1;
      if (tries === 1) await cut();
      return { dialogues: [], replies: '["done"]' };
    };
    await expect(turns.run(arrival(1), body)).rejects.toThrow();
    expect(await reasons()).toEqual([null]);
    expect(await db.select().from(updates)).toEqual([]);
    expect([...(await mine.execute(sql`select 42 as answer`))]).toEqual([{ answer: 42 }]);

    expect(await turns.run(arrival(1), body)).toMatchObject({ status: 'committed' });
    expect(await reasons()).toEqual(['blocked']);
  });

  test('keeps what follows off a connection that serves others by now', async () => {
    const { db: mine, turns } = process(1);
    const running = turns.run(arrival(2), async ({ work }) => {
      await write(await txOf(work), 'blocked');
      await cut();
      // The pool opens the same connection again, for this.
      await mine.execute(sql`select 1`);
      return { dialogues: [], replies: '["done"]' };
    });
    await expect(running).rejects.toThrow();
    expect(await db.select().from(updates)).toEqual([]);
    expect(await reasons()).toEqual([null]);
  });

  test("ends nobody else's transaction", async () => {
    const { db: mine } = process(1);
    const lost = mine.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      await cut();
      await sleep(200);
      throw new Error('given up');
    });
    await expect(lost).rejects.toThrow();
    await mine.insert(people).values({ telegramId: 102, createdAt: now });
    await mine.transaction(async (tx) => {
      await write(tx, 'blocked');
      await sleep(250);
    });
    expect(await reasons()).toEqual(['blocked']);
  });

  test('while a statement is under way: likewise', async () => {
    const { db: mine, turns } = process(1);
    const running = turns.run(arrival(3), async ({ work }) => {
      const tx = await txOf(work);
      await write(tx, 'blocked');
      void cut();
      await tx.execute(sql`select pg_sleep(5)`).catch(() => undefined);
      return { dialogues: [], replies: null };
    });
    await expect(running).rejects.toThrow();
    // The driver tells the next one to use the connection of the old error, once.
    await mine.execute(sql`select 1`).catch(() => undefined);
    expect([...(await mine.execute(sql`select 42 as answer`))]).toEqual([{ answer: 42 }]);
    expect(await reasons()).toEqual([null]);
    expect(await db.select().from(updates)).toEqual([]);
  });
});

test('a statement after the end of its transaction is not sent', async () => {
  const tx = await db.transaction(async (it) => it);
  await expect(tx.execute(sql`select 1`)).rejects.toMatchObject({ cause: { name: 'TransactionOver' } });
});

test('as many turns as there are lanes, each with a transaction, get by on a pool of ten', async () => {
  const { turns } = process(10);
  const settled = await Promise.all(
    Array.from({ length: 64 }, (_, nth) =>
      turns.run({ ...arrival(1_000 + nth), telegramId: 2_000 + nth }, async ({ work }) => {
        await readOf(work).execute(sql`select 1`);
        const tx = await txOf(work);
        await tx.execute(
          sql`update people set unreachable_reason = 'blocked' where telegram_id = ${2_000 + nth}`,
        );
        await readOf(work).execute(sql`select pg_sleep(0.005)`);
        return { dialogues: [], replies: null };
      }),
    ),
  );
  expect(settled.every(({ status }) => status === 'committed')).toBe(true);
  expect(await reasons()).toEqual(Array.from({ length: 64 }, () => 'blocked'));
});

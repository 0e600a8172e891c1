import { beforeEach, expect, test } from 'vitest';
import type { Update } from '../../src/bot/api-types.ts';
import type { UpdateStore } from '../../src/bot/inbox.ts';
import { personOf } from '../../src/bot/update-person.ts';
import { createUpdateStore } from '../../src/db/queries/updates.ts';
import { updates } from '../../src/db/schema.ts';
import { createVault } from '../../src/db/vault.ts';
import { testDatabase } from '../support/database.ts';
import { messageFrom } from '../support/update-store.ts';

const { db } = await testDatabase();
const vault = createVault(Buffer.alloc(32, 7));
const now = new Date('2026-11-22T02:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const store: UpdateStore = createUpdateStore<Update>({ db, vault, bot: 1, now: () => now, personOf });
const fault = { kind: 'TypeError', code: '' };

beforeEach(async () => {
  await db.delete(updates);
});

async function taken(at: Date): Promise<number[]> {
  return (await store.takeDue(at, 10)).map(({ update }) => update.update_id);
}

test('a parked update comes back as it was, when it is due', async () => {
  const update = messageFrom(5, 7);
  await store.park(update, fault, 2, later(10));
  expect(await taken(later(9))).toEqual([]);
  expect(await store.takeDue(later(10), 10)).toEqual([{ update, attempt: 2 }]);
});

test('what was taken is left alone for a while, and outlives whoever took it', async () => {
  await store.park(messageFrom(5, 7), fault, 1, now);
  expect(await taken(now)).toEqual([7]);
  expect(await taken(later(60))).toEqual([]);
  expect(await taken(later(300))).toEqual([7]);
});

test('the oldest come first, as many as were asked for, each to one', async () => {
  for (const id of [9, 7, 8, 6]) await store.park(messageFrom(id, id), fault, 1, now);
  expect((await store.takeDue(now, 2)).map(({ update }) => update.update_id)).toEqual([6, 7]);
  const [one, other] = await Promise.all([taken(now), taken(now)]);
  expect([...one, ...other].sort()).toEqual([8, 9]);
});

test('one set aside never comes back; parking again replaces what was parked', async () => {
  await store.park(messageFrom(5, 7), fault, 1, now);
  await store.park(messageFrom(5, 7), fault, 4, null);
  expect(await taken(later(1_000))).toEqual([]);
  const [row] = await db.select().from(updates);
  expect(row).toMatchObject({ status: 'aside', attempts: 4, errorCode: 'TypeError' });
});

test('one whose effects are committed is not parked any more', async () => {
  await db.insert(updates).values({ bot: 1, id: 7, chat: 5, status: 'done', at: now });
  await store.park(messageFrom(5, 7), fault, 1, now);
  expect(await taken(later(1_000))).toEqual([]);
});

test('another bot’s updates are its own', async () => {
  const other: UpdateStore = createUpdateStore<Update>({ db, vault, bot: 2, now: () => now, personOf });
  await other.park(messageFrom(5, 7), fault, 1, now);
  await store.park(messageFrom(6, 7), fault, 1, now);
  expect(await store.takeDue(now, 10)).toHaveLength(1);
});

test('what she wrote cannot be read in the table', async () => {
  await store.park(messageFrom(5, 7), fault, 1, now);
  const [row] = await db.select().from(updates);
  expect(row?.update?.includes('hello')).toBe(false);
});

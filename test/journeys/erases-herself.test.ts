import { eq, isNotNull } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { memberships, people, tombstones, updates } from '../../src/db/schema.ts';
import { runningBot } from '../support/running-bot.ts';

const bot = await runningBot();

test('a member takes her data along, erases herself, and comes back as somebody new', async () => {
  const chen = await bot.cast('member');
  const [before] = await bot.db.select().from(people).where(eq(people.telegramId, chen.id));
  if (!before) throw new Error('the cast is not there');
  const members = await bot.db.$count(memberships);

  const me = await chen.says('/me');
  expect(me.text).toContain('你的资料');
  await chen.taps('看我的全部资料');
  const file = await chen.receivesFile();
  expect(file).toMatchObject({ kind: 'document', name: '我的资料.json' });
  const data = JSON.parse(file.bytes.toString('utf8'));
  expect(data.people[0].telegramId).toBe(chen.id);
  expect(data.memberships).toHaveLength(1);
  // Held back from being passed on: the messages and the file.
  expect(
    chen
      .inbox()
      .slice(-2)
      .every(({ message }) => message.has_protected_content),
  ).toBe(true);

  await chen.says('/me');
  await chen.taps('我同意过什么');
  expect((await chen.taps('不再同意：入会和会员关系')).text).toContain('会员关系要靠这一项');
  const ask = await chen.taps('删掉我的资料');
  expect(ask.text).toContain('找不回来');
  const done = await chen.taps('删掉，我想好了');
  expect(done.text).toContain('删好了');
  expect(done.buttons).toEqual([]);

  const [shell] = await bot.db.select().from(people).where(eq(people.id, before.id));
  expect(shell).toMatchObject({ telegramId: null, name: null, phone: null });
  expect(await bot.db.$count(memberships)).toBe(members);
  expect(await bot.db.$count(tombstones)).toBeGreaterThan(0);
  await bot.settled();
  await expect
    .poll(async () => (await bot.db.select().from(updates).where(eq(updates.chat, chen.id))).length)
    .toBe(0);

  // That she blocks the bot afterwards tells it nothing.
  await chen.blocks();
  await chen.unblocks();
  expect((await chen.says('/me')).text).toContain('还没有你的资料');
  const [again] = await bot.db.select().from(people).where(eq(people.telegramId, chen.id));
  expect(again?.id).toBeGreaterThan(before.id);
  expect(await bot.db.select().from(people).where(isNotNull(people.erasedAt))).toHaveLength(1);
  expect(bot.complaints).toEqual([]);
});

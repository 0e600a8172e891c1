import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { consents, memberships, people, unions } from '../../src/db/schema.ts';
import { runningBot, storyBegins } from '../support/running-bot.ts';

const bot = await runningBot();

/** Makes one of the cast a member of the officer's union, who wants to hear of things. */
async function joins(telegramId: number): Promise<void> {
  const [union] = await bot.db.select({ id: unions.id }).from(unions).where(eq(unions.code, 'e5a6'));
  const [person] = await bot.db
    .select({ id: people.id })
    .from(people)
    .where(eq(people.telegramId, telegramId));
  if (!union || !person) throw new Error('nobody, or no union');
  await bot.db.insert(memberships).values({ person: person.id, union: union.id, since: '2026-01-01' });
  const consent = { purpose: 'announcements', version: 1, givenAt: storyBegins } as const;
  await bot.db.insert(consents).values({ person: person.id, ...consent });
}

test('an officer picks whom it is for, sees the plan, a second one releases it: those get it, others don’t', async () => {
  const [officer, reviewer, district, worker, amina, member] = await Promise.all(
    (['officer', 'streetReviewer', 'districtStaff', 'worker', 'englishSpeaker', 'member'] as const).map(
      (key) => bot.cast(key),
    ),
  );
  if (!officer || !reviewer || !district || !worker || !amina || !member) throw new Error('no cast');
  for (const one of [officer, reviewer, worker, amina, member]) await one.says('/start');
  for (const one of [officer, worker, amina]) await joins(one.id);

  await district.says('/staff');
  await district.taps('改设置');
  await district.taps('改放行的人数');
  await district.says('1');

  await officer.says('/staff');
  await officer.taps('写通知');
  await officer.taps('写一条新的');
  await officer.taps('从头写');
  expect((await officer.says('周五停水，请提前接好。')).text).toContain('还没选给谁');
  expect((await officer.taps('看发送计划')).text).toContain('还没选给谁，选好再发');
  await officer.taps('回到这条通知');
  expect((await officer.taps('选给谁')).text).toContain('现在符合的有 3 人');
  expect((await officer.taps('读中文的')).text).toContain('现在符合的有 2 人');
  // What would tell of a few is neither told nor sent.
  expect((await officer.taps('填过需求问卷的')).text).toContain('不到 5 人');
  expect((await officer.taps('✓ 填过需求问卷的')).text).toContain('现在符合的有 2 人');
  await officer.taps('把这一组存下来');
  expect((await officer.says('读中文的同事')).text).toContain('存好了：读中文的同事');
  await officer.taps('选大楼');
  expect((await officer.says('没有这栋')).text).toContain('没有名字里带“没有这栋”的');
  await officer.taps('返回');
  expect((await officer.taps('就发给这些人')).text).toContain('读中文的');

  const plan = await officer.taps('看发送计划');
  expect(plan.text).toContain('会收到的：2 人（符合的一共 2 人）');
  expect(plan.text).toContain('超过 1 人，要另一位同事看过再放行');
  expect((await officer.taps('请另一位同事放行')).text).toContain('请了 1 位同事来看');
  expect((await officer.taps('看发送计划')).text).toContain('在等另一位同事放行');

  // The first line tells a locked screen nothing.
  const asked = await reviewer.waitsFor(/^有一件事想请你看看。\n/u);
  expect(asked.text).toContain('周五停水');
  expect((await reviewer.taps('看发送计划')).text).toContain('会收到的：2 人');
  expect((await reviewer.taps('放行，发出去')).text).toContain('好，开始发了');

  await worker.waitsFor(/周五停水/u);
  await officer.waitsFor(/放行了/u);
  const report = await officer.waitsFor(/^发送结果出来了/u);
  expect(report.text).toContain('一共 2 人，送到 2 人');
  await bot.settled();
  for (const other of [amina, member])
    expect(other.inbox().filter(({ text }) => text.includes('周五停水'))).toEqual([]);
  expect(bot.complaints).toEqual([]);
});

import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { consents, people, surveyResponses } from '../../src/db/schema.ts';
import { runningBot } from '../support/running-bot.ts';

const bot = await runningBot();

async function forgetAnswers(telegramId: number) {
  const [person] = await bot.db
    .select({ id: people.id })
    .from(people)
    .where(eq(people.telegramId, telegramId));
  if (!person) throw new Error('she is not there');
  await bot.db.delete(surveyResponses).where(eq(surveyResponses.person, person.id));
  await bot.db.delete(consents).where(and(eq(consents.person, person.id), eq(consents.purpose, 'survey')));
}

test('a member answers the survey across a search and a new release; her list follows what she said', async () => {
  const xiaochen = await bot.cast('member');
  await xiaochen.follows();
  await forgetAnswers(xiaochen.id);

  const introduction = await xiaochen.says('/survey');
  expect(introduction.text).toContain('不到 5 个人的不显示');
  await xiaochen.taps('开始');
  await xiaochen.taps('观影');
  await bot.restart();
  await xiaochen.says('/find 金隅大厦');
  await xiaochen.waitsFor(/问卷填到一半/u);
  const again = await xiaochen.taps('接着填');
  expect(again.text).toContain('1/4');
  expect(again.buttons.flat()).toContain('✓ 观影');
  await xiaochen.taps('✓ 观影');
  await xiaochen.taps('手工制作');
  await xiaochen.taps('选好了（1）');
  await xiaochen.taps('每月一次');
  await xiaochen.taps('工作日下班后');
  await xiaochen.taps('选好了（1）');
  const thanks = await xiaochen.says('<i>多开</i>皮具课');
  expect(thanks.text).toContain('以后有手工制作的活动，排在最前面告诉你，一个月最多一次');

  const list = await xiaochen.taps('看看有什么活动');
  expect(list.text).toContain('是你说过想参加的');
  expect(list.buttons[0]?.[0]).toMatch(/手工|编绳|扎染/u);
  const mine = await xiaochen.says('/survey');
  expect(mine.text).toContain('还想说的：<i>多开</i>皮具课');
});

test('staff plan what was asked for, and members are told of it', async () => {
  const [xiaochen, staff] = await Promise.all([bot.cast('member'), bot.cast('districtStaff')]);
  await staff.follows();
  await staff.says('/staff');
  expect((await staff.taps('看问卷结果')).text).toContain('全区 · 服务需求问卷');

  await staff.says('/staff');
  await staff.taps('发布活动');
  await staff.taps('北京坊');
  await staff.taps('手工制作');
  await staff.says('午间皮具课');
  await staff.says('12月5日 14:00');
  await staff.says('北京坊中区 2 层');
  await staff.taps('12 人');
  const card = await staff.taps('发布活动');
  expect(card.text).toContain('1 位会员收得到');
  await staff.taps('现在通知会员');

  await xiaochen.waitsFor(/午间皮具课/u);
  await xiaochen.says('/activities');
  await xiaochen.taps('午间皮具课');
  const signedUp = await xiaochen.taps('我要报名');
  expect(signedUp.text).toContain('还剩 11 个');
});

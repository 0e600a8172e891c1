import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { runningBot } from '../support/running-bot.ts';

const bot = await runningBot();

test('a member changes her work, gets a service card at her new union, and loses it', async () => {
  const li = await bot.cast('member');
  const zhou = await bot.cast('officer');
  await zhou.follows();

  // From the shopping quarter to Jinyu Building, by name, and not before the new union has looked.
  await li.says('/me');
  const mine = await li.taps('换工作、退会');
  expect(mine.text).toContain('北京坊');
  await li.taps('换了单位或换了楼');
  expect((await li.says('金隅大厦')).text).toContain('哪家单位');
  const confirm = await li.taps('单位先不填');
  expect(confirm.text).toContain('会籍转到那里');
  expect((await li.taps('转过去')).text).toContain('你还是原来工会的会员');
  expect((await li.taps('回到我的会籍')).text).toContain('正在转到');

  // A light application at the new union's desk, which says whose member she is.
  await bot.settled();
  const asked = await zhou.says('/staff');
  expect(asked.text).not.toContain('李晓晨');
  await zhou.taps('审核申请（1 份）');
  await zhou.taps('李**');
  expect((await zhou.waitsFor(/换工作转来/u)).text).toContain('北京坊');
  await zhou.taps('通过入会');
  await bot.settled();
  expect((await li.says('/me')).text).toContain('金隅阳光');

  // The card: asked for, listed for the bank, ready, in her hands.
  const none = await li.taps('会员互助服务卡');
  expect(none.text).toContain('身份证');
  expect((await li.taps('申请办卡')).text).toContain('等银行来办');
  await zhou.says('/staff');
  await zhou.taps('服务卡');
  const list = await zhou.taps('1 人申请');
  expect(list.text + list.buttons.flat().join()).not.toContain('李晓晨');
  await zhou.taps('给银行的名单');
  const file = await zhou.receivesFile();
  expect(file.name).toBe('服务卡申请名单.xlsx');
  const { sheets } = await readXlsx(file.bytes);
  expect(sheets[0]?.rows.at(-1)).toEqual(expect.arrayContaining([1, '李晓晨', '13800000102']));
  expect(zhou.inbox().at(-1)?.message.has_protected_content).toBe(true);

  await zhou.taps('卡到了，通知领卡');
  await zhou.taps('李**');
  await zhou.taps('选好了（1 人）');
  await zhou.says('12月5日 12:00，B1 层暖心驿站，带身份证');
  expect((await zhou.taps('通知他们')).text).toContain('1 位会员');
  await bot.settled();
  expect((await li.says('/me')).text).toContain('你的资料');
  expect((await li.taps('会员互助服务卡')).text).toContain('B1 层暖心驿站');

  await zhou.taps('待领 1');
  await zhou.taps('李**');
  await zhou.waitsFor(/李晓晨的服务卡/u);
  await zhou.taps('发到本人手里了');
  expect((await zhou.says('6222 1234')).text).toContain('后四位');
  await zhou.says('1234');
  expect((await zhou.taps('交给本人了')).text).toContain('已经发到本人手里');

  // Lost, said only after the bank was called, and asked for once more.
  await li.says('/me');
  expect((await li.taps('会员互助服务卡')).text).toContain('1234');
  expect((await li.taps('卡丢了')).text).toContain('打电话挂失');
  await li.taps('银行那边挂失了，记一下');
  expect((await li.taps('补办一张')).text).toContain('等银行来办');

  // The stale button of before: told kindly, nothing done.
  expect((await li.tapsData('cdm:lost')).text).toContain('现在做不了');
  expect(bot.complaints).toEqual([]);
});

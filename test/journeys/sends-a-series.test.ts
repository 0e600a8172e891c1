import { expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { runningBot } from '../support/running-bot.ts';

const bot = await runningBot();
/** A Wednesday in November; and the next one, in December: she asked to hear once a month. */
const november = new Date('2026-11-25T12:00+08:00');
const missed = new Date('2026-12-02T19:00+08:00');

test('what is said each week goes out at its hour; a slot that was missed waits for somebody to decide', async () => {
  const member = await bot.cast('member');
  await member.follows();
  const district = await bot.cast('districtStaff');
  await district.follows();

  // The quiet hours are the district's own.
  await district.says('/staff');
  expect((await district.taps('改设置')).text).toContain('夜里 21:00 到 08:00 不打扰大家');
  await district.taps('改夜里的时间');
  expect((await district.says('22:00 到 3:00')).text).toContain('最少 6 个小时');
  expect((await district.says('晚上8点半 到 7:30')).text).toContain('夜里 20:30 到 07:30');

  await district.says('/staff');
  await district.taps('写通知');
  await district.taps('写一条新的');
  await district.taps('从头写');
  await district.says('节前检查一下用电，走之前关好电源。');
  await district.taps('选给谁');
  await district.taps('发给全体会员');

  // A time at night is refused with the morning after it.
  await district.taps('定什么时候发');
  await district.taps('定个时间发');
  expect((await district.says('下回')).text).toContain('没看懂这个时间');
  expect((await district.says('12月5日 20:45')).text).toContain('改到12月6日（周日）07:30 发');
  await district.taps('看发送时间');

  await district.taps('定期发');
  await district.taps('每周一次');
  await district.taps('周三');
  const page = await district.taps('12:00');
  expect(page.text).toContain('每周三 12:00 发');
  expect(page.text).toContain('· 11月25日（周三）12:00\n· 12月2日（周三）12:00\n· 12月9日（周三）12:00');
  await district.taps('哪几天不发');
  expect((await district.says('12月9日改到12月10日')).buttons.join()).toContain('12月10日（周四）不发');
  await district.taps('看发送时间');
  await district.taps('发到什么时候');
  expect((await district.says('3 次')).text).toContain('还发 3 次');
  await district.taps('回到这条通知');
  await district.taps('看发送计划');
  await district.taps('放行，到点就发');

  await bot.jumpTo(november);
  expect((await member.waitsFor(/关好电源/u)).text.split('\n')[0]).not.toMatch(/工会|会员/u);

  // Nobody ran the bot at noon on 2 December: seven hours later it asks, and sends nothing by itself.
  await bot.jumpTo(missed);
  const held = await district.waitsFor(/节前检查一下用电.*定在12月2日（周三）12:00 发/u);
  expect(held.text).toContain('要现在发吗');
  const got = () => member.inbox().filter(({ text }) => text.includes('关好电源')).length;
  expect(got()).toBe(1);
  expect((await district.taps('现在发')).text).toContain('这就发出去');
  await eventually(() => expect(got()).toBe(2));

  // What is left of it can be ended.
  await district.says('/staff');
  await district.taps('写通知');
  await district.taps('节前检查');
  const timing = await district.taps('看发送时间');
  expect(timing.text).toContain('还发 1 次。\n接下来：\n· 12月10日（周四）12:00');
  await district.taps('不再发了');
  expect((await district.taps('对，不再发了')).text).toContain('不会再发');
  expect(bot.complaints).toEqual([]);
});

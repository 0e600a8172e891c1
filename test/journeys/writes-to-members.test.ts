import { expect, test, vi } from 'vitest';
import { runningBot } from '../support/running-bot.ts';

const bot = await runningBot();

/** The smallest picture there is. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('an officer writes with bold, a photo and a button, in two languages, sees it as members will, and tries it', async () => {
  const officer = await bot.cast('officer');
  await officer.follows();
  await officer.says('/staff');
  await officer.taps('写通知');
  await officer.taps('写一条新的');
  expect((await officer.taps('从头写')).text).toContain('把正文发给我');

  // Wrong first: said where, and nothing lost.
  expect((await officer.says('<b>停水通知：周五')).text).toContain('第 1 行的 <b> 没有收尾');
  const page = await officer.sends({
    photo: { base64: dot.toString('base64') },
    caption: '停水通知\n周五 22:00 起，备好饮用水。',
    entities: [{ type: 'bold', offset: 0, length: 4 }],
  });
  expect(page.text).toContain('带一张图片');

  await officer.taps('写英文版');
  await officer.says('<b>Water off</b>\nFrom Friday 22:00.');
  await officer.taps('加按钮');
  await officer.taps('打开一个网页');
  expect((await officer.says('javascript:alert(1)')).text).toContain('只能是 http 或 https');
  await officer.says('example.com/water');
  expect((await officer.says('看停水范围')).text).toContain('按钮：看停水范围');

  await officer.taps('看会员收到的样子');
  await officer.waitsFor(/上面就是中文会员/u);
  const shown = officer.inbox().findLast(({ message }) => message.photo);
  expect(shown?.html).toContain('📣 有一条新消息\n\n<b>停水通知</b>\n周五 22:00 起');
  expect(shown?.buttons).toEqual([['看停水范围'], ['别再发这些']]);
  await officer.taps('看英文的');
  await officer.waitsFor(/英文会员收到的样子/u);

  await officer.taps('发给我自己试试');
  const tried = await officer.waitsFor(/^A test/u);
  expect(tried.html).toContain('📣 A new message\n\n<b>Water off</b>\nFrom Friday 22:00.');
  expect(tried.message.photo).toBeDefined();
  expect(await officer.opens('看停水范围')).toBe('https://example.com/water');

  // It is there when she comes back, after a new release, too.
  await bot.restart();
  await officer.says('/staff');
  expect((await officer.taps('写通知')).buttons.flat()[0]).toContain('停水通知');
  expect((await officer.taps('草稿 · ')).text).toContain('按钮：看停水范围');

  // What Telegram won't take is said in place of it.
  vi.spyOn(bot.playground.world.files, 'byId').mockReturnValue(undefined);
  await officer.taps('看会员收到的样子');
  await officer.waitsFor(/Telegram 没收下这条/u);
  expect(bot.complaints).toEqual([]);
});

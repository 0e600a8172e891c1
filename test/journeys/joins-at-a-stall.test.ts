import { desc } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { stalls } from '../../src/db/schema.ts';
import { runningBot } from '../support/running-bot.ts';

const bot = await runningBot();

test('a day in the lobby: a code, three steps, one tap, a card, and how it went', async () => {
  const lin = await bot.cast('officer');
  await lin.follows();
  await lin.says('/staff');
  await lin.taps('现场摊位');
  await lin.taps('开一个摊位');
  expect((await lin.says('没有这样的楼')).text).toContain('没找到');
  await lin.says('金隅大厦');
  await lin.taps('金隅大厦');
  await lin.taps('整栋楼');
  expect((await lin.says('门')).text).toContain('2 到 40 个字');
  await lin.says('一层大堂东门');
  expect((await lin.says('明年')).text).toContain('没看懂');
  const card = await lin.says('18:00');
  expect(card.text).toContain('摊位开了');
  expect(card.text).toContain('一层大堂东门');
  await lin.taps('A4 海报');
  expect((await lin.receivesFile()).bytes.length).toBeGreaterThan(10_000);
  await lin.taps('现场队列');
  await lin.waitsFor(/现在没有人在等/);

  const [stall] = await bot.db.select().from(stalls).orderBy(desc(stalls.id)).limit(1);
  const yu = await bot.cast('worker');
  expect((await yu.follows(`t_${stall?.code}`)).text).toContain('1/3');
  await yu.taps('就用“王小雨”');
  await yu.sharesContact();
  const confirm = await yu.waitsFor(/3\/3/);
  expect(confirm.text).toContain('手机：13800000101');
  expect((await yu.taps('同意并提交')).text).toContain('先别走开');

  // Nobody touched the officer's phone.
  await lin.waitsFor(/王\*\* 尾号 0101/);
  expect((await lin.taps('✓ 通过 王** 0101')).toast).toBe('通过了，已经告诉本人。');
  await yu.waitsFor(/你现在是金隅阳光楼宇工会联合会的会员了/);
  expect((await lin.taps('给 王** 0101 登记办卡')).toast).toBe('登记了，卡好了会通知本人。');

  await lin.taps('回到摊位');
  await lin.taps('收摊');
  await lin.taps('收摊，看结果');
  const result = await lin.waitsFor(/收摊了，辛苦/);
  expect(result.text).toContain('扫码 1 · 填表 1 · 提交 1 · 通过 1 · 办卡 1');
  expect(result.text).toContain('都没超过 10 分钟');
  // Nothing whole of hers stayed in the officer's chat.
  expect(lin.inbox().some(({ text }) => text.includes('13800000101') || text.includes('王小雨'))).toBe(false);

  const late = await bot.town.person({ id: 5100011, first_name: '小北', language_code: 'zh-hans' });
  expect((await late.follows(`t_${stall?.code}`)).text).toContain('已经收了');
  expect((await late.taps('加入金隅大厦的工会')).text).toContain('1/5');
  expect(bot.complaints).toEqual([]);
});

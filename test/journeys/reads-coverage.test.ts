import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { runningBot } from '../support/running-bot.ts';

const bot = await runningBot();

test('district staff read the figures of the newspaper on their day, as a message, a table and a picture', async () => {
  const staff = await bot.cast('districtStaff');
  await staff.follows();
  await staff.says('/staff');
  await staff.taps('看覆盖情况');
  await staff.taps('换一天');
  const then = await staff.says('2020年9月30日');
  expect(then.text).toContain('全区 · 截至2020年9月30日');
  expect(then.text).toContain('楼宇工会 23 家，覆盖 10 个街道、49 栋楼');
  expect(then.text).toContain('职工 57,116 人，其中会员 27,305 人（47.8%）');

  await staff.taps('发一张图');
  const picture = await staff.receivesFile();
  expect(picture.kind).toBe('photo');
  expect(picture.caption).toBe('全区入会率，截至2020年9月30日。');
  expect(picture.bytes.subarray(1, 4).toString()).toBe('PNG');

  await staff.taps('发一份表格');
  const table = await staff.receivesFile();
  expect(table.name).toBe('全区覆盖情况 2020-09-30.xlsx');
  const { sheets } = await readXlsx(table.bytes);
  expect(sheets.map(({ name }) => name)).toEqual(['汇总', '街道', '工会', '楼宇', '待补']);

  await staff.taps('和另一天比');
  const changed = await staff.says('2020-06-30');
  expect(changed.text).toContain('覆盖职工 28,137 → 57,116（+28,979）');
  expect(changed.text).toContain('· 工会成立：楼宇工会 +10、商务楼宇 +26');
  expect((await staff.taps('看变在哪里')).text).toContain('金隅阳光楼宇工会联合会 金隅大厦 · 工会成立');
});

test('a day to look at is nothing half done', async () => {
  const staff = await bot.cast('districtStaff');
  await staff.says('/staff');
  await staff.taps('看覆盖情况');
  await staff.taps('换一天');
  expect((await staff.says('/start')).buttons.flat().join()).not.toContain('看覆盖情况');
});

test('street staff see their street, and nothing of others by a forged button', async () => {
  const reviewer = await bot.cast('streetReviewer');
  await reviewer.follows();
  await reviewer.says('/staff');
  const own = await reviewer.taps('看覆盖情况');
  expect(own.text).toMatch(/街道 · 截至2026年11月22日/u);
  const forged = await reviewer.tapsData('cvx:district:0:2026-11-22:xlsx');
  expect(forged.toast).toBe('这里的覆盖情况不归你管，看不了。');
  expect(forged.text).not.toContain('全区');
  expect(bot.complaints).toEqual([]);
});

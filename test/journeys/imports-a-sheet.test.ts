import { expect, test } from 'vitest';
import { openImportFile } from '../../src/files/import-open.ts';
import { bytesOf } from '../../src/files/import-source.ts';
import { type Cells, workbook } from '../support/import-files.ts';
import { runningBot } from '../support/running-bot.ts';

const bot = await runningBot();

const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const sheet = async (rows: Cells) => ({
  name: 'units.xlsx',
  data: Buffer.from(await workbook({ 单位: [['楼宇名称', '单位名称', '非公', '职工数'], ...rows] })),
  mime,
});

/** The sheets of a workbook, as rows of texts. */
async function rowsOf(data: Uint8Array) {
  const file = await openImportFile(bytesOf(data));
  return Promise.all(
    file.sheets.map(async (each) => {
      const rows: (readonly string[])[] = [];
      for await (const batch of each.rows()) rows.push(...batch.map(({ cells }) => cells));
      return rows;
    }),
  );
}

test('a reviewer sends a sheet: told what is wrong, mends it, agrees, and takes it back', async () => {
  const reviewer = await bot.cast('streetReviewer');
  await reviewer.follows();
  await reviewer.says('/staff');
  expect((await reviewer.taps('用 Excel 改名录')).text).toContain('空着的格子不动');
  await reviewer.taps('拿一张空模板');
  const [, buildings] = await rowsOf((await reviewer.receivesFile()).bytes);
  expect(buildings?.[2]?.slice(0, 3)).toEqual(['楼宇编号', '街道', '楼宇名称']);

  expect((await reviewer.sendsDocument(await sheet([['金隅大厦', '新来的公司', '是', -3]]))).text).toContain(
    '正在看',
  );
  const faulty = await reviewer.waitsFor(/那张表看完了/u);
  expect(faulty.text).toContain('“单位”第 2 行 “职工数”列：不能是负数');
  await reviewer.taps('看全部明细');
  const [faults] = await rowsOf((await reviewer.receivesFile()).bytes);
  expect(faults?.[1]).toEqual(['单位', '2', '职工数', '不能是负数']);

  await reviewer.sendsDocument(await sheet([['金隅大厦', '新来的公司', '是', 3]]));
  expect((await reviewer.waitsFor(/那张表看完了/u)).text).toContain('+ 新来的公司（金隅大厦）');
  await reviewer.taps('就这样改');
  expect((await reviewer.waitsFor(/名录改好了/u)).text).toContain('单位：新增 1');
  await reviewer.taps('退回这次导入');
  expect((await reviewer.waitsFor(/那次导入退回了/u)).text).toContain('名录和导入前一样');
  expect(bot.complaints).toEqual([]);
});

test('what a street exports comes back as it is: there is nothing to change', async () => {
  const reviewer = await bot.cast('streetReviewer');
  await reviewer.says('/staff');
  await reviewer.taps('用 Excel 改名录');
  await reviewer.taps('导出现在的名录');
  const exported = await reviewer.receivesFile();
  expect(exported.name).toMatch(/^名录 .+ 2026-11-22\.xlsx$/u);
  await reviewer.sendsDocument({ name: exported.name, data: exported.bytes, mime });
  const checked = await reviewer.waitsFor(/那张表看完了/u);
  expect(checked.text).toContain('没有要改的');
});

test('from a worker a sheet is not taken; a file that is none is named for what it is', async () => {
  const worker = await bot.cast('worker');
  await worker.follows();
  expect((await worker.sendsDocument(await sheet([['金隅大厦', '新来的公司', '是', 3]]))).text).toContain(
    '名录只有工会工作人员能改',
  );
  const officer = await bot.cast('officer');
  await officer.follows();
  await officer.sendsDocument({ name: 'units.xlsx', data: Buffer.from('%PDF-1.7 …'), mime });
  expect((await officer.waitsFor(/没读成/u)).text).toContain('这不像一张表');
});

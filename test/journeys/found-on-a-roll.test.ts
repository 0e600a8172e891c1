import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { people } from '../../src/db/schema.ts';
import { workbook } from '../support/import-files.ts';
import { runningBot } from '../support/running-bot.ts';

const bot = await runningBot();
const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

test('a roll comes in; a worker on it shares her own number, is a member, and hears of activities once she agrees', async () => {
  const officer = await bot.cast('officer');
  await officer.follows();
  const rows = [
    ['姓名', '手机号', '工会', '入会日期', '卡号后四位'],
    ['王小雨', '13800000101', '金隅阳光楼宇工会联合会', '2019-05', '42'],
    ['李不写', '13800009999', '金隅阳光楼宇工会联合会', '2020-01-01', ''],
  ];
  await officer.sendsDocument({ name: 'roll.xlsx', data: Buffer.from(await workbook({ 会员: rows })), mime });
  const looked = await officer.waitsFor(/那张表看完了/u);
  expect(looked.text).toContain('会登记 2 位会员');
  expect(looked.text).not.toMatch(/王小雨|1380000/u);
  await officer.taps('登记这些会员');
  expect((await officer.waitsFor(/名册登记好了/u)).text).toContain('登记了 2 位会员');

  const worker = await bot.cast('worker');
  await worker.follows();
  await worker.says('/me');
  await worker.taps('我已经是会员了');
  // Typed, or somebody else's, it says nothing of who is in here.
  expect((await worker.says('13800009999')).text).toContain('没法核对');
  const other = await worker.sharesContact({
    phone_number: '+8613800009999',
    first_name: '李',
    user_id: officer.id,
  });
  expect(other.text).toContain('别人的名片');
  await worker.sharesContact();
  const found = await worker.waitsFor(/你已经是/u);
  expect(found.text).toContain('金隅阳光楼宇工会联合会');
  expect(found.text).toContain('王**');
  expect(found.text).toContain('有服务卡');
  await worker.taps('是我，同意保存');
  await worker.waitsFor(/认领好了/u);

  await tellsOf('羽毛球友谊赛');
  expect(worker.inbox().some(({ text }) => text.includes('羽毛球友谊赛'))).toBe(false);
  const me = await worker.says('/me');
  expect(me.text).toContain('王小雨');
  expect(me.text).not.toContain('没核实');
  await worker.taps('接收活动通知');
  await tellsOf('剪纸课');
  await worker.waitsFor(/剪纸课/u);

  // Another account of hers, put together with this one, says what happened and does nothing else.
  const second = await bot.cast('englishSpeaker');
  await second.follows();
  const ids = await bot.db.select({ id: people.id, telegram: people.telegramId }).from(people);
  const idOf = (telegram: number) => ids.find((row) => row.telegram === telegram)?.id ?? null;
  await bot.db
    .update(people)
    .set({ mergedInto: idOf(worker.id) })
    .where(eq(people.telegramId, second.id));
  expect((await second.says('/start')).text).toContain('joined with your other one');
  expect((await second.says('/me')).text).toContain('joined with your other one');
  expect(bot.complaints).toEqual([]);

  async function tellsOf(title: string): Promise<void> {
    await officer.says('/staff');
    await officer.taps('发布活动');
    await officer.taps('体育运动');
    await officer.says(title);
    await officer.says('12月8日 18:30');
    await officer.says('三层活动室');
    await officer.taps('不限');
    await officer.taps('发布');
    await officer.taps('现在通知');
    await officer.waitsFor(new RegExp(`${title}|发完|通知`, 'u'));
    await bot.settled();
  }
});

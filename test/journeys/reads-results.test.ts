import { sql } from 'drizzle-orm';
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { purposes } from '../../src/domain/consent.ts';
import { eventually } from '../support/eventually.ts';
import { runningBot, storyBegins } from '../support/running-bot.ts';

const bot = await runningBot();
const union = 'e5a6';

/** Ten members of the officer's union, on Telegram, who agreed to be told of activities and have said nothing yet. */
async function tenMembers() {
  await bot.db.execute(sql`delete from survey_figures`);
  await bot.db.execute(sql`delete from survey_round_figures`);
  await bot.db.execute(sql`delete from survey_responses`);
  const rows = await bot.db.execute<{ id: number; telegram_id: number }>(sql`
    with chosen as (
      select m.person_id as id, row_number() over (order by m.person_id) as place
      from memberships m join unions u on u.id = m.union_id join people p on p.id = m.person_id
      where u.code = ${union} and m.until is null and p.telegram_id is null limit 10
    ), known as (
      update people p set telegram_id = 7000 + c.place, telegram_language = 'zh' from chosen c where p.id = c.id
      returning p.id, p.telegram_id
    ), agreed as (
      insert into consents (person_id, purpose, version, given_at)
      select id, purpose, ${purposes.announcements}, ${storyBegins.toISOString()}::timestamptz
      from known, unnest(array['membership', 'announcements']) purpose
    ) select id, telegram_id from known order by telegram_id`);
  return Promise.all(
    rows.map(async ({ telegram_id: id }) => {
      const phone = await bot.town.person({
        id: Number(id),
        first_name: `会员${id}`,
        language_code: 'zh-hans',
      });
      await phone.follows();
      return phone;
    }),
  );
}

test('ten members say what they want; it is counted, shown, handed out, planned, done, and those who asked are told', async () => {
  const members = await tenMembers();
  for (const [place, member] of members.entries()) {
    const crafty = place < 5;
    await member.says('/survey');
    await member.taps('开始');
    await member.taps(crafty ? '手工制作' : '体育运动');
    await member.taps('选好了（1）');
    await member.taps(crafty ? '每周一次' : '每月一次');
    await member.taps(crafty ? '工作日午休' : '工作日下班后');
    await member.taps('选好了（1）');
    await member.says(`多办一点，${place}`);
  }
  const [crafty] = members;
  expect((await crafty?.says('/me'))?.text).toContain(
    '你会收到：手工制作；最多每周一次；工作日午休的排在前面。',
  );

  const officer = await bot.cast('officer');
  await officer.follows();
  await officer.says('/staff');
  expect((await officer.taps('看问卷结果')).text).toContain('还没有结果');

  await bot.jumpTo(new Date(storyBegins.getTime() + 2 * 3_600_000));
  await eventually(async () => {
    const [row] = await bot.db.execute(sql`select from survey_figures`);
    if (!row) throw new Error('not counted yet');
  });
  await officer.says('/staff');
  const figures = await officer.taps('看问卷结果');
  expect(figures.text).toContain('算进 10 份');
  expect(figures.text).toContain('手工制作 5（50%）');
  expect(figures.text).toMatch(/不显示：.*观影/u);
  expect((await officer.taps('大家写的话')).text).toContain('多办一点');

  await officer.taps('回到统计');
  await officer.taps('发图');
  const picture = await officer.receivesFile();
  expect(picture.kind).toBe('photo');
  expect(picture.bytes.subarray(1, 4).toString()).toBe('PNG');
  await officer.taps('发表格');
  const sheet = await officer.receivesFile();
  const { sheets } = await readXlsx(sheet.bytes);
  expect(sheets.map(({ name }) => name)).toEqual(['各题', '两题交叉', '大家写的话']);
  expect(JSON.stringify(sheets)).not.toContain('会员700');
  await officer.taps('发 CSV');
  const csv = (await officer.receivesFile()).bytes.toString('utf8');
  expect(csv).toContain('手工制作,5,10,0.5');

  await officer.says('/staff');
  const ideas = await officer.taps('看看下个月办什么');
  expect(ideas.text).toContain('手工制作');
  expect(ideas.text).toContain('5 人想来');
  const draft = await officer.taps('起草：手工制作');
  expect(draft.text).toContain('手工制作');
  // She would rather have it this month.
  await officer.taps('改时间');
  await officer.says('11月25日 12:10');
  await officer.taps('发布活动');

  await bot.jumpTo(new Date('2026-11-25T10:30:00Z'));
  const told = await crafty?.waitsFor(/你说过，我们办了/u);
  expect(told?.text).toContain('你在问卷里说过想要手工制作');
  await bot.settled();
  const heard = await bot.db.execute<{ n: number }>(sql`
    select count(*)::int as n from deliveries d join notices n on n.id = d.notice_id where n.kind = 'demandMet'`);
  expect(heard[0]?.n).toBe(5);
  await officer.says('/staff');
  await officer.taps('看看下个月办什么');
  expect((await officer.taps('办过的')).text).toContain('5 人说过想要手工制作');
  expect(bot.complaints).toEqual([]);
});

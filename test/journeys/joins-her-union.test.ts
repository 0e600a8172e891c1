import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { applications, audit, memberships, people } from '../../src/db/schema.ts';
import { runningBot } from '../support/running-bot.ts';

const bot = await runningBot();

test('a worker joins the union of her building, and its officer takes her in', async () => {
  const lin = await bot.cast('officer');
  await lin.follows();
  const yu = await bot.cast('worker');
  await yu.follows();
  await yu.says('金隅大厦');
  const name = await yu.taps('加入这家工会');
  expect(name.text).toContain('1/5');
  const units = await yu.taps('就用“王小雨”');
  expect(units.text).toContain('2/5');
  const first = units.buttons[0]?.[0] ?? '';
  await yu.taps(first);
  await yu.waitsFor(/手机号只给工会审核用/);
  const refused = await yu.sharesContact({ phone_number: '+8613900000000', first_name: '别人', user_id: 1 });
  expect(refused.text).toContain('这张名片是别人的');
  await yu.sharesContact();
  const consent = await yu.waitsFor(/4\/5/);
  expect(consent.keyboard).toEqual([]);
  await yu.taps('☐ 每月活动也告诉我');

  // Whatever comes between, the form waits for her.
  await bot.restart();
  await yu.says('/help');
  await yu.taps('接着填');
  await yu.taps('同意，继续');
  const review = await yu.waitsFor(/5\/5/);
  expect(review.text).toContain('姓名：王小雨');
  expect(review.text).toContain('手机：13800000101');
  expect(review.message.has_protected_content).toBe(true);
  await yu.taps('改姓名');
  expect((await yu.says('🌸')).text).toContain('没看懂这个名字');
  expect((await yu.says('王晓雨')).text).toContain('姓名：王晓雨');
  const done = await yu.taps('提交申请');
  expect(done.text).toContain('11月25日（周三）前给你回复');
  expect((await yu.says('/join')).text).toContain('已经交上去了');

  await lin.waitsFor(/有人申请入会，11月25日（周三）前要答复/);
  const desk = await lin.says('/staff');
  expect(desk.text).toContain('金隅阳光楼宇工会联合会');
  const queue = await lin.taps('审核申请（1 份）');
  expect(queue.buttons[0]?.[0]).toContain('王**');
  await lin.taps('王**');
  const application = await lin.waitsFor(/姓名：/);
  expect(application.text).toContain('手机：138****0101');
  await lin.taps('看完整手机号');
  await lin.waitsFor(/手机：13800000101/);
  await lin.taps('返回');
  await lin.waitsFor(/姓名：/);
  await lin.taps('通过入会');
  await lin.waitsFor(/都审完了/);
  // Nothing of it stays in the reviewer's chat.
  expect(lin.inbox().some(({ text }) => text.includes('13800000101'))).toBe(false);
  await yu.waitsFor(/你现在是金隅阳光楼宇工会联合会的会员了/);

  const [row] = await bot.db.select().from(applications);
  expect(row?.status).toBe('approved');
  const [person] = await bot.db.select().from(people).where(eq(people.telegramId, yu.id));
  if (!person) throw new Error('she is not known');
  expect(person.name && bot.vault.open(person.name, 'people.name')).toBe('王晓雨');
  expect(await bot.db.select().from(memberships).where(eq(memberships.person, person.id))).toHaveLength(1);
  expect((await bot.db.select().from(audit)).map(({ action }) => action)).toEqual(
    expect.arrayContaining(['application.seen', 'application.phoneSeen']),
  );
});

test('the district invites a colleague by a link that works once', async () => {
  const zhao = await bot.cast('districtStaff');
  await zhao.says('/staff');
  await zhao.taps('邀请同事');
  await zhao.taps('某个街道总工会');
  const invited = await zhao.taps('金融街街道');
  expect(invited.text).toContain('只能用一次');
  const payload = new URL(await zhao.opens('复制链接')).searchParams.get('start') ?? '';

  const colleague = await bot.town.person({
    id: 5100001,
    first_name: '一诺',
    last_name: '孙',
    language_code: 'zh-hans',
  });
  expect((await colleague.says('/staff')).text).toContain('发一条邀请链接给你');
  expect((await colleague.follows(payload)).text).toContain('你现在负责金融街街道总工会');
  expect((await colleague.taps('打开工作台')).text).toContain('金融街街道总工会');

  const another = await bot.town.person({ id: 5100002, first_name: '小北', language_code: 'zh-hans' });
  expect((await another.follows(payload)).text).toContain('用过了，或者过期了');

  await zhao.taps('回到工作台');
  await zhao.taps('看工作人员');
  await zhao.taps('孙一诺');
  expect((await zhao.taps('收回权限')).toast).toBe('收回了。');
  expect((await colleague.says('/staff')).text).toContain('发一条邀请链接给你');
});

import { and, eq, inArray, isNull } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { buildings, people, staffRoles, unions, warmStations } from '../../src/db/schema.ts';
import { runningBot } from '../support/running-bot.ts';

const bot = await runningBot();

test('an officer changes her station’s hours, and a worker reads whether it is open', async () => {
  const lin = await bot.cast('officer');
  await lin.follows();
  await lin.says('/staff');
  const home = await lin.taps('改楼宇和工会');
  expect(home.text).toContain('要改哪里');
  const card = await lin.says('金隅阳光');
  expect(card.text).toContain('名称：金隅阳光楼宇工会联合会');
  // What her street decides isn't hers to change.
  expect(card.buttons.flat()).not.toContain('改名称');
  await lin.taps('驿站（');
  const station = await lin.taps('金隅大厦 B1 层');
  expect(station.text).toContain('开放时间：工作日 9:00–18:00');
  const asked = await lin.taps('改开放时间');
  expect(asked.text).toContain('现在：工作日 9:00–18:00');
  expect((await lin.says('<b>随时</b>')).text).toContain('换成文字再写一次');
  const odd = await lin.says('随时都行');
  expect(odd.text).toContain('没读出几点开');
  await lin.taps('重写');

  // Whatever comes between, the form waits for her.
  await bot.restart();
  await lin.says('/help');
  const again = await lin.taps('接着填');
  expect(again.text).toContain('什么时候开？');
  const review = await lin.says('每天早9点到晚9点');
  expect(review.text).toContain('原来：工作日 9:00–18:00');
  expect(review.text).toContain('改成：每天早9点到晚9点');
  expect(review.text).toContain('我读成：每天 9:00–21:00');
  const saved = await lin.taps('保存');
  expect(saved.text).toContain('改好了');

  // A Sunday, 10:00: by the old hours it would be closed.
  const yu = await bot.cast('worker');
  await yu.follows();
  expect((await yu.says('金隅大厦')).text).toContain('现在开着，21:00 关门');
  const amina = await bot.cast('englishSpeaker');
  await amina.follows();
  const place = await amina.says('Jinyu Building');
  expect(place.text).toContain('daily 9:00–21:00');
  expect(place.text).toContain('Open now, until 21:00.');

  await lin.taps('改特别的日子');
  await lin.says('今天关门');
  await lin.says('11月22日关门');
  expect((await lin.taps('保存')).text).toContain('2026年11月22日 关门');
  expect((await yu.says('金隅大厦')).text).toContain('现在关着，明天 09:00 开');
  expect((await lin.taps('撤回这次修改')).text).toContain('撤回了');
  expect((await yu.says('金隅大厦')).text).toContain('现在开着');

  const [row] = await bot.db.select().from(warmStations).orderBy(warmStations.id).limit(1);
  expect(row).toMatchObject({ hours: { zh: '每天早9点到晚9点', en: 'daily 9:00–21:00' }, exceptions: [] });
  expect(bot.complaints).toEqual([]);
});

test('a name to look for is nothing half done: a command ends it, and what she writes next is for everybody', async () => {
  const an = await bot.cast('streetReviewer');
  await an.follows();
  await an.says('/staff');
  await an.taps('改楼宇和工会');
  expect((await an.says('/find')).text).toContain('你在哪栋楼上班');
  expect((await an.says('/start')).buttons.flat().join()).not.toContain('改楼宇和工会');
  expect((await an.says('金隅大厦')).text).toContain('归金隅阳光');
});

test('the district founds a union, puts a building into it, and merges one that is listed twice', async () => {
  const zhao = await bot.cast('districtStaff');
  await zhao.follows();
  await zhao.says('/staff');
  await zhao.taps('改楼宇和工会');
  await zhao.taps('街道服务站');
  const street = await zhao.taps('金融街');
  expect(street.text).toContain('服务站地点');
  await zhao.taps('成立一家工会');
  await zhao.taps('楼宇联合工会');
  await zhao.says('月坛南楼宇联合工会');
  expect((await zhao.says('明年')).text).toContain('没看懂这个日期');
  await zhao.says('2026年11月2日');
  expect((await zhao.says('电话保密')).text).toContain('没看懂这个号码');
  await zhao.taps('先不填');
  await zhao.says('3 层 305');
  const review = await zhao.taps('先不填');
  expect(review.text).toContain('成立日期：2026年11月2日');
  const union = await zhao.taps('添上');
  expect(union.text).toContain('建好了');
  await zhao.taps('添一栋楼');
  await zhao.says('双子楼');
  await zhao.says('月坛南街 1 号');
  expect((await zhao.says('就在街角')).text).toContain('这一步要一个位置');
  await zhao.sharesLocation({ latitude: 39.91, longitude: 116.36 });
  expect((await zhao.taps('添上')).text).toContain('归月坛南楼宇联合工会');

  await zhao.taps('和另一栋是同一栋');
  await zhao.says('金隅大厦');
  await zhao.taps('金隅大厦');
  const merged = await zhao.taps('对，是同一栋');
  expect(merged.text).toContain('并好了');
  const [gone] = await bot.db.select().from(buildings).where(eq(buildings.name, '双子楼'));
  const yu = await bot.cast('worker');
  const place = await yu.follows(`b_${gone?.code}`);
  expect(place.text).toContain('“双子楼”已经并入下面这栋楼');
  expect(place.text).toContain('金隅大厦');

  const [founded] = await bot.db.select().from(unions).where(eq(unions.name, '月坛南楼宇联合工会'));
  expect(founded).toMatchObject({ foundedOn: '2026-11-02', phone: '', officeHours: {} });
  expect(bot.complaints).toEqual([]);
});

test('street staff give a building to another union, and its history says so', async () => {
  const an = await bot.cast('streetReviewer');
  await an.follows();
  await an.says('/staff');
  await an.taps('改楼宇和工会');
  const building = await an.says('金隅大厦');
  expect(building.text).toContain('归金隅阳光楼宇工会联合会');
  await an.taps('改地址');
  await an.says('金融大街 999 号');
  expect((await an.taps('保存')).text).toContain('金融大街 999 号');
  await an.taps('换一家工会');
  expect((await an.taps('月坛南楼宇联合工会')).text).toContain('会员、驿站跟着过去');
  const moved = await an.taps('对，从今天起');
  expect(moved.text).toContain('位会员跟着过去了');
  expect(moved.text).not.toContain('归金隅阳光');
  expect(moved.buttons.flat()).toContain('做张海报');
  const history = await an.taps('看改动记录');
  expect(history.text).toMatch(/你：“金隅大厦”从金隅阳光楼宇工会联合会移到了/u);
  expect(history.text).toMatch(/你：把“金隅大厦”的地址从“.+”改成“金融大街 999 号”/u);

  // The union's officer reads which office it was, not who sat there.
  const lin = await bot.cast('officer');
  await lin.says('/staff');
  await lin.taps('改楼宇和工会');
  await lin.says('金隅阳光');
  const hers = await lin.taps('看改动记录');
  expect(hers.text).toContain('街道总工会：“金隅大厦”从金隅阳光楼宇工会联合会移到了');
  expect(hers.text).not.toContain('陈予安');

  // A worker is at the new union by the same poster.
  const [jinyu] = await bot.db.select().from(buildings).where(eq(buildings.name, '金隅大厦'));
  const yu = await bot.cast('worker');
  const place = await yu.follows(`b_${jinyu?.code}`);
  expect(place.text).not.toContain('金隅阳光');
  expect(bot.complaints).toEqual([]);
});

test('whose role was taken back while she looked for a card finds buildings as everybody does', async () => {
  const shen = await bot.cast('officer');
  await shen.follows();
  await shen.says('/staff');
  await shen.taps('改楼宇和工会');
  const herself = bot.db.select({ id: people.id }).from(people).where(eq(people.telegramId, shen.id));
  await bot.db
    .update(staffRoles)
    .set({ revokedAt: new Date() })
    .where(and(isNull(staffRoles.revokedAt), inArray(staffRoles.person, herself)));
  expect((await shen.says('金隅大厦')).text).toContain('不归你管');
  expect((await shen.says('金隅大厦')).text).toContain('在金融街街道');
});

import { desc } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { outreachTasks } from '../../src/db/schema.ts';
import { runningBot } from '../support/running-bot.ts';

const bot = await runningBot();

const label = (screen: { buttons: readonly (readonly string[])[] }, part: string) =>
  screen.buttons.flat().find((each) => each.includes(part)) ?? `no “${part}”`;

test('a building nobody knows: told of, wished for, listed, visited, and covered in the end', async () => {
  const chen = await bot.cast('streetReviewer');
  await chen.follows();
  const yu = await bot.cast('worker');
  await yu.follows();

  // She finds nothing, and tells of it.
  const nothing = await yu.says('藏梅阁');
  expect(nothing.text).toContain('还没找到');
  await yu.taps('把这栋楼告诉街道');
  await yu.taps('就叫“藏梅阁”');
  await yu.waitsFor(/2\/3/);
  const far = await yu.sends({ location: { latitude: 51.5, longitude: -0.1 } });
  expect(far.text).toContain('离本区的楼都远');
  await yu.says('武定侯街 99 号');
  // Whatever comes between, what she said waits for her.
  await yu.says('/help');
  await yu.taps('接着填');
  const review = await yu.taps('金融街街道');
  expect(review.text).toContain('地址：武定侯街 99 号');
  const done = await yu.taps('告诉街道');
  expect(done.text).toContain('告诉街道了');
  const link = new URL(await yu.opens('复制链接，发给同事')).searchParams.get('start') ?? '';
  expect(link).toMatch(/^p_/u);
  await chen.waitsFor(/有一栋“藏梅阁”/);

  // Four colleagues follow her link; one writes the name herself.
  const colleagues = await Promise.all(
    Array.from({ length: 4 }, (_, n) =>
      bot.town.person({ id: 5_200_001 + n, first_name: `同事${n}`, language_code: 'zh-hans' }),
    ),
  );
  const [first, ...others] = colleagues;
  if (!first) throw new Error('nobody');
  await first.follows();
  await first.says('藏梅阁');
  await first.taps('把这栋楼告诉街道');
  // Nothing tells her that somebody else has: it could be anybody who types the name, her employer too.
  await first.taps('就叫“藏梅阁”');
  await first.waitsFor(/2\/3/);
  await first.says('武定侯街 99 号');
  await first.taps('金融街街道');
  const joined = await first.taps('告诉街道');
  expect(joined.text).toContain('告诉街道了');
  expect(joined.text).toContain('够 5 个人');
  for (const colleague of others) {
    await colleague.follows(link);
    await colleague.taps('留下我的心愿');
  }
  await chen.waitsFor(/藏梅阁想要工会的人到了 5 个/);
  expect((await yu.says('/me')).text).toContain('建会心愿：藏梅阁');
  await yu.taps('看我的心愿');
  expect((await yu.taps('藏梅阁')).text).toContain('已经有 5 人');

  // The street lists it.
  await chen.says('/staff');
  const demand = await chen.taps('看哪里想要工会');
  expect(demand.text).toContain('不到 5 人');
  await chen.taps(label(demand, '藏梅阁'));
  const proposal = await chen.waitsFor(/名录里还没有$|登记成新楼/);
  expect(proposal.text).not.toMatch(/小雨|同事\d/u);
  await chen.taps('登记这栋楼');
  await chen.waitsFor(/纬度在前/);
  expect((await chen.says('金融街')).text).toContain('没看懂这个位置');
  expect((await chen.says('39.9188，116.3551')).text).toContain('位置：39.91880, 116.35510');
  expect((await chen.taps('登记')).text).toContain('登记好了：藏梅阁');
  expect((await yu.says('藏梅阁')).text).toContain('还没有建工会');

  // Outreach.
  await chen.taps('打开看看');
  expect((await chen.taps('我来跟进')).toast).toContain('由你跟进');
  await chen.taps('记一次走访');
  await chen.says('见了物业的人');
  await chen.taps('昨天');
  // What the street sees to is nobody else's to see, either.
  const [task] = await bot.db.select().from(outreachTasks).orderBy(desc(outreachTasks.id)).limit(1);
  const forged = await first.tapsData(`orn:${task?.id}:taken:visited`);
  expect(forged.text).toContain('不归你管');
  expect(forged.text).not.toContain('藏梅阁');
  await chen.taps('记下');
  const card = await chen.waitsFor(/见了物业的人/);
  expect(card.text).toContain('11月21日');
  await chen.taps('有意向了');
  await chen.taps('就这样记下');
  await chen.waitsFor(/有意向（/);
  await chen.taps('已经成立');
  await chen.taps('就这样记下');
  await chen.waitsFor(/留过心愿的人会马上收到消息/);

  // A union covers it; all five hear of it, once.
  await chen.taps('划给新成立的工会');
  await chen.taps('金隅阳光');
  await chen.taps('对，从今天起');
  for (const person of [yu, ...colleagues]) {
    const news = await person.waitsFor(/藏梅阁现在归金隅阳光/);
    expect(news.text.split('\n')[0]).not.toMatch(/工会|会员/u);
  }
  await bot.town.advance(61_000);
  await bot.settled();
  expect(yu.inbox().filter(({ text }) => text.includes('藏梅阁现在归'))).toHaveLength(1);
  expect((await yu.taps('看看这栋楼')).text).toContain('归金隅阳光');
  expect(bot.complaints).toEqual([]);
});

test('a wish is hers to take back, and the fifth one reaches the street', async () => {
  const zhao = await bot.cast('districtStaff');
  await zhao.follows();
  const amina = await bot.cast('englishSpeaker');
  await amina.follows();
  await amina.says('Wendi Building');
  const ask = await amina.taps('Leave a wish');
  expect(ask.text).toContain('never who');
  const left = await amina.taps('Leave my wish');
  expect(left.text).toContain('5 people have left a wish');
  const chen = await bot.cast('streetReviewer');
  await chen.waitsFor(/闻笛大厦想要工会的人到了 5 个/);
  await amina.taps('Add my workplace');
  await amina.says('Reading Room Ltd');
  expect((await amina.taps('Take “Reading Room Ltd”')).text).toContain('only you see it');
  expect((await amina.taps('Take my wish back')).text).toContain('nothing is kept');

  await zhao.says('/staff');
  const demand = await zhao.taps('看哪里想要工会');
  expect(demand.text).toContain('一共 20 人');
  expect(label(demand, '闻笛大厦')).toContain('不到 5 人');
});

test('a building told of may be one we know, or none: the street merges, or says why not', async () => {
  const chen = await bot.cast('streetReviewer');
  const worker = await bot.town.person({ id: 5_200_101, first_name: '小禾', language_code: 'zh-hans' });
  await worker.follows();
  const tell = async (name: string) => {
    await worker.says(name);
    await worker.taps('把这栋楼告诉街道');
    await worker.taps(`就叫“${name}”`);
    await worker.waitsFor(/2\/3/);
    await worker.sends({ location: { latitude: 39.9187, longitude: 116.3549 } });
    await worker.waitsFor(/3\/3/);
    await worker.taps('告诉街道');
  };
  await tell('笛子湾');
  await chen.waitsFor(/“笛子湾”/);
  await chen.taps('去核对');
  await chen.taps('是已有的楼');
  await chen.says('闻笛');
  await chen.taps('闻笛大厦');
  expect((await chen.taps('对，并过去')).text).toContain('也能找到闻笛大厦');
  expect((await worker.says('笛子湾')).text).toContain('闻笛大厦在金融街街道');

  await tell('纸月亮');
  await chen.waitsFor(/“纸月亮”/);
  await chen.taps('去核对');
  await chen.taps('不登记…');
  await chen.taps('自己写理由…');
  await chen.says('那是公园里的亭子');
  expect((await chen.taps('发送，不登记')).text).toContain('没有登记');
  const why = await worker.waitsFor(/那是公园里的亭子/);
  expect(why.text.split('\n')[0]).toBe('你等的答复来了。');
  expect(bot.complaints).toEqual([]);
});
